"""The search index of stories that were stored before it, or that another version of it has indexed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session, scoped_session

from newsdao.errors import StoreError
from newsdao.services.finding import Finding
from newsdao.store import schema, search_index, writes

_BATCH = 200


def fill(session: scoped_session[Any], now: datetime) -> None:
    """Index what is missing, in batches each of its own transaction: when killed, the next goes on from there."""
    if not search_index.missing(session()):
        session.rollback()
        return
    session.rollback()
    writes.begin(session())
    search_index.forget_outdated(session())
    session.commit()
    after: int | None = 0
    while after is not None:
        writes.begin(session())
        after = search_index.fill(session(), now, after, _BATCH)
        session.commit()
        session.expunge_all()


def examine(engine: Engine) -> list[Finding]:
    """How many stories readers can't find; nothing of a store that can't be asked."""
    try:
        schema.check_schema(engine)
    except StoreError:
        return []
    with Session(engine) as session:
        count = search_index.missing(session)
    if not count:
        return [Finding("ok", "search finds every story")]
    return [Finding("missing", f"search does not know {count} stories yet: flask sync DIR indexes them")]
