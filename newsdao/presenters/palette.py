"""The colours of the style sheet with the contrast they have, read from the sheet that names them."""

import re
from dataclasses import dataclass

_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
_DARK = "@media (prefers-color-scheme: dark)"
# What text stands on; all others are text, or lines, on paper.
_GROUNDS = ("paper", "wash", "mark-", "flash")


@dataclass(frozen=True, slots=True)
class Colour:
    """light, dark: as written. contrast: of the two schemes, WCAG 2.2: of the text that stands on it, if any does,
    else of it on paper. on: which of the two.
    """

    name: str
    light: str
    dark: str
    contrast: tuple[float, float]
    on: str


def palette(tokens: str) -> list[Colour]:
    """tokens: the text of tokens.css, whose dark scheme stands last."""
    parts = tokens.partition(_DARK)
    light, dark = dict(_COLOUR.findall(parts[0])), dict(_COLOUR.findall(parts[2]))
    return [_colour(name, light, light | dark) for name in light]


def _colour(name: str, light: dict[str, str], dark: dict[str, str]) -> Colour:
    is_ground = name.startswith(_GROUNDS)
    other = "on-flash" if name == "flash" else "flash" if name == "on-flash" else "ink" if is_ground else "paper"
    both = (contrast(light[name], light[other]), contrast(dark[name], dark[other]))
    return Colour(name, light[name], dark[name], both, other)


def contrast(one: str, other: str) -> float:
    """Between two colours written "#rgb" or "#rrggbb": 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
