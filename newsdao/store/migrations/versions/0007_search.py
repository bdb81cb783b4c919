"""The search index. It is filled by the next sync.

Revision: 0007
Follows: 0006
"""

import sqlalchemy as sa
from alembic import op

Bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Docid = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("docid", Docid, autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("shown_from", sa.BigInteger(), nullable=False),
        sa.Column("shown_until", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_stale", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("filed", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        *(sa.Column(name, Bytewise, nullable=False) for name in ("title", "terms", "lead", "body")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_search_entry_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("docid", name=op.f("pk_search_entry")),
    )
    op.create_index("ix_search_entry_article_id", "search_entry", ["article_id", "is_stale"])
    op.create_index("ix_search_entry_version", "search_entry", ["version"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE search_index (docid bigint PRIMARY KEY, marks tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_search_index_marks ON search_index USING gin (marks)")
        return
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(marks, content='', columnsize=0, detail=none, "
        "tokenize=\"ascii tokenchars '<>^~$!=@'\")"
    )


def downgrade() -> None:
    op.execute("DROP TABLE search_index")
    op.drop_table("search_entry")
