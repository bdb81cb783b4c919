"""What a social card says, and the shapes in which cards and crops are made: values that pages and painters share."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from newsdao.content.characters import fit, folded

Shape = Literal["", "16x9", "4x3", "1x1"]

# "" is the preview's own (1.91:1, as Facebook asks for it); the others are Google's three for articles.
SIZES: dict[Shape, tuple[int, int]] = {
    "": (1200, 630),
    "16x9": (1200, 675),
    "4x3": (1200, 900),
    "1x1": (1200, 1200),
}
RATIOS: dict[Shape, tuple[int, int]] = {"16x9": (16, 9), "4x3": (4, 3), "1x1": (1, 1)}
# Below this a preview shows no picture at all (Facebook's floor; Naver asks for 150).
USABLE_FROM = 200
# Google takes no picture of an article with fewer pixels.
LEAST_PIXELS = 50_000
# A picture of more would take a second and a gigabyte to open.
MOST_PIXELS = 40_000_000
# Nobody shows a crop wider than this: 1200 px is what Google Discover asks for.
WIDEST_CROP = 1600

_VARIATIONS = "\ufe0e\ufe0f"
_EMOJI_FORM = "\ufe0f"
_KEYCAP = "\u20e3"
_JOINERS = "\u200c\u200d"
_GONE = "\0"


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a card shows. Plain text on one line each, without emoji; "" leaves a part out.

    title: the headline, or a site's description. section, day, breaking: as a reader's language writes them.
    name: the site's, its wordmark. lang: BCP 47. is_rtl: whether it is set from the right. is_site: of the site itself,
    whose name stands where a story has its headline.
    """

    title: str
    name: str
    section: str = ""
    day: str = ""
    breaking: str = ""
    lang: str = "ko"
    is_rtl: bool = False
    is_site: bool = False


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a picture, in its pixels as it is shown (EXIF's turn applied), and the size it is made in.

    Never larger than the part itself.
    """

    left: int
    top: int
    right: int
    bottom: int
    width: int
    height: int


def crop(width: int, height: int, shape: Shape) -> Crop | None:
    """The part of a picture that a shape shows; None where too little of it would be left, or it is too large to open.

    From the middle; of a tall picture from above the middle, since faces are there.
    """
    across, down = RATIOS[shape]
    if not 0 < width * height <= MOST_PIXELS:
        return None
    wide, high = min(width, height * across // down), min(height, width * down // across)
    left, top = (width - wide) // 2, (height - high) // 3
    made = min(wide, WIDEST_CROP)
    size = (made, max(1, round(made * high / wide))) if wide else (0, 0)
    if size[0] * size[1] < LEAST_PIXELS:
        return None
    return Crop(left, top, left + wide, top + high, *size)


def drawable(text: str) -> str:
    """A text as type can set it: NFC, on one line, without emoji. What an emoji leaves open is closed.

    A keycap leaves its digit, which says something; signs such as ★ and ☎ are type, unless they ask to be pictures.
    """
    kept: list[str] = []
    text = fit(text)
    for place, character in enumerate(text):
        if character in _VARIATIONS or character == _KEYCAP:
            continue
        if _is_picture(character, text[place + 1 : place + 2]):
            kept.append(_GONE)
        elif character not in _JOINERS or _is_joinable(kept[-1] if kept else ""):
            kept.append(character)
    return folded("".join(kept).replace(_GONE, ""))


def _is_joinable(before: str) -> bool:
    """Whether a joiner after this has something to join: a letter of Persian or Hindi, not a picture that has gone."""
    return before != "" and unicodedata.category(before)[0] in "LM"


def _is_picture(character: str, follower: str) -> bool:
    code = ord(character)
    if 0x1F000 <= code <= 0x1FAFF or 0xE0020 <= code <= 0xE007F:  # pictographs, flags' letters, skin tones, tags
        return not 0x1F100 <= code <= 0x1F1E5  # enclosed letters are type
    # Arrows, signs and dingbats are both: the character after it tells.
    return follower == _EMOJI_FORM and 0x2190 <= code <= 0x2BFF and not 0x2460 <= code <= 0x24FF
