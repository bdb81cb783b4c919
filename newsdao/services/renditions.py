"""Renditions of the site's own pictures: made when first asked for, once a change, and kept.

Only what stands now is ever made, and only in the widths that pages name. Making one takes a processor for a while, so
few are made at once: a reader whom that would keep waiting gets the picture as it is.
"""

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from urllib.parse import quote

from sqlalchemy.orm import Session

from newsdao.adapters import media_files, renderer
from newsdao.adapters.drawn_folder import DrawnFolder
from newsdao.content import renditions
from newsdao.content.post import Picture
from newsdao.content.renditions import Kind
from newsdao.errors import PictureError
from newsdao.presenters.urls import Urls
from newsdao.store import pictures

log = logging.getLogger("newsdao")

# A rendition's file less its format: the picture's id, the digest of what it shows, the width.
NAME = r"[1-9][0-9]{0,9}-[0-9a-f]{8,16}-[1-9][0-9]{0,4}"
_PARTS = re.compile(r"(?P<number>[0-9]+)-(?P<version>[0-9a-f]+)-(?P<width>[0-9]+)")
KINDS: tuple[Kind, ...] = ("avif", "webp", "jpg", "png")
_MOST_NUMBER = 2**31 - 1
_MOST_BYTES = 2_000_000_000
_PATHS = Urls("")

# Of the four requests that a process answers at once, so that pages are served meanwhile.
_MAKING = BoundedSemaphore(3)


@dataclass(frozen=True, slots=True)
class Made:
    """src: of the picture it shows."""

    data: bytes
    src: str


@dataclass(frozen=True, slots=True)
class Instead:
    """What to show in its place: a path of this site without its base path. is_passing: it is there the next time."""

    path: str
    is_passing: bool = False


class Renditions:
    """instance: where they are kept, below it. media: the site's own files."""

    def __init__(self, instance: Path, media: Path, most_bytes: int = _MOST_BYTES) -> None:
        self.folder = DrawnFolder(instance / "renditions", most_bytes)
        self.media = media

    def find(self, session: Session, name: str, kind: Kind) -> Made | Instead | None:
        """The rendition of a name of the form NAME; None where there is no such picture, width or format."""
        parts = _PARTS.fullmatch(name)
        if parts is None or int(parts["number"]) > _MOST_NUMBER:
            return None
        picture, width = pictures.numbered(session, int(parts["number"])), int(parts["width"])
        session.rollback()  # a picture is made with no transaction open
        if picture is None:
            return None
        if parts["version"] != renditions.version(picture):
            return _as_it_is_now(picture, width, kind)
        if width not in renditions.widths(picture) or kind not in renditions.kinds(picture):
            return None
        return self._kept_or_made(f"{name}.{kind}", picture, width, kind)

    def _kept_or_made(self, name: str, picture: Picture, width: int, kind: Kind) -> Made | Instead:
        data = self.folder.kept(name)
        if data is None:
            if not _MAKING.acquire(blocking=False):
                return Instead(picture.src, is_passing=True)
            try:
                data = self.folder.made(name, lambda: self._render(picture, width, kind))
            finally:
                _MAKING.release()
        return Made(data, picture.src) if data else Instead(picture.src)

    def _render(self, picture: Picture, width: int, kind: Kind) -> bytes:
        """b"" of a picture that can't be rendered, which is kept and so told once."""
        file = media_files.resolve(self.media, quote(picture.src))
        try:
            if file is None:
                raise PictureError(picture.src, "it is not in the media")
            return renderer.render(file, picture, width, kind)
        except PictureError as error:
            log.warning("no rendition of %s: %s", error.path, error.why)
            return b""


def _as_it_is_now(picture: Picture, width: int, kind: Kind) -> Instead:
    """For a page that was kept somewhere while the picture was replaced."""
    widths = renditions.widths(picture)
    if not widths:
        return Instead(picture.src)
    fitting = next((one for one in widths if one >= width), widths[-1])
    fitting_kind = kind if kind in renditions.kinds(picture) else renditions.kinds(picture)[-1]
    return Instead(_PATHS.rendition(picture.id, renditions.version(picture), fitting, fitting_kind))
