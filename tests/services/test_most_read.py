"""Counting what is read: who counts, how often, and that nobody is remembered."""

from datetime import UTC, datetime, timedelta

import pytest
from newsroom import Newsroom
from sqlalchemy import select, text

from newsdao.extensions import db
from newsdao.services.most_read import WINDOW, Counts, Opening
from newsdao.store import readings
from newsdao.store.front_models import ReadCount
from newsdao.web import frame, reading_counts

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Clock:
    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.mark.parametrize(
    ("opening", "counts"),
    [
        (Opening("192.0.2.1", FIREFOX), True),
        (Opening("192.0.2.1", FIREFOX, dest="document"), True),
        (Opening("192.0.2.1", FIREFOX, dest="empty"), False),
        (Opening("192.0.2.1", FIREFOX, dest="iframe"), False),
        (Opening("192.0.2.1", FIREFOX, purpose="prefetch;anonymous-client-ip"), False),
        (Opening("192.0.2.1", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"), False),
        (Opening("192.0.2.1", "Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)"), False),
        (Opening("192.0.2.1", "Mozilla/5.0 (compatible; Daum/4.1)"), False),
        (Opening("192.0.2.1", "facebookexternalhit/1.1; kakaotalk-scrap/1.0"), False),
        (Opening("192.0.2.1", "Mozilla/5.0 (Macintosh) AppleWebKit/605 HeadlessChrome/120 Safari/605"), False),
        (Opening("192.0.2.1", "curl/8.5.0"), False),
        (Opening("192.0.2.1", ""), False),
        # The in-app browsers of Naver and KakaoTalk are where most Korean readers open a link.
        (
            Opening("192.0.2.1", "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 NAVER(inapp; search; 1000)"),
            True,
        ),
        (
            Opening(
                "192.0.2.1", "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36;KAKAOTALK 2410"
            ),
            True,
        ),
    ],
)
def test_only_a_person_s_browser_that_shows_the_page_counts(opening: Opening, counts: bool) -> None:
    assert Counts(Clock()).note("/a/", opening) is counts


def test_one_reader_counts_once_in_ten_minutes_and_again_later() -> None:
    clock = Clock()
    counts = Counts(clock)
    assert [counts.note("/a/", Opening("192.0.2.1", FIREFOX)) for _ in range(50)].count(True) == 1
    assert counts.note("/b/", Opening("192.0.2.1", FIREFOX))
    clock.seconds += WINDOW
    assert counts.note("/a/", Opening("192.0.2.1", FIREFOX))
    assert counts.take() == {"/a/": 2, "/b/": 1}
    assert counts.take() == {}


def test_one_address_that_calls_itself_otherwise_each_time_is_bounded() -> None:
    counts = Counts(Clock())
    for number in range(500):
        counts.note("/a/", Opening("192.0.2.1", f"{FIREFOX} {number}"))
    for number in range(500):
        counts.note("/b/", Opening(f"2001:db8::{number:x}", f"{FIREFOX} {number}"))
    assert counts.take() == {"/a/": 20, "/b/": 20}


def test_what_is_remembered_is_no_address_and_is_bounded() -> None:
    clock = Clock()
    counts = Counts(clock)
    counts.note("/a/", Opening("192.0.2.77", FIREFOX))
    assert "192.0.2.77" not in repr(counts) and "Firefox" not in repr(counts)
    other = Counts(clock)
    other.note("/a/", Opening("192.0.2.77", FIREFOX))
    assert not set(counts._seen) & set(other._seen), "the salt is a process's own"
    before = set(counts._seen)
    clock.seconds += WINDOW
    counts.note("/a/", Opening("192.0.2.77", FIREFOX))
    assert not before & set(counts._seen), "and lives ten minutes"


@pytest.fixture
def room(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setattr(frame, "now", lambda: NOW)
    for number in range(16):
        newsroom.post(f"s{number}", title=f"소식 {number}호", date=f'"2026-11-20 {number:02}:00:00 +0900"')
    newsroom.write("about.md", "---\ntitle: 소개\npermalink: /about/\n---\n\n우리는 쓴다.\n")
    newsroom.sync(NOW)
    return newsroom


def read(room: Newsroom, path: str, times: int, **headers: str) -> None:
    for number in range(times):
        address = {"REMOTE_ADDR": f"198.51.100.{number}"}
        room.reader.get(path, headers={"User-Agent": FIREFOX, **headers}, environ_base=address)


def counted(room: Newsroom) -> dict[int, int]:
    with room.app.app_context():
        return dict(db.session.execute(select(ReadCount.article_id, ReadCount.count)).all())


def test_readings_add_up_and_show_on_the_home_page_in_their_order(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        read(room, f"/사회/2026/11/20/s{number}/", 6 + number)
    assert "most-read" not in room.get("/"), "nothing is written yet"
    assert reading_counts.flush(room.app) == 6
    read(room, "/사회/2026/11/20/s3/", 30, **{"X-Any": "thing"})
    reading_counts.flush(room.app)
    assert sorted(counted(room).values()) == [6, 7, 8, 10, 11, 30]
    monkeypatch.setattr(frame, "now", lambda: NOW + timedelta(minutes=1))
    home = room.get("/")
    part = home[home.index('class="most-read"') : home.index("</ol>", home.index('class="most-read"'))]
    assert [part.index(f"소식 {number}호") for number in (3, 5, 4, 2, 1, 0)] == sorted(
        part.index(f"소식 {number}호") for number in range(6)
    )


def test_a_second_look_a_head_a_prefetch_and_what_is_no_story_do_not_count(room: Newsroom) -> None:
    path = "/사회/2026/11/20/s1/"
    tag = room.reader.get(path).headers["ETag"]
    room.reader.head(path, headers={"User-Agent": FIREFOX})
    room.reader.get(path, headers={"User-Agent": FIREFOX, "If-None-Match": tag})
    room.reader.get(path, headers={"User-Agent": FIREFOX, "Sec-Purpose": "prefetch"})
    for other in ("/", "/about/", "/latest/", "/nothing/", "/사회/2026/11/20/s1"):
        room.reader.get(other, headers={"User-Agent": FIREFOX})
    reading_counts.flush(room.app)
    assert counted(room) == {}
    room.reader.get(path, headers={"User-Agent": FIREFOX})
    reading_counts.flush(room.app)
    assert list(counted(room).values()) == [1]


def test_several_workers_add_up_and_what_is_old_is_forgotten(room: Newsroom) -> None:
    path = "/사회/2026/11/20/s1/"
    with room.app.app_context():
        for moment in (NOW, NOW + timedelta(minutes=20), NOW + timedelta(hours=1)):
            readings.add(db.session(), {path: 3, "/nothing/": 9}, moment)
        db.session.commit()
        hours = db.session.execute(select(ReadCount.hour, ReadCount.count).order_by(ReadCount.hour)).all()
        assert [(row[0], row[1]) for row in hours] == [(NOW, 6), (NOW + timedelta(hours=1), 3)]
        readings.add(db.session(), {}, NOW + timedelta(hours=48, minutes=5))
        assert [row[0] for row in db.session.execute(select(ReadCount.hour))] == [NOW + timedelta(hours=1)]


def test_a_withdrawn_story_is_not_shown_as_read(room: Newsroom) -> None:
    for number in range(7):
        read(room, f"/사회/2026/11/20/s{number}/", 9)
    reading_counts.flush(room.app)
    assert "most-read" in room.get("/")
    (room.folder / "_posts/2026-11-20-s3.md").unlink()
    room.sync(NOW, prune=True)
    assert "소식 3호" not in room.get("/")
    with room.app.app_context():
        readings.add(db.session(), {"/사회/2026/11/20/s3/": 99}, NOW)
        db.session.commit()
    assert "소식 3호" not in room.get("/")


def test_nothing_is_counted_nor_shown_where_the_setting_says_so(open_newsroom) -> None:
    room = open_newsroom(config="title: 뉴스다오\npermalink: pretty\n", most_read="off")
    room.post("river")
    room.sync()
    read(room, "/사회/2026/11/20/river/", 9)
    assert reading_counts.flush(room.app) == 0 and counted(room) == {}


def test_no_table_has_a_column_for_who_read(room: Newsroom) -> None:
    read(room, "/사회/2026/11/20/s1/", 3)
    reading_counts.flush(room.app)
    with room.app.app_context():
        row = db.session.execute(text("SELECT * FROM read_count")).mappings().one()
    assert set(row) == {"hour", "article_id", "count"}
