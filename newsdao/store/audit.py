"""What a report on the whole site asks: everything once, and never the whole at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from newsdao.content.findings import Lacks, Place, SameTitle
from newsdao.store import queries
from newsdao.store.models import Article, ArticleBody, Filing, PictureRow, Redirect, SiteRow, SourceFile, Term

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Examined:
    """An article, or a page, as far as it refers to others. picture: its own picture's src, or ""."""

    source_path: str
    permalink: str
    redirects_to: str
    picture: str
    html: str


def site_url(session: Session) -> str:
    """The site's origin and base path, or "" before the first sync."""
    facts = session.scalar(select(SiteRow.facts).where(SiteRow.id == 1)) or {}
    return str(facts.get("url") or "")


def addresses(session: Session) -> set[str]:
    """Every address at which an article answers, now or from its minute on, and every old one that leads to one."""
    shown = Article.withdrawn_at.is_(None)
    moved = select(Redirect.path).join(Article, Article.id == Redirect.article_id).where(shown)
    return {*session.scalars(select(Article.permalink).where(shown)), *session.scalars(moved)}


def examined(session: Session) -> Iterator[list[Examined]]:
    """All articles and pages that are not withdrawn, some at a time, in the order they came in."""
    columns = (Article.id, Article.source_path, Article.permalink, Article.redirects_to, PictureRow.src)
    query = (
        select(*columns, ArticleBody.body_html, ArticleBody.feature_html)
        .join(ArticleBody, ArticleBody.article_id == Article.id)
        .outerjoin(PictureRow, PictureRow.id == Article.picture_id)
        .where(Article.withdrawn_at.is_(None))
        .order_by(Article.id)
        .limit(AT_ONCE)
    )
    last = 0
    while rows := session.execute(query.where(Article.id > last)).all():
        last = rows[-1].id
        yield [Examined(row[1], row[2], row[3], row[4] or "", f"{row[6]}\n{row[5]}") for row in rows]


def count(session: Session) -> int:
    """How many articles and pages `examined` gives."""
    return session.scalar(select(func.count()).where(Article.withdrawn_at.is_(None))) or 0


def source(session: Session, path: str) -> bytes:
    return session.scalar(select(SourceFile.data).where(SourceFile.path == path)) or b""


def same_titles(session: Session, now: datetime) -> tuple[SameTitle, ...]:
    """Titles that several articles share, the most frequent first."""
    often = select(Article.title).where(queries.published(now)).group_by(Article.title).having(func.count() > 1)
    query = select(Article.title, Article.source_path, Article.permalink).where(
        queries.published(now), Article.title.in_(often)
    )
    found: dict[str, list[Place]] = {}
    for title, path, permalink in session.execute(query.order_by(Article.stream_key)):
        found.setdefault(title, []).append(Place(path, 0, permalink))
    alike = [SameTitle(title, tuple(places)) for title, places in found.items()]
    return tuple(sorted(alike, key=lambda one: -len(one.places)))


def lacks(session: Session, now: datetime) -> Lacks:
    """What the published articles lack."""
    categories = select(Term.id).where(Term.kind == "category")
    is_filed = exists().where(Filing.article_id == Article.id, Filing.term_id.in_(categories))
    missing = (
        Article.is_time_known.is_(False),
        ~is_filed,
        Article.picture_id.is_(None),
        and_(Article.description == "", Article.excerpt == ""),
    )
    counts = [func.count().filter(condition) for condition in missing]
    row = session.execute(select(func.count(), *counts).where(queries.published(now))).one()
    return Lacks(row[0], row[1], row[2], row[3], row[4])


def sampled(session: Session, now: datetime, most: int) -> list[str]:
    """The addresses of some articles and pages that a reader may see: half the newest, the rest evenly from before."""
    shown = select(Article.permalink).where(queries.visible(now), Article.redirects_to == "")
    newest = list(session.scalars(shown.order_by(Article.stream_key.desc()).limit(most // 2)))
    step = max(1, count(session) // max(1, most - len(newest)))
    others = session.scalars(shown.where(Article.id % step == 0).order_by(Article.id).limit(most))
    return list(dict.fromkeys([*newest, *others]))[:most]


def source_path(session: Session, permalink: str) -> str:
    """The file of the article at an address, or ""."""
    shown = Article.withdrawn_at.is_(None)
    return session.scalar(select(Article.source_path).where(Article.permalink == permalink, shown)) or ""
