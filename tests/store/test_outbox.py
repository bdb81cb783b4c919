"""What is noted in the transaction of a change, and what is not."""

from datetime import UTC, datetime, timedelta

import pytest
from newsroom import Newsroom
from sqlalchemy import func, select

from newsdao.cli import make_syncer
from newsdao.errors import InterruptedSyncError
from newsdao.extensions import db
from newsdao.store import outbox
from newsdao.store.push_models import Delivery, Lease, Note, Subscription

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
CONFIG = "title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\n"
RIVER = "/사회/2026/11/20/river/"


@pytest.fixture
def room(engine: str, open_newsroom) -> Newsroom:
    """A newsroom that tells a hub, past its first sync."""
    room = open_newsroom(engine=engine, config=CONFIG, hubs=("https://hub.example/",))
    room.post("first", date='"2025-01-01 09:00:00 +0900"')
    room.sync(NOW)
    return room


def notes(room: Newsroom) -> list[tuple[str, str, list[str], set[str]]]:
    """(what, address, former addresses, terms), oldest first."""
    with room.app.app_context():
        found = db.session.scalars(select(Note).order_by(Note.id)).all()
        return [(one.what, one.permalink, one.former, {slug for _, slug in one.terms}) for one in found]


def drained(room: Newsroom) -> None:
    with room.app.app_context():
        db.session.query(Note).delete()
        db.session.commit()


def test_a_new_story_is_noted_with_its_terms(room: Newsroom) -> None:
    """seo-and-feeds §4 M: IndexNow on publish."""
    room.post("river", more="tags: [강]\n")
    room.sync(NOW)
    ((what, path, former, terms),) = notes(room)
    assert (what, path, former) == ("publish", RIVER, []) and {"사회", "강"} <= terms


def test_a_site_s_first_sync_notes_nothing_and_neither_does_the_rest_of_one_that_was_cut_off(open_newsroom) -> None:
    room = open_newsroom(config=CONFIG, own_hub="on")
    for number in range(130):
        room.post(f"story-{number}")

    def cut(done: int, _total: int) -> None:
        if done == 100:
            raise KeyboardInterrupt

    with room.app.app_context():
        syncer = make_syncer(room.folder)
        syncer.now = lambda: NOW
        with pytest.raises(InterruptedSyncError):
            syncer.sync(cut)
    room.sync(NOW)
    assert notes(room) == []
    room.post("news")
    room.sync(NOW)
    assert [path for _, path, _, _ in notes(room)] == ["/사회/2026/11/20/news/"]


def test_where_nobody_is_to_be_told_not_one_row_is_written(open_newsroom) -> None:
    room = open_newsroom(config=CONFIG)
    for slug in ("one", "two"):
        room.post(slug, date='"2026-11-20 09:00:00 +0900"')
        room.sync(NOW)
    with room.app.app_context():
        tables = (Note, Delivery, Lease, Subscription)
        assert [db.session.scalar(select(func.count()).select_from(one)) for one in tables] == [0, 0, 0, 0]


def test_what_reads_the_same_is_no_news(room: Newsroom) -> None:
    """seo-and-feeds §4 M: never resend unchanged or old URLs."""
    file = room.post("river")
    room.sync(NOW)
    drained(room)
    room.sync(NOW)
    file.write_text(file.read_text().replace("title:", "title:   ") + "\n\n")
    room.sync(NOW)
    room.post("river", more="excerpt: 다른 요약\n")  # shown, but no other story
    assert room.sync(NOW).updated == 1
    assert notes(room) == []


def test_a_story_of_an_archive_is_no_news(room: Newsroom) -> None:
    """seo-and-feeds §4 M: never resend unchanged or old URLs."""
    room.post("old", date='"2026-11-18 11:59:59 +0900"')
    room.post("recent", date='"2026-11-18 12:00:01 +0900"')
    room.sync(NOW)
    assert [path for _, path, _, _ in notes(room)] == ["/사회/2026/11/18/recent/"]


