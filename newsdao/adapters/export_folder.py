"""The folder an export is written into: whole, or not there at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath

from newsdao.errors import ConfigurationError, StoreError


class ExportFolder:
    """Writes files below a folder, and never outside of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, data: bytes, saved_at: datetime | None = None) -> None:
        """path: relative, "/" between. saved_at: when the file was last saved, where that means something."""
        target = self._target(path)
        target.write_bytes(data)
        if saved_at is not None:
            os.utime(target, (saved_at.timestamp(), saved_at.timestamp()))

    def copy_tree(self, source: Path, below: str) -> int:
        """Copy what lies under a folder, hidden files left out. Returns how many files there were."""
        count = 0
        for file in sorted(source.rglob("*")):
            relative = file.relative_to(source)
            if file.is_file() and not any(part.startswith(".") for part in relative.parts):
                shutil.copy2(file, self._target((PurePosixPath(below) / relative.as_posix()).as_posix()))
                count += 1
        return count

    def _target(self, path: str) -> Path:
        parts = PurePosixPath(path).parts
        if not parts or ".." in parts or path.startswith("/") or "\0" in path:
            raise StoreError(f"the store names a file outside of the site: {path}")
        target = self.root.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target


@contextmanager
def new_folder(folder: Path) -> Iterator[ExportFolder]:
    """A folder that comes into being when all of it is written. Raises ConfigurationError where something is in it."""
    place = folder.resolve()  # "." has no name of its own
    partial = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        _refuse_taken(place, folder)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        yield ExportFolder(partial)
        partial.replace(place)
    except OSError as error:
        raise StoreError(f"{folder} can't be written: {error.strerror}; give another folder") from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _refuse_taken(place: Path, called: Path) -> None:
    if place.exists() and not place.is_dir():
        raise ConfigurationError(f"{called} is a file; give an export a folder of its own")
    if place.is_dir() and any(place.iterdir()):
        raise ConfigurationError(f"{called} is not empty; give an export a folder of its own")
