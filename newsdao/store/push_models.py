"""The tables of what is told to others: what happened, what is to be sent, who sends it, and who asked for it."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from newsdao.extensions import Base
from newsdao.store.columns import Bytewise, UtcDateTime

Happening = Literal["publish", "edit", "move", "withdraw"]

# ping: a hub hears which feeds are new. indexnow: a search engine hears which addresses are. content: a subscriber of
# our own hub gets a feed. verify, deny: our hub asks a subscriber whether it meant it, or says that it is over.
DeliveryKind = Literal["ping", "indexnow", "content", "verify", "deny"]


class Note(Base):
    """What happened to an article, written in the transaction in which it happened; it says nothing of whom to tell.

    Beside what is due, an article may have notes for the minutes at which it, or an update of it, is to appear. former:
    the addresses it had since it was last told of. terms: [[kind, slug], …], those before the change and those after.
    is_listed: search engines may know it. was_shown: readers could see it before.
    """

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_due_at", "due_at"), Index("ix_note_article_id", "article_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int]  # no foreign key: a withdrawn article may be forgotten before it is told of
    what: Mapped[Happening] = mapped_column(String(8))
    permalink: Mapped[str] = mapped_column(Bytewise)
    former: Mapped[list[str]] = mapped_column(JSON)
    terms: Mapped[list[list[str]]] = mapped_column(JSON)
    is_page: Mapped[bool]
    is_listed: Mapped[bool]
    was_shown: Mapped[bool]
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Delivery(Base):
    """One thing to be sent to one target. While it waits, the same thing asked for again is this one.

    target: a hub, an IndexNow endpoint or a subscriber's callback; subject: a feed's or a page's absolute address.
    revision: how often it was asked for, so that what is asked for during a sending isn't taken for sent. detail: what
    a subscriber asked for (see services.hub). noted_at: since when it is tried. error: why it isn't sent yet.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("uq_delivery_kind_target_subject", "kind", "target", "subject", unique=True),
        Index("ix_delivery_is_dead_due_at", "is_dead", "due_at"),
        # A number is never given again: an answer that comes late must not be taken for another delivery's.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DeliveryKind] = mapped_column(String(8))
    target: Mapped[str] = mapped_column(Bytewise)
    subject: Mapped[str] = mapped_column(Bytewise)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    error: Mapped[str] = mapped_column(Text, default="", server_default="")
    is_dead: Mapped[bool] = mapped_column(default=False, server_default=false())


class Lease(Base):
    """Who alone may do something, and until when. holder: "" when it was given back."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class Subscription(Base):
    """A subscriber of our own hub that confirmed what it asked for. host: the callback's. secret: what it signs by, in
    the clear, since an HMAC needs it. sent_digest: SHA-256, in hex, of the feed as it was last sent; "" before.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        Index("uq_subscription_callback_topic", "callback", "topic", unique=True),
        Index("ix_subscription_topic", "topic"),
        Index("ix_subscription_host", "host"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    callback: Mapped[str] = mapped_column(Bytewise)
    topic: Mapped[str] = mapped_column(Bytewise)
    host: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(Text, default="", server_default="")
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_digest: Mapped[str] = mapped_column(String(64), default="", server_default="")
