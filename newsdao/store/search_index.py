"""The search index, written in the transaction that writes the article. Nothing here commits: services do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, insert, inspect, select, text, update
from sqlalchemy.orm import Session, selectinload

from newsdao.content import search_entries
from newsdao.content.search_terms import VERSION, Entry, marks
from newsdao.store.models import Article, Filing
from newsdao.store.search_models import FOR_EVER, SearchEntry

# A docid is a moment (seconds since 1900, 34 bits), an article (25 bits) and its state (4 bits), so that the engines
# give the newest first without sorting. Two stories of one second differ unless their ids are 33 million apart.
_ARTICLE_BITS, _STATE_BITS = 25, 4
_BEGINNING, _END = -2_208_988_800, 7_258_118_400  # the years 1900 and 2200

_PUT = {
    "sqlite": "INSERT INTO search_index (rowid, marks) VALUES (:docid, :marks)",
    "postgresql": "INSERT INTO search_index (docid, marks) VALUES (:docid, array_to_tsvector(CAST(:marks AS text[])))",
}
# An FTS5 table without content forgets only what it is told again (FTS5, "The 'delete' Command").
_TAKE = {
    "sqlite": "INSERT INTO search_index (search_index, rowid, marks) VALUES ('delete', :docid, :marks)",
    "postgresql": "DELETE FROM search_index WHERE docid = :docid",
}
_CLEAR = {
    "sqlite": "INSERT INTO search_index (search_index) VALUES ('delete-all')",
    "postgresql": "DELETE FROM search_index",
}
_FIELDS = Entry._fields
Row = Mapping[str, Any]


def moment_key(seconds: int) -> int:
    """The least docid of a second (since 1970)."""
    since = min(max(seconds, _BEGINNING), _END) - _BEGINNING
    return since << (_ARTICLE_BITS + _STATE_BITS)


def seconds_of(docid: int) -> int:
    return (docid >> (_ARTICLE_BITS + _STATE_BITS)) + _BEGINNING


def docid(seconds: int, article_id: int, state: int = 0) -> int:
    return moment_key(seconds) | (article_id % (1 << _ARTICLE_BITS)) << _STATE_BITS | state


@dataclass
class SearchWriter:
    """Collects the articles that one transaction touches, and brings their entries to what they say."""

    session: Session
    now: datetime
    _touched: dict[int, Article] = field(default_factory=dict)
    _new: list[Article] = field(default_factory=list)

    def touched(self, article: Article) -> None:
        """Call when the article is as it is to be; its body and terms are loaded. A new one has no id yet."""
        if inspect(article).has_identity:
            self._touched[article.id] = article
        else:
            self._new.append(article)

    def write(self) -> None:
        """Call after the flush, when all articles have their ids."""
        articles = [*self._touched.values(), *self._new]
        if not articles:
            return
        known = _entries(self.session, self._touched)
        self._touched.clear()
        self._new.clear()
        wanted = {row["docid"]: row for one in articles for row in _rows(one, self.now)}
        self._take([row for key, row in known.items() if wanted.get(key) != row])
        self._put([row for key, row in wanted.items() if known.get(key) != row])

    def _take(self, rows: Sequence[Row]) -> None:
        if rows:
            _tell(self.session, _TAKE, rows)
            gone = delete(SearchEntry).where(SearchEntry.docid.in_([row["docid"] for row in rows]))
            self.session.execute(gone, execution_options={"synchronize_session": False})

    def _put(self, rows: Sequence[Row]) -> None:
        if rows:
            _tell(self.session, _PUT, rows)
            self.session.connection().execute(insert(SearchEntry.__table__), [dict(row) for row in rows])  # type: ignore[arg-type]


def _rows(article: Article, now: datetime) -> list[Row]:
    """The entries that an article should have."""
    if article.withdrawn_at is not None or article.is_page:
        return []
    published = ceil(article.published_at.timestamp())
    found = search_entries.states(article, article.body.text, now)
    begins = [published if one.since is None else ceil(one.since.timestamp()) for one in found]
    return [
        {
            "docid": docid(published, article.id, number), "article_id": article.id, "shown_from": begins[number],
            "shown_until": [*begins[1:], FOR_EVER][number], "version": VERSION, "is_stale": False,
            **state.entry._asdict(),
        }
        for number, state in enumerate(found)
    ]  # fmt: skip


def _entries(session: Session, article_ids: Iterable[int]) -> dict[int, Row]:
    query = select(*SearchEntry.__table__.columns).where(SearchEntry.article_id.in_(article_ids))
    return {row["docid"]: dict(row) for row in session.execute(query).mappings()}


def _tell(session: Session, statements: Mapping[str, str], rows: Sequence[Row]) -> None:
    engine = session.get_bind().dialect.name
    said = [_said(row, engine) for row in rows]
    session.connection().execute(text(statements[engine]), said)


def _said(row: Row, engine: str) -> dict[str, Any]:
    found = marks(Entry(*(row[name] for name in _FIELDS)))
    return {"docid": row["docid"], "marks": " ".join(found) if engine == "sqlite" else sorted(found)}


def _is_missing() -> ColumnElement[bool]:
    """Of an article that should be found and has no entry, or one that says what no longer is."""
    entry = select(SearchEntry.docid).where(SearchEntry.article_id == Article.id, SearchEntry.is_stale.is_(False))
    return (Article.withdrawn_at.is_(None)) & (Article.is_page.is_(False)) & ~exists(entry)


def missing(session: Session) -> int:
    """How many stories readers can't find, since they were written before the index, or by an older one."""
    count = select(func.count()).select_from(Article).where(_is_missing())
    return (session.scalar(count) or 0) if not _is_outdated(session) else _all_stories(session)


def _all_stories(session: Session) -> int:
    stories = select(func.count()).select_from(Article)
    return session.scalar(stories.where(Article.withdrawn_at.is_(None), Article.is_page.is_(False))) or 0


def _is_outdated(session: Session) -> bool:
    # "!=" would read every row.
    other = (SearchEntry.version < VERSION) | (SearchEntry.version > VERSION)
    return session.scalar(select(SearchEntry.docid).where(other).limit(1)) is not None


def forget_outdated(session: Session) -> None:
    """Empty an index that another version of the marks has made: what it holds can't be taken out one by one."""
    if _is_outdated(session):
        session.execute(text(_CLEAR[session.get_bind().dialect.name]))
        session.execute(delete(SearchEntry), execution_options={"synchronize_session": False})


def fill(session: Session, now: datetime, after: int, limit: int) -> int | None:
    """Index up to `limit` of the articles above an id that are missing; the last one's id, None when there is none."""
    options = (selectinload(Article.body), selectinload(Article.filings).joinedload(Filing.term))
    query = select(Article).options(*options).where(_is_missing(), Article.id > after).order_by(Article.id).limit(limit)
    found = session.scalars(query).all()
    writer = SearchWriter(session, now)
    for one in found:
        writer.touched(one)
    writer.write()
    return found[-1].id if found else None


def note_renamed(session: Session, term_ids: Sequence[int]) -> None:
    """Let the stories under terms that have another name now be indexed anew, by the next `fill`."""
    under = select(Filing.article_id).where(Filing.term_id.in_(term_ids))
    stale = update(SearchEntry).where(SearchEntry.article_id.in_(under)).values(is_stale=True)
    session.execute(stale, execution_options={"synchronize_session": False})
