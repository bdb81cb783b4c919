"""Leases: one among all workers and processes may do a thing, and none for longer than it lives."""

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.orm import Session

from newsdao.store.engines import insert_for, rows_of
from newsdao.store.push_models import Lease

# Renewed in good time before it ends; a holder that was stopped for longer has lost it.
TTL = timedelta(seconds=10)
FIRST_SYNC = "first sync"


def take(session: Session, name: str, holder: str, now: datetime) -> bool:
    """Take a lease, or renew one's own, in the transaction at hand. Whether it is one's own now."""
    # A lease that ends later than any is given for was given by a clock that was set back since.
    is_free = or_(Lease.holder == "", Lease.holder == holder, Lease.until < now, Lease.until > now + 2 * TTL)
    taken = update(Lease).where(Lease.name == name, is_free).values(holder=holder, until=now + TTL)
    if rows_of(session, taken):
        return True
    # The first time that anybody asks for it.
    session.execute(insert_for(session, Lease).values(name=name, holder="", until=now).on_conflict_do_nothing())
    return rows_of(session, taken) == 1


def give_back(session: Session, name: str, holder: str) -> None:
    session.execute(update(Lease).where(Lease.name == name, Lease.holder == holder).values(holder=""))


def holder(session: Session, name: str, now: datetime) -> str:
    """Who holds it; "" when nobody does."""
    is_held = and_(Lease.name == name, Lease.until >= now)
    return session.scalar(select(Lease.holder).where(is_held)) or ""


def begin_first_sync(session: Session, now: datetime) -> None:
    """Remember that a site's first sync is under way: killed and run again, it still is the first."""
    row = insert_for(session, Lease).values(name=FIRST_SYNC, holder="sync", until=now)
    session.execute(row.on_conflict_do_nothing())


def is_in_first_sync(session: Session) -> bool:
    return session.scalar(select(Lease.name).where(Lease.name == FIRST_SYNC)) is not None


def end_first_sync(session: Session) -> None:
    session.execute(delete(Lease).where(Lease.name == FIRST_SYNC))
