"""The file system's own notice of changes (inotify, FSEvents), through watchfiles."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from watchfiles import DefaultFilter, watch


def changes(folder: Path, stop: Event | None = None) -> Iterator[set[Path]]:
    """Sets of paths that were written, renamed or removed together, soon after the last of them.

    An editor saves in several steps (write beside, rename over): 50 ms of quiet, at most 300, make one set. After
    five quiet seconds comes an empty set.
    """
    skip = DefaultFilter(ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, r"^4913$", r"~$", r"^\.#"))
    options = {"debounce": 300, "step": 50, "rust_timeout": 5000, "yield_on_timeout": True, "raise_interrupt": False}
    for batch in watch(folder, watch_filter=skip, stop_event=stop, **options):  # type: ignore[arg-type]
        yield {Path(path) for _change, path in batch}
