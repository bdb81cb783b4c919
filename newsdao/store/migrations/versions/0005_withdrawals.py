"""Finding what was withdrawn lately, however many stories there are.

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

IS_WITHDRAWN = sa.text("withdrawn_at IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_article_withdrawn_at",
        "article",
        ["withdrawn_at"],
        sqlite_where=IS_WITHDRAWN,
        postgresql_where=IS_WITHDRAWN,
    )


def downgrade() -> None:
    op.drop_index("ix_article_withdrawn_at", "article")
