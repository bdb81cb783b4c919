"""The site's pictures and files: found in the publisher's folder, copied into the instance, measured."""

import shutil
import warnings
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from PIL import Image

from newsdao.content.media_types import TYPES
from newsdao.content.post import Picture

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_MAX_PIXELS = 80_000_000
_PARTIAL = ".partial"


def resolve(root: Path, src: str) -> Path | None:
    """The regular file that a site path such as "/assets/a%20b.jpg" names under `root`; None when there is none.

    Never a file outside root, whatever "..", links or encodings the path holds.
    """
    relative = PurePosixPath(unquote(src.split("?", 1)[0].split("#", 1)[0]).lstrip("/"))
    if "\0" in str(relative) or ".." in relative.parts or relative.suffix.lower() not in TYPES:
        return None
    if any(part.startswith(".") for part in relative.parts):
        return None
    try:
        found = (root / relative).resolve(strict=True)
    except OSError:
        return None
    return found if found.is_relative_to(root.resolve()) and found.is_file() else None


def measure(path: Path, src: str, alt: str = "") -> Picture:
    """The picture with its pixels, MIME type and bytes; without pixels when Pillow can't read it."""
    length = path.stat().st_size
    media_type = TYPES[path.suffix.lower()]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_FORMATS) as image:
                width, height = image.size
                media_type = Image.MIME.get(image.format or "", media_type)
                if image.getexif().get(0x0112) in {5, 6, 7, 8}:  # EXIF orientation: shown turned by a quarter
                    width, height = height, width
    except (OSError, ValueError, Image.DecompressionBombError):
        return Picture(src, alt, None, None, media_type, length)
    if width * height > _MAX_PIXELS:
        return Picture(src, alt, None, None, media_type, length)
    return Picture(src, alt, width, height, media_type, length)


class MediaFolder:
    """Copies what posts refer to from the publisher's folder into the site's media, and measures it once a run."""

    def __init__(self, source: Path, media: Path) -> None:
        self.source = source
        self.media = media
        self._seen: dict[str, Picture | None] = {}

    def picture(self, src: str) -> Picture | None:
        """The picture at a site path, copied if it is new or changed; None when the site has no such file."""
        if src not in self._seen:
            found = resolve(self.source, src)
            self._seen[src] = None if found is None else self._take(found, src)
        return self._seen[src]

    def clear(self) -> None:
        """Take away what a sync that was killed left half copied. Call while no other runs."""
        shutil.rmtree(self.media / _PARTIAL, ignore_errors=True)

    def _take(self, found: Path, src: str) -> Picture:
        path = unquote(src.split("?", 1)[0].split("#", 1)[0])
        target = self.media / path.lstrip("/")
        stat = found.stat()
        if not target.exists() or (target.stat().st_size, target.stat().st_mtime_ns) != (
            stat.st_size, stat.st_mtime_ns,
        ):  # fmt: skip
            target.parent.mkdir(parents=True, exist_ok=True)
            # Elsewhere first: a reader never gets half a picture.
            partial = self.media / _PARTIAL / target.name
            partial.parent.mkdir(exist_ok=True)
            shutil.copy2(found, partial)
            partial.replace(target)
        return measure(target, path)
