"""Who asked our own hub for which feeds, and until when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from newsdao.store.engines import insert_for
from newsdao.store.push_models import Delivery, Subscription


def keep(session: Session, callback: str, topic: str, host: str, secret: str, expires_at: datetime) -> None:
    """Store a confirmed subscription; one asked for again is renewed, under the secret named last."""
    new = insert_for(session, Subscription).values(
        callback=callback, topic=topic, host=host, secret=secret, expires_at=expires_at
    )
    renewed = {"secret": secret, "expires_at": expires_at}
    session.execute(new.on_conflict_do_update(index_elements=["callback", "topic"], set_=renewed))


def end(session: Session, callback: str, topic: str) -> None:
    """Forget a subscription, and what was to be sent by it."""
    session.execute(delete(Subscription).where(Subscription.callback == callback, Subscription.topic == topic))
    session.execute(
        delete(Delivery).where(
            Delivery.kind == "content", Delivery.target == callback, Delivery.subject == topic
        )
    )  # fmt: skip


def forget_expired(session: Session, now: datetime) -> None:
    over = session.execute(
        select(Subscription.callback, Subscription.topic).where(Subscription.expires_at <= now)
    ).all()
    for callback, topic in over:
        end(session, callback, topic)


def find(session: Session, callback: str, topic: str, now: datetime) -> Subscription | None:
    query = select(Subscription).where(
        Subscription.callback == callback, Subscription.topic == topic, Subscription.expires_at > now
    )
    return session.scalars(query).one_or_none()


def subscribers(session: Session, topics: Sequence[str], now: datetime) -> dict[str, list[str]]:
    """Callback → which of the topics it is to get."""
    found: dict[str, list[str]] = {}
    columns = select(Subscription.callback, Subscription.topic).where(Subscription.expires_at > now)
    for start in range(0, len(topics), 500):
        for callback, topic in session.execute(columns.where(Subscription.topic.in_(topics[start : start + 500]))):
            found.setdefault(callback, []).append(topic)
    return found


def note_sent(session: Session, callback: str, topic: str, digest: str) -> None:
    which = update(Subscription).where(Subscription.callback == callback, Subscription.topic == topic)
    session.execute(which.values(sent_digest=digest))


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Subscription)) or 0


def count_of_host(session: Session, host: str) -> int:
    return session.scalar(select(func.count()).where(Subscription.host == host)) or 0


def pending(session: Session) -> list[str]:
    """The callbacks that are still to be asked whether they meant it."""
    return list(session.scalars(select(Delivery.target).where(Delivery.kind == "verify", Delivery.is_dead.is_(False))))
