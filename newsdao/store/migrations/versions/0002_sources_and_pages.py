"""Pages beside posts, addresses that lead elsewhere, and the publisher's files byte for byte.

Revision: 0002
Follows: 0001
"""

import sqlalchemy as sa
from alembic import op

Bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_file",
        sa.Column("path", Bytewise, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_source_file")),
    )
    # Not by batches: they copy and drop the table, and SQLite's foreign keys would take the articles' bodies with it.
    op.add_column("article", sa.Column("is_page", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("article", sa.Column("redirects_to", sa.Text(), server_default="", nullable=False))
    # The front matter stands in the source file, with its order, quotes and comments.
    op.drop_column("article_body", "front_matter")


def downgrade() -> None:
    op.add_column("article_body", sa.Column("front_matter", sa.JSON(), server_default="{}", nullable=False))
    op.drop_column("article", "redirects_to")
    op.drop_column("article", "is_page")
    op.drop_table("source_file")
