"""What a closer look at a picture tells: the digest of its bytes, its colour, and by what its file is known again.

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = {"digest": 16, "colour": 7, "mark": 48}


def upgrade() -> None:
    for name, length in COLUMNS.items():
        op.add_column("picture", sa.Column(name, sa.String(length), server_default="", nullable=False))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("picture", name)
