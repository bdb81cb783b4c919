"""The generation table: how every process of this host knows, for the price of a memory read, what has changed.

Each surrogate key (article:…, term:category:news, river …) hashes to one of SLOTS counters in a small file that all
workers map into memory. A publish bumps its keys' counters after its commit; a cached page is good while the counters
it was made under stand. Two keys in one slot cost a needless render, never a stale page.
"""

import fcntl
import mmap
import os
import struct
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

from newsdao.errors import StoreError

SLOTS = 8192
_SIZE = SLOTS * 8


def slot(key: str) -> int:
    return crc32(key.encode()) % SLOTS


class Generations:
    """A table in the file at `path`, made when absent. Raises StoreError when the folder can't be written."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            if os.fstat(self._file).st_size < _SIZE:
                os.ftruncate(self._file, _SIZE)
            self._map = mmap.mmap(self._file, _SIZE)
        except OSError as error:
            raise StoreError(f"{path} can't be written: {error.strerror}; make its folder writable") from None

    def snapshot(self) -> bytes:
        """All counters as they stand: taken before a render, so that a change during it is noticed."""
        return self._map[:]

    def stamps(self, keys: Iterable[str], snapshot: bytes) -> tuple[tuple[int, bytes], ...]:
        """The (slot, counter) pairs a page made of `keys` under `snapshot` depends on."""
        slots = {slot(key) for key in keys}
        return tuple((one, snapshot[one * 8 : one * 8 + 8]) for one in sorted(slots))

    def stand(self, stamps: Iterable[tuple[int, bytes]]) -> bool:
        """Whether none of the counters has moved."""
        table = self._map
        return all(table[one * 8 : one * 8 + 8] == counter for one, counter in stamps)

    def bump(self, keys: Iterable[str]) -> None:
        """Advance the counters of `keys`, under a lock: two publishers at once must both be seen."""
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            for one in {slot(key) for key in keys}:
                (count,) = struct.unpack_from("<Q", self._map, one * 8)
                struct.pack_into("<Q", self._map, one * 8, (count + 1) & 0xFFFFFFFFFFFFFFFF)
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        self._map.close()
        os.close(self._file)
