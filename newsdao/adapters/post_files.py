"""A publisher's folder: which of its files are posts, and their bytes. Reads only, and nothing outside it."""

import fnmatch
import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsdao.content.reading import SourceFile, is_post_path
from newsdao.errors import ConfigurationError

# Jekyll never looks into these; version control and package folders hold other people's Markdown.
_NEVER = {"_site", ".git", ".jekyll-cache", ".sass-cache", "node_modules", "vendor", "__pycache__"}


class SiteFolder:
    """The folder a site's posts lie in.

    root: where `_config.yml` or the posts are. A folder that only wraps one site (`docs/_config.yml`) is entered.
    Raises ConfigurationError when there is no such folder.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise ConfigurationError(f"{folder} is not a folder; give the folder of a Jekyll site or of posts")
        self.root = _wrapped(folder.resolve())
        self.exclude: Sequence[str] = ()

    def text(self, path: str) -> str | None:
        """A small file such as `_config.yml` or `_data/authors.yml`; None when absent."""
        file = self.root / path
        return file.read_text(encoding="utf-8-sig", errors="replace") if file.is_file() else None

    def first_text(self, *paths: str) -> str | None:
        return next((text for path in paths if (text := self.text(path)) is not None), None)

    @property
    def is_bare(self) -> bool:
        """Whether it is no Jekyll site but a folder of posts."""
        return not (self.root / "_config.yml").exists() and not (self.root / "_posts").exists()

    def under(self, source: str) -> None:
        """Go on below `source`, as `source: src` in `_config.yml` says."""
        inner = (self.root / source).resolve()
        if inner.is_relative_to(self.root) and inner.is_dir():
            self.root = inner

    def posts(self, *, drafts: bool) -> list[str]:
        """The posts' paths, relative to the root, "/" between, in natural order of the folders and names."""
        return sorted(self._walk(drafts=drafts), key=_natural)

    def _walk(self, *, drafts: bool) -> Iterator[str]:
        bare = self.is_bare
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(name for name in folders if name not in _NEVER and not name.startswith("."))
            for name in files:
                path = (Path(folder) / name).relative_to(self.root).as_posix()
                if is_post_path(path, drafts=drafts, is_bare=bare) and self.is_readable(path):
                    yield path

    def posts_named(self, name: str) -> list[str]:
        """The posts that `{% post_url name %}` or `{% link path %}` may mean; name: without suffix, or a path."""
        wanted = name.strip().lstrip("/")
        if (self.root / wanted).is_file() and self.is_readable(wanted):
            return [wanted]
        return [path for path in self.posts(drafts=True) if path.rsplit(".", 1)[0].endswith(f"/{wanted}")]

    def is_post(self, path: Path, *, drafts: bool) -> str | None:
        """The relative path of a file that is (or, deleted now, was) a post of this folder; else None."""
        try:
            relative = path.relative_to(self.root)
        except ValueError:
            return None
        if _NEVER.intersection(relative.parts):
            return None
        name = relative.as_posix()
        return name if is_post_path(name, drafts=drafts, is_bare=self.is_bare) and not self._is_excluded(name) else None

    def is_readable(self, path: str) -> bool:
        file = self.root / path
        return not self._is_excluded(path) and file.is_file() and file.resolve().is_relative_to(self.root)

    def _is_excluded(self, path: str) -> bool:
        return any(path.startswith(f"{one.rstrip('/')}/") or fnmatch.fnmatch(path, one) for one in self.exclude)

    def read(self, path: str) -> SourceFile:
        file = self.root / path
        # A draft without a date is of the day it was saved, as with Jekyll; a post's date is never guessed.
        is_draft = "_drafts" in path.split("/")
        saved_at = datetime.fromtimestamp(file.stat().st_mtime, UTC) if is_draft else None
        return SourceFile(path, file.read_bytes(), saved_at)


def _wrapped(folder: Path) -> Path:
    if (folder / "_config.yml").exists() or (folder / "_posts").exists():
        return folder
    inner = [child for child in sorted(folder.iterdir()) if child.is_dir() and (child / "_config.yml").exists()]
    return inner[0] if len(inner) == 1 else folder


def _natural(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", path)]
