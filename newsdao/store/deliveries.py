"""What is to be sent to whom: asked for, sent, put off, given up. Nothing here commits."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, delete, exists, func, not_, or_, select, tuple_, update
from sqlalchemy.orm import Session, aliased

from newsdao.store.engines import insert_for
from newsdao.store.push_models import Delivery, DeliveryKind

# One POST holds as many: IndexNow takes 10,000 addresses, and a hub's form must stay one that it reads.
MOST_SUBJECTS: dict[str, int] = {"indexnow": 10_000, "ping": 50}
_AT_ONCE = 500
# Anybody may have us ask any address.
_TO_THE_UNKNOWN: tuple[DeliveryKind, ...] = ("verify", "deny")


@dataclass(frozen=True, slots=True)
class Part:
    """One delivery of a batch, as it was when the batch was made."""

    id: int
    subject: str
    revision: int
    tries: int
    noted_at: datetime
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """What is sent to one target in one request."""

    kind: DeliveryKind
    target: str
    parts: tuple[Part, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.target

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(part.subject for part in self.parts)

    @property
    def tries(self) -> int:
        return max(part.tries for part in self.parts)

    @property
    def is_doubtful(self) -> bool:
        """Whether its target may well never answer: it failed before, or nobody knows it yet."""
        return self.tries > 0 or self.kind in _TO_THE_UNKNOWN

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(part.id for part in self.parts)


def ask_for(
    session: Session, kind: DeliveryKind, target: str, subjects: Sequence[str], now: datetime,
    detail: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Let the subjects be sent to the target. What waits already keeps its turn; what was given up is tried again."""
    for start in range(0, len(subjects), _AT_ONCE):
        rows = [
            {"kind": kind, "target": target, "subject": one, "detail": detail or {}, "noted_at": now, "due_at": now}
            for one in subjects[start : start + _AT_ONCE]
        ]
        new = insert_for(session, Delivery).values(rows)
        again: dict[str, Any] = {"revision": Delivery.revision + 1, "detail": new.excluded.detail, "is_dead": False}
        for name, reset in (("noted_at", now), ("due_at", now), ("tries", 0), ("error", "")):
            again[name] = _if_dead(reset, getattr(Delivery, name))
        session.execute(new.on_conflict_do_update(index_elements=["kind", "target", "subject"], set_=again))


def _if_dead(then: Any, otherwise: Any) -> Any:
    return case((Delivery.is_dead, then), else_=otherwise)


def due(
    session: Session, now: datetime, limit: int, busy: AbstractSet[tuple[str, str]] = frozenset(), *, doubtful: bool
) -> list[Batch]:  # fmt: skip
    """At most `limit` batches whose time has come: to hubs and search engines first, then the longest waiting; of a
    busy (kind, target) none. doubtful: those of doubtful targets alone (see `Batch.is_doubtful`), or else the others.

    A target that put one thing off is left alone with everything until then.
    """
    if limit <= 0:
        return []
    is_doubtful = or_(Delivery.tries > 0, Delivery.kind.in_(_TO_THE_UNKNOWN))
    asked = (
        select(Delivery.kind, Delivery.target)
        .where(_is_due(now), *_others(busy))
        .group_by(Delivery.kind, Delivery.target)
        .order_by(case((Delivery.kind.in_(MOST_SUBJECTS), 0), else_=1), func.min(Delivery.due_at))
        .limit(limit)
    )
    # The doubtful are few: only they are gone through.
    asked = asked.where(is_doubtful) if doubtful else asked.having(func.max(case((is_doubtful, 1), else_=0)) == 0)
    return [_batch(session, row.kind, row.target, now) for row in session.execute(asked).all()]


def _batch(session: Session, kind: DeliveryKind, target: str, now: datetime) -> Batch:
    columns = (Delivery.id, Delivery.subject, Delivery.revision, Delivery.tries, Delivery.noted_at, Delivery.detail)
    rows = session.execute(
        select(*columns)
        .where(Delivery.kind == kind, Delivery.target == target, Delivery.is_dead.is_(False), Delivery.due_at <= now)
        .order_by(Delivery.due_at, Delivery.id)
        .limit(MOST_SUBJECTS.get(kind, 1))
    )
    return Batch(kind, target, tuple(Part(*row) for row in rows))


def is_any_due(session: Session, now: datetime) -> bool:
    return session.scalar(select(Delivery.id).where(_is_due(now)).limit(1)) is not None


def _is_due(now: datetime) -> Any:
    other = aliased(Delivery)
    put_off = exists().where(
        other.kind == Delivery.kind, other.target == Delivery.target, other.is_dead.is_(False),
        other.tries > 0, other.due_at > now,
    )  # fmt: skip
    return and_(Delivery.is_dead.is_(False), Delivery.due_at <= now, not_(put_off))


def _others(busy: AbstractSet[tuple[str, str]]) -> list[Any]:
    return [not_(tuple_(Delivery.kind, Delivery.target).in_(list(busy)))] if busy else []


def sent(session: Session, batch: Batch, now: datetime) -> None:
    """Forget what was sent; what was asked for again meanwhile is due at once."""
    for revision in {part.revision for part in batch.parts}:
        ids = [part.id for part in batch.parts if part.revision == revision]
        for some in _slices(ids):
            session.execute(delete(Delivery).where(Delivery.id.in_(some), Delivery.revision == revision))
    for some in _slices(batch.ids):
        again = update(Delivery).where(Delivery.id.in_(some))
        session.execute(again.values(tries=0, due_at=now, noted_at=now, error=""))


def put_off(session: Session, batch: Batch, until: datetime, why: str) -> None:
    for some in _slices(batch.ids):
        later = update(Delivery).where(Delivery.id.in_(some))
        session.execute(later.values(tries=Delivery.tries + 1, due_at=until, error=why))


def give_up(session: Session, ids: Sequence[int], why: str) -> None:
    for some in _slices(ids):
        session.execute(
            update(Delivery).where(Delivery.id.in_(some)).values(tries=Delivery.tries + 1, is_dead=True, error=why)
        )


def drop(session: Session, ids: Iterable[int]) -> None:
    for some in _slices(list(ids)):
        session.execute(delete(Delivery).where(Delivery.id.in_(some)))


def keep_only(session: Session, targets: dict[DeliveryKind, Sequence[str]], kinds: Sequence[DeliveryKind]) -> None:
    """Forget what is for targets that are configured no more. targets: of a kind, all of them; kinds: with any."""
    stays = [and_(Delivery.kind == kind, Delivery.target.in_(named)) for kind, named in targets.items()]
    session.execute(delete(Delivery).where(not_(or_(Delivery.kind.in_(kinds), *stays))))


def _slices(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
