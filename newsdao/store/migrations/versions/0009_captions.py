"""What a story says below its picture, and whose the picture is; its length, which the text itself tells, goes.

Revision: 0009
Follows: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

COLUMNS = ("picture_caption", "picture_credit")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("article", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.drop_column("article", "text_length")


def downgrade() -> None:
    op.add_column("article", sa.Column("text_length", sa.Integer(), nullable=False, server_default="0"))
    for name in reversed(COLUMNS):
        op.drop_column("article", name)
