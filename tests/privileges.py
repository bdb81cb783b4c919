"""Files that may not be read, for tests that run as root too."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_VERSION_3 = 0x20080522
_READ_AND_WRITE_ALL = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@contextmanager
def closed(path: Path, mode: int = 0) -> Iterator[None]:
    """Within it the file or folder has these permissions, and they hold for this thread even if it is root's."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        with _as_anybody():
            yield
    finally:
        path.chmod(before)


@contextmanager
def _as_anybody() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    header, data = (ctypes.c_uint32 * 2)(_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.capget(header, data) == 0
    held = data[0]
    data[0] &= ~_READ_AND_WRITE_ALL
    assert libc.capset(header, data) == 0
    try:
        yield
    finally:
        data[0] = held
        assert libc.capset(header, data) == 0
