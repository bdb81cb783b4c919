"""What open pages ask for: few bytes, the same for all, and true at any moment."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from newsroom import Newsroom

from newsdao.web import frame

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
LIVE = "updates:\n  - {at: 2026-11-20 14:10, text: 대피령이 풀렸다.}\n  - {at: 2026-11-20 15:30, text: 비밀.}\n"


@pytest.fixture
def clock(monkeypatch) -> Any:  # type: ignore[no-untyped-def]
    """The site's clock, in the test's hands."""

    class Clock:
        now = NOW

    monkeypatch.setattr(frame, "now", lambda: Clock.now)
    return Clock


def live(room: Newsroom, path: str = "/live.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(room.get(path))
    return found


def test_it_tells_the_newest_stories_with_their_sections_in_the_order_of_the_lists(newsroom: Newsroom, clock) -> None:
    for number in range(40):
        newsroom.post(
            f"s{number:02}", date=f'"2026-11-19 09:{number:02}:00 +0900"', category=["사회", "정치"][number % 2]
        )
    newsroom.sync(NOW)
    stories = live(newsroom)["stories"]
    assert len(stories) == 30 and [one[2] for one in stories[:2]] == ["정치", "사회"]
    known = newsroom.get("/latest/").split('data-known="')[1].split('"')[0]
    assert known == newsroom.get("/").split('data-known="')[1].split('"')[0]
    assert known.split() == [str(one[0]) for one in stories]
    assert len(newsroom.get("/live.json").encode()) < 1500


def test_caches_between_may_share_it_browsers_ask_each_time_and_no_engine_lists_it(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    answer = newsroom.reader.get("/live.json")
    assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=5, must-revalidate"
    assert answer.headers["X-Robots-Tag"] == "noindex" and answer.headers["Vary"] == "Accept-Encoding"
    tag = answer.headers["ETag"]
    assert not tag.startswith("W/")
    assert newsroom.reader.get("/live.json", headers={"If-None-Match": tag}).status_code == 304
    newsroom.post("bridge", title="다리가 열렸다")
    newsroom.sync()
    assert newsroom.reader.get("/live.json", headers={"If-None-Match": tag}).status_code == 200


def test_a_page_of_a_story_has_the_version_that_is_told_until_the_story_shows_something_else(
    newsroom: Newsroom, clock
) -> None:
    def versions() -> tuple[str, str]:
        page = newsroom.get("/사회/2026/11/20/river/")
        return page.split('data-version="')[1].split('"')[0], live(newsroom)["stories"][0][1]

    newsroom.post("river")
    newsroom.sync(NOW)
    first = versions()
    assert first[0] == first[1]
    newsroom.post("river", more=LIVE)
    newsroom.sync(NOW)
    second = versions()
    assert second[0] == second[1] != first[0]
    clock.now = NOW + timedelta(minutes=31)  # the update that waited
    third = versions()
    assert third[0] == third[1] != second[0]


def test_a_story_that_goes_on_is_told_though_thirty_are_newer(newsroom: Newsroom, clock) -> None:
    newsroom.post("river", more=LIVE)
    newsroom.post("quiet")
    newsroom.post("secret", more="updates:\n  - {at: 2026-11-20 15:30, text: 비밀.}\n")
    for number in range(30):
        newsroom.post(f"s{number}", date='"2026-11-20 10:00:00 +0900"')
    newsroom.sync(NOW)
    assert [version.partition(".")[2] for _, version in live(newsroom)["updated"]] == ["1"]
    clock.now = NOW + timedelta(minutes=31)
    assert sorted(version.partition(".")[2] for _, version in live(newsroom)["updated"]) == ["1", "2"]


@pytest.mark.parametrize("base", ["", "/blog"])
def test_what_is_to_come_and_what_was_withdrawn_is_not_among_them_and_the_withdrawn_is_named(
    open_newsroom, clock, base: str
) -> None:
    room: Newsroom = open_newsroom(config=f"title: 해온신문\nurl: https://a.kr\nbaseurl: {base}\npermalink: pretty\n")
    room.post("river")
    room.post("later", date='"2026-11-20 16:00:00 +0900"')
    room.sync(NOW)
    assert len(live(room, f"{base}/live.json")["stories"]) == 1
    clock.now = NOW + timedelta(hours=1)
    assert len(live(room, f"{base}/live.json")["stories"]) == 2
    (room.folder / "_posts/2026-11-20-river.md").unlink()
    room.sync(clock.now, prune=True)
    found = live(room, f"{base}/live.json")
    assert len(found["stories"]) == 1
    assert found["gone"] == [f"{base}/%EC%82%AC%ED%9A%8C/2026/11/20/river/"]
    clock.now += timedelta(days=30)
    assert live(room, f"{base}/live.json")["gone"] == []


def test_a_tag_s_page_and_an_older_page_of_a_list_do_not_claim_to_know_what_is_newest(newsroom: Newsroom) -> None:
    for number in range(70):
        newsroom.post(f"s{number}", more="tags: [강]\n")
    newsroom.sync()
    assert 'data-section="사회"' in newsroom.get("/category/사회/")
    assert "data-known" not in newsroom.get("/tag/강/")
    older = newsroom.get("/latest/").split("/latest/?before=")[1].split('"')[0]
    assert "data-known" not in newsroom.get(f"/latest/?before={older}")


def test_turned_off_nobody_is_told_to_ask(open_newsroom) -> None:
    room: Newsroom = open_newsroom(config="title: 해온신문\nurl: https://a.kr\n", live="off", offline="off")
    room.post("river")
    room.sync()
    assert room.reader.get("/live.json").status_code == 404
    assert 'class="live' not in room.get("/")


def test_the_page_without_a_network_is_kept_out_of_engines_and_a_publisher_s_own_goes_before(
    newsroom: Newsroom,
) -> None:
    newsroom.sync()
    answer = newsroom.reader.get("/offline.html")
    assert answer.headers["X-Robots-Tag"] == "noindex" and answer.headers["Cache-Control"] == "public, max-age=86400"
    assert "인터넷에 연결되어 있지 않습니다" in answer.get_data(as_text=True)
    newsroom.write("offline.html", "---\ntitle: 우리의 것\npermalink: /offline.html\n---\n글.\n")
    newsroom.sync()
    assert "우리의 것" in newsroom.get("/offline.html")
