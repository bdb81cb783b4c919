"""Every question the pages ask. One definition of *published*; lists never load bodies; paging is by key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, case, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from newsdao.store.models import Article, Filing, PublishDay, SiteRow, Term

PAGE_SIZE = 30
# Five to show, when both neighbours and four related stories are among them.
_NEWEST_BESIDE = 11


@dataclass(frozen=True, slots=True)
class Page:
    """Articles newest first; older: the cursor of the next page, None on the last."""

    articles: Sequence[Article]
    older: int | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Of an article within its section: the one before it, the one after it, and the newest others, those two too."""

    previous: Article | None
    next: Article | None
    more: Sequence[Article]


def visible(now: datetime) -> ColumnElement[bool]:
    """What answers at its address at `now`: articles and pages."""
    return and_(Article.withdrawn_at.is_(None), Article.published_at <= now)


def published(now: datetime) -> ColumnElement[bool]:
    """The articles a reader may see at `now`: lists, feeds and sitemaps all ask by this."""
    return and_(visible(now), Article.is_page.is_(False))


def in_sitemaps() -> ColumnElement[bool]:
    """What search engines are told of: not what asks them to look away, nor what calls another page the original."""
    return and_(Article.is_indexable, Article.canonical_url == "")


def frame(session: Session, now: datetime) -> tuple[SiteRow | None, datetime | None]:
    """What every page needs: the site's row, and when the next scheduled article appears by itself."""
    appears = select(func.min(Article.published_at)).where(Article.withdrawn_at.is_(None), Article.published_at > now)
    one = select(literal(1).label("id")).subquery()
    query = select(SiteRow, appears.scalar_subquery()).select_from(one).outerjoin(SiteRow, SiteRow.id == one.c.id)
    row = session.execute(query).one()
    return row[0], row[1]


def listed() -> Select[Article]:
    return select(Article).options(joinedload(Article.picture_row)).order_by(Article.stream_key.desc())


def with_terms(session: Session, articles: Iterable[Article]) -> None:
    """Give every article its terms, by one query for them all."""
    by_id = {article.id: article for article in articles}
    filings: dict[int, list[Filing]] = {article_id: [] for article_id in by_id}
    if by_id:
        query = (
            select(Filing)
            .join(Filing.term)
            .options(contains_eager(Filing.term))
            .where(Filing.article_id.in_(by_id))
            .order_by(Filing.position)
        )
        for filing in session.scalars(query):
            filings[filing.article_id].append(filing)
    for article_id, article in by_id.items():
        set_committed_value(article, "filings", filings[article_id])


def article(session: Session, permalink: str) -> Article | None:
    """The article at an address with all of its text, withdrawn or scheduled ones too: the caller asks `published`."""
    query = (
        select(Article)
        .join(Article.body)
        .options(contains_eager(Article.body), joinedload(Article.picture_row))
        .where(Article.permalink == permalink)
    )
    found = session.scalars(query).one_or_none()
    if found is not None:
        with_terms(session, [found])
    return found


def article_of(session: Session, number: int) -> Article | None:
    """The article of an id without its text, withdrawn or scheduled ones too; no page."""
    found = session.scalars(listed().where(Article.id == number, Article.is_page.is_(False))).one_or_none()
    if found is not None:
        with_terms(session, [found])
    return found


def hold_back_updates(articles: Iterable[Article], now: datetime) -> datetime | None:
    """Take off what articles were told of the future. Returns when the next of it may be shown."""
    waiting: list[datetime] = []
    for article in articles:
        later = [one.at for one in article.updates if one.at > now]
        if later:
            known = [one for one in article.body.updates if datetime.fromisoformat(one["at"]) <= now]
            set_committed_value(article.body, "updates", known)
        waiting += later
    return min(waiting, default=None)


def neighbours(session: Session, of: Article, section: tuple[str, str] | None, now: datetime) -> Neighbours:
    """One query for all three, over the section's index (or the whole stream when the article has no section)."""
    others = select(Article.id, Article.stream_key).where(published(now), Article.id != of.id)
    key: ColumnElement[str] = Article.stream_key  # type: ignore[assignment]
    if section is not None:
        kind, slug = section
        term = select(Term.id).where(Term.kind == kind, Term.slug == slug).scalar_subquery()
        others = others.join(Filing, Filing.article_id == Article.id).where(Filing.term_id == term)
        key = Filing.stream_key  # type: ignore[assignment]
    older = others.where(key < of.stream_key).order_by(key.desc()).limit(1)
    newer = others.where(key > of.stream_key).order_by(key.asc()).limit(1)
    newest = others.order_by(key.desc()).limit(_NEWEST_BESIDE)
    parts = [
        select(part.c.id, literal(role).label("role"))
        for role, part in (("previous", older.subquery()), ("next", newer.subquery()), ("more", newest.subquery()))
    ]
    roles = union_all(*parts).subquery()
    rows = session.execute(
        select(Article, roles.c.role)
        .join(roles, roles.c.id == Article.id)
        .options(joinedload(Article.picture_row))
        .order_by(Article.stream_key.desc())
    ).all()
    by_role = {role: row for row, role in rows if role != "more"}
    more = [row for row, role in rows if role == "more"]
    for row, _role in rows:
        set_committed_value(row, "filings", [])
    return Neighbours(by_role.get("previous"), by_role.get("next"), more)


