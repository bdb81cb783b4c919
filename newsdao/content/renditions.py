"""In which widths and formats a picture is offered: few, so that no address can cost more than these."""

from typing import Literal

from newsdao.content.cards import MOST_PIXELS
from newsdao.content.post import Picture

Kind = Literal["avif", "webp", "jpg", "png"]
TYPES: dict[Kind, str] = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}

# Pixels. They follow from what the design shows, times 1, 2 and 3: a small picture's box, a telephone's width (350 to
# 372 px), the lead (466), an article's measure (646).
WIDTHS = (260, 520, 780, 1120, 1400, 1920)
# Goes up with every change of what renditions look like.
STYLE = 1
# A step this near to the picture's own width saves nothing.
_NEAR = 0.9


def widths(picture: Picture) -> tuple[int, ...]:
    """The widths a picture is offered in, ascending: never wider than it is. None of one no rendition is made of."""
    if not picture.digest or not picture.width or not picture.height:
        return ()
    if picture.width * picture.height > MOST_PIXELS:
        return ()
    widest = min(picture.width, WIDTHS[-1])
    return (*(width for width in WIDTHS if width < widest * _NEAR), widest)


def height(picture: Picture, width: int) -> int:
    """Of a rendition, in pixels; at least one."""
    return max(1, round((picture.height or 0) * width / (picture.width or 1)))


def kinds(picture: Picture) -> tuple[Kind, Kind, Kind]:
    """The formats it is offered in, the smallest first; the last is for who reads neither of the others."""
    return ("avif", "webp", "jpg" if picture.colour else "png")


def version(picture: Picture) -> str:
    """What tells the picture from any other, and from itself as it was: a part of each rendition's address."""
    return f"{STYLE}{picture.digest[:11]}"
