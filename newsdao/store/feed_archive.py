"""The archive of a feed (RFC 5005): a day's stories in parts of a hundred, and which part comes before another.

Parts are cut from the day's beginning and count withdrawn stories too: a part once full keeps its stories, whatever
happens to others. Every question touches one day's rows by an index, never the whole table.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased, contains_eager

from newsdao.store.models import Article, Filing, Term
from newsdao.store.queries import listed, published, with_terms

SIZE = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the archive. part: 1 is the day's beginning."""

    day: date
    part: int


def place(name: str) -> Place | None:
    """The page of a name ("2026-11-23-1"), written so and no other way; None where it names no day."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)-([1-9]\d{0,3})", name, re.ASCII)
    if found is None:
        return None
    with suppress(ValueError):
        return Place(date.fromisoformat(found[1]), int(found[2]))
    return None


def stories(session: Session, page: Place, of: Term | None, now: datetime) -> list[Article]:
    """The published stories of a page with their bodies, newest first; none where there is no such page."""
    of_day = _of_day(literal(page.day), of)
    cut = of_day.order_by(of_day.selected_columns.stream_key).offset((page.part - 1) * SIZE).limit(SIZE).subquery()
    query = listed().join(cut, cut.c.id == Article.id).join(Article.body).options(contains_eager(Article.body))
    articles = list(session.scalars(query.where(published(now))))
    with_terms(session, articles)
    return articles


def older(session: Session, than: Article, of: Term | None, now: datetime) -> Place | None:
    """The page that holds the newest story older than this one."""
    return _place(session.execute(_next(than, of, now, is_older=True)).one_or_none())


def beside(
    session: Session, oldest: Article, newest: Article, of: Term | None, now: datetime
) -> tuple[Place | None, Place | None]:
    """The pages before and after the one whose oldest and newest stories these are, by one question."""
    parts = [
        select(literal(role).label("role"), sided.c.local_day, sided.c.rank)
        for role, sided in (
            ("older", _next(oldest, of, now, is_older=True).subquery()),
            ("newer", _next(newest, of, now, is_older=False).subquery()),
        )
    ]
    rows = {row.role: row for row in session.execute(union_all(*parts))}
    return _place(rows.get("older")), _place(rows.get("newer"))


def _place(row: Any) -> Place | None:
    return None if row is None else Place(row.local_day, row.rank // SIZE + 1)


def _next(beside: Article, of: Term | None, now: datetime, *, is_older: bool) -> Select[Any]:
    """(local_day, rank) of the nearest published story on one side; rank: how many of its day stand before it."""
    key: ColumnElement[str] = Article.stream_key  # type: ignore[assignment]
    query = select(Article.local_day, Article.stream_key).where(published(now))
    if of is not None:
        key = Filing.stream_key  # type: ignore[assignment]
        query = query.join(Filing, Filing.article_id == Article.id).where(Filing.term_id == of.id)
    query = query.where(key < beside.stream_key if is_older else key > beside.stream_key)
    found = query.order_by(key.desc() if is_older else key.asc()).limit(1).subquery()
    of_day = _of_day(found.c.local_day, of, found)
    before = of_day.where(_key_of(of_day) < found.c.stream_key).with_only_columns(func.count())
    return select(found.c.local_day, before.correlate(found).scalar_subquery().label("rank"))


def _key_of(of_day: Select[int, str]) -> ColumnElement[str]:
    return of_day.selected_columns.stream_key


def _of_day(day: ColumnElement[date], of: Term | None, outer: FromClause | None = None) -> Select[int, str]:
    """(id, stream_key) of every story of a day, withdrawn ones too; under a term, by the range of the day's keys."""
    one, bounds = aliased(Article), aliased(Article)
    if of is None:
        return select(one.id, one.stream_key).where(one.local_day == day, one.is_page.is_(False))
    filing = aliased(Filing)
    first = select(func.min(bounds.stream_key)).where(bounds.local_day == day)
    last = select(func.max(bounds.stream_key)).where(bounds.local_day == day)
    if outer is not None:
        first, last = first.correlate(outer), last.correlate(outer)
    return (
        select(one.id, filing.stream_key)
        .join(filing, filing.article_id == one.id)
        .where(filing.term_id == of.id, one.local_day == day, one.is_page.is_(False))
        .where(filing.stream_key >= first.scalar_subquery(), filing.stream_key <= last.scalar_subquery())
    )