def latest(session: Session, now: datetime, limit: int, *, terms: bool = True) -> Sequence[Article]:
    articles = session.scalars(listed().where(published(now)).limit(limit)).all()
    if terms:
        with_terms(session, articles)
    else:
        for one in articles:
            set_committed_value(one, "filings", [])
    return articles


def term(session: Session, kind: str, slug: str) -> Term | None:
    return session.scalars(select(Term).where(Term.kind == kind, Term.slug == slug)).one_or_none()


def filed_under(query: Select[Article], of: Term) -> Select[Article]:
    """A list narrowed to a term, and ordered by the index that serves it."""
    query = query.join(Filing, Filing.article_id == Article.id).where(Filing.term_id == of.id)
    return query.order_by(None).order_by(Filing.stream_key.desc())


def first_page_size(count: int) -> int:
    """How many articles the first page holds so that every older page begins at the same article for good.

    Pages are cut from the oldest end: all but the first hold PAGE_SIZE, the first what is left over and one page more.
    A new story then changes the first page alone, and the address of an older page keeps its stories.
    """
    return PAGE_SIZE + count % PAGE_SIZE


def in_term(session: Session, of: Term, now: datetime, before: int | None = None) -> Page:
    query = filed_under(listed().where(published(now)), of)
    return _page(session, query, Filing.stream_key, of.article_count, before)  # type: ignore[arg-type]


def everything(session: Session, now: datetime, before: int | None = None) -> Page:
    total = session.scalar(select(func.coalesce(func.sum(PublishDay.article_count), 0))) or 0 if before is None else 0
    return _page(session, listed().where(published(now)), Article.stream_key, total, before)  # type: ignore[arg-type]


def _page(session: Session, query: Select[Article], key: ColumnElement[str], count: int, before: int | None) -> Page:
    size = PAGE_SIZE
    if before is None:
        size = first_page_size(count)
    else:
        start = aliased(Article)
        query = query.where(key < select(start.stream_key).where(start.id == before).scalar_subquery())
    found = session.scalars(query.limit(size + 1)).all()
    articles = found[:size]
    with_terms(session, articles)
    return Page(articles, articles[-1].id if len(found) > size else None)


def on_day(session: Session, day: date, now: datetime) -> Sequence[Article]:
    articles = session.scalars(listed().where(Article.local_day == day, published(now))).all()
    with_terms(session, articles)
    return articles


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day with what readers may see of it. listed_count: what of it stands in the sitemaps."""

    day: date
    article_count: int
    listed_count: int
    changed_at: datetime


def shown_days(now: datetime, until: date) -> CompoundSelect[Any]:
    """Days with articles, none after `until`, in the columns of DayCount. A day with a scheduled story is counted anew
    without it.
    """
    waiting = select(Article.local_day).where(Article.withdrawn_at.is_(None), Article.published_at > now)
    columns = (PublishDay.day, PublishDay.article_count, PublishDay.listed_count, PublishDay.changed_at)
    stored = select(*columns).where(PublishDay.day.not_in(waiting), PublishDay.day <= until)
    listed_count = func.sum(case((in_sitemaps(), 1), else_=0))
    counted = (
        select(Article.local_day, func.count(), listed_count, func.max(Article.updated_at))
        .where(Article.local_day.in_(waiting), Article.local_day <= until, published(now))
        .group_by(Article.local_day)
    )
    return union_all(stored, counted)


def days(session: Session, now: datetime, until: date) -> list[DayCount]:
    """The same, newest first."""
    found = (DayCount(*row) for row in session.execute(shown_days(now, until)))
    return sorted(found, key=lambda one: one.day, reverse=True)


def terms(session: Session, kind: str | None = None) -> Sequence[Term]:
    """Terms with at least one article, by kind and then most articles first."""
    query = select(Term).where(Term.article_count > 0).order_by(Term.kind, Term.article_count.desc(), Term.slug)
    return session.scalars(query if kind is None else query.where(Term.kind == kind)).all()


def pages(session: Session, now: datetime) -> Sequence[Article]:
    """The pages beside the articles that search engines are told of, by address."""
    query = select(Article).where(visible(now), Article.is_page.is_(True), in_sitemaps()).order_by(Article.permalink)
    return session.scalars(query).all()


def newest_change(session: Session, now: datetime) -> datetime | None:
    return session.scalar(select(func.max(PublishDay.changed_at)).where(PublishDay.changed_at <= now))
