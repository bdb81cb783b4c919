"""From the editor's file to the home page: which story a name means, what is told, and what a save makes new."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from newsroom import Newsroom

from newsdao.cli import make_syncer
from newsdao.web import frame

DECK = "excerpt: 상류 댐이 초당 3,200톤을 방류하면서 해온대교 수위가 주의 단계를 넘었다고 시가 밝혔다.\n"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FRONT = "_data/front.yml"


@pytest.fixture
def room(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setattr(frame, "now", lambda: NOW)
    for number in range(14):
        at = f'"2026-11-20 {number:02}:00:00 +0900"'
        newsroom.post(f"s{number}", title=f"소식 {number}호", category=["사회", "정치"][number % 2], date=at, more=DECK)
    newsroom.sync(NOW)
    return newsroom


def leads(room: Newsroom) -> str:
    found = re.search(r'story-lead.*?<a href="[^"]*">([^<]*)</a></h2>', room.get("/"), re.DOTALL)
    assert found
    return found[1]


def order(room: Newsroom, text: str) -> list[str]:
    room.write(FRONT, text)
    return [str(notice) for notice in room.sync(NOW).notices]


@pytest.mark.parametrize(
    "name",
    [
        "s3", "s3.md", "2026-11-20-s3", "2026-11-20-s3.md", "_posts/2026-11-20-s3.md", "_posts/2026-11-20-s3",
        "/정치/2026/11/20/s3/", "정치/2026/11/20/s3/", "/정치/2026/11/20/s3", "/정치/2026/11/20/s3.html",
        "https://news.example.kr/%EC%A0%95%EC%B9%98/2026/11/20/s3/",
    ],
)  # fmt: skip
def test_a_story_is_named_by_its_file_or_its_address(room: Newsroom, name: str) -> None:
    assert leads(room) != "소식 3호"
    assert order(room, f"lead: {name}\n") == []
    assert leads(room) == "소식 3호"


def test_a_name_that_leads_nowhere_is_told_with_its_line_and_the_page_falls_back(room: Newsroom) -> None:
    before = leads(room)
    (told,) = order(room, "# 아침판\nlead: s99\n")
    assert told.startswith("_data/front.yml:2: `s99` is no story; write the name of its file, or its address")
    assert leads(room) == before


def test_a_withdrawn_story_leads_no_more_and_is_told_of(room: Newsroom) -> None:
    order(room, "lead: s3\n")
    (room.folder / "_posts/2026-11-20-s3.md").unlink()
    report = room.sync(NOW, prune=True)
    assert "소식 3호" not in room.get("/")
    assert next(str(one) for one in report.notices if "withdrawn" in str(one)).startswith("_data/front.yml:1:")


def test_a_story_of_the_future_leads_from_its_minute_on(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    room.post("later", title="정오의 소식", date='"2026-11-20 19:00:00 +0900"')
    (told,) = order(room, "lead: later\n")
    assert "isn't published yet" in told and "정오의 소식" not in room.get("/")
    monkeypatch.setattr(frame, "now", lambda: NOW + timedelta(hours=1, seconds=1))
    assert leads(room) == "정오의 소식"


def test_a_draft_is_no_story_and_a_name_of_two_means_the_newer(room: Newsroom) -> None:
    room.write("_drafts/idea.md", "---\ntitle: 생각\n---\n\n글.\n")
    assert "`idea` is no story" in order(room, "lead: idea\n")[0]
    room.post("s3", title="다음 날의 같은 이름", date='"2026-11-19 09:00:00 +0900"')
    assert "several stories are called `s3`" in order(room, "lead: s3\n")[0]
    assert leads(room) == "소식 3호"


def test_a_post_saved_after_the_order_takes_its_place(room: Newsroom) -> None:
    order(room, "lead: coming\n")
    room.post("coming", title="기다린 소식", date='"2026-11-19 09:00:00 +0900"')
    room.sync(NOW)
    assert leads(room) == "기다린 소식"


def test_a_moved_story_keeps_the_place_that_its_old_address_named(room: Newsroom) -> None:
    order(room, "lead: /정치/2026/11/20/s3/\n")
    room.post("s3", title="소식 3호", category="경제", date='"2026-11-20 03:00:00 +0900"', more=DECK)
    assert room.sync(NOW).notices == []
    assert leads(room) == "소식 3호"


def test_saving_the_order_makes_home_new_at_once_and_no_other_page(room: Newsroom) -> None:
    table = room.app.extensions["newsdao"].generations
    keys = ("river", "site", "archive", "term:category:정치", "article:/정치/2026/11/20/s3/", "day:2026-11-20")
    others, front = table.stamps(keys, table.snapshot()), table.stamps(("front",), table.snapshot())
    assert leads(room) != "소식 3호"
    file = room.write(FRONT, "lead: s3\n")
    with room.app.app_context():
        syncer = make_syncer(room.folder)
        syncer.now = lambda: NOW
        assert syncer.are_read_alone([file])
        report = syncer.sync_paths([file])
    assert (report.inserted, report.updated, report.unchanged) == (0, 0, 0), "no post was read"
    assert table.stand(others) and not table.stand(front)
    assert leads(room) == "소식 3호"


def test_the_same_order_saved_again_changes_nothing_and_posts_keep_their_digests(room: Newsroom) -> None:
    order(room, "lead: s3\n")
    report = room.sync(NOW)
    assert (report.updated, report.unchanged) == (0, 14)
    room.write(FRONT, "lead: s4\nseconds: [s1, s2]\n")
    report = room.sync(NOW)
    assert (report.updated, report.unchanged) == (0, 14)


def test_the_order_is_exported_as_it_was_written(room: Newsroom, tmp_path) -> None:
    text = "# 저녁판\nlead: s3\n"
    file = room.write(FRONT, text)
    with room.app.app_context():
        make_syncer(room.folder).sync_paths([file])
    result = room.app.test_cli_runner().invoke(args=["export", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / FRONT).read_text(encoding="utf-8") == text


def test_ranks_and_pins_of_stories_lead_while_they_are_fresh(room: Newsroom) -> None:
    room.post("pinned", title="고정한 소식", date='"2026-11-19 20:00:00 +0900"', more="pin: true\n")
    room.post("older", title="오래 고정한 소식", date='"2019-11-19 20:00:00 +0900"', more="sticky: true\n")
    room.sync(NOW)
    assert leads(room) == "고정한 소식"
    home = room.get("/")
    assert "오래 고정한 소식" not in home[: home.index("home-river")]
