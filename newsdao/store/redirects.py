"""Addresses that lead elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, or_, select, union_all
from sqlalchemy.orm import Session

from newsdao.store import queries
from newsdao.store.models import Article, Filing, Redirect, Term

_MOST_HOPS = 10


@dataclass(frozen=True, slots=True)
class Led:
    """Where an address leads. is_gone: what stands there was shown, and is withdrawn."""

    permalink: str
    is_gone: bool


def led_to(session: Session, asked: str, spellings: Sequence[str], now: datetime) -> Led | None:
    """Where an address without an article leads: to the article at another spelling of it, or to where one moved."""
    is_gone = Article.published_at <= Article.withdrawn_at
    columns = select(Article.permalink, case((queries.visible(now), 0), else_=2).label("rank"))
    here = columns.where(Article.permalink.in_(spellings), or_(queries.visible(now), is_gone))
    moved = (
        select(Article.permalink, case((queries.visible(now), 1), else_=2))
        .join(Redirect, Redirect.article_id == Article.id)
        .where(Redirect.path.in_([asked, *spellings]), or_(queries.visible(now), is_gone))
    )
    found = session.execute(union_all(here, moved).order_by("rank").limit(1)).first()
    return None if found is None else Led(found.permalink, found.rank == 2)


def final_target(session: Session, target: str, now: datetime) -> str | None:
    """Where a `redirect_to` ends: a path at which something answers, or an address elsewhere. None for a ring."""
    seen: set[str] = set()
    while target.startswith("/") and target not in seen and len(seen) < _MOST_HOPS:
        seen.add(target)
        query = select(Article.redirects_to).where(Article.permalink == target, queries.visible(now))
        after = session.scalar(query)
        if after is None:
            led = led_to(session, target, (), now)
            after = None if led is None or led.is_gone else led.permalink
        if not after or after == target:
            return target
        target = after
    return None if target.startswith("/") else target


def leading(session: Session) -> dict[str, tuple[str, str]]:
    """Address → (where it leads, its file), of everything that leads elsewhere."""
    query = select(Article.permalink, Article.redirects_to, Article.source_path)
    rows = session.execute(query.where(Article.redirects_to != "", Article.withdrawn_at.is_(None)))
    return {permalink: (target, path) for permalink, target, path in rows}


def every(session: Session, now: datetime, most: int) -> dict[str, str]:
    """Old address → where it leads (a path of this site, or an address elsewhere), by address, `most` at the most."""
    is_led = Article.redirects_to != ""
    led = select(Article.permalink.label("old"), Article.redirects_to.label("new")).where(queries.visible(now), is_led)
    moved = (
        select(Redirect.path, case((is_led, Article.redirects_to), else_=Article.permalink))
        .join(Article, Article.id == Redirect.article_id)
        .where(queries.visible(now))
    )
    found = union_all(led, moved).subquery()
    rows = session.execute(select(found.c.old, found.c.new).order_by(found.c.old).limit(most))
    return {row.old: row.new for row in rows}


def answering(session: Session, paths: Sequence[str], now: datetime) -> dict[str, str]:
    """Of these addresses those at which an article or page answers, or that lead to one → its address."""
    if not paths:
        return {}
    here = select(Article.permalink, Article.permalink).where(Article.permalink.in_(paths), queries.visible(now))
    moved = (
        select(Redirect.path, Article.permalink)
        .join(Article, Article.id == Redirect.article_id)
        .where(Redirect.path.in_(paths), queries.visible(now))
    )
    return {row[0]: row[1] for row in session.execute(union_all(moved, here))}


def has_stories(session: Session, first: date, last: date, now: datetime) -> bool:
    """Whether anything was published on one of these days."""
    found = select(Article.id).where(Article.local_day.between(first, last), queries.published(now)).limit(1)
    return session.scalar(found) is not None


def has_page(session: Session, kind: str, slug: str, now: datetime) -> bool:
    """Whether a term has a story to show: one whose only story waits for its minute has no page yet."""
    found = (
        select(Filing.article_id)
        .join(Term, Term.id == Filing.term_id)
        .join(Article, Article.id == Filing.article_id)
        .where(Term.kind == kind, Term.slug == slug, queries.published(now))
    )
    return session.scalar(found.limit(1)) is not None


def shown_terms(session: Session, now: datetime) -> Sequence[Term]:
    """As `queries.terms`, without those whose stories all wait for their minute: these have no page yet."""
    of_term = select(Filing.article_id).join(Article, Article.id == Filing.article_id).where(Filing.term_id == Term.id)
    query = select(Term).where(Term.article_count > 0, of_term.where(queries.published(now)).exists())
    return session.scalars(query.order_by(Term.kind, Term.article_count.desc(), Term.slug)).all()


def term_names(session: Session) -> list[tuple[str, str, str]]:
    """(kind, slug, name) of every term with an article, the most used of a kind first."""
    columns = select(Term.kind, Term.slug, Term.name).where(Term.article_count > 0)
    return [(row[0], row[1], row[2]) for row in session.execute(columns.order_by(Term.article_count.desc(), Term.slug))]
