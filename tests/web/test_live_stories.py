"""A story that goes on: its updates on the page, in the feeds, and in the time of its last change."""

import re
from datetime import UTC, datetime, timedelta

from newsroom import Newsroom

from newsdao.web import frame

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
PATH = "/사회/2026/11/20/river/"
LIVE = """source: {name: 해온시청, url: https://city.example/1}
updates:
  - {at: 2026-11-20 14:10, title: 대피령 해제, text: 시는 대피령을 풀었다.}
  - {at: 2026-11-20 11:00, text: "[상황판](/board/)이 열렸다."}
"""


def main_of(text: str) -> str:
    return text[text.index("<main") :]


def test_updates_stand_newest_first_each_with_an_address_of_its_own(newsroom: Newsroom) -> None:
    newsroom.post("river", more=LIVE)
    newsroom.sync(NOW)
    text = main_of(newsroom.get(PATH))
    assert re.findall(r'<article class="update" id="([^"]+)"', text) == ["update-20261120T1410", "update-20261120T1100"]
    assert '<a href="#update-20261120T1410"><time' in text
    assert text.index("새 소식") < text.index("상류 댐이") < text.index(">업데이트<") < text.index("시는 대피령을")
    assert '수정 <time datetime="2026-11-20T14:10:00+09:00">' in text
    assert '<a href="https://city.example/1" rel="noopener"><bdi>해온시청</bdi></a>' in text


def test_a_story_without_them_shows_no_trace_of_them(newsroom: Newsroom) -> None:
    newsroom.post("river", body="본문.\n\n출처: [시청](https://city.example/1)")
    newsroom.sync(NOW)
    text = newsroom.get(PATH)
    assert "업데이트" not in text and 'class="sources"' not in text and text.count("출처") == 1


def test_feeds_carry_the_updates_with_whole_addresses(newsroom: Newsroom) -> None:
    newsroom.post("river", more=LIVE)
    newsroom.sync(NOW)
    for path in ("/rss.xml", "/atom.xml", "/feed.json"):
        feed = newsroom.get(path)
        assert "2026-11-20 14:10 대피령 해제" in feed, path
        assert "https://news.example.kr/board/" in feed, path


def test_an_update_is_a_change_of_the_moment_it_names(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync(NOW - timedelta(hours=5))
    newsroom.post("river", more=LIVE)
    newsroom.sync(NOW)
    assert newsroom.reader.get("/rss.xml").headers["Last-Modified"] == "Fri, 20 Nov 2026 05:10:00 GMT"


def test_an_update_of_the_future_waits_for_its_minute(newsroom: Newsroom, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    moment = NOW
    monkeypatch.setattr(frame, "now", lambda: moment)
    newsroom.post("river", more="updates:\n  - {at: 2026-11-20 15:30, text: 아직 비밀이다.}\n")
    newsroom.sync(NOW)
    for path in (PATH, "/rss.xml"):
        assert "비밀" not in newsroom.get(path)
    assert "2026-11-20T15:30" not in newsroom.get(PATH)
    moment = NOW + timedelta(minutes=30)
    assert "아직 비밀이다." in newsroom.get(PATH)


def test_two_of_one_minute_have_two_addresses_that_stay(newsroom: Newsroom) -> None:
    told = "updates:\n  - {at: 2026-11-20 11:00, text: 하나.}\n  - {at: 2026-11-20 11:00, text: 영.}\n"
    newsroom.post("river", more=told)
    newsroom.sync(NOW)
    before = re.findall(r'id="(update-[^"]+)"[^§]*?<p>(하나|영)', newsroom.get(PATH))
    assert before == [("update-20261120T1100-2", "하나"), ("update-20261120T1100", "영")]
    newsroom.post("river", more=told.replace("updates:\n", "updates:\n  - {at: 2026-11-20 12:00, text: 둘.}\n"))
    newsroom.sync(NOW)
    text = newsroom.get(PATH)
    assert re.findall(r'id="(update-[^"]+1100[^"]*)"[^§]*?<p>(하나|영)', text) == before


def test_it_goes_out_and_comes_in_again_unchanged(newsroom: Newsroom) -> None:
    newsroom.post("river", more=LIVE)
    newsroom.sync(NOW)
    again = newsroom.sync(NOW + timedelta(hours=1))
    assert (again.unchanged, again.updated) == (1, 0)
