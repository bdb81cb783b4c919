"""What readers look for, found by the words of the stories: newest first, or the fittest of the newest thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select, text
from sqlalchemy.orm import Session, joinedload

from newsdao.content.search_query import Mark, Query
from newsdao.content.search_terms import filing
from newsdao.store import queries
from newsdao.store.models import Article, ArticleBody, Term
from newsdao.store.related import MOST_RELATED, related
from newsdao.store.search_index import moment_key
from newsdao.store.search_models import SearchEntry
from newsdao.store.search_sql import Statement, engine_of

__all__ = ["MOST_HITS", "MOST_RELATED", "Among", "Hit", "found", "related", "stories", "terms_beginning", "used_tags"]

# Counted to here, and ranked among these: a common word has a tenth of all stories.
MOST_HITS = 1000


@dataclass(frozen=True, slots=True)
class Among:
    """The stories to look among: published at `now`, of a section ("": all), from `since` until `until` (exclusive)."""

    now: datetime
    section: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def bounds(self) -> dict[str, int]:
        """Docids, both inclusive."""
        now = int(self.now.timestamp())
        until = now + 1 if self.until is None else min(now + 1, int(self.until.timestamp()))
        low = 0 if self.since is None else moment_key(int(self.since.timestamp()))
        return {"low": low, "high": moment_key(until) - 1, "now": now}


def found(
    session: Session, query: Query, among: Among, *, sort: Literal["newest", "relevance"] = "newest",
    before: int | None = None, most: int = MOST_HITS + 1, in_title: bool = False,
) -> list[int]:  # fmt: skip
    """The docids of the stories that answer, in order, at most `most`. before: of one, those that come after it."""
    if query.is_empty:
        return []
    narrowed = Mark(filing("category", among.section)) if among.section else None
    statement = Statement(engine_of(session), query, narrowed, in_title)
    sql = statement.sql(scored=sort == "relevance")
    bounds = among.bounds()
    if before is not None:
        bounds["high"] = min(bounds["high"], before - 1)
    rows = session.execute(text(sql), {**statement.bound, **bounds, "most": most}).all()
    if sort == "relevance":
        rows = sorted(rows[:MOST_HITS], key=lambda row: (-row[1], -row[0]))
    return [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class Hit:
    """text: the body's, with what updates said until now."""

    article: Article
    text: str


def stories(session: Session, docids: Sequence[int], now: datetime) -> list[Hit]:
    """The stories of these docids, in this order, with their terms; one page of them, since their texts are loaded."""
    query = (
        select(Article, SearchEntry.docid, ArticleBody.text, ArticleBody.updates)
        .join(SearchEntry, SearchEntry.article_id == Article.id)
        .join(ArticleBody, ArticleBody.article_id == Article.id)
        .options(joinedload(Article.picture_row))
        .where(SearchEntry.docid.in_(docids), queries.published(now))
    )
    rows = {row.docid: row for row in session.execute(query)}
    hits = [Hit(row.Article, _told(row.text, row.updates, now)) for one in docids if (row := rows.get(one))]
    queries.with_terms(session, [one.article for one in hits])
    return hits


def headlines(session: Session, docids: Sequence[int], now: datetime) -> list[Article]:
    """The stories of these docids, in this order, without terms and texts."""
    query = select(Article, SearchEntry.docid).join(SearchEntry, SearchEntry.article_id == Article.id)
    rows = session.execute(query.where(SearchEntry.docid.in_(docids), queries.published(now)))
    by_docid = {row.docid: row.Article for row in rows}
    return [by_docid[one] for one in docids if one in by_docid]


def _told(body: str, updates: Sequence[dict[str, str]], now: datetime) -> str:
    """The text without the updates that are still to come; it ends with all of them, newest first."""

    def lines(some: Sequence[dict[str, str]]) -> str:
        return "\n".join(line for one in some for line in (one["title"], one["text"]) if line)

    told = [one for one in updates if datetime.fromisoformat(one["at"]) <= now]
    return body if len(told) == len(updates) else f"{body.removesuffix(lines(updates))}{lines(told)}"


def terms_beginning(session: Session, name: str, limit: int) -> Sequence[Term]:
    """The sections, tags and authors whose name begins so, those with most stories first."""
    query = select(Term).where(Term.article_count > 0, Term.name.istartswith(name, autoescape=True))
    return session.scalars(query.order_by(Term.article_count.desc(), Term.slug).limit(limit)).all()


def used_tags(session: Session, limit: int) -> Sequence[Term]:
    """The tags with most stories."""
    query = select(Term).where(Term.kind == "tag", Term.article_count > 0)
    return session.scalars(query.order_by(Term.article_count.desc(), Term.slug).limit(limit)).all()
