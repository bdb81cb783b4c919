"""What a person at a terminal is told of a sync."""

import io
import time

import pytest
from rich.console import Console

from newsdao import report
from newsdao.content.post import Notice
from newsdao.errors import PostError
from newsdao.services.sync_report import SyncReport


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What stands on a terminal 100 characters wide."""
    screen = io.StringIO()
    for name in ("out", "err"):
        console = Console(file=screen, width=100, force_terminal=True, color_system=None, soft_wrap=True)
        monkeypatch.setattr(report, name, console)
    return screen


def test_a_long_sync_shows_its_pace_and_the_time_left(terminal: io.StringIO) -> None:
    with report.progress("reading") as tell:
        for done in (100, 200, 300):
            time.sleep(0.15)
            tell(done, 1000)
    shown = terminal.getvalue()
    assert "reading" in shown and "300/1000" in shown
    assert "/s" in shown


def test_what_is_said_of_a_thousand_posts_is_said_five_times_and_counted(terminal: io.StringIO) -> None:
    lost = [Notice(f"{number}.md", 1, "lost", f"`{{% weather {number} %}}` can't be") for number in range(1000)]
    report.show(SyncReport(inserted=1000, notices=lost))
    lines = terminal.getvalue().splitlines()
    assert len(lines) == 7
    assert lines[5] == "lost     … and 995 more: `{% weather … %}` can't be"


def test_every_rejected_file_is_named_and_one_line_sums_it_all_up(terminal: io.StringIO) -> None:
    rejected = [PostError(f"{number}.md", 2, "no", "mend it") for number in range(9)]
    moved = [("/a/", "/b/")]
    report.show(SyncReport(inserted=18_259, rejected=rejected, missing=3, moved=moved, seconds=192.4))
    lines = terminal.getvalue().splitlines()
    assert lines[:2] == ["rejected 0.md:2: no; mend it", "rejected 1.md:2: no; mend it"] and len(lines) == 10
    assert lines[-1] == (
        "18,259 inserted, 0 updated, 0 unchanged, 0 repaired, 0 withdrawn, 9 rejected; 1 under a new address; "
        "3 whose file is gone stay (withdraw them with --prune); 3 min 12 s, 95 files a second"
    )


def test_a_short_sync_says_nothing_of_its_pace(terminal: io.StringIO) -> None:
    report.show(SyncReport(inserted=1, seconds=0.4))
    assert terminal.getvalue().strip().endswith("0 rejected")
