"""What a publisher asks of the outbox: what waits, what was given up, and to try or to forget it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from newsdao.errors import StoreError
from newsdao.store import leases, outbox, subscriptions, waiting, writes
from newsdao.store.waiting import Entry


@dataclass(frozen=True, slots=True)
class Listing:
    """notes: changes that nobody was told of yet; later, next_at: stories that are to appear, and the first of them.

    age: of the longest waiting. drainer: who sends at the moment, or "". entries: not more than were asked for.
    """

    notes: int
    later: int
    next_at: datetime | None
    waiting: int
    dead: int
    age: timedelta
    subscriptions: int
    drainer: str
    entries: tuple[Entry, ...]


def utc_now() -> datetime:
    return datetime.now(UTC)


def listed(session: Session, limit: int, now: datetime | None = None) -> Listing:
    now = now or utc_now()
    notes, count = outbox.waiting(session, now), waiting.count(session, now)
    found = Listing(
        notes.due, notes.later, notes.next_at, count.waiting, count.dead,
        max(now - count.oldest_at, timedelta()) if count.oldest_at else timedelta(),
        subscriptions.count(session), leases.holder(session, "drain", now), tuple(waiting.entries(session, limit)),
    )  # fmt: skip
    session.rollback()
    return found


def retry(session: Session, ids: list[int] | None) -> int:
    writes.begin(session)
    return _told(session, waiting.retry(session, ids, utc_now()), ids)


def drop(session: Session, ids: list[int] | None) -> int:
    writes.begin(session)
    return _told(session, waiting.forget(session, ids), ids)


def _told(session: Session, count: int, ids: list[int] | None) -> int:
    session.commit()
    if ids is not None and not count:
        raise StoreError(f"there is no delivery {ids[0]}; flask outbox lists them")
    return count
