"""The outbox across kill -9, of the sync that fills it and of the drainer that empties it."""

import multiprocessing
import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

import pytest
from newsroom import Newsroom
from pushed import Heard, listening
from sqlalchemy import event

from newsdao.cli import make_syncer
from newsdao.extensions import db
from newsdao.services.sync_report import SyncOptions
from newsdao.store import leases
from newsdao.web import drain_thread

KILLS = {"sqlite": 60, "postgresql": 26}
CONFIG = "title: 뉴스다오\nurl: http://news.example.kr\npermalink: pretty\n"


@pytest.fixture
def heard() -> Iterator[Heard]:
    with listening() as one:
        yield one


@pytest.fixture
def room(engine: str, open_newsroom: Callable[..., Newsroom], heard: Heard) -> Newsroom:
    room = open_newsroom(
        engine=engine, config=CONFIG, hubs=(f"{heard.origin}/hub",), private_targets="allow",
        indexnow_key="0123456789abcdef", indexnow_endpoints=(f"{heard.origin}/indexnow",),
    )  # fmt: skip
    room.post("first", date='"2025-01-01 09:00:00 +0900"')
    room.sync()
    return room


def sync(room: Newsroom) -> None:
    with room.app.app_context():
        make_syncer(room.folder, SyncOptions(prune=True)).sync()


def drain(room: Newsroom) -> None:
    with room.app.app_context():
        drain_thread.drainer(room.app).drain(Event())


def drain_after_the_lease(room: Newsroom) -> None:
    """As another drainer does, once the lease of one that was killed has ended."""
    with room.app.app_context():
        drainer = drain_thread.drainer(room.app)
        drainer.now = lambda: datetime.now(UTC) + leases.TTL + timedelta(seconds=1)
        drainer.drain(Event())


def killed(room: Newsroom, act: Callable[[Newsroom], None], statement: int) -> bool:
    """Act in a process of its own that dies before its nth statement. Whether it got there."""

    def child() -> None:
        with room.app.app_context():
            db.engine.dispose(close=False)  # the parent's connections are the parent's
            left = iter(range(statement, -1, -1))

            @event.listens_for(db.engine, "before_cursor_execute")
            def count(*_: object) -> None:
                if next(left, 1) == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        act(room)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(60)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode == -signal.SIGKILL


def save(room: Newsroom, turn: int) -> set[str]:
    """Two new stories, one that changes, one that moves, one that goes. Returns every address that must be told."""
    now = f'"{datetime.now(ZoneInfo("Asia/Seoul")):%Y-%m-%d %H:%M:%S} +0900"'
    posts = {file.name: file for file in (room.folder / "_posts").iterdir()}
    mine = [name for name in posts if f"-turn{turn - 1}-" in name]
    for number in range(4):
        room.post(f"turn{turn}-{number}", date=now, body=f"본문 {turn}.")
    told = {address(name) for name in mine}
    for name in mine:
        file = posts[name]
        if name.endswith("-0.md"):
            file.write_text(file.read_text().replace("본문", "고친 본문"))
        elif name.endswith("-1.md"):
            file.write_text(file.read_text().replace("[사회]", "[지역]"))
            told.add(address(name, "지역"))
        elif name.endswith("-2.md"):
            file.unlink()
        else:
            told.remove(address(name))
    return told | {address(file.name) for file in (room.folder / "_posts").glob(f"*-turn{turn}-*.md")}


def address(name: str, section: str = "사회") -> str:
    local = datetime.strptime(name[:10], "%Y-%m-%d")  # noqa: DTZ007 (a day)
    return f"/{section}/{local:%Y/%m/%d}/{name[11:-3]}/"


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_nothing_is_lost_and_nothing_told_twice_but_what_was_under_way(room: Newsroom, heard: Heard) -> None:
    with room.app.app_context():
        kills = KILLS[db.engine.dialect.name]
    points, died, repeated = random.Random(kills), Counter[str](), 0
    for turn in range(kills // 2):
        heard.told.clear(), heard.pings.clear()
        expected = save(room, turn)
        died["sync"] += killed(room, sync, points.randrange(120))
        sync(room)
        is_cut = killed(room, drain, points.randrange(40))
        died["drain"] += is_cut
        drain_after_the_lease(room)
        told, feeds = Counter(heard.addresses), Counter(heard.feeds)
        assert expected == {one for one in told if "turn" in one}, f"turn {turn}"
        assert "/rss.xml" in feeds and "/category/사회/rss.xml" in feeds
        most = max([*told.values(), *feeds.values()])
        assert most <= 1 + is_cut, "told twice, and nobody was killed in between"
        repeated += most - 1
        drain_after_the_lease(room)
        assert Counter(heard.addresses) == told, "told again after a success"
    assert min(died.values()) >= kills // 4
    print(f"killed: {dict(died)}; turns in which something was told twice: {repeated}")


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_drainers_of_several_processes_tell_each_thing_once(room: Newsroom, heard: Heard) -> None:
    for turn in range(8):
        save(room, turn)
        sync(room)
        heard.told.clear(), heard.pings.clear()
        drainers = [multiprocessing.get_context("fork").Process(target=_own_drain, args=(room,)) for _ in range(4)]
        for one in drainers:
            one.start()
        for one in drainers:
            one.join(60)
        assert [one.exitcode for one in drainers] == [0] * 4
        assert len(heard.told) == 1 and len(heard.pings) == 1


def _own_drain(room: Newsroom) -> None:
    with room.app.app_context():
        db.engine.dispose(close=False)
    drain(room)
