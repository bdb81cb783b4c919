"""Related stories: what a story shares with others in rare words, and that its page is never told too late."""

from datetime import UTC, datetime

from newsroom import Newsroom

from newsdao.extensions import db
from newsdao.store import queries, search

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def related(room: Newsroom, slug: str) -> list[str]:
    with room.app.app_context():
        story = queries.article(db.session(), f"/사회/2026/11/20/{slug}/")
        assert story is not None
        found = [one.title for one in search.related(db.session(), story, NOW)]
        db.session.rollback()
        return found


def fill(room: Newsroom) -> None:
    common = ["회의", "발표", "계획", "점검", "행사"]
    for number in range(60):
        room.post(
            f"s{number}", f"시청 {common[number % 5]} 소식", date=f'"2026-11-{number % 20 + 1:02d} 08:00:00 +0900"'
        )
    room.post("dam", "구름재댐 방류 시작", date='"2026-03-02 09:00:00 +0900"')
    room.post("dam2", "구름재댐에 물이 찼다", date='"2026-11-19 09:00:00 +0900"')
    room.post("school", "해온초 급식 새로", more="tags: [급식]\n")
    room.post("lunch", "점심값 어디까지", category="경제", more="tags: [급식]\n", date='"2026-11-20 09:00:00 +0900"')
    room.post("river", "구름재댐 수문 열려, 시청 회의 소식")
    room.post("future", "구름재댐 예고", date='"2026-12-20 09:00:00 +0900"')
    room.sync(NOW)


def test_rare_words_count_and_common_ones_do_not(newsroom: Newsroom) -> None:
    fill(newsroom)
    found = related(newsroom, "river")
    assert found[:2] == ["구름재댐에 물이 찼다", "구름재댐 방류 시작"], "nearest in time first"
    assert "구름재댐 예고" not in found and "구름재댐 수문 열려, 시청 회의 소식" not in found
    assert related(newsroom, "school") == ["점심값 어디까지"], "of another section, under the same tag"


def test_a_withdrawn_relative_is_gone_and_the_story_page_knows(newsroom: Newsroom) -> None:
    fill(newsroom)
    newsroom.get("/사회/2026/11/20/river/")
    (newsroom.folder / "_posts/2026-11-19-dam2.md").unlink()
    newsroom.sync(NOW, prune=True)
    assert related(newsroom, "river")[0] == "구름재댐 방류 시작"


def test_a_story_alone_has_none(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync(NOW)
    assert related(newsroom, "river") == []
