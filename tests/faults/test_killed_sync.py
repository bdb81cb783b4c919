"""A sync killed at any point and run again ends as one that was never killed."""

import multiprocessing
import os
import random
import shutil
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from newsroom import Newsroom
from PIL import Image
from sqlalchemy import event
from stored import snapshot, tree

from newsdao.cli import make_syncer
from newsdao.errors import InterruptedSyncError
from newsdao.extensions import db
from newsdao.services.sync_report import SyncOptions

POSTS = 130  # more than a batch
FIRST, SECOND = datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
KILLS = {"sqlite": 50, "postgresql": 10}


def write_first(room: Newsroom) -> None:
    room.write("_config.yml", "title: 뉴스다오\npermalink: pretty\n")
    for number in range(POSTS):
        picture = f"image: /assets/{number % 7}.png\n"
        more = f"tags: [tag{number % 5}]\n{picture}"
        room.post(f"story-{number}", date=day(number), more=more, body=f"본문 {number}이다.")
    for number in range(7):
        room.write(f"assets/{number}.png", png((number * 30, 0, 0)))
    room.write("about.md", "---\ntitle: 소개\nredirect_from: /us/\n---\n우리는 쓴다.\n")


def write_second(room: Newsroom) -> None:
    """Stories move, change, are rewritten, go and come; a picture is another one."""
    for number in range(0, POSTS, 3):
        body = f"본문 {number}이 바뀌었다."
        room.post(f"story-{number}", date=day(number), category="지역", more="tags: [moved]\n", body=body)
    for number in range(1, POSTS, 9):
        next((room.folder / "_posts").glob(f"*-story-{number}.md")).unlink()
    for number in range(POSTS, POSTS + 20):
        room.post(f"story-{number}", date=day(number))
    room.write("assets/0.png", png((0, 0, 90), side=30))


def day(number: int) -> str:
    """A day of few stories: what a day shows isn't made true by the next story that comes along."""
    return f'"2026-{number % 10 + 1:02d}-{number % 27 + 1:02d} 09:00:00 +0900"'


def png(colour: tuple[int, int, int], side: int = 20) -> bytes:
    file = BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "PNG")
    return file.getvalue()


def wipe(room: Newsroom) -> None:
    shutil.rmtree(room.folder)
    shutil.rmtree(media(room), ignore_errors=True)
    with room.app.app_context():
        db.session.remove()
        with db.engine.begin() as connection:
            for table in reversed(db.metadata.sorted_tables):
                connection.execute(table.delete())


def media(room: Newsroom) -> Path:
    folder: Path = room.app.extensions["newsdao"].settings.media_folder
    return folder


def sync(room: Newsroom, now: datetime, before: Callable[[], Any] = lambda: None) -> Any:
    with room.app.app_context():
        before()
        syncer = make_syncer(room.folder, SyncOptions(prune=True))
        syncer.now = lambda: now
        return syncer.sync()


def state(room: Newsroom) -> tuple[dict[str, Any], dict[str, bytes]]:
    return snapshot(room), tree(media(room))


def killed_sync(room: Newsroom, now: datetime, statement: int) -> bool:
    """Sync in a process of its own that dies, as by the power cord, before its nth statement. Whether it got there."""

    def die_in_time() -> None:
        db.engine.dispose(close=False)  # the parent's connections are the parent's
        left = iter(range(statement, -1, -1))

        @event.listens_for(db.engine, "before_cursor_execute")
        def count(*_: Any) -> None:
            if next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    child = multiprocessing.get_context("fork").Process(target=sync, args=(room, now, die_in_time))
    child.start()
    child.join(60)
    return child.exitcode == -signal.SIGKILL


def statements(room: Newsroom, now: datetime) -> int:
    """How many statements a whole sync has."""
    count = 0

    def one_more(*_: Any) -> None:
        nonlocal count
        count += 1

    with room.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", one_more)
    sync(room, now)
    event.remove(engine, "before_cursor_execute", one_more)
    return count


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_sync_killed_anywhere_and_run_again_equals_one_never_killed(newsroom: Newsroom) -> None:
    with newsroom.app.app_context():
        kills = KILLS[db.engine.dialect.name]
    write_first(newsroom)
    of_first = statements(newsroom, FIRST)
    first = state(newsroom)
    write_second(newsroom)
    of_second = statements(newsroom, SECOND)
    second = state(newsroom)
    assert first != second
    points = random.Random(kills)
    died = 0
    for _ in range(kills // 2):
        wipe(newsroom)
        for write, now, count, whole in (
            (write_first, FIRST, of_first, first),
            (write_second, SECOND, of_second, second),
        ):
            write(newsroom)
            at = points.randrange(count)
            died += killed_sync(newsroom, now, at)
            sync(newsroom, now)
            assert state(newsroom) == whole, f"killed before statement {at} of {count}"
            assert sync(newsroom, now).changed == 0
    assert died == kills // 2 * 2


def test_a_copy_of_a_picture_that_was_cut_off_is_cleared_away(newsroom: Newsroom) -> None:
    write_first(newsroom)
    half = media(newsroom) / ".partial/0.png"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half a pic")
    sync(newsroom, FIRST)
    assert sorted(tree(media(newsroom))) == [f"assets/{number}.png" for number in range(7)]


def test_a_sync_ended_by_ctrl_c_says_how_far_it_came_and_goes_on_from_there(newsroom: Newsroom) -> None:
    write_first(newsroom)

    def press(done: int, _total: int) -> None:
        if done == 100:
            raise KeyboardInterrupt

    with newsroom.app.app_context():
        syncer = make_syncer(newsroom.folder)
        with pytest.raises(InterruptedSyncError, match=r"100 of 131 files are in"):
            syncer.sync(press)
    assert "뉴스다오" in newsroom.get("/")
    report = newsroom.sync()
    assert (report.inserted, report.unchanged) == (31, 100)
