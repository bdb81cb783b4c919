"""What search costs, beside reading every story with LIKE and beside FTS5's own trigrams."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, insert, text
from sqlalchemy.orm import Session

from bench.measure import Series
from bench.posts import WORDS
from newsdao.content import search_query
from newsdao.content.search_terms import VERSION, Entry, field, filing, initials, marks
from newsdao.store import schema, search
from newsdao.store.models import Article, ArticleBody
from newsdao.store.search_index import docid
from newsdao.store.search_models import FOR_EVER, SearchEntry

STORIES = 5_000
NOW = datetime(2026, 11, 24, tzinfo=UTC)
_PUT = "INSERT INTO search_index (rowid, marks) VALUES (:docid, :marks)"


def searches(work: Path, stories: int = STORIES) -> list[tuple[str, str]]:
    engine = create_engine(f"sqlite:///{work / 'searched.sqlite3'}", **schema.engine_options("sqlite"))
    schema.prepare(engine)
    schema.upgrade(engine)
    with Session(engine) as session:
        ours, theirs = _filled(session, sqlite3.connect(work / "trigrams.sqlite3"), stories)
        rows = [("indexing a story, time of FTS5's trigrams", ours.over(theirs))]
        for what, word in (("a rare word", "드문말"), ("a common word", "예산"), ("three words", "해온시 강변 대피")):
            found, scan = _both(session, word)
            rows.append((f"search for {what} in {stories:,} stories, time of reading all by LIKE", found.over(scan)))
    engine.dispose()
    return rows


def _both(session: Session, word: str) -> tuple[Series, Series]:
    query, among = search_query.read(word), search.Among(NOW)
    like = " AND ".join(f"text LIKE '%{one}%'" for one in word.split())

    def scan() -> None:
        session.execute(text(f"SELECT article_id FROM article_body WHERE {like}")).all()

    pairs = [(_timed(lambda: search.found(session, query, among)), _timed(scan)) for _ in range(7)]
    return Series([one for one, _ in pairs]), Series([other for _, other in pairs])


def _filled(session: Session, trigrams: sqlite3.Connection, stories: int) -> tuple[Series, Series]:
    """Seconds a thousand stories: in our index, and in one of trigrams."""
    trigrams.execute("CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize='trigram')")
    ours, theirs = [], []
    for batch in _batches(stories):
        articles, bodies, entries = zip(*batch, strict=True)
        session.execute(insert(Article), list(articles))
        session.execute(insert(ArticleBody), list(bodies))
        ours.append(_timed(lambda entries=entries: _index(session, entries)))
        rows = [(one["article_id"], one["text"]) for one in bodies]
        theirs.append(_timed(lambda rows=rows: trigrams.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", rows)))
        session.commit()
    return Series(ours), Series(theirs)


def _index(session: Session, stories: tuple[dict[str, object], ...]) -> None:
    rows = []
    for story in stories:
        number, title, body = int(str(story["id"])), str(story["title"]), str(story["text"])
        entry = Entry(field(title), field("사회"), "", field(body), initials(title), filing("category", "사회"))
        seconds = int(str(story["seconds"]))
        rows.append(
            {"docid": docid(seconds, number), "article_id": number, "shown_from": seconds, "shown_until": FOR_EVER,
             "version": VERSION, "is_stale": False, **entry._asdict()}
        )  # fmt: skip
    said = [
        {"docid": row["docid"], "marks": " ".join(marks(Entry(*(row[name] for name in Entry._fields))))}
        for row in rows
    ]  # fmt: skip
    session.execute(text(_PUT), said)
    session.execute(insert(SearchEntry), rows)


def _batches(stories: int) -> Iterator[list[tuple[dict[str, object], dict[str, object], dict[str, object]]]]:
    dice = random.Random(7)
    for start in range(0, stories, 1000):
        yield [_story(dice, number) for number in range(start + 1, start + 1001)]


def _story(dice: random.Random, number: int) -> tuple[dict[str, object], dict[str, object], dict[str, object]]:
    """A story of 1,500 characters: words of the generated posts, each with a syllable that makes it rare."""
    at = NOW - timedelta(minutes=30 * number)

    def words(count: int) -> str:
        return " ".join(dice.choice(WORDS) + chr(0xAC00 + int(11172 * dice.random() ** 6)) for _ in range(count))

    title, body = words(7), words(330) + (" 드문말" if number % 4000 == 1 else "")
    article = {
        "id": number, "permalink": f"/{number}/", "feed_id": f"/{number}", "source_path": f"{number}.md",
        "stream_key": f"{at:%Y%m%d%H%M%S}~{number}", "digest": "", "fingerprint": "", "title": title, "lang": "ko",
        "published_at": at, "updated_at": at, "local_day": at.date(), "is_time_known": True,
    }  # fmt: skip
    body_row = {"article_id": number, "body_html": "", "text": body, "policy": 1}
    return article, body_row, {"id": number, "title": title, "text": body, "seconds": int(at.timestamp())}


def _timed(what: Callable[[], object]) -> float:
    began = time.process_time()
    what()
    return time.process_time() - began
