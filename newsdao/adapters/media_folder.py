"""The instance's media: what posts refer to, copied from the publisher's folder as readers may have it."""

import os
import shutil
from collections.abc import Mapping
from os import stat_result
from pathlib import Path
from urllib.parse import quote

from newsdao.adapters import picture_look
from newsdao.adapters.media_files import decoded, resolve
from newsdao.adapters.private_parts import MOST_BYTES, may_have_private_parts, without_private_parts
from newsdao.content.post import Picture

PARTIAL = ".partial"
# Says that all pictures in the media went through `without_private_parts` as it is now; its number goes up with that.
_CLEANED = ".cleaned-1"
_SIGNATURE = 16


class MediaFolder:
    """Copies what posts refer to from the publisher's folder into the site's media, and looks at it once a change.

    What a picture's file says beside its pixels (EXIF) is left out there; the file as it was then lies among the
    originals, beside the media, from where it is never served. known: by src, the pictures as the store knows them.
    unreadable: paths of files that are there and can't be read, each with the reason.
    """

    def __init__(self, source: Path, media: Path, known: Mapping[str, Picture] | None = None) -> None:
        self.source = source
        self.media = media
        self.originals = originals_of(media)
        self.known = known or {}
        self.unreadable: dict[str, str] = {}
        self._seen: dict[str, Picture | None] = {}

    def picture(self, src: str) -> Picture | None:
        """The picture at a site path, copied if it is new or changed; None when the site has no such file.

        src: the file's own path ("/assets/a#1 50%.jpg"), or an address that names it.
        """
        if src not in self._seen:
            self._seen[src] = self._find(src)
        return self._seen[src]

    def looked_at(self, file: Path, src: str) -> Picture:
        """A picture that lies in the media, looked at if it is new or changed."""
        return picture_look.look(file, src, self.known.get(src))

    def is_news(self, picture: Picture) -> bool:
        """Whether the store doesn't know it, or not as it is."""
        known = self.known.get(picture.src)
        return known is None or (known.width, known.height, known.digest, known.colour) != (
            picture.width, picture.height, picture.digest, picture.colour,
        )  # fmt: skip

    def open(self) -> None:
        """Clean what an older version left in the media, once. Call while no other runs."""
        done = self.originals / _CLEANED
        if done.exists():
            return
        for file in sorted(self.media.rglob("*")) if self.media.is_dir() else ():
            place = file.relative_to(self.media).as_posix()
            if file.is_file() and not place.startswith(".") and file.stat().st_size <= MOST_BYTES:
                self._copy(file, place, file.stat())
        self.originals.mkdir(parents=True, exist_ok=True)
        done.touch()

    def clear(self) -> None:
        """Take away what a sync that was killed left half copied. Call while no other runs."""
        for root in (self.media, self.originals):
            shutil.rmtree(root / PARTIAL, ignore_errors=True)

    def _find(self, src: str) -> Picture | None:
        for path in dict.fromkeys((src, decoded(src))):
            if (found := resolve(self.source, quote(path))) is not None and self._is_readable(found, path):
                return self._take(found, path)
        return None

    def _is_readable(self, found: Path, path: str) -> bool:
        try:
            with found.open("rb") as file:
                is_picture = may_have_private_parts(file.read(_SIGNATURE))
        except PermissionError as error:
            self.unreadable[path.lstrip("/")] = error.strerror or ""
            return False
        if is_picture and found.stat().st_size > MOST_BYTES:
            self.unreadable[path.lstrip("/")] = f"a picture of more than {MOST_BYTES // 1_000_000} MB"
            return False
        return True

    def _take(self, found: Path, path: str) -> Picture:
        """path: as in the site, decoded."""
        place = path.lstrip("/")
        target, stat = self.media / place, found.stat()
        if not self._is_current(place, stat):
            self._copy(found, place, stat)
        return self.looked_at(target, path)

    def _is_current(self, place: str, stat: stat_result) -> bool:
        """Whether what is here was made of just this file. Either half may be missing after a kill."""
        target, original = self.media / place, self.originals / place
        if not target.exists() or target.stat().st_mtime_ns != stat.st_mtime_ns:
            return False
        kept = (original if original.exists() else target).stat()
        return (kept.st_size, kept.st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)

    def _copy(self, found: Path, place: str, stat: stat_result) -> None:
        with found.open("rb") as file:
            start = file.read(_SIGNATURE)
            data = start + file.read() if may_have_private_parts(start) else None
        shown = without_private_parts(data) if data is not None else None
        if data is None or shown is None or shown is data:
            if found != self.media / place:
                _put(self.media, place, found)
                (self.originals / place).unlink(missing_ok=True)
            return
        _put(self.originals, place, found)
        _put(self.media, place, shown, stat.st_mtime_ns)


def originals_of(media: Path) -> Path:
    """Where files lie as their publisher has them, of which the media hold less: for the export alone."""
    return media.with_name("originals")


def _put(root: Path, place: str, what: Path | bytes, written_at: int = 0) -> None:
    """Elsewhere first: a reader never gets half a picture. written_at: nanoseconds, of bytes."""
    target = root / place
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = root / PARTIAL / target.name
    partial.parent.mkdir(exist_ok=True)
    if isinstance(what, Path):
        shutil.copy2(what, partial)
    else:
        partial.write_bytes(what)
        os.utime(partial, ns=(written_at, written_at))
    partial.replace(target)
