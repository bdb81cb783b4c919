"""The generation table, from two processes as it is used."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.adapters.generations import Generations, slot
from newsdao.errors import StoreError

BUMP = """
import sys
from pathlib import Path
from newsdao.adapters.generations import Generations
table = Generations(Path(sys.argv[1]))
for _ in range(int(sys.argv[3])):
    table.bump([sys.argv[2]])
"""


def bump_elsewhere(path: Path, key: str, times: int = 1) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", BUMP, str(path), key, str(times)])


def test_a_bump_in_another_process_is_seen_here(tmp_path: Path) -> None:
    table = Generations(tmp_path / "generations")
    stamps = table.stamps(["river"], table.snapshot())
    assert table.stand(stamps)
    assert bump_elsewhere(tmp_path / "generations", "river").wait() == 0
    assert not table.stand(stamps)


def test_two_processes_that_bump_at_once_lose_no_bump(tmp_path: Path) -> None:
    table = Generations(tmp_path / "generations")
    running = [bump_elsewhere(tmp_path / "generations", "river", 2000) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    ((_slot, counter),) = table.stamps(["river"], table.snapshot())
    assert int.from_bytes(counter, "little") == 4000


def test_a_change_during_a_render_makes_its_page_stale(tmp_path: Path) -> None:
    table = Generations(tmp_path / "generations")
    before_render = table.snapshot()
    table.bump(["article:/a/"])
    assert not table.stand(table.stamps(["article:/a/"], before_render))


@given(st.sets(st.text(min_size=1), max_size=8), st.sets(st.text(min_size=1), max_size=8))
def test_stamps_fall_exactly_when_one_of_their_slots_is_bumped(shown: set[str], bumped: set[str]) -> None:
    path = Path(f"/dev/shm/newsdao-test-{id(shown)}") if Path("/dev/shm").is_dir() else Path("generations.test")
    table = Generations(path)
    try:
        stamps = table.stamps(shown, table.snapshot())
        table.bump(bumped)
        assert table.stand(stamps) == (not {slot(key) for key in shown} & {slot(key) for key in bumped})
    finally:
        table.close()
        path.unlink()


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="can't be written"):
        Generations(tmp_path / "file" / "generations")
