"""The archive of a feed (RFC 5005): from the newest page to the first story, with none left out and none too many."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from newsroom import Newsroom
from sqlalchemy import event, select
from strict_feeds import check_archive, check_atom, check_rss

from newsdao.content.post import Post, Term
from newsdao.extensions import db
from newsdao.store import feed_archive, models, windows
from newsdao.store.writes import Reading, Writer, begin
from newsdao.web import frame

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
CONFIG = "title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\nsections: [사회, 정치]\n"
FILES = ["rss.xml", "atom.xml", "feed.json"]
TERMS = ["", "/category/사회", "/category/정치", "/tag/강", "/author/김나루"]


def story(number: int, at: datetime, **changes: object) -> Post:
    values: dict[str, object] = {
        "source_path": f"_posts/{number}.md", "permalink": f"/s/{number}/", "feed_id": f"/s/{number}",
        "sort_name": f"{number:06}", "title": f"해온시 소식 {number}", "published_at": at, "updated_at": at,
        "is_time_known": True, "lang": "ko", "body_html": f"<p>소식 {number}</p>", "text": "소식",
    }  # fmt: skip
    return Post(**(values | changes))  # type: ignore[arg-type]


def publish(room: Newsroom, posts: list[Post], withdrawn: list[int] = ()) -> None:
    """Store posts as a sync does, without the files."""
    with room.app.app_context():
        session = db.session()
        begin(session)
        writer = Writer(session, SEOUL, NOW)
        for post in posts:
            writer.insert(Reading(post, b"", post.permalink, post.permalink, 1))
        session.flush()
        for number in withdrawn:
            found = session.scalars(select(models.Article).where(models.Article.permalink == f"/s/{number}/")).one()
            writer.withdraw(found.id)
        writer.finish()
        session.commit()


def read(room: Newsroom, address: str) -> tuple[list[str], dict[str, str]]:
    """The stories of a document in either format, and its links by their relation."""
    path = unquote(urlsplit(address).path)
    answer = room.reader.get(path)
    assert answer.status_code == 200, path
    if path.endswith(".json"):
        feed = json.loads(answer.data)
        links = {"self": feed["feed_url"], **({"prev-archive": feed["next_url"]} if "next_url" in feed else {})}
        return [item["url"] for item in feed["items"]], links
    feed = feedparser.parse(answer.data)
    assert feed.bozo == 0
    gone = [
        link.getparent().findtext("link")
        for link in etree.fromstring(answer.data).iter("{http://purl.org/dc/terms/}valid")
    ]
    return [one.link for one in feed.entries if one.link not in gone], {link.rel: link.href for link in feed.feed.links}


def chain(room: Newsroom, feed: str) -> list[tuple[str, list[str], dict[str, str]]]:
    """(address, stories, links) of a feed and of every page of its archive, as a reader walks them."""
    address, found, seen = f"https://news.example.kr{quote(feed)}", [], set()
    while address:
        assert address not in seen, "an endless ring"
        seen.add(address)
        stories, links = read(room, address)
        found.append((address, stories, links))
        address = links.get("prev-archive", "")
    return found


# Bursts and lulls: how many stories, minutes between them, how long before now the burst ends, under what.
BURST = st.tuples(
    st.sampled_from([1, 3, 49, 50, 51, 101, 199, 301, 330]),
    st.sampled_from([0, 1, 3, 29, 300]),
    st.integers(-300, 6000),
    st.sampled_from(["사회", "정치", "강", "김나루"]),
)


@settings(
    max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(bursts=st.lists(BURST, min_size=1, max_size=3), gone=st.sets(st.integers(0, 700), max_size=150))
@example(bursts=[(330, 1, 0, "사회"), (101, 0, 2000, "사회")], gone=set(range(60, 170)))
@example(bursts=[(301, 3, -100, "강"), (51, 29, 100, "강")], gone=set())
@example(bursts=[(50, 1, 0, "정치"), (1, 0, 6000, "정치")], gone={50})
@example(bursts=[(3, 1, 0, "정치")], gone={0, 1, 2})
def test_the_chain_holds_every_published_story_and_none_other(open_newsroom, monkeypatch, bursts, gone) -> None:
    """seo-and-feeds §3 S, RFC 5005 §4: whoever walks prev-archive from the feed has read the whole of it."""
    room: Newsroom = open_newsroom(config=CONFIG)
    room.sync()
    monkeypatch.setattr(frame, "now", lambda: NOW)
    posts = [
        story(
            number, NOW - timedelta(minutes=before + step * every),
            categories=(Term("category", name, name),) if name in {"사회", "정치"} else (),
            tags=(Term("tag", name, name),) if name == "강" else (),
            authors=(Term("author", name, name),) if name == "김나루" else (),
        )
        for number, (step, every, before, name) in enumerate(
            (step, every, before, name) for count, every, before, name in bursts for step in range(count)
        )
    ]  # fmt: skip
    withdrawn = [number for number in sorted(gone) if number < len(posts)]
    publish(room, posts, withdrawn)
    visible = [post for number, post in enumerate(posts) if number not in withdrawn and post.published_at <= NOW]
    for term in TERMS:
        under = [one for one in visible if not term or term.rpartition("/")[2] in names(one)]
        if term and not any(term.endswith(name) for *_, name in bursts):
            continue
        for file in FILES:
            pages = chain(room, f"{term}/{file}")
            expected = {f"https://news.example.kr{post.permalink}" for post in under}
            assert {address for _, stories, _ in pages for address in stories} == expected, (term, file)
            archived = Counter(address for _, stories, _ in pages[1:] for address in stories)
            assert set(archived.values()) <= {1}, "no story stands in two pages of the archive"
            check_chain(pages)


def names(post: Post) -> set[str]:
    return {term.slug for term in (*post.categories, *post.tags, *post.authors)}


def check_chain(pages: list) -> None:
    for place, (address, stories, links) in enumerate(pages):
        assert links["self"] == address
        if place == 0:
            assert not {"current", "next-archive"} & links.keys()
            continue
        assert 1 <= len(stories) <= 100
        if address.endswith(".json"):
            continue
        assert links["current"] == pages[0][0] and "hub" not in links
        if "next-archive" in links and place > 1:
            assert links["next-archive"] == pages[place - 1][0]
        if place == 1 and "next-archive" in links:
            assert links["next-archive"] not in {one for one, _, _ in pages}


def test_a_part_once_full_keeps_its_stories(newsroom: Newsroom, monkeypatch) -> None:
    newsroom.sync()
    monkeypatch.setattr(frame, "now", lambda: NOW)
    publish(newsroom, [story(number, NOW - timedelta(minutes=200 - number)) for number in range(120)])
    first = read(newsroom, "/feeds/2026-11-20-1/rss.xml")[0]
    assert len(first) == 100 and len(read(newsroom, "/feeds/2026-11-20-2/rss.xml")[0]) == 20
    publish(newsroom, [story(number, NOW - timedelta(minutes=200 - number)) for number in range(120, 190)], [3, 110])
    kept = read(newsroom, "/feeds/2026-11-20-1/rss.xml")[0]
    assert kept == [one for one in first if not one.endswith("/s/3/")], "a withdrawal moves no other story"
    assert len(read(newsroom, "/feeds/2026-11-20-2/rss.xml")[0]) == 89


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_a_page_of_the_archive_says_that_it_is_one(newsroom: Newsroom, file: str, monkeypatch) -> None:
    """RFC 5005 §4: fh:archive, current, self, prev-archive and next-archive."""
    newsroom.sync()
    monkeypatch.setattr(frame, "now", lambda: NOW)
    publish(newsroom, [story(number, NOW - timedelta(hours=number)) for number in range(120)])
    newest = chain(newsroom, f"/{file}")[1][0]
    assert newest.endswith(f"/feeds/2026-11-18-1/{file}")
    below = check_archive(newsroom.reader.get(f"/feeds/2026-11-17-1/{file}").data)
    assert below == {
        "self": f"https://news.example.kr/feeds/2026-11-17-1/{file}",
        "current": f"https://news.example.kr/{file}",
        "prev-archive": f"https://news.example.kr/feeds/2026-11-16-1/{file}",
        "next-archive": newest,
    }
    assert "prev-archive" not in check_archive(newsroom.reader.get(f"/feeds/2026-11-15-1/{file}").data)
    (check_rss if file == "rss.xml" else check_atom)(newsroom.reader.get(f"/feeds/2026-11-17-1/{file}").data)
    if file == "atom.xml":
        paths = (f"/{file}", f"/feeds/2026-11-17-1/{file}")
        ids = {feedparser.parse(newsroom.reader.get(path).data).feed.id for path in paths}
        assert ids == {"https://news.example.kr/atom.xml"}, "one logical feed"


def test_a_page_is_linked_as_finished_once_its_day_is_over(newsroom: Newsroom, monkeypatch) -> None:
    newsroom.sync()
    publish(newsroom, [story(1, NOW), story(2, NOW - timedelta(days=1))])
    moment = NOW
    monkeypatch.setattr(frame, "now", lambda: moment)
    assert "next-archive" not in check_archive(newsroom.reader.get("/feeds/2026-11-19-1/rss.xml").data)
    moment = NOW + timedelta(days=1)
    after = check_archive(newsroom.reader.get("/feeds/2026-11-19-1/rss.xml").data)
    assert after["next-archive"].endswith("/feeds/2026-11-20-1/rss.xml")


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/2026-11-20-2/rss.xml", "/feeds/2026-11-21-1/rss.xml", "/feeds/2026-11-20-0/rss.xml",
        "/feeds/2026-11-20-01/rss.xml", "/feeds/2026-02-30-1/rss.xml", "/feeds/2026-11-20-1/feed.xml",
        "/feeds/２０２６-11-20-1/rss.xml", "/feeds/2026-11-20-99999999999999999999/rss.xml",
        "/feeds/0000-01-01-1/rss.xml",
        "/category/사회/feeds/2026-11-19-1/rss.xml", "/category/없음/feeds/2026-11-20-1/rss.xml", "/feeds/x/atom.xml",
    ],
)  # fmt: skip
def test_where_no_stories_are_there_is_no_page(newsroom: Newsroom, path: str) -> None:
    newsroom.post("river", date='"2026-11-20 09:00:00 +0900"')
    newsroom.sync(now=NOW)
    assert newsroom.reader.get("/feeds/2026-11-20-1/rss.xml").status_code == 200
    assert newsroom.reader.get(path).status_code == 404


def test_the_archive_is_asked_by_indexes_alone(open_newsroom) -> None:
    """A million stories: no statement walks the table, nor skips more than a day's stories."""
    room: Newsroom = open_newsroom(config=CONFIG)
    room.sync()
    term = (Term("category", "사회", "사회"),)
    publish(room, [story(number, NOW - timedelta(minutes=number * 7), categories=term) for number in range(600)], [5])
    with room.app.app_context():
        session, statements = db.session(), []
        row = session.scalars(select(models.Term).where(models.Term.slug == "사회")).one()
        event.listen(db.engine, "before_cursor_execute", lambda _c, _cur, sql, args, *_: statements.append((sql, args)))
        for of in (None, row):
            place = feed_archive.place("2026-11-19-2")
            articles = feed_archive.stories(session, place, of, NOW)
            feed_archive.beside(session, articles[-1], articles[0], of, NOW)
            windows.withdrawn_lately(session, NOW, of)
        plans = [
            detail
            for sql, args in list(statements)
            for *_, detail in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", args)
        ]
    assert len(plans) > 20
    assert not [step for step in plans if step.startswith("SCAN") and not step.startswith("SCAN anon_")], plans
    assert not [step for step in plans if step.endswith("(term_id=?)")], "a term's many stories are not walked"


def test_the_rest_of_a_busy_day_is_asked_by_its_hours(open_newsroom) -> None:
    """Else, when the day has fewer than three hundred, the engine looks for more among all that is older."""
    room: Newsroom = open_newsroom(config=CONFIG)
    room.sync()
    term = (Term("category", "사회", "사회"),)
    publish(room, [story(number, NOW - timedelta(minutes=number), categories=term) for number in range(60)])
    with room.app.app_context():
        session, statements = db.session(), []
        row = session.scalars(select(models.Term).where(models.Term.slug == "사회")).one()
        event.listen(db.engine, "before_cursor_execute", lambda _c, _cur, sql, args, *_: statements.append((sql, args)))
        for of in (None, row):
            assert len(windows.feed_window(session, NOW, of)) == 60
        rests = [(sql, args) for sql, args in statements if "published_at > " in sql]
        assert len(rests) == 2
        for sql, args in rests:
            plan = list(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", args))
            assert any(bound in step[-1] for step in plan for bound in ("stream_key>?", "(published_at>?")), plan
