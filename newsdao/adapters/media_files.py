"""The site's pictures and files: found in the publisher's folder, copied into the instance, measured."""

import shutil
import warnings
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from PIL import ExifTags, Image

from newsdao.content.media_types import media_type
from newsdao.content.post import Picture

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
MAX_PIXELS = 80_000_000
PARTIAL = ".partial"


def resolve(root: Path, src: str) -> Path | None:
    """The regular file that a site path such as "/assets/a%20b.jpg" names under `root`; None when there is none.

    Never a file outside root, whatever "..", links or encodings the path holds.
    """
    relative = PurePosixPath(_decoded(src).lstrip("/"))
    if "\0" in str(relative) or ".." in relative.parts or not media_type(str(relative)):
        return None
    if any(part.startswith(".") for part in relative.parts):
        return None
    try:
        found = (root / relative).resolve(strict=True)
    except OSError:
        return None
    return found if found.is_relative_to(root.resolve()) and found.is_file() else None


def _decoded(src: str) -> str:
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


class MediaFolder:
    """Copies what posts refer to from the publisher's folder into the site's media, and measures it once a run.

    unreadable: paths of files that are there and can't be read, each with the system's reason.
    """

    def __init__(self, source: Path, media: Path) -> None:
        self.source = source
        self.media = media
        self.unreadable: dict[str, str] = {}
        self._seen: dict[str, Picture | None] = {}

    def picture(self, src: str) -> Picture | None:
        """The picture at a site path, copied if it is new or changed; None when the site has no such file.

        src: the file's own path ("/assets/a#1 50%.jpg"), or an address that names it.
        """
        if src not in self._seen:
            self._seen[src] = self._find(src)
        return self._seen[src]

    def clear(self) -> None:
        """Take away what a sync that was killed left half copied. Call while no other runs."""
        shutil.rmtree(self.media / PARTIAL, ignore_errors=True)

    def _find(self, src: str) -> Picture | None:
        for path in dict.fromkeys((src, _decoded(src))):
            if (found := resolve(self.source, quote(path))) is not None and self._is_readable(found, path):
                return self._take(found, path)
        return None

    def _is_readable(self, found: Path, path: str) -> bool:
        try:
            found.open("rb").close()
        except PermissionError as error:
            self.unreadable[path.lstrip("/")] = error.strerror or ""
            return False
        return True

    def _take(self, found: Path, path: str) -> Picture:
        """path: as in the site, decoded."""
        target = self.media / path.lstrip("/")
        stat = found.stat()
        if not target.exists() or (target.stat().st_size, target.stat().st_mtime_ns) != (
            stat.st_size, stat.st_mtime_ns,
        ):  # fmt: skip
            target.parent.mkdir(parents=True, exist_ok=True)
            # Elsewhere first: a reader never gets half a picture.
            partial = self.media / PARTIAL / target.name
            partial.parent.mkdir(exist_ok=True)
            shutil.copy2(found, partial)
            partial.replace(target)
        return measure(target, path)


class LookedAt:
    """The pictures of a folder, measured where they lie: for whoever reads posts and copies nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seen: dict[str, Picture | None] = {}

    def picture(self, src: str) -> Picture | None:
        """As MediaFolder's."""
        if src not in self._seen:
            paths = dict.fromkeys((src, _decoded(src)))
            found = ((file, path) for path in paths if (file := resolve(self.root, quote(path))) is not None)
            file, path = next(found, (None, ""))
            self._seen[src] = measure(file, path) if file is not None else None
        return self._seen[src]
