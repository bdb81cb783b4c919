"""A withdrawn story is taken back from those who have fetched it, and its title is told to nobody."""

from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from newsroom import Newsroom
from strict_feeds import ATOM, TOMBSTONE, VALID, check_atom, check_json_feed, check_rss

from newsdao.content.withdrawals import Withdrawal
from newsdao.presenters import kill_notices
from newsdao.web import frame

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ADDRESS = "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/river/"
IDENTITY = ADDRESS.rstrip("/")
TITLE = "해온대교 붕괴"


@pytest.fixture
def told(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom that has published a story at nine and withdrawn it at noon. Its clock stands in `told.moment`."""
    newsroom.moment = NOW  # type: ignore[attr-defined]
    monkeypatch.setattr(frame, "now", lambda: newsroom.moment)  # type: ignore[attr-defined]
    newsroom.post("other", category="정치", date='"2026-11-19 09:00:00 +0900"')
    newsroom.post("late", date='"2026-11-20 10:00:00 +0900"')
    newsroom.post("early", date='"2026-11-18 10:00:00 +0900"')
    newsroom.post("river", title=TITLE, more="tags: [강]\n")
    newsroom.sync(now=NOW - timedelta(hours=1))
    (newsroom.folder / "_posts/2026-11-20-river.md").unlink()
    newsroom.sync(now=NOW, prune=True)
    return newsroom


def tombstones(room: Newsroom, path: str) -> list[tuple[str, str]]:
    feed = check_atom(room.reader.get(path).data)
    return [(one.get("ref"), one.get("when")) for one in feed.iter(TOMBSTONE)]


def recalled(room: Newsroom, path: str) -> list[str]:
    return [one.getparent().findtext("guid") for one in check_rss(room.reader.get(path).data).iter(VALID)]


@pytest.mark.parametrize("path", ["/atom.xml", "/feed.xml", "/category/사회/atom.xml", "/tag/강/atom.xml"])
def test_atom_says_that_the_entry_is_deleted(told: Newsroom, path: str) -> None:
    """RFC 6721 §3: ref is the entry's id, when the moment of the withdrawal."""
    assert tombstones(told, path) == [(IDENTITY, "2026-11-20T12:00:00+09:00")]
    assert check_atom(told.reader.get(path).data).findtext(f"{ATOM}updated") == "2026-11-20T12:00:00+09:00"


@pytest.mark.parametrize("path", ["/rss.xml", "/category/사회/rss.xml", "/tag/강/rss.xml"])
def test_rss_puts_a_notice_in_the_storys_place(told: Newsroom, path: str) -> None:
    channel = check_rss(told.reader.get(path).data)
    (valid,) = channel.iter(VALID)
    assert valid.text == "start=2026-11-20T09:00:00+09:00;end=2026-11-20T12:00:00+09:00;scheme=W3C-DTF"
    item = valid.getparent()
    assert (item.findtext("guid"), item.findtext("link")) == (IDENTITY, ADDRESS), "readers know it by these"
    assert item.findtext("title") == "[기사 철회] 철회된 기사입니다"
    assert item.findtext("description") == "이 기사는 2026년 11월 20일 12:00에 철회되어 더 이상 제공하지 않습니다."
    assert channel.findtext("lastBuildDate") == "Fri, 20 Nov 2026 12:00:00 +0900"
    dates = [entry.published_parsed for entry in feedparser.parse(told.reader.get(path).data).entries]
    assert dates == sorted(dates, reverse=True), "newest first, the notice too"


@pytest.mark.parametrize(
    "path", ["/rss.xml", "/atom.xml", "/feed.xml", "/feed.json", "/rss/full.xml", "/tag/강/rss.xml", "/feeds.opml"]
)
def test_nothing_of_what_it_said_is_repeated(told: Newsroom, path: str) -> None:
    answer = told.reader.get(path)
    assert TITLE not in answer.get_data(as_text=True)
    assert feedparser.parse(answer.data).bozo == 0 or path.endswith((".json", ".opml"))


def test_only_the_feeds_it_belonged_to_speak_of_it(told: Newsroom) -> None:
    assert tombstones(told, "/category/정치/atom.xml") == recalled(told, "/category/정치/rss.xml") == []
    assert "river" not in told.get("/rss/full.xml"), "Naver wants whole texts, and learns of the 410"
    feed = check_json_feed(told.reader.get("/feed.json").data)
    assert [item["url"].split("/")[-2] for item in feed["items"]] == ["late", "other", "early"], (
        "JSON has no word for it"
    )
    assert "river" not in told.get("/feeds/2026-11-20-1/atom.xml")


def test_rss_says_it_for_two_days_and_atom_for_thirty(told: Newsroom) -> None:
    first = {path: told.reader.get(path).data for path in ("/rss.xml", "/atom.xml")}
    for path, data in first.items():
        assert told.reader.get(path).data == data, "the same state, the same bytes"
    told.moment = NOW + timedelta(hours=48, seconds=-1)
    assert recalled(told, "/rss.xml") == [IDENTITY]
    told.moment = NOW + timedelta(hours=48)
    assert recalled(told, "/rss.xml") == [] and len(tombstones(told, "/atom.xml")) == 1
    told.moment = NOW + timedelta(days=30, seconds=-1)
    assert len(tombstones(told, "/atom.xml")) == 1
    told.moment = NOW + timedelta(days=30)
    assert tombstones(told, "/atom.xml") == []


def test_publishing_it_again_removes_the_notice(told: Newsroom) -> None:
    told.post("river", title="해온대교 통제")
    told.sync(now=NOW + timedelta(minutes=1))
    assert tombstones(told, "/atom.xml") == recalled(told, "/rss.xml") == []
    assert "해온대교 통제" in told.get("/rss.xml")


def test_a_story_under_another_address_with_its_identity_is_not_gone(told: Newsroom) -> None:
    told.post("bridge", more=f"feed_id: {IDENTITY.removeprefix('https://news.example.kr')}\n")
    told.sync(now=NOW + timedelta(minutes=1))
    feed = check_atom(told.reader.get("/atom.xml").data)
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert not {ref for ref, _ in tombstones(told, "/atom.xml")} & set(ids)


def test_who_asks_by_date_alone_hears_of_a_withdrawal(told: Newsroom) -> None:
    since = {"If-Modified-Since": "Fri, 20 Nov 2026 02:30:00 GMT"}
    for path in ("/rss.xml", "/feed.json", "/rss/full.xml", "/feeds.opml", "/feeds/2026-11-20-1/rss.xml"):
        assert told.reader.get(path, headers=since).status_code == 200, path


def test_a_story_that_never_appeared_is_not_taken_back(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "now", lambda: NOW + timedelta(days=1))
    newsroom.post("river", title=TITLE, date='"2026-11-20 23:00:00 +0900"')
    newsroom.post("other")
    newsroom.sync(now=NOW)
    (newsroom.folder / "_posts/2026-11-20-river.md").unlink()
    newsroom.sync(now=NOW, prune=True)
    assert tombstones(newsroom, "/atom.xml") == recalled(newsroom, "/rss.xml") == []


def test_the_tombstones_of_another_site_are_no_news(newsroom: Newsroom) -> None:
    newsroom.write("_data/withdrawn.yml", f"/old/story/: {datetime.now(UTC):%Y-%m-%d %H:%M:%S} +0000\n")
    newsroom.post("other")
    newsroom.sync()
    assert newsroom.reader.get("/old/story/").status_code == 410
    assert tombstones(newsroom, "/atom.xml") == recalled(newsroom, "/rss.xml") == []


def test_rss_takes_back_only_what_stood_in_its_window() -> None:
    def gone(number: int, published: timedelta, at: timedelta) -> Withdrawal:
        return Withdrawal(f"/{number}/", f"/{number}", NOW - published, NOW - at)

    hour = timedelta(hours=1)
    withdrawn = [
        gone(1, 30 * hour, hour),
        gone(2, 5 * hour, 2 * hour),
        gone(3, 90 * hour, 49 * hour),
        gone(4, hour, hour),
    ]
    window = kill_notices.shown("rss.xml", withdrawn, ["/4"], NOW, NOW - 24 * hour)
    assert [one.feed_id for one in window] == ["/2"]
    assert [one.feed_id for one in kill_notices.shown("rss.xml", withdrawn, [], NOW, None)] == ["/4", "/2", "/1"]
    assert kill_notices.shown("atom.xml", withdrawn, ["/4"], NOW, NOW) == withdrawn[:3]
    assert kill_notices.shown("feed.json", withdrawn, [], NOW, None) == []
