"""What a person may ask of the outbox: what waits, what was given up, and to try or to forget it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from newsdao.store.engines import rows_of
from newsdao.store.push_models import Delivery, DeliveryKind, Note


@dataclass(frozen=True, slots=True)
class Entry:
    """A delivery as `flask outbox` lists it: nothing of what a subscriber keeps secret."""

    id: int
    kind: DeliveryKind
    target: str
    subject: str
    noted_at: datetime
    due_at: datetime
    tries: int
    error: str
    is_dead: bool


def entries(session: Session, limit: int) -> list[Entry]:
    """Dead letters first, then what waits, the longest waiting first."""
    columns = (
        Delivery.id, Delivery.kind, Delivery.target, Delivery.subject, Delivery.noted_at, Delivery.due_at,
        Delivery.tries, Delivery.error, Delivery.is_dead,
    )  # fmt: skip
    order = (Delivery.is_dead.desc(), Delivery.noted_at, Delivery.id)
    return [Entry(*row) for row in session.execute(select(*columns).order_by(*order).limit(limit))]


@dataclass(frozen=True, slots=True)
class Count:
    """waiting, dead: deliveries. oldest_at: since when the longest waiting delivery or due note waits, or None."""

    waiting: int
    dead: int
    oldest_at: datetime | None


def count(session: Session, now: datetime) -> Count:
    counts = select(
        func.count().filter(Delivery.is_dead.is_(False)), func.count().filter(Delivery.is_dead.is_(True)),
    ).select_from(Delivery)  # fmt: skip
    waits, dead = session.execute(counts).one()
    oldest = [
        session.scalar(select(func.min(Delivery.noted_at)).where(Delivery.is_dead.is_(False))),
        session.scalar(select(func.min(Note.due_at)).where(Note.due_at <= now)),
    ]
    return Count(waits, dead, min((at for at in oldest if at is not None), default=None))


def retry(session: Session, ids: Sequence[int] | None, now: datetime) -> int:
    """Let deliveries be tried at once, as if for the first time; None: all of them. Returns how many there were."""
    again = update(Delivery).values(
        is_dead=False, tries=0, due_at=now, noted_at=now, error="", revision=Delivery.revision + 1
    )
    return rows_of(session, again if ids is None else again.where(Delivery.id.in_(ids)))


def forget(session: Session, ids: Sequence[int] | None) -> int:
    """Forget dead letters; by number also what still waits. None: all dead letters. Returns how many there were."""
    gone = delete(Delivery)
    return rows_of(session, gone.where(Delivery.is_dead if ids is None else Delivery.id.in_(ids)))
