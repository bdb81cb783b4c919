"""The lock that lets one sync at a time write an instance."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsdao.errors import StoreError


@contextmanager
def one_at_a_time(instance: Path) -> Iterator[None]:
    """Two syncs of one instance would decide on the same posts: the second waits for the first."""
    try:
        instance.mkdir(parents=True, exist_ok=True)
        with (instance / "sync.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except PermissionError as error:
        raise StoreError(f"{error.filename} can't be written; make the instance folder writable") from None
