"""What an editor ranks, how long breaking news holds the banner, who an author is, and how often stories are read.

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("article", sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("article", sa.Column("breaking_until", MOMENT, nullable=True))
    op.add_column("term", sa.Column("about", sa.JSON(), nullable=False, server_default="{}"))
    _index("ix_article_ranked", "published_at", "rank > 0", "rank > 0")
    _index("ix_article_breaking", "published_at", "is_breaking = 1", "is_breaking")
    _index("ix_article_pages", "id", "is_page = 1", "is_page")
    op.create_table(
        "front_choice",
        sa.Column("place", sa.String(8), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_front_choice_article_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("place", "position", name="pk_front_choice"),
    )
    op.create_table(
        "read_count",
        sa.Column("hour", MOMENT, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_read_count_article_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hour", "article_id", name="pk_read_count"),
    )


def downgrade() -> None:
    op.drop_table("read_count")
    op.drop_table("front_choice")
    op.drop_index("ix_article_pages", "article")
    op.drop_index("ix_article_breaking", "article")
    op.drop_index("ix_article_ranked", "article")
    op.drop_column("term", "about")
    op.drop_column("article", "breaking_until")
    op.drop_column("article", "rank")


def _index(name: str, column: str, on_sqlite: str, on_postgresql: str) -> None:
    """An index of the few rows for which a condition holds."""
    where = {"sqlite_where": sa.text(on_sqlite), "postgresql_where": sa.text(on_postgresql)}
    op.create_index(name, "article", [column], unique=False, **where)  # type: ignore[arg-type]
