"""The site's pictures and files: found in a folder, and measured."""

import warnings
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from PIL import ExifTags, Image

from newsdao.adapters.private_parts import MOST_BYTES, without_private_parts
from newsdao.content.media_types import media_type
from newsdao.content.post import Picture

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
MAX_PIXELS = 80_000_000


def resolve(root: Path, src: str) -> Path | None:
    """The regular file that a site path such as "/assets/a%20b.jpg" names under `root`; None when there is none.

    Never a file outside root, whatever "..", links or encodings the path holds.
    """
    relative = PurePosixPath(decoded(src).lstrip("/"))
    if "\0" in str(relative) or ".." in relative.parts or not media_type(str(relative)):
        return None
    if any(part.startswith(".") for part in relative.parts):
        return None
    try:
        found = (root / relative).resolve(strict=True)
    except OSError:
        return None
    return found if found.is_relative_to(root.resolve()) and found.is_file() else None


def decoded(src: str) -> str:
    """The path that an address names."""
    return unquote(src.split("?", 1)[0].split("#", 1)[0])


def measure(path: Path, src: str, alt: str = "") -> Picture:
    """The picture with its pixels, MIME type and bytes; without pixels when Pillow can't read it."""
    length = path.stat().st_size
    kind = media_type(src)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as image:
                kind = Image.MIME.get(image.format or "", kind)
                width, height = shown_size(image)
    except (OSError, ValueError, Image.DecompressionBombError):
        return Picture(src, alt, None, None, kind, length)
    if width * height > MAX_PIXELS:
        return Picture(src, alt, None, None, kind, length)
    return Picture(src, alt, width, height, kind, length)


def shown_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as it is shown: EXIF may turn it by a quarter."""
    is_turned = image.getexif().get(ExifTags.Base.Orientation) in {5, 6, 7, 8}
    return (image.height, image.width) if is_turned else image.size


class LookedAt:
    """The pictures of a folder, measured where they lie: for whoever reads posts and copies nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seen: dict[str, Picture | None] = {}

    def picture(self, src: str) -> Picture | None:
        """As MediaFolder's."""
        if src not in self._seen:
            paths = dict.fromkeys((src, decoded(src)))
            found = ((file, path) for path in paths if (file := resolve(self.root, quote(path))) is not None)
            file, path = next(found, (None, ""))
            self._seen[src] = self._as_shown(file, path) if file is not None else None
        return self._seen[src]

    def _as_shown(self, file: Path, path: str) -> Picture:
        """With the bytes that readers get, which are fewer than the file's where it says more than it shows."""
        found = measure(file, path)
        if not found.width or not found.length or found.length > MOST_BYTES:
            return found
        return replace(found, length=len(without_private_parts(file.read_bytes())))
