"""Where drawn pictures are kept (cards, crops, renditions): one draws while others wait, and nobody reads half."""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

log = logging.getLogger("newsdao")

_SHARDS = 64


class DrawnFolder:
    """Pictures lie in 64 folders by the number their name begins with; each has its lock and its share of the room.

    most_bytes: of all of them together; beyond it the oldest go, and are drawn again when somebody asks.
    """

    def __init__(self, root: Path, most_bytes: int = 1_000_000_000) -> None:
        self.root = root
        self.room = most_bytes // _SHARDS

    def kept(self, name: str) -> bytes | None:
        """What is kept under a file's name; b"" of what could not be drawn; None when it was never asked for."""
        try:
            return self._place(name).read_bytes()
        except OSError:
            return None

    def made(self, name: str, draw: Callable[[], bytes]) -> bytes:
        """What is kept, or else drawn now, and by one of all who ask at once. b"" when `draw` gives that."""
        if (kept := self.kept(name)) is not None:
            return kept
        place = self._place(name)
        with _alone(place.parent):
            if (kept := self.kept(name)) is not None:
                return kept
            drawn = draw()
            self._keep(place, drawn)
            return drawn

    def _keep(self, place: Path, drawn: bytes) -> None:
        """A folder that can't be written, or is full, stops no picture: it is drawn again each time."""
        partial = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            partial.write_bytes(drawn)
            partial.replace(place)
            self._forget_oldest(place.parent)
        except OSError as error:
            log.warning(
                "%s can't be kept: %s; see that %s is writable and has room",
                place.name,
                error.strerror,
                self.root,
            )
            with suppress(OSError):
                partial.unlink()

    def _place(self, name: str) -> Path:
        number = name.partition("-")[0]
        return self.root / f"{int(number) % _SHARDS if number.isdigit() else 0:02d}" / name

    def _forget_oldest(self, folder: Path) -> None:
        """Make room, and take away what somebody who was killed left half written: here one is alone."""
        for half in folder.glob(".*.*"):
            half.unlink(missing_ok=True)
        found = sorted((one.stat().st_mtime_ns, one.stat().st_size, one) for one in _files(folder))
        spare = sum(size for _, size, _ in found) - self.room
        for _, size, file in found[:-1]:  # the newest is the one just drawn
            if spare <= 0:
                return
            file.unlink(missing_ok=True)
            spare -= size


def _files(folder: Path) -> Iterator[Path]:
    return (one for one in folder.iterdir() if not one.name.startswith(".") and one.is_file())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time, among all processes; where the folder can't be written, as many as come."""
    with ExitStack() as held:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            lock = held.enter_context((folder / ".lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
