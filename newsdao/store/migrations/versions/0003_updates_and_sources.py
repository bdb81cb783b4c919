"""What a story is based on, its updates, and terms that were renamed.

Revision: 0003
Follows: 0002
"""

import sqlalchemy as sa
from alembic import op

Bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "term_move",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("slug", Bytewise, nullable=False),
        sa.Column("to_slug", Bytewise, nullable=False),
        sa.PrimaryKeyConstraint("kind", "slug", name=op.f("pk_term_move")),
    )
    op.add_column("article_body", sa.Column("updates", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("article_body", sa.Column("sources", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("article_body", "sources")
    op.drop_column("article_body", "updates")
    op.drop_table("term_move")
