"""The outbox, who drains it, and the subscribers of our own hub.

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
from alembic import op

Bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Moment = sa.DateTime(timezone=True)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_note()
    _create_delivery()
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    _create_subscription()


def _create_note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("permalink", Bytewise, nullable=False),
        sa.Column("former", sa.JSON(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("is_page", sa.Boolean(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("was_shown", sa.Boolean(), nullable=False),
        sa.Column("noted_at", Moment, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_due_at", "note", ["due_at"])
    op.create_index("ix_note_article_id", "note", ["article_id"])


def _create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("target", Bytewise, nullable=False),
        sa.Column("subject", Bytewise, nullable=False),
        sa.Column("detail", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("noted_at", Moment, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.Column("is_dead", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sqlite_autoincrement=True,  # no number twice: a late answer must not be taken for another delivery's
    )
    op.create_index("uq_delivery_kind_target_subject", "delivery", ["kind", "target", "subject"], unique=True)
    op.create_index("ix_delivery_is_dead_due_at", "delivery", ["is_dead", "due_at"])


def _create_subscription() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("callback", Bytewise, nullable=False),
        sa.Column("topic", Bytewise, nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), server_default="", nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.Column("sent_digest", sa.String(length=64), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
    )
    op.create_index("uq_subscription_callback_topic", "subscription", ["callback", "topic"], unique=True)
    op.create_index("ix_subscription_topic", "subscription", ["topic"])
    op.create_index("ix_subscription_host", "subscription", ["host"])


def downgrade() -> None:
    for table in ("subscription", "lease", "delivery", "note"):
        op.drop_table(table)
