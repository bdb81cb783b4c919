"""A publisher's folder: which files it holds, and their bytes. Reads only, and nothing outside it."""

import fnmatch
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from newsdao.content.places import CONFIG_PATHS
from newsdao.content.reading import SourceFile
from newsdao.errors import ConfigurationError

# Jekyll never looks into these; version control and package folders hold other people's Markdown.
_NEVER = {"_site", ".git", ".jekyll-cache", ".sass-cache", "node_modules", "vendor", "__pycache__"}
_MAX_SMALL_FILE, _MAX_SMALL_FILES = 1_000_000, 10_000_000  # bytes
# With UTF-16's zero bytes out of the way a fence is a fence in every encoding that posts come in.
_FENCE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?---[ \t]*(?:\r|\n|\Z)")


class SiteFolder:
    """The folder a site's posts lie in.

    root: where `_config.yml` or the posts are. A folder that only wraps one site (`docs/_config.yml`) is entered.
    closed: folders inside that can't be looked into, each with the system's reason. unfollowed: links to folders, and
    those to files that aren't inside. Both are known when files() has ended.
    Raises ConfigurationError when there is no such folder, or it can't be read.
    """

    def __init__(self, folder: Path) -> None:
        try:
            if not folder.is_dir():
                raise ConfigurationError(f"{folder} is not a folder; give the folder of a Jekyll site or of posts")
            self.root = _wrapped(folder.resolve())
        except PermissionError as error:
            raise _unreadable(folder, error) from None
        self.closed: dict[str, str] = {}
        self.unfollowed: list[str] = []
        # Whether it is no Jekyll site but a folder of posts: told before `source` leads away from the configuration.
        self.is_bare = not _is_site(self.root)
        self.exclude: Sequence[str] = ()

    def bytes_of(self, path: str) -> bytes | None:
        """A small file such as `_config.yml` or `_data/authors.yml`; None when absent.

        Raises ConfigurationError when it can't be read.
        """
        file = self.root / path
        try:
            return file.read_bytes() if file.is_file() and file.resolve().is_relative_to(self.root) else None
        except PermissionError as error:
            raise _unreadable(file, error) from None

    def under(self, source: str) -> None:
        """Go on below `source`, as `source: src` in `_config.yml` says."""
        inner = (self.root / source).resolve()
        if inner.is_relative_to(self.root) and inner.is_dir():
            self.root = inner

    def files(self) -> Iterator[str]:
        """The paths of all files that aren't hidden, relative to the root, "/" between."""
        for folder, folders, files in os.walk(self.root, onerror=self._close):
            folders[:] = sorted(name for name in folders if name not in _NEVER and not name.startswith("."))
            relative = Path(folder).relative_to(self.root).as_posix()
            prefix = "" if relative == "." else f"{relative}/"
            try:
                there = dict.fromkeys(path for name in files if self._is_there(path := prefix + name))
                links = [prefix + name for name in (*folders, *files) if Path(folder, name).is_symlink()]
                self.unfollowed += [path for path in links if not (path in there or self._is_excluded(path))]
                yield from there
            except PermissionError as error:  # its names may be read, and nothing else of it
                folders.clear()
                self._close(PermissionError(error.errno, error.strerror, folder))

    def _close(self, error: OSError) -> None:
        path = Path(error.filename).relative_to(self.root).as_posix()
        if not self._is_excluded(f"{path}/"):
            self.closed[path] = error.strerror or ""

    def is_closed(self, path: str) -> bool:
        """Whether nobody can tell if there is such a file, since its folder can't be looked into."""
        return any(path.startswith(f"{folder}/") for folder in self.closed)

    def below(self, folder: str) -> list[str]:
        """The files right in a folder, by name."""
        found = sorted((self.root / folder).glob("*")) if (self.root / folder).is_dir() else []
        return [path for file in found if self.is_readable(path := file.relative_to(self.root).as_posix())]

    def small_files(self, folder: str) -> Iterator[tuple[str, bytes | None]]:
        """(path, bytes) of the files below a folder such as `_includes`, in order; None where one is no small file.

        At most 10 MB of them, each at most 1 MB.
        """
        room = _MAX_SMALL_FILES
        for file in sorted((self.root / folder).rglob("*")):
            path = file.relative_to(self.root).as_posix()
            if file.name.startswith(".") or not self.is_readable(path):
                continue
            size = file.stat().st_size
            is_small = size <= min(_MAX_SMALL_FILE, room)
            room -= size if is_small else 0
            yield path, self.bytes_of(path) if is_small else None

    def begins_with_front_matter(self, path: str) -> bool:
        """True of a file that can't be read, too: whoever reads it on tells of it."""
        try:
            with (self.root / path).open("rb") as file:
                return _FENCE.match(file.read(64).replace(b"\0", b"")) is not None
        except PermissionError:
            return True

    def relative(self, path: Path) -> str | None:
        """The path of a file that lies, or deleted now lay, in this folder and isn't hidden or excluded; else None."""
        try:
            relative = path.relative_to(self.root)
        except ValueError:
            return None
        if _NEVER.intersection(relative.parts):
            return None
        name = relative.as_posix()
        return None if self._is_excluded(name) else name

    def is_readable(self, path: str) -> bool:
        try:
            return self._is_there(path)
        except PermissionError:
            return False

    def _is_there(self, path: str) -> bool:
        file = self.root / path
        return not self._is_excluded(path) and file.is_file() and file.resolve().is_relative_to(self.root)

    def _is_excluded(self, path: str) -> bool:
        return any(path.startswith(f"{one.rstrip('/')}/") or fnmatch.fnmatch(path, one) for one in self.exclude)

    def read(self, path: str) -> SourceFile:
        file = self.root / path
        # A draft without a date is of the day it was saved, as with Jekyll; a post's date is never guessed.
        is_draft = "_drafts" in path.split("/")
        saved_at = datetime.fromtimestamp(file.stat().st_mtime, UTC) if is_draft else None
        return SourceFile(path, file.read_bytes(), saved_at, self.is_bare)


def _unreadable(file: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"{file} can't be read: {error.strerror}; check its permissions")


def in_natural_order(paths: Iterable[str]) -> list[str]:
    """Folders and names as a person counts: "-10" after "-9"."""
    return sorted(paths, key=_natural)


def _wrapped(folder: Path) -> Path:
    if _is_site(folder):
        return folder
    inner = []
    for child in sorted(folder.iterdir()):
        with suppress(PermissionError):
            inner += [child] if _holds(child, *CONFIG_PATHS) else []
    return inner[0] if len(inner) == 1 else folder


def _is_site(folder: Path) -> bool:
    return _holds(folder, *CONFIG_PATHS, "_posts")


def _holds(folder: Path, *names: str) -> bool:
    return any((folder / name).exists() for name in names)


def _natural(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", path)]
