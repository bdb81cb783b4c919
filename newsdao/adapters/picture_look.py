"""A closer look at a picture of the site's own: its digest, its colour, and whether renditions can be made of it."""

import warnings
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from PIL import Image

from newsdao.adapters.media_files import FORMATS, measure
from newsdao.content.cards import MOST_PIXELS
from newsdao.content.post import Picture

# Goes up when a look sees something else in the same file.
LOOK = 1
_STILL = frozenset({"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "image/mpo"})
_DRAFT = (64, 64)


def mark(file: Path) -> str:
    """By which the file is known again without being opened: its size and when it was written."""
    stat = file.stat()
    return f"{LOOK}-{stat.st_size:x}-{stat.st_mtime_ns:x}"


def look(file: Path, src: str, known: Picture | None = None) -> Picture:
    """The picture, measured and looked at; as it is known where the file is the same."""
    seen = mark(file)
    if known is not None and known.mark == seen:
        return replace(known, alt="", is_shared=False)
    picture = replace(measure(file, src), mark=seen)
    if not picture.width or not picture.height or picture.width * picture.height > MOST_PIXELS:
        return picture
    if picture.type not in _STILL or (colour := _colour(file)) is None:
        return picture
    return replace(picture, digest=sha256(file.read_bytes()).hexdigest()[:16], colour=colour)


def _colour(file: Path) -> str | None:
    """The mean of its pixels as "#rrggbb"; "" where its ground shows through; None of a film, and of what is broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file, formats=FORMATS) as image:
                if getattr(image, "is_animated", False) and image.format != "MPO":
                    return None
                image.draft("RGB", _DRAFT)
                return "" if _is_clear(image) else _mean(image)
    except (OSError, ValueError, SyntaxError, MemoryError, ArithmeticError, LookupError, TypeError):
        return None
    except Image.DecompressionBombError:
        return None


def _is_clear(image: Image.Image) -> bool:
    """Whether any pixel lets its ground through; an alpha channel alone says nothing."""
    if not image.has_transparency_data:
        return False
    least = image.convert("RGBA").getchannel("A").getextrema()[0]
    return isinstance(least, (int, float)) and least < 255


def _mean(image: Image.Image) -> str:
    red, green, blue = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"
