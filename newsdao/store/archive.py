"""The archive's pages: the years, the months of one, the days of another, each with what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import case, extract, func, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from newsdao.store.models import Article
from newsdao.store.queries import published, shown_days


@dataclass(frozen=True, slots=True)
class MonthCount:
    year: int
    month: int
    article_count: int


def months(session: Session, now: datetime, until: date) -> list[MonthCount]:
    """The months with articles, newest first: ten years are 120 rows, however many stories there are."""
    days = shown_days(now, until).subquery()
    year, month = extract("year", days.c.day), extract("month", days.c.day)
    total = func.sum(days.c.article_count)
    query = select(year, month, total).group_by(year, month).order_by(year.desc(), month.desc())
    return [MonthCount(int(row[0]), int(row[1]), int(row[2])) for row in session.execute(query)]


def days(session: Session, first: date, after: date, now: datetime, until: date) -> list[tuple[date, int]]:
    """(day, number of articles) of the days with articles from `first` until before `after`, newest first."""
    shown = shown_days(now, until).subquery()
    query = select(shown.c.day, shown.c.article_count).where(shown.c.day >= first, shown.c.day < after)
    return [(row[0], row[1]) for row in session.execute(query.order_by(shown.c.day.desc()))]


def beside(session: Session, first: date, after: date, now: datetime, until: date) -> tuple[date | None, date | None]:
    """The nearest days with articles before `first`, and from `after` on."""
    shown = shown_days(now, until).subquery()
    before = select(func.max(shown.c.day)).where(shown.c.day < first).scalar_subquery()
    later = select(func.min(shown.c.day)).where(shown.c.day >= after).scalar_subquery()
    row = session.execute(select(before, later)).one()
    return row[0], row[1]


def top_of_days(session: Session, first: date, after: date, now: datetime, per_day: int) -> Sequence[Article]:
    """Of each day the few stories that tell it best, newest first: those that were ranked, those somebody took pains
    with, the newest.
    """
    weight = (
        case((Article.rank > 0, Article.rank), else_=9),
        case((Article.feature_text != "", 0), (Article.excerpt != "", 1), else_=2),
        Article.stream_key.desc(),
    )
    place = func.row_number().over(partition_by=Article.local_day, order_by=weight).label("place")
    ranked = (
        select(Article.id, place)
        .where(Article.local_day >= first, Article.local_day < after, published(now))
        .subquery()
    )
    query = (
        select(Article)
        .join(ranked, ranked.c.id == Article.id)
        .where(ranked.c.place <= per_day)
        .options(joinedload(Article.picture_row))
        .order_by(Article.stream_key.desc())
    )
    found = session.scalars(query).all()
    for one in found:
        set_committed_value(one, "filings", [])
    return found


def whole_month(year: int, month: int) -> tuple[date, date]:
    """Its first day, and the next month's. Raises ValueError."""
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1)


def whole_year(year: int) -> tuple[date, date]:
    """Its first day, and the next year's. Raises ValueError."""
    return date(year, 1, 1), date(year + 1, 1, 1)
