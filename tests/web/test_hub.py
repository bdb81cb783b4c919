"""Our own WebSub hub (W3C WebSub): requests, verification of intent, and what it refuses."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from urllib.parse import quote

import pytest
from elsewhere import elsewhere, says
from newsroom import Newsroom
from pushed import SECRET, Heard, is_signed, listening
from sqlalchemy import func, select

from newsdao.extensions import db
from newsdao.services import hub
from newsdao.store.push_models import Delivery, Subscription
from newsdao.web import drain_thread

SITE = "https://news.example.kr"
TOPIC = f"{SITE}/rss.xml"


@pytest.fixture
def heard() -> Iterator[Heard]:
    with listening() as one:
        yield one


@pytest.fixture
def room(engine: str, open_newsroom: Callable[..., Newsroom]) -> Newsroom:
    config = f"title: 뉴스다오\nurl: {SITE}\npermalink: pretty\n"
    room = open_newsroom(engine=engine, config=config, own_hub="on", private_targets="allow")
    room.post("first", date='"2025-01-01 09:00:00 +0900"')
    room.sync()
    return room


def ask(room: Newsroom, **form: str) -> tuple[int, str]:
    answer = room.reader.post("/hub", data={f"hub.{name}": value for name, value in form.items()})
    assert "Set-Cookie" not in answer.headers
    return answer.status_code, answer.text


def subscribe(room: Newsroom, callback: str, topic: str = TOPIC, **more: str) -> tuple[int, str]:
    return ask(room, mode="subscribe", callback=callback, topic=topic, **more)


def drain(room: Newsroom) -> None:
    with room.app.app_context():
        drain_thread.drainer(room.app).drain(Event())


def subscriptions(room: Newsroom) -> list[Subscription]:
    with room.app.app_context():
        found = list(db.session.scalars(select(Subscription).order_by(Subscription.id)))
        db.session.expunge_all()
        return found


def test_a_subscriber_that_meant_it_gets_each_change_signed_until_it_unsubscribes(room: Newsroom, heard: Heard) -> None:
    """W3C WebSub §5.1, §5.3, §7, §7.1: request, verification of intent, content distribution, signature."""
    callback = f"{heard.origin}/sub?id=1"
    assert subscribe(room, callback, lease_seconds="3600", secret=SECRET)[0] == 202
    assert subscriptions(room) == [] and heard.asked == []
    drain(room)
    (question,) = heard.asked
    assert len(question.pop("hub.challenge")) == 64
    assert question == {"id": "1", "hub.mode": "subscribe", "hub.topic": TOPIC, "hub.lease_seconds": "3600"}
    (one,) = subscriptions(room)
    assert (one.callback, one.topic, one.secret) == (callback, TOPIC, SECRET)
    assert abs(one.expires_at - datetime.now(UTC) - timedelta(hours=1)) < timedelta(minutes=1)
    room.post("river", date=f'"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} +0000"')
    room.sync()
    drain(room)
    ((_, path, headers, body),) = heard.pushed
    assert path == "/sub?id=1" and is_signed(headers, body) and "river" in body.decode()
    assert ask(room, mode="unsubscribe", callback=callback, topic=TOPIC)[0] == 202
    drain(room)
    assert heard.asked[-1]["hub.mode"] == "unsubscribe" and "hub.lease_seconds" not in heard.asked[-1]
    assert subscriptions(room) == []


@pytest.mark.parametrize(
    "answer",
    [says(b"another challenge"), says(b"", status=404), says(b"", status=500), says(b"", status=302, Location="/ok")],
    ids=["another challenge", "404", "500", "a redirect"],
)
def test_who_does_not_confirm_is_not_subscribed_and_is_not_asked_again(room: Newsroom, answer: object) -> None:
    with elsewhere({"/sub": answer, "/ok": says(b"ok")}) as origin:
        assert subscribe(room, f"{origin}/sub")[0] == 202
        drain(room)
        drain(room)
    assert subscriptions(room) == []
    with room.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Delivery)) == 0


def test_a_challenge_with_status_500_is_no_confirmation(room: Newsroom) -> None:
    from urllib.parse import parse_qs, urlsplit

    def echo(request: object) -> None:
        challenge = parse_qs(urlsplit(request.path).query)["hub.challenge"][0]
        says(challenge.encode(), status=500)(request)

    with elsewhere({"/sub": echo}) as origin:
        subscribe(room, f"{origin}/sub")
        drain(room)
    assert subscriptions(room) == []


def test_asking_again_renews_the_lease_under_the_new_secret(room: Newsroom, heard: Heard) -> None:
    for lease, secret in (("300", "first"), ("86400", "second")):
        subscribe(room, f"{heard.origin}/sub", lease_seconds=lease, secret=secret)
        drain(room)
    (one,) = subscriptions(room)
    assert one.secret == "second" and one.expires_at > datetime.now(UTC) + timedelta(hours=23)


@pytest.mark.parametrize(
    ("asked", "given"), [("", 864_000), ("1", 300), ("999999999999", 2_592_000), ("7200", 7200)]
)  # fmt: skip
def test_leases_are_kept_within_bounds(room: Newsroom, heard: Heard, asked: str, given: int) -> None:
    subscribe(room, f"{heard.origin}/sub", lease_seconds=asked)
    drain(room)
    assert heard.asked[0]["hub.lease_seconds"] == str(given)


REFUSED = {
    "no mode": ({"mode": "", "callback": "https://a.kr/", "topic": TOPIC}, "hub.mode"),
    "publish": ({"mode": "publish", "callback": "https://a.kr/", "topic": TOPIC}, "hub.mode"),
    "no callback": ({"callback": "", "topic": TOPIC}, "hub.callback"),
    "another scheme": ({"callback": "file:///etc/passwd", "topic": TOPIC}, "hub.callback"),
    "a password": ({"callback": "https://me:secret@a.kr/", "topic": TOPIC}, "hub.callback"),
    "a broken port": ({"callback": "https://a.kr:99999999/", "topic": TOPIC}, "hub.callback"),
    "white space": ({"callback": "https://a.kr/\r\nX: y", "topic": TOPIC}, "hub.callback"),
    "a long callback": ({"callback": "https://a.kr/" + "x" * 3000, "topic": TOPIC}, "hub.callback"),
    "letters no address holds": ({"callback": "https://a.kr/구독", "topic": TOPIC}, "hub.callback"),
    "no topic": ({"callback": "https://a.kr/"}, "hub.topic"),
    "another site": ({"callback": "https://a.kr/", "topic": "https://other.kr/rss.xml"}, "hub.topic"),
    "a page": ({"callback": "https://a.kr/", "topic": f"{SITE}/"}, "hub.topic"),
    "a query": ({"callback": "https://a.kr/", "topic": f"{TOPIC}?x=1"}, "hub.topic"),
    "no such term": ({"callback": "https://a.kr/", "topic": f"{SITE}/category/nowhere/rss.xml"}, "hub.topic"),
    "another spelling": ({"callback": "https://a.kr/", "topic": f"{SITE}/category/사회/rss.xml"}, "hub.topic"),
    "a term no store can name": ({"callback": "https://a.kr/", "topic": f"{SITE}/tag/%00/rss.xml"}, "hub.topic"),
    "a long secret": ({"callback": "https://a.kr/", "topic": TOPIC, "secret": "비" * 67}, "hub.secret"),
    "a secret no store can keep": ({"callback": "https://a.kr/", "topic": TOPIC, "secret": "a\0b"}, "hub.secret"),
    "a lease in words": ({"callback": "https://a.kr/", "topic": TOPIC, "lease_seconds": "soon"}, "hub.lease_seconds"),
}


@pytest.mark.parametrize(("form", "blamed"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_with_a_request_is_said_at_once(room: Newsroom, form: dict[str, str], blamed: str) -> None:
    """W3C WebSub §5.2: 4xx, with a plain reason."""
    status, text = ask(room, **({"mode": "subscribe"} | form))
    assert status == 400 and text.startswith(f"{blamed} ") and text.count("\n") == 1
    with room.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Delivery)) == 0


PRIVATE = ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "192.168.1.1:8080", "169.254.169.254", "metadata.internal",
           "printer.local", "intranet", "[::ffff:10.0.0.1]", "0.0.0.0", "[fd00::1]", "localhost."]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_private_callbacks_are_refused_unless_they_are_allowed(open_newsroom, host: str) -> None:
    """security, Out: the resolved address checked not private."""
    room = open_newsroom(config=f"url: {SITE}\n", own_hub="on")
    room.post("first")
    room.sync()
    status, text = subscribe(room, f"http://{host}/sub")
    assert (status, text) == (400, "hub.callback leads into a private network\n")


def test_a_public_name_that_leads_inside_is_refused_when_it_is_asked(open_newsroom, monkeypatch) -> None:
    import socket

    room = open_newsroom(config=f"url: {SITE}\n", own_hub="on")
    room.post("first")
    room.sync()
    asked = []

    def answer(request: object) -> None:
        asked.append(request.path)

    with elsewhere({"/sub": answer}) as origin:
        port = int(origin.rsplit(":", 1)[1])
        inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
        assert subscribe(room, f"http://inside.example:{port}/sub")[0] == 202
        drain(room)
    assert asked == [] and subscriptions(room) == []


def test_feeds_of_terms_and_the_full_feed_may_be_subscribed_to(room: Newsroom) -> None:
    section = quote("/category/사회/")
    for path in (f"{section}rss.xml", f"{section}feed.json", "/atom.xml", "/feed.xml", "/feed.json", "/rss/full.xml"):
        assert subscribe(room, "https://reader.example/", SITE + path)[0] == 202, path


def test_the_longest_callback_is_asked_and_kept(room: Newsroom, heard: Heard) -> None:
    letters = random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=hub.MOST_ADDRESS)
    start = f"{heard.origin}/sub?id="
    callback = (start + "".join(letters))[: hub.MOST_ADDRESS]
    assert subscribe(room, callback)[0] == 202
    drain(room)
    assert [one.callback for one in subscriptions(room)] == [callback]


def test_one_host_can_not_take_all_places_nor_have_others_asked_without_end(room: Newsroom, monkeypatch) -> None:
    for number in range(hub.MOST_PENDING_OF_HOST):
        assert subscribe(room, f"https://a.example/{number}")[0] == 202
    assert subscribe(room, "https://a.example/more")[0] == 429
    assert subscribe(room, "https://b.example/")[0] == 202
    monkeypatch.setattr(hub, "MOST_PENDING", hub.MOST_PENDING_OF_HOST + 1)
    assert subscribe(room, "https://c.example/")[0] == 429
    with room.app.app_context():
        db.session.query(Delivery).delete()
        for number in range(2):
            later = datetime.now(UTC) + timedelta(days=1)
            row = Subscription(callback=f"https://a.example/{number}", topic=TOPIC, host="a.example", expires_at=later)
            db.session.add(row)
        db.session.commit()
    monkeypatch.setattr(hub, "MOST_OF_HOST", 2)
    assert subscribe(room, "https://a.example/2")[0] == 429
    assert subscribe(room, "https://a.example/1")[0] == 202, "a renewal takes no place"
    monkeypatch.setattr(hub, "MOST_SUBSCRIPTIONS", 2)
    assert subscribe(room, "https://d.example/")[0] == 503


def test_a_large_body_is_refused_unread(room: Newsroom) -> None:
    answer = room.reader.post("/hub", data={"hub.mode": "subscribe", "hub.callback": "x" * 100_000})
    assert answer.status_code == 413


def test_a_browser_hears_405_and_without_a_hub_the_address_is_the_publisher_s(room: Newsroom, open_newsroom) -> None:
    answer = room.reader.get("/hub")
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    off = open_newsroom(config=f"url: {SITE}\n")
    off.write("hub.md", "---\ntitle: 허브\npermalink: /hub\n---\n우리 허브.\n")
    off.sync()
    assert "우리 허브" in off.get("/hub")
    assert off.reader.post("/hub", data={"hub.mode": "subscribe"}).status_code == 405


def test_a_site_below_a_path_has_its_hub_there(open_newsroom, heard: Heard) -> None:
    site = "https://a.example/blog"
    room = open_newsroom(config="permalink: pretty\n", site_url=site, own_hub="on", private_targets="allow")
    room.post("first", date='"2025-01-01 09:00:00 +0900"')
    room.sync()
    form = {"hub.mode": "subscribe", "hub.callback": f"{heard.origin}/sub", "hub.topic": f"{site}/atom.xml"}
    assert room.reader.post("/blog/hub", data=form, base_url="https://a.example").status_code == 202
    drain(room)
    room.post("river", date=f'"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} +0000"')
    room.sync()
    drain(room)
    ((_, _, headers, body),) = heard.pushed
    assert body == room.reader.get("/blog/atom.xml", base_url="https://a.example").data
    assert headers["Link"] == f'<{site}/hub>; rel="hub", <{site}/atom.xml>; rel="self"'


def test_the_key_file_holds_the_key_alone_at_its_exact_address(open_newsroom) -> None:
    """seo-and-feeds §4 M: key 8–128 chars …; file /<key>.txt UTF-8 containing only the key."""
    key = "0123456789abcdef0123456789abcdef"
    for site, path in ((SITE, f"/{key}.txt"), ("https://a.example/blog", f"/blog/{key}.txt")):
        room = open_newsroom(config="title: 뉴스다오\n", site_url=site, indexnow_key=key)
        room.post("first")
        room.sync()
        answer = room.reader.get(path, base_url=site.removesuffix("/blog"))
        assert (answer.status_code, answer.data) == (200, key.encode())
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        for other in (path.upper(), path[:-5] + ".txt", path.replace("0123", "4567")):
            assert room.reader.get(other, base_url=site.removesuffix("/blog")).status_code == 404, other
