"""Search: what a reader asked, what was found, and what may help where nothing was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from newsdao.content import keyboard, search_query
from newsdao.content.search_query import Query
from newsdao.store import queries, search
from newsdao.store.models import Article, Term
from newsdao.store.search import MOST_HITS, Among, Hit

Sort = Literal["newest", "relevance"]

PAGE_SIZE = 20
_TAGS, _NEWEST, _SUGGESTED, _SUGGESTED_TERMS = 24, 8, 6, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its filters. since, until: days of the site's zone, both inclusive. before: the docid that a
    page of the newest begins after; page: of the fittest, from 1.
    """

    query: Query
    section: str = ""
    since: date | None = None
    until: date | None = None
    sort: Sort = "newest"
    before: int | None = None
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        return bool(self.section or self.since or self.until)

    def among(self, now: datetime, zone: ZoneInfo) -> Among:
        return Among(now, self.section, _begin(self.since, zone), _begin(self.until, zone, days=1))


@dataclass(frozen=True, slots=True)
class Found:
    """query: what was looked for in the end. total: at most MOST_HITS; is_more: there are more than that.

    older: where the next page of the newest begins; next_page: of the fittest. is_loose: only found with other spaces.
    instead: what was meant, if the keyboard was set to another language. newest: where nothing was found.
    """

    query: Query
    hits: Sequence[Hit] = ()
    total: int = 0
    is_more: bool = False
    older: int | None = None
    next_page: int | None = None
    is_loose: bool = False
    instead: str = ""
    newest: Sequence[Article] = ()


def search_for(session: Session, asked: Asked, now: datetime, zone: ZoneInfo) -> Found:
    among = asked.among(now, zone)
    for query in (asked.query, *search_query.loosened(asked.query)):
        docids = search.found(session, query, among, sort=asked.sort)
        if docids:
            return _page(session, asked, query, docids, among)
    instead = next(_meant(session, asked.query, among), "")
    return Found(asked.query, instead=instead, newest=queries.latest(session, now, _NEWEST, terms=False))


def _page(session: Session, asked: Asked, query: Query, docids: Sequence[int], among: Among) -> Found:
    total, is_more = min(len(docids), MOST_HITS), len(docids) > MOST_HITS
    older = next_page = None
    if asked.sort == "relevance":
        begin = (asked.page - 1) * PAGE_SIZE
        shown = docids[begin : begin + PAGE_SIZE]
        next_page = asked.page + 1 if begin + PAGE_SIZE < total else None
    else:
        if asked.before is not None and asked.before <= docids[-1]:
            rest = search.found(session, query, among, before=asked.before, most=PAGE_SIZE + 1)
        else:
            rest = [one for one in docids if asked.before is None or one < asked.before]
        shown = rest[:PAGE_SIZE]
        older = shown[-1] if len(rest) > PAGE_SIZE else None
    hits = search.stories(session, shown, among.now)
    return Found(query, hits, total, is_more, older, next_page, is_loose=query is not asked.query)


def _meant(session: Session, query: Query, among: Among) -> Iterator[str]:
    """What was typed on the wrong keyboard layout, if it finds something."""
    for meant in (keyboard.to_hangul(query.text), keyboard.to_latin(query.text)):
        if meant and search.found(session, search_query.read(meant), among, most=1):
            yield meant


def _begin(day: date | None, zone: ZoneInfo, days: int = 0) -> datetime | None:
    """Midnight of a day, or of one some days later."""
    if day is None:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=days)


def used_tags(session: Session) -> Sequence[Term]:
    """What a reader who has no question yet may begin with."""
    return search.used_tags(session, _TAGS)


@dataclass(frozen=True, slots=True)
class Suggestions:
    terms: Sequence[Term] = ()
    stories: Sequence[Article] = ()


def suggestions(session: Session, typed: str, now: datetime) -> Suggestions:
    """Terms and headlines that what is being typed may become, also when the keyboard is set to another language."""
    for text in (typed, keyboard.to_hangul(typed), keyboard.to_latin(typed)):
        query = search_query.read_unfinished(text) if text else None
        if query is None or query.is_empty:
            continue
        terms = search.terms_beginning(session, query.text, _SUGGESTED_TERMS)
        docids = search.found(session, query, Among(now), most=_SUGGESTED, in_title=True)
        if terms or docids:
            return Suggestions(terms, search.headlines(session, docids, now))
    return Suggestions()
