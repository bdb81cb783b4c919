"""What a person at a terminal is told: progress, counts, and every line that needs them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from newsdao.presenters.sync_page import sort_of
from newsdao.services.converting import ConversionReport
from newsdao.services.doctor import Finding
from newsdao.services.exporting import ExportReport
from newsdao.services.sync_report import SyncReport

out = Console(highlight=False, soft_wrap=True)
# A thousand posts that lack the same picture are told by the first few.
_ALIKE = 5

err = Console(stderr=True, highlight=False, soft_wrap=True)


class _Rate(ProgressColumn):
    """95/s, since the work began; nothing as long as it can't be told."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", "dim")


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal's error stream, with its pace and the time left; nothing where that is no terminal."""
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(compact=True))
    # The rate is taken over two minutes: posts of one site differ a thousandfold in length.
    shown = Progress(*columns, console=err, transient=True, disable=not err.is_terminal, speed_estimate_period=120)
    with shown as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def show(result: SyncReport, *, dry_run: bool = False) -> None:
    """The counts, then a line for everything that was repaired, lost or rejected."""
    _show_lines(result)
    counts = [
        ("inserted", result.inserted), ("updated", result.updated), ("unchanged", result.unchanged),
        ("repaired", result.repaired), ("withdrawn", result.withdrawn), ("rejected", len(result.rejected)),
    ]  # fmt: skip
    line = ", ".join(f"{count:,} {word}" for word, count in counts)
    extra = [f"{result.ignored:,} not to be published"] if result.ignored else []
    if result.moved:
        extra.append(f"{len(result.moved):,} under a new address")
    if result.missing:
        extra.append(f"{result.missing:,} whose file is gone stay (withdraw them with --prune)")
    out.print(Text("would be " if dry_run else "") + Text("; ".join([line, *extra, *_pace(result)])))
    if result.is_empty:
        out.print(Text("no posts were found: a post is a file such as _posts/2026-11-23-title.md", "yellow"))


def show_written(paths: Iterable[Path]) -> None:
    out.print(Text("the whole report: ") + Text(" ".join(map(str, paths)), "bold"))


def show_address(address: str) -> None:
    out.print(Text("on the air: ") + Text(address, "bold"))
    out.print("posts are published as they are saved; Ctrl-C ends", style="dim")


def show_saved(result: SyncReport) -> None:
    """One save under --watch: quiet when nothing came of it."""
    if result.changed or result.rejected or result.notices:
        show(result)


def _pace(result: SyncReport) -> list[str]:
    """How long it took, where that was long enough to be noticed."""
    if result.seconds < 1:
        return []
    minutes, seconds = divmod(round(result.seconds), 60)
    took = f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
    return [f"{took}, {result.seen / result.seconds:,.0f} files a second"]


def _show_lines(result: SyncReport) -> None:
    styles = {"repaired": "yellow", "lost": "magenta", "note": "dim"}
    alike: Counter[tuple[str, str]] = Counter()
    words: dict[tuple[str, str], str] = {}
    for notice in result.notices:
        key = notice.kind, sort_of(notice.what)
        alike[key] += 1
        # Told in full as long as all of the sort say the very same.
        words[key] = notice.what if words.setdefault(key, notice.what) == notice.what else key[1]
        if alike[key] <= _ALIKE:
            err.print(Text(f"{notice.kind:9}", styles[notice.kind]) + Text(str(notice)))
    for (kind, sort), count in alike.items():
        if count > _ALIKE:
            err.print(Text(f"{kind:9}", styles[kind]) + Text(f"… and {count - _ALIKE:,} more: {words[kind, sort]}"))
    for error in result.rejected:
        err.print(Text("rejected ", "bold red") + Text(str(error)))


def show_export(result: ExportReport, folder: Path) -> None:
    for error in result.failed:
        err.print(Text("lost     ", "bold red") + Text(str(error)))
    counts = f"{result.files} files ({result.amended} with a key that the store alone knew) and {result.media} of media"
    out.print(Text(f"{counts} in {folder}"))


def show_conversion(result: ConversionReport, folder: Path) -> None:
    """What an export became; what it says of single stories is told with the sync's own lines."""
    held = ", ".join(f"{count:,} {kind}s" for kind, count in sorted(result.counts.items()))
    out.print(Text(f"{held or 'nothing'} in the export; {result.touched:,} files written in {folder}"))
    if result.left_out:
        left = ", ".join(f"{count:,} {what}" for what, count in sorted(result.left_out.items()))
        out.print(Text(f"not taken: {left}", "dim"))


def show_findings(findings: list[Finding]) -> None:
    marks = {"ok": ("ok      ", "green"), "missing": ("missing ", "yellow"), "unsafe": ("unsafe  ", "bold red")}
    for finding in findings:
        mark, style = marks[finding.state]
        out.print(Text(mark, style) + Text(finding.text))
