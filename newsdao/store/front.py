"""What the home page shows: the newest, the sections, what an editor put on top, and what is read most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, literal, null, select, union_all
from sqlalchemy.orm import Session, joinedload

from newsdao.content.front_order import Choice
from newsdao.store.front_models import FrontChoice, ReadCount
from newsdao.store.models import Article, Filing, Term
from newsdao.store.queries import listed, published, with_terms

# Beyond what any story may claim by itself (presenters.front_page decides within): the search ends there.
_RANKED_WITHIN, _BREAKING_WITHIN = timedelta(days=7), timedelta(days=31)
_MOST = 20
_READ_WITHIN = timedelta(hours=24)


@dataclass(slots=True)
class Material:
    """newest: newest first. by_section: slug → its newest. chosen: by the editor, in order. ranked, breaking: what
    their authors ask for, newest first. read: (article, how often it was opened in the last day), most first.
    """

    newest: Sequence[Article]
    by_section: dict[str, list[Article]]
    chosen: list[Choice] = field(default_factory=list)
    ranked: list[Article] = field(default_factory=list)
    breaking: list[Article] = field(default_factory=list)
    read: list[tuple[Article, int]] = field(default_factory=list)


def material(
    session: Session, now: datetime, limit: int, sections: Sequence[str], per_section: int, most_read: int
) -> Material:
    """All of it in four queries: the latest, the newest of each section, what is to stand out, and their terms."""
    newest = session.scalars(listed().where(published(now)).limit(limit)).all()
    found = Material(newest, _by_section(session, now, sections, per_section))
    _stand_out(session, now, most_read, found)
    everything = [*newest, *(one for several in found.by_section.values() for one in several), *found.ranked]
    with_terms(session, [*everything, *found.breaking, *(one for one, _ in found.read), *_articles(found.chosen)])
    return found


def _articles(chosen: Iterable[Choice]) -> list[Article]:
    return [one.article for one in chosen if isinstance(one.article, Article)]


def _by_section(session: Session, now: datetime, sections: Sequence[str], per_section: int) -> dict[str, list[Article]]:
    by_section: dict[str, list[Article]] = {slug: [] for slug in sections}
    parts = []
    for slug in sections:
        term = select(Term.id).where(Term.kind == "category", Term.slug == slug).scalar_subquery()
        part = (
            select(Filing.article_id)
            .join(Article, Article.id == Filing.article_id)
            .where(Filing.term_id == term, published(now))
            .order_by(Filing.stream_key.desc())
            .limit(per_section)
            .subquery()
        )
        parts.append(select(part.c.article_id, literal(slug).label("section")))
    if parts:
        chosen = union_all(*parts).subquery()
        query = (
            select(Article, chosen.c.section)
            .join(chosen, chosen.c.article_id == Article.id)
            .options(joinedload(Article.picture_row))
            .order_by(Article.stream_key.desc())
        )
        for one, slug in session.execute(query):
            by_section[slug].append(one)
    return by_section


def _stand_out(session: Session, now: datetime, most_read: int, found: Material) -> None:
    """Each role is a short list of ids by an index of its own; the articles come with them."""
    parts = [_choices(), _ranked(now), _breaking(now), *([_read(now, most_read)] if most_read else [])]
    roles = union_all(*parts).subquery()
    query = (
        select(roles, Article)
        .outerjoin(Article, (Article.id == roles.c.article_id) & published(now))
        .options(joinedload(Article.picture_row))
        .order_by(roles.c.role, roles.c.place, roles.c.number, Article.stream_key.desc())
    )
    for role, place, article_id, number, until, one in session.execute(query):
        if role == "chosen":
            found.chosen.append(Choice(place, one, until, article_id is None))
        elif one is not None and role == "read":
            found.read.append((one, -number))
        elif one is not None:
            (found.ranked if role == "ranked" else found.breaking).append(one)


def _role(role: str, place: Any, article_id: Any, number: Any, until: Any) -> Select[Any]:
    return select(
        literal(role).label("role"), place.label("place"), article_id.label("article_id"), number.label("number"),
        until.label("until"),
    )  # fmt: skip


def _choices() -> Select[Any]:
    of = FrontChoice
    return _role("chosen", of.place, of.article_id, of.position, of.until)


def _newest(role: str, query: Select[Any]) -> Select[Any]:
    ids = query.order_by(Article.published_at.desc()).limit(_MOST).subquery()
    return _role(role, literal(""), ids.c.id, literal(0), null())


def _ranked(now: datetime) -> Select[Any]:
    query = select(Article.id).where(Article.rank > 0, Article.published_at > now - _RANKED_WITHIN, published(now))
    return _newest("ranked", query)


def _breaking(now: datetime) -> Select[Any]:
    since = now - _BREAKING_WITHIN
    return _newest(
        "breaking", select(Article.id).where(Article.is_breaking, Article.published_at > since, published(now))
    )


def _read(now: datetime, limit: int) -> Select[Any]:
    """What was opened most in the last whole day, and in the hour that runs."""
    times = func.sum(ReadCount.count)
    counted = (
        select(ReadCount.article_id, times.label("times"))
        .join(Article, Article.id == ReadCount.article_id)
        .where(ReadCount.hour > now - _READ_WITHIN, published(now))
        .group_by(ReadCount.article_id)
        .order_by(times.desc(), ReadCount.article_id.desc())
        .limit(limit)
        .subquery()
    )
    return _role("read", literal(""), counted.c.article_id, -counted.c.times, null())


def choose(session: Session, choices: Iterable[FrontChoice]) -> None:
    """Let exactly these stand on top from now on; writes nothing when they do already."""
    wanted = {(one.place, one.position): one for one in choices}
    for row in session.scalars(select(FrontChoice)).all():
        new = wanted.pop((row.place, row.position), None)
        if new is None:
            session.delete(row)
        elif (row.article_id, row.until) != (new.article_id, new.until):
            row.article_id, row.until = new.article_id, new.until
    session.add_all(wanted.values())


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that an editor's word may mean."""

    article_id: int
    source_path: str
    permalink: str
    published_at: datetime
    is_withdrawn: bool


def candidates(session: Session, fragments: Sequence[str], addresses: Sequence[str]) -> list[Candidate]:
    """The articles whose file's name holds one of these fragments, or that stand at one of these addresses."""
    wanted = [Article.source_path.contains(one, autoescape=True) for one in fragments]
    columns = (Article.id, Article.source_path, Article.permalink, Article.published_at, Article.withdrawn_at)
    query = select(*columns).where(Article.is_page.is_(False))
    found: list[Candidate] = []
    for condition in (*wanted, Article.permalink.in_(addresses)):
        found += [Candidate(*row[:4], row[4] is not None) for row in session.execute(query.where(condition))]
    return found
