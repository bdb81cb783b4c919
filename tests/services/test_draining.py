"""The drain, against real hubs, search engines and subscribers on loopback."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Event, Thread
from urllib.parse import unquote, urlsplit

import pytest
from newsroom import Newsroom
from pushed import Heard, is_signed, listening
from served import wait_for
from sqlalchemy import select, text

from newsdao.extensions import db
from newsdao.services import letters
from newsdao.services.draining import Drainer
from newsdao.services.outgoing import GIVEN_UP_AFTER
from newsdao.store import leases, subscriptions, writes
from newsdao.store.push_models import Delivery, Note, Subscription
from newsdao.web import drain_thread

CONFIG = "title: 뉴스다오\nurl: http://news.example.kr\npermalink: pretty\n"
SITE = "http://news.example.kr"
KEY = "0123456789abcdef0123456789abcdef"
SITE_FEEDS = {"/rss.xml", "/atom.xml", "/feed.xml", "/feed.json", "/rss/full.xml"}


def of_section(slug: str) -> set[str]:
    return {f"/category/{slug}/{file}" for file in ("rss.xml", "atom.xml", "feed.xml", "feed.json")}


@pytest.fixture
def heard() -> Iterator[Heard]:
    with listening() as one:
        yield one


@pytest.fixture
def room(engine: str, open_newsroom: Callable[..., Newsroom], heard: Heard) -> Newsroom:
    """A newsroom past its first sync that tells a hub, a search engine and subscribers of its own hub."""
    room = open_newsroom(
        engine=engine, config=CONFIG, hubs=(f"{heard.origin}/hub",), own_hub="on", indexnow_key=KEY,
        indexnow_endpoints=(f"{heard.origin}/indexnow",), private_targets="allow",
    )  # fmt: skip
    room.post("first", date='"2025-01-01 09:00:00 +0900"')
    room.sync()
    return room


def news(room: Newsroom, slug: str, **more: str) -> None:
    room.post(slug, date=f'"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} +0000"', **more)


def drain(room: Newsroom, at: datetime | None = None, stop: Event | None = None, **options: object) -> Drainer:
    with room.app.app_context():
        drainer = drain_thread.drainer(room.app)
        drainer.now = (lambda: at) if at else drainer.now
        for name, value in options.items():
            setattr(drainer, name, value)
        drainer.drain(stop or Event())
        db.session.rollback()
        return drainer


def listing(room: Newsroom) -> letters.Listing:
    with room.app.app_context():
        return letters.listed(db.session(), 100)


def subscribed(room: Newsroom, callback: str, topic: str = "/rss.xml", secret: str = "") -> None:
    with room.app.app_context():
        writes.begin(db.session())
        later = datetime.now(UTC) + timedelta(days=1)
        subscriptions.keep(db.session(), callback, SITE + topic, "127.0.0.1", secret, later)
        db.session.commit()


def test_a_hub_is_told_of_every_feed_that_shows_the_story_and_a_search_engine_of_its_address(
    room: Newsroom, heard: Heard
) -> None:
    """seo-and-feeds §4 M: POST JSON {host,key,keyLocation,urlList}; S: POST hub hub.mode=publish&hub.url=<feed>."""
    news(room, "river", more="tags: [강]\n")
    room.sync()
    assert heard.pings == [] and heard.told == []
    drain(room)
    tagged = {path.replace("category/사회", "tag/강") for path in of_section("사회")}
    assert SITE_FEEDS | of_section("사회") | tagged <= set(heard.feeds) and len(heard.pings) == 1
    assert len(heard.feeds) == len(set(heard.feeds))
    (told,) = heard.told
    (url,) = told.pop("urlList")
    assert unquote(url).endswith("/river/") and url.startswith(SITE + "/%") and url.isascii()
    assert told == {"host": "news.example.kr", "key": KEY, "keyLocation": f"{SITE}/{KEY}.txt"}
    drain(room)
    assert len(heard.pings) == len(heard.told) == 1


def test_the_longest_address_is_told(room: Newsroom, heard: Heard) -> None:
    letters = "".join(chr(0xAC00 + place * 7919 % 11_172) for place in range(4 * 82))
    long = "/".join(letters[start : start + 82] for start in range(0, len(letters), 82))
    news(room, "river", more=f"permalink: /{long}/\n")
    assert room.sync().inserted == 1
    drain(room)
    assert f"/{long}/" in heard.addresses and len(heard.pings) == 1


def test_a_move_tells_of_both_addresses_and_both_sections_and_a_withdrawal_of_the_one(
    room: Newsroom, heard: Heard
) -> None:
    """seo-and-feeds §4 M: IndexNow on … delete (404/301 too)."""
    news(room, "river")
    room.sync()
    drain(room)
    heard.told.clear(), heard.pings.clear()
    news(room, "river", category="지역")
    room.sync()
    drain(room)
    assert {path.split("/")[1] for path in heard.addresses} == {"사회", "지역"}
    assert of_section("사회") | of_section("지역") <= set(heard.feeds)
    heard.told.clear(), heard.pings.clear()
    next((room.folder / "_posts").glob("*-river.md")).unlink()
    room.sync(prune=True)
    drain(room)
    assert [path.split("/")[1] for path in heard.addresses] == ["지역"]
    assert room.reader.get(heard.addresses[0]).status_code == 410
    assert of_section("지역") <= set(heard.feeds) and len(heard.pings) == 1


def test_nobody_is_told_before_readers_can_see_it(room: Newsroom, heard: Heard) -> None:
    """Never before the commit: whoever is told asks the site back and finds the story."""
    seen: list[tuple[str, bool]] = []

    def ask_back(path: str) -> None:
        seen.append((path, "해온강 특보" in room.get("/") and "해온강 특보" in room.get("/rss.xml")))

    room.get("/"), room.get("/rss.xml")
    heard.during = ask_back
    news(room, "river", title="해온강 특보")
    room.sync()
    drain(room)
    assert sorted(seen) == [("/hub", True), ("/indexnow", True)]


def test_a_note_whose_writer_died_before_it_made_pages_old_still_sends_nobody_to_an_old_page(
    room: Newsroom, heard: Heard
) -> None:
    subscribed(room, f"{heard.origin}/sub")
    room.get("/rss.xml")
    house = room.app.extensions["newsdao"]
    bump = house.generations.bump
    house.generations.bump = lambda keys: None  # killed between its commit and the bump
    room.app.extensions["newsdao"].invalidate.__closure__[0].cell_contents = house.generations.bump
    news(room, "river", title="해온강 특보")
    room.sync()
    house.generations.bump = bump
    drain(room)
    assert "해온강 특보" in heard.pushed[0][3].decode()


def test_pages_are_told_to_search_engines_alone_and_the_unindexed_to_hubs_alone(room: Newsroom, heard: Heard) -> None:
    room.write("about.md", "---\ntitle: 소개\n---\n우리는 쓴다.\n")
    room.sync()
    drain(room)
    assert heard.addresses == ["/about/"] and heard.pings == []
    news(room, "quiet", more="sitemap: false\n")
    room.sync()
    drain(room)
    assert heard.addresses == ["/about/"] and len(heard.pings) == 1


def test_a_scheduled_story_is_told_at_its_minute_and_not_if_it_is_gone_by_then(room: Newsroom, heard: Heard) -> None:
    """seo-and-feeds §2 M: future-dated posts appear nowhere (… IndexNow)."""
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2)
    for slug in ("later", "never"):
        room.post(slug, date=f'"{soon:%Y-%m-%d %H:%M:%S} +0000"')
    room.sync()
    drain(room, soon - timedelta(seconds=1))
    assert heard.pings == [] and listing(room).later == 2
    next((room.folder / "_posts").glob("*-never.md")).unlink()
    room.sync(prune=True)
    drain(room, soon)
    assert len(heard.pings) == 1 and [path.split("/")[-2] for path in heard.addresses] == ["later"]


def test_a_subscriber_gets_the_very_bytes_of_the_site_signed(room: Newsroom, heard: Heard) -> None:
    subscribed(room, f"{heard.origin}/sub?id=1", secret="모래시계 secret")
    subscribed(room, f"{heard.origin}/sub2", "/feed.json")
    news(room, "river")
    room.sync()
    drain(room)
    by_path = {path: (headers, body) for _, path, headers, body in heard.pushed}
    headers, body = by_path["/sub?id=1"]
    assert body == room.reader.get("/rss.xml", base_url=SITE).data
    assert is_signed(headers, body) and not is_signed(headers, body, "another secret")
    assert headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert headers["Link"] == f'<{SITE}/hub>; rel="hub", <{SITE}/rss.xml>; rel="self"'
    headers, body = by_path["/sub2"]
    assert body == room.reader.get("/feed.json", base_url=SITE).data and "X-Hub-Signature" not in headers


def test_the_same_feed_is_not_pushed_twice(room: Newsroom, heard: Heard) -> None:
    subscribed(room, f"{heard.origin}/sub")
    news(room, "river")
    room.sync()
    drain(room)
    old = room.folder / "_posts" / "2025-01-01-first.md"
    for number in range(110):
        news(room, f"news-{number}")
    room.sync()
    drain(room)
    assert len(heard.pushed) == 2
    old.write_text(old.read_text() + "\n덧붙임.\n")  # far out of the feed's window
    room.sync()
    drain(room)
    assert len(heard.pushed) == 2 and "/사회/2025/01/01/first/" in heard.addresses


def test_410_and_the_lease_end_a_subscription_and_expired_ones_get_nothing(room: Newsroom, heard: Heard) -> None:
    subscribed(room, f"{heard.origin}/sub")
    subscribed(room, f"{heard.origin}/sub2")
    with room.app.app_context():
        row = db.session.scalars(select(Subscription).where(Subscription.callback.like("%sub2"))).one()
        row.expires_at = datetime.now(UTC) - timedelta(seconds=1)
        db.session.commit()
    heard.moods["/sub"] = [410]
    news(room, "river")
    room.sync()
    drain(room)
    assert heard.pushed == [] and listing(room).subscriptions == 0 and listing(room).entries == ()


def test_subscribers_of_a_feed_that_is_no_more_are_told_so(room: Newsroom, heard: Heard) -> None:
    subscribed(room, f"{heard.origin}/sub", "/category/%EC%97%86%EC%9D%8C/rss.xml")
    with room.app.app_context():
        now = datetime.now(UTC)
        db.session.add(Note(article_id=1, what="withdraw", permalink="/x/", former=[], terms=[["category", "없음"]],
                            is_page=False, is_listed=False, was_shown=True, noted_at=now, due_at=now))  # fmt: skip
        db.session.commit()
    drain(room)
    drain(room)
    assert [(one["hub.mode"], unquote(one["hub.topic"])) for one in heard.asked] == [
        ("denied", f"{SITE}/category/없음/rss.xml")
    ]
    assert listing(room).subscriptions == 0 and heard.pushed == []


def test_500_is_tried_again_with_more_and_more_patience_and_nothing_sent_twice(room: Newsroom, heard: Heard) -> None:
    heard.moods["/hub"] = [500, 503, 200]
    news(room, "river")
    room.sync()
    began = datetime.now(UTC)
    drain(room, began)
    assert heard.pings == [] and len(heard.told) == 1, "a hub that fails holds up nobody else"
    (first,) = {(one.tries, one.due_at) for one in listing(room).entries}
    assert first[0] == 1 and 3.7 < (first[1] - began).total_seconds() < 6.3
    drain(room, first[1] - timedelta(milliseconds=1))
    assert {one.tries for one in listing(room).entries} == {1}
    drain(room, first[1])
    (second,) = {(one.tries, one.due_at) for one in listing(room).entries}
    assert second[0] == 2 and 7.4 < (second[1] - first[1]).total_seconds() < 12.6
    drain(room, second[1])
    assert len(heard.pings) == 1 and len(heard.told) == 1 and listing(room).entries == ()


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_429_waits_as_long_as_it_says_also_for_what_comes_meanwhile(room: Newsroom, heard: Heard, form: str) -> None:
    """seo-and-feeds §4 M: 429 back off."""
    now = datetime.now(UTC).replace(microsecond=0)
    heard.moods["/indexnow"] = [429, 200]
    heard.headers["Retry_After"] = "1800" if form == "seconds" else format_datetime(now + timedelta(minutes=30))
    news(room, "river")
    room.sync()
    drain(room, now + timedelta(seconds=2))
    news(room, "second")
    room.sync()
    drain(room, now + timedelta(minutes=29, seconds=50))
    assert heard.told == [] and len(heard.pings) == 2
    drain(room, now + timedelta(minutes=30, seconds=3))
    assert len(heard.told) == 1 and len(heard.addresses) == 2, "what waited goes out as one"


@pytest.mark.parametrize(("status", "says"), [(400, "malformed"), (403, "the key is not valid"), (422, "host")])
def test_what_a_search_engine_refuses_is_a_dead_letter_that_says_what_to_do(
    room: Newsroom, heard: Heard, status: int, says: str
) -> None:
    """seo-and-feeds §4 M: 200/202 ok, 400/403/422 config error (no retry)."""
    heard.moods["/indexnow"] = [status]
    news(room, "river")
    room.sync()
    drain(room)
    drain(room, datetime.now(UTC) + timedelta(days=2))
    (letter,) = listing(room).entries
    assert letter.is_dead and letter.tries == 1 and says in letter.error
    heard.moods["/indexnow"] = [202]
    with room.app.app_context():
        letters.retry(db.session(), [letter.id])
    drain(room)
    assert len(heard.told) == 1 and listing(room).entries == ()


@pytest.mark.parametrize("status", [301, 302, 307, 308, 404])
def test_a_redirect_is_not_followed_and_a_hub_that_is_not_there_is_a_dead_letter(
    room: Newsroom, heard: Heard, status: int
) -> None:
    heard.moods["/hub"] = [status]
    heard.headers["Location"] = f"{heard.origin}/sub"
    news(room, "river")
    room.sync()
    drain(room)
    assert all(one.is_dead and str(status) in one.error for one in listing(room).entries)
    assert listing(room).dead >= 9 and heard.asked == [] and heard.pushed == []


def test_a_hub_that_never_answers_holds_up_nobody_and_is_given_up_after_days(room: Newsroom, heard: Heard) -> None:
    subscribed(room, f"{heard.origin}/sub")
    heard.moods["/hub"] = ["hang"]
    news(room, "river")
    room.sync()
    began = time.monotonic()
    drain(room, timeout=2.0)
    assert heard.pushed[0][0] - began < 2.0 and len(heard.told) == 1
    assert {(one.tries, one.is_dead) for one in listing(room).entries} == {(1, False)}
    drain(room, datetime.now(UTC) + GIVEN_UP_AFTER + timedelta(minutes=1), timeout=0.2)
    assert {one.is_dead for one in listing(room).entries} == {True}
    assert "given up after 3 days" in listing(room).entries[0].error


def test_what_comes_while_a_hub_hangs_is_told_to_the_others_at_once(room: Newsroom, heard: Heard) -> None:
    heard.moods["/hub"] = ["hang"]
    news(room, "river")
    room.sync()
    stop = Event()
    draining = Thread(target=drain, args=(room,), kwargs={"stop": stop, "timeout": 5.0})
    draining.start()
    try:
        wait_for(lambda: len(heard.told) == 1, 10, "the first was not told")
        news(room, "second")
        room.sync()
        assert wait_for(lambda: len(heard.told) == 2, 10, "the second was not told") < 4
    finally:
        stop.set()
        draining.join(20)


@pytest.mark.parametrize(("kind", "tries"), [("content", 1), ("verify", 0)])
def test_many_who_never_answer_hold_up_neither_a_hub_nor_a_subscriber(
    room: Newsroom, heard: Heard, kind: str, tries: int
) -> None:
    heard.moods["/sub2"] = ["hang"]
    earlier = datetime.now(UTC) - timedelta(minutes=1)
    with room.app.app_context():
        for number in range(30):
            callback, detail = f"{heard.origin}/sub2?id={number}", {"mode": "subscribe", "lease": 300, "secret": ""}
            row = Delivery(kind=kind, target=callback, subject=f"{SITE}/rss.xml", detail=detail, tries=tries)
            row.noted_at = row.due_at = earlier
            db.session.add(row)
        db.session.commit()
    for number in range(30 if kind == "content" else 0):
        subscribed(room, f"{heard.origin}/sub2?id={number}")
    subscribed(room, f"{heard.origin}/sub", "/feed.json")
    news(room, "river")
    room.sync()
    stop = Event()
    draining = Thread(target=drain, args=(room,), kwargs={"stop": stop, "timeout": 1.5})
    draining.start()
    try:
        assert wait_for(lambda: heard.pings and heard.told and heard.pushed, 20, "nobody was told") < 1.4
    finally:
        stop.set()
        draining.join(20)


def test_what_is_asked_for_during_a_sending_is_sent_again(room: Newsroom, heard: Heard) -> None:
    saved = []

    def save_another(path: str) -> None:
        if path == "/hub" and not saved:
            saved.append(True)
            news(room, "second")
            room.sync()
            time.sleep(1)  # the drainer takes it up before this is answered

    heard.during = save_another
    news(room, "river")
    room.sync()
    drain(room)
    assert len(heard.pings) == 2 and len(heard.addresses) == 2


def test_drainers_at_once_tell_each_thing_once(room: Newsroom, heard: Heard) -> None:
    for slug in ("one", "two", "three"):
        news(room, slug)
        room.sync()
    gate = threading.Barrier(4)

    def together() -> None:
        gate.wait()
        drain(room)

    drainers = [Thread(target=together) for _ in range(4)]
    for one in drainers:
        one.start()
    for one in drainers:
        one.join(30)
    assert len(heard.feeds) == len(set(heard.feeds)) and len(heard.addresses) == 3 and len(heard.told) == 1


def test_a_lease_is_one_s_own_until_it_ends_is_given_back_or_was_given_by_a_clock_set_back(room: Newsroom) -> None:
    now = datetime.now(UTC)

    def take(holder: str, at: datetime) -> bool:
        writes.begin(db.session())
        taken = leases.take(db.session(), "drain", holder, at)
        db.session.commit()
        return taken

    with room.app.app_context():
        assert take("a", now) and take("a", now) and not take("b", now + timedelta(seconds=9))
        assert take("b", now + timedelta(seconds=11)) and not take("a", now + timedelta(seconds=12))
        leases.give_back(db.session(), "drain", "b")
        db.session.commit()
        assert take("a", now + timedelta(seconds=12))
        assert take("b", now - timedelta(hours=1)), "the clock was set back"


def test_private_targets_and_names_that_lead_to_both_are_refused(
    open_newsroom, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """security, Out: the resolved address checked not private."""
    room = open_newsroom(config=CONFIG, hubs=(f"{heard.origin}/hub", "http://mixed.example/hub"), own_hub="on")
    room.sync()
    room.post("first", date='"2025-01-01 09:00:00 +0900"')
    room.sync()
    real = socket.getaddrinfo

    def look_up(host, port, *args, **kwargs):
        if host != "mixed.example":
            return real(host, port, *args, **kwargs)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("93.184.216.34", "10.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    subscribed(room, f"{heard.origin}/sub")
    news(room, "river")
    room.sync()
    drain(room)
    assert heard.pings == [] and heard.pushed == []
    found = listing(room).entries
    assert {urlsplit(one.target).path for one in found} == {"/hub", "/sub"} and len({one.target for one in found}) == 3
    assert all(one.is_dead and "private network" in one.error for one in found)


def test_what_waits_for_a_hub_that_is_configured_no_more_is_forgotten(room: Newsroom, heard: Heard) -> None:
    heard.moods["/hub"] = [500]
    news(room, "river")
    room.sync()
    drain(room)
    assert listing(room).waiting >= 9
    house = room.app.extensions["newsdao"]
    house.settings = replace(house.settings, hubs=())
    drain(room, datetime.now(UTC) + timedelta(hours=1))
    assert listing(room).entries == () and heard.pings == []


def test_what_can_not_be_worked_on_is_given_up_and_holds_up_nobody(
    room: Newsroom, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    subscribed(room, f"{heard.origin}/sub2", topic="/atom.xml")
    news(room, "river")
    room.sync()
    with room.app.app_context():
        writes.begin(db.session())
        db.session.add(
            Delivery(kind="verify", target=f"{heard.origin}/sub", subject=f"{SITE}/rss.xml", detail={},
                     noted_at=datetime.now(UTC), due_at=datetime.now(UTC) - timedelta(hours=1))
        )  # fmt: skip
        db.session.commit()
    drain(room)
    assert heard.pings and heard.told and heard.pushed and heard.asked == []
    (broken,) = listing(room).entries
    assert broken.is_dead and "a fault of NewsDAO" in broken.error and "can't be worked on" in caplog.text


def test_many_stories_at_once_are_told_in_few_requests(room: Newsroom, heard: Heard) -> None:
    for number in range(120):
        news(room, f"news-{number}", more=f"tags: [표{number % 30}]\n")
    room.sync()
    drain(room)
    assert len(heard.told) == 1 and len(heard.addresses) == len(set(heard.addresses)) == 120
    assert len(heard.feeds) == len(set(heard.feeds)) > 125 and len(heard.pings) == -(-len(heard.feeds) // 50)


def test_a_store_that_is_away_does_not_end_the_server_s_drainer(
    open_newsroom, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_newsroom(config=CONFIG, hubs=(f"{heard.origin}/hub",), private_targets="allow")
    room.post("first", date='"2025-01-01 09:00:00 +0900"')
    room.sync()
    stop = Event()
    monkeypatch.setattr(drain_thread, "Event", lambda: stop)
    monkeypatch.setattr(drain_thread, "_PAUSE", 0.1)
    thread = Thread(target=drain_thread._run, args=(room.app,))
    with room.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE note RENAME TO away"))
    thread.start()
    try:
        time.sleep(0.5)
        assert thread.is_alive()
        with room.app.app_context(), db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE away RENAME TO note"))
        news(room, "river")
        room.sync()
        wait_for(lambda: len(heard.pings) == 1, 10, "the drainer did not come back")
    finally:
        stop.set()
        thread.join(10)
    with room.app.app_context():
        assert leases.holder(db.session(), "drain", datetime.now(UTC)) == "", "the lease was not given back"


def test_deliveries_hold_no_secret_that_the_list_would_show(room: Newsroom, heard: Heard) -> None:
    with room.app.app_context():
        now = datetime.now(UTC)
        db.session.add(Delivery(kind="verify", target="http://a.example/", subject=f"{SITE}/rss.xml", noted_at=now,
                                due_at=now, detail={"mode": "subscribe", "lease": 9, "secret": "geheim"}))  # fmt: skip
        db.session.commit()
        answer = room.app.test_cli_runner().invoke(args=["outbox", "--json"])
    assert answer.exit_code == 0 and "a.example" in answer.output and "geheim" not in answer.output


def test_what_went_out_together_is_listed_in_one_row_and_tried_again_by_its_numbers(
    room: Newsroom, heard: Heard
) -> None:
    heard.moods["/hub"] = [404, 200]
    news(room, "river")
    room.sync()
    drain(room)
    with room.app.app_context():
        listed = room.app.test_cli_runner().invoke(args=["outbox"])
        rows = [line for line in listed.output.splitlines() if "WebSub hub" in line]
        assert listed.exit_code == 1 and len(rows) == 1 and "and 8 more" in rows[0] and "404" in rows[0]
        span = rows[0].split()[0]
        assert room.app.test_cli_runner().invoke(args=["outbox", "--retry", span]).exit_code == 0
        assert room.app.test_cli_runner().invoke(args=["outbox", "--drop", "soon"]).exit_code == 2
    drain(room)
    assert len(heard.pings) == 1 and listing(room).entries == ()
