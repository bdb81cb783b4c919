"""Cards and crops: drawn when first asked for, once a change, and kept.

Only what stands for a story now is ever drawn. What was drawn before stays as long as there is room, since messengers
come back for it (Facebook: "keep old images"); an older address that was never drawn leads to what stands now.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast
from urllib.parse import quote

from sqlalchemy.orm import Session

from newsdao.adapters import card_painter, crops, media_files
from newsdao.adapters.drawn_folder import DrawnFolder
from newsdao.content.cards import Crop, Shape
from newsdao.content.post import Picture
from newsdao.content.site import Site
from newsdao.errors import PictureError
from newsdao.presenters import cards
from newsdao.presenters.times import Words
from newsdao.store import queries
from newsdao.store.models import Article

log = logging.getLogger("newsdao")

# A card's file: an article's id or "site", the digest of what it shows, its shape.
NAME = r"(?:site|[1-9][0-9]{0,17})-[0-9a-f]{10,64}(?:-(?:16x9|4x3|1x1))?"
_PARTS = re.compile(r"(?P<owner>site|[0-9]+)-(?P<version>[0-9a-f]+)(?:-(?P<shape>\w+))?")
_MOST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Moved:
    """What stands there now; its src is a path of this site or an absolute address."""

    picture: Picture


@dataclass(frozen=True, slots=True)
class Gone:
    """Why there is nothing: 404 or 410."""

    status: int


Found = bytes | Moved | Gone


class SocialCards:
    """folder: where drawn pictures are kept. media: the site's own files."""

    def __init__(self, instance: Path, media: Path) -> None:
        self.folder = DrawnFolder(instance / "cards")
        self.media = media

    def find(self, session: Session, name: str, site: Site, words: Words, now: datetime) -> Found:
        """The picture of a name of the form NAME. words: of the site's language."""
        parts = _PARTS.fullmatch(name)
        if parts is None:
            return Gone(404)
        shape = cast("Shape", parts["shape"] or "")
        if parts["owner"] == "site":
            return self._of_site(name, parts["version"], shape, site)
        number = int(parts["owner"])
        article = queries.article_of(session, number) if number <= _MOST_NUMBER else None
        if article is None or article.published_at > now:
            return Gone(404)
        if article.withdrawn_at is not None:
            return Gone(410)
        return self._of_article(name, parts["version"], shape, article, site, words)

    def _of_site(self, name: str, version: str, shape: Shape, site: Site) -> Found:
        if not shape and version == cards.site_version(site):
            return self._made(name, lambda: card_painter.paint(cards.card_of_site(site)))
        return self.folder.kept(f"{name}.jpg") or Moved(cards.site_picture(site))

    def _of_article(
        self, name: str, version: str, shape: Shape, article: Article, site: Site, words: Words
    ) -> Found:  # fmt: skip
        if version == cards.card_version(article, site):
            return self._made(name, lambda: card_painter.paint(cards.card_of(article, site, words), shape))
        picture = article.picture
        if shape and picture is not None and version == cards.crop_version(picture):
            return self._crop(name, picture, shape)
        if kept := self.folder.kept(f"{name}.jpg"):
            return kept
        now = cards.shaped_pictures(article, site).get(shape) or cards.article_picture(article, site)
        return Moved(now) if now is not None and not now.src.endswith(f"/{name}.jpg") else Gone(404)

    def _made(self, name: str, draw: Callable[[], bytes]) -> Found:
        return self.folder.made(f"{name}.jpg", draw) or Gone(404)

    def _crop(self, name: str, picture: Picture, shape: Shape) -> Found:
        crop, file = cards.crop_of(picture, shape), media_files.resolve(self.media, quote(picture.src))
        if crop is None or file is None:
            return Gone(404)
        return self._made(name, lambda: _cut(file, crop))


def _cut(file: Path, crop: Crop) -> bytes:
    """b"" of a picture that can't be cut, which is kept and so told once."""
    try:
        return crops.cut(file, crop)
    except PictureError as error:
        log.warning("no crop of %s: %s", error.path, error.why)
        return b""
