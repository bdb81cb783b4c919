"""What a term's first page and the list of tags ask beyond the stories: since when, how many, and what goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CompoundSelect, func, literal, select, union_all
from sqlalchemy.orm import Session

from newsdao.content.post import TermKind
from newsdao.store.models import Article, Filing, Term
from newsdao.store.queries import published

# Among how many of a term's newest stories it is looked for what goes with it: older ones say what it once was.
_NEWEST = 300


@dataclass(frozen=True, slots=True)
class Opened:
    """A term as its first page tells of it. since: when its first story came out; None when none is shown."""

    term: Term
    article_count: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A term with how many stories a reader finds there."""

    kind: TermKind
    slug: str
    name: str
    count: int


def opened(session: Session, kind: str, slug: str, now: datetime) -> Opened | None:
    """A term with its facts, by one query."""
    of = select(Term.id).where(Term.kind == kind, Term.slug == slug).scalar_subquery()
    first = (
        select(Article.published_at)
        .join(Filing, Filing.article_id == Article.id)
        .where(Filing.term_id == of, published(now))
        .order_by(Filing.stream_key)
        .limit(1)
        .scalar_subquery()
    )
    unseen = _unseen(now).subquery()
    hidden = (
        select(func.count())
        .select_from(Filing)
        .where(Filing.term_id == of, Filing.article_id.in_(select(unseen.c.id)))
        .scalar_subquery()
    )
    row = session.execute(select(Term, hidden, first).where(Term.kind == kind, Term.slug == slug)).one_or_none()
    return None if row is None else Opened(row[0], row[0].article_count - row[1], row[2])


def beside(session: Session, of: Term, kind: TermKind, now: datetime, limit: int) -> list[Counted]:
    """The terms of a kind that its newest stories have as well, the most frequent first. count: of these stories."""
    newest = (
        select(Filing.article_id)
        .join(Article, Article.id == Filing.article_id)
        .where(Filing.term_id == of.id, published(now))
        .order_by(Filing.stream_key.desc())
        .limit(_NEWEST)
        .subquery()
    )
    times = func.count().label("times")
    query = (
        select(Term.kind, Term.slug, Term.name, times)
        .select_from(newest)
        .join(Filing, Filing.article_id == newest.c.article_id)
        .join(Term, Term.id == Filing.term_id)
        .where(Term.kind == kind, Term.id != of.id)
        .group_by(Term.id, Term.kind, Term.slug, Term.name)
        .order_by(times.desc(), Term.slug)
        .limit(limit)
    )
    return [Counted(*row) for row in session.execute(query)]


def tags(session: Session, now: datetime) -> Sequence[Counted]:
    """Every tag that has a story to show, by name."""
    unseen = _unseen(now).subquery()
    hidden = (
        select(Filing.term_id, func.count().label("times"))
        .where(Filing.article_id.in_(select(unseen.c.id)))
        .group_by(Filing.term_id)
        .subquery()
    )
    count = Term.article_count - func.coalesce(hidden.c.times, literal(0))
    query = (
        select(Term.slug, Term.name, count)
        .outerjoin(hidden, hidden.c.term_id == Term.id)
        .where(Term.kind == "tag", Term.article_count > 0, count > 0)
    )
    return [Counted("tag", *row) for row in session.execute(query)]


def _unseen(now: datetime) -> CompoundSelect[tuple[int]]:
    """What a term's stored number counts and its list doesn't show: scheduled stories, and pages. Few, by indexes."""
    standing = select(Article.id).where(Article.withdrawn_at.is_(None))
    return union_all(
        standing.where(Article.published_at > now, Article.is_page.is_(False)), standing.where(Article.is_page)
    )