def test_another_text_a_move_and_a_withdrawal_are_noted(room: Newsroom) -> None:
    """seo-and-feeds §4 M: IndexNow on significant edit and delete (404/301 too)."""
    file = room.post("river")
    room.sync(NOW)
    drained(room)
    room.post("river", body="둑이 무너졌다.")
    room.sync(NOW)
    assert [(what, path) for what, path, _, _ in notes(room)] == [("edit", RIVER)]
    drained(room)
    room.post("river", body="둑이 무너졌다.", category="지역")
    room.sync(NOW)
    ((what, path, former, terms),) = notes(room)
    assert (what, path, former) == ("move", "/지역/2026/11/20/river/", [RIVER]) and {"사회", "지역"} <= terms
    drained(room)
    file.unlink()
    room.sync(NOW, prune=True)
    assert [(what, path) for what, path, _, _ in notes(room)] == [("withdraw", "/지역/2026/11/20/river/")]
    drained(room)
    room.post("river", body="둑이 무너졌다.", category="지역")
    room.sync(NOW + timedelta(days=9))  # it answered 410 until now
    assert [(what, path) for what, path, _, _ in notes(room)] == [("publish", "/지역/2026/11/20/river/")]


def test_changes_before_anybody_was_told_are_told_as_one(room: Newsroom) -> None:
    room.post("river")
    room.sync(NOW)
    room.post("river", body="둑이 무너졌다.")
    room.sync(NOW)
    room.post("river", body="둑이 무너졌다.", category="지역")
    room.sync(NOW)
    ((what, path, former, terms),) = notes(room)
    assert (what, path, former) == ("move", "/지역/2026/11/20/river/", [RIVER]) and {"사회", "지역"} <= terms


def test_a_scheduled_story_is_due_at_its_minute_wherever_that_is_moved_to(room: Newsroom) -> None:
    """seo-and-feeds §2 M: future-dated posts appear nowhere (IndexNow)."""

    def due_at() -> list[datetime]:
        with room.app.app_context():
            return list(db.session.scalars(select(Note.due_at).order_by(Note.due_at)))

    file = room.post("later", date='"2026-11-20 18:00:00 +0900"')
    room.sync(NOW)
    assert due_at() == [datetime(2026, 11, 20, 9, tzinfo=UTC)]
    room.post("later", date='"2026-11-20 20:00:00 +0900"')
    room.sync(NOW)
    assert due_at() == [datetime(2026, 11, 20, 11, tzinfo=UTC)]
    with room.app.app_context():
        assert outbox.due(db.session(), NOW, 9) == []
    file.unlink()
    room.sync(NOW, prune=True)
    assert due_at() == []


def test_an_update_of_a_later_minute_is_due_then(room: Newsroom) -> None:
    later = 'updates:\n- at: "2026-11-20 15:00:00 +0900"\n  text: 둑이 무너졌다.\n'
    room.post("river", more=later)
    room.sync(NOW)
    with room.app.app_context():
        found = db.session.execute(select(Note.what, Note.due_at).order_by(Note.due_at)).all()
    assert found == [("publish", NOW), ("edit", datetime(2026, 11, 20, 6, tzinfo=UTC))]


def test_a_story_put_back_to_a_later_minute_is_gone_now_and_new_then(room: Newsroom) -> None:
    room.post("river")
    room.sync(NOW)
    drained(room)
    room.post("river", date='"2026-11-20 20:00:00 +0900"')
    room.sync(NOW)
    assert [what for what, *_ in notes(room)] == ["withdraw", "publish"]


def test_what_is_not_to_be_indexed_is_marked_and_so_are_pages(room: Newsroom) -> None:
    room.post("quiet", more="sitemap: false\n")
    room.write("about.md", "---\ntitle: 소개\n---\n우리는 쓴다.\n")
    room.sync(NOW)
    with room.app.app_context():
        rows = {one.permalink: one for one in db.session.scalars(select(Note))}
    assert rows["/about/"].is_page and rows["/about/"].is_listed
    assert not rows["/사회/2026/11/20/quiet/"].is_listed


def test_addresses_that_are_told_to_be_gone_are_nobody_s_news(room: Newsroom) -> None:
    room.write("_data/withdrawn.yml", "/gone/: 2026-11-19 15:20\n")
    room.sync(NOW)
    assert notes(room) == []
