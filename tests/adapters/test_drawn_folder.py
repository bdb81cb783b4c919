"""Where cards are kept: drawn once, whole, and within bounds."""

import multiprocessing
import resource
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from newsdao.adapters.drawn_folder import DrawnFolder


def _ask(root: Path, together: Barrier, log: Path) -> None:
    together.wait(60)

    def draw() -> bytes:
        with log.open("a") as file:
            file.write("drawn\n")
        time.sleep(0.2)
        return b"card" * 1000

    assert DrawnFolder(root).made("7-aa.jpg", draw) == b"card" * 1000


def test_four_processes_that_ask_at_once_have_it_drawn_once(tmp_path: Path) -> None:
    context, log = multiprocessing.get_context("spawn"), tmp_path / "log"
    together = context.Barrier(4)
    asking = [context.Process(target=_ask, args=(tmp_path / "cards", together, log)) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join(30)
    assert [one.exitcode for one in asking] == [0, 0, 0, 0]
    assert log.read_text() == "drawn\n"


def test_what_could_not_be_drawn_is_not_tried_again(tmp_path: Path) -> None:
    folder, asked = DrawnFolder(tmp_path), []
    for _ in range(3):
        assert folder.made("7-aa-1x1.jpg", lambda: asked.append(1) or b"") == b""  # type: ignore[func-returns-value]
    assert len(asked) == 1


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path) -> None:
    folder = DrawnFolder(tmp_path, most_bytes=64 * 1000)
    for number in range(10):
        folder.made(f"64-{number:02x}.jpg", lambda: b"x" * 300)
        time.sleep(0.002)
    kept = sorted(file.name for file in tmp_path.rglob("*.jpg"))
    assert kept == ["64-07.jpg", "64-08.jpg", "64-09.jpg"]
    assert folder.made("64-00.jpg", lambda: b"x" * 5000) == b"x" * 5000, "one that is larger than all the room"


def test_a_folder_that_cannot_be_written_stops_no_card(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "cards").write_text("in the way")
    assert DrawnFolder(tmp_path / "cards").made("7-aa.jpg", lambda: b"card") == b"card"
    assert "7-aa.jpg can't be kept" in caplog.text


def test_a_full_disk_stops_no_card_and_keeps_no_half_of_one(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        assert DrawnFolder(tmp_path).made("7-aa.jpg", lambda: b"x" * 5000) == b"x" * 5000
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "7-aa.jpg can't be kept" in caplog.text
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [".lock"]
    assert DrawnFolder(tmp_path).kept("7-aa.jpg") is None


def test_what_a_drawing_can_not_read_is_not_taken_for_a_fault_of_the_folder(tmp_path: Path) -> None:
    asked = []

    def draw() -> bytes:
        asked.append(1)
        raise FileNotFoundError("the font")

    with pytest.raises(FileNotFoundError, match="the font"):
        DrawnFolder(tmp_path).made("7-aa.jpg", draw)
    assert asked == [1]
