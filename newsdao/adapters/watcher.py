"""The file system's own notice of changes (inotify, FSEvents), through watchfiles."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from watchfiles import DefaultFilter, watch


def changes(folder: Path, stop: Event | None = None) -> Iterator[set[Path]]:
    """Sets of paths that were written, renamed or removed together, soon after the last of them.

    An editor saves in several steps (write beside, rename over): 50 ms of quiet, at most 300, make one set.
    """
    skip = DefaultFilter(ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, r"^4913$", r"~$", r"^\.#"))
    for batch in watch(folder, watch_filter=skip, debounce=300, step=50, stop_event=stop, raise_interrupt=False):
        yield {Path(path) for _change, path in batch}
