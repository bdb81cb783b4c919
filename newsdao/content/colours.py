"""An author's colours as the few that the house has: what a colour means survives, its exact shade doesn't.

Authors wrote for white paper. The same class is another shade in the dark scheme, so every tone stays readable there.
"""

import colorsys
import re
from functools import lru_cache

Rgb = tuple[float, float, float]  # red, green, blue, each 0–1, as they look on white paper

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]{1,80})\)", re.IGNORECASE)
_NUMBER = re.compile(r"(-?\d{1,4}(?:\.\d{1,8})?|-?\.\d{1,8})(%|deg)?")
_LONGEST = 100  # characters of a colour
_TEXT_CHROMA = 0.2  # below it a text's colour is a grey, a black or a white
_GROUND_CHROMA = 0.05  # grounds are pale
_BLACKISH = 0.25  # a colour none of whose parts is lighter reads as black
# Where each tone ends on the colour wheel, in degrees.
_TONES = ((15, "red"), (65, "orange"), (180, "green"), (255, "blue"), (325, "purple"), (360, "red"))
_MARKS = ((18, "red"), (70, "yellow"), (180, "green"), (275, "blue"), (360, "red"))
_NAMED = dict(
    re.findall(
        r"(\w+):(\w+)",
        "aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 beige:f5f5dc bisque:ffe4c4 black:000000"
        " blanchedalmond:ffebcd blue:0000ff blueviolet:8a2be2 brown:a52a2a burlywood:deb887 cadetblue:5f9ea0"
        " chartreuse:7fff00 chocolate:d2691e coral:ff7f50 cornflowerblue:6495ed cornsilk:fff8dc crimson:dc143c"
        " cyan:00ffff darkblue:00008b darkcyan:008b8b darkgoldenrod:b8860b darkgray:a9a9a9 darkgreen:006400"
        " darkgrey:a9a9a9 darkkhaki:bdb76b darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00"
        " darkorchid:9932cc darkred:8b0000 darksalmon:e9967a darkseagreen:8fbc8f darkslateblue:483d8b"
        " darkslategray:2f4f4f darkslategrey:2f4f4f darkturquoise:00ced1 darkviolet:9400d3 deeppink:ff1493"
        " deepskyblue:00bfff dimgray:696969 dimgrey:696969 dodgerblue:1e90ff firebrick:b22222 forestgreen:228b22"
        " fuchsia:ff00ff gainsboro:dcdcdc gold:ffd700 goldenrod:daa520 gray:808080 green:008000 greenyellow:adff2f"
        " grey:808080 honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c indigo:4b0082 khaki:f0e68c lavender:e6e6fa"
        " lavenderblush:fff0f5 lawngreen:7cfc00 lemonchiffon:fffacd lightblue:add8e6 lightcoral:f08080"
        " lightcyan:e0ffff lightgoldenrodyellow:fafad2 lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3"
        " lightpink:ffb6c1 lightsalmon:ffa07a lightseagreen:20b2aa lightskyblue:87cefa lightslategray:778899"
        " lightslategrey:778899 lightsteelblue:b0c4de lightyellow:ffffe0 lime:00ff00 limegreen:32cd32 linen:faf0e6"
        " magenta:ff00ff maroon:800000 mediumaquamarine:66cdaa mediumblue:0000cd mediumorchid:ba55d3"
        " mediumpurple:9370db mediumseagreen:3cb371 mediumslateblue:7b68ee mediumspringgreen:00fa9a"
        " mediumturquoise:48d1cc mediumvioletred:c71585 midnightblue:191970 mistyrose:ffe4e1 moccasin:ffe4b5"
        " navajowhite:ffdead navy:000080 oldlace:fdf5e6 olive:808000 olivedrab:6b8e23 orange:ffa500 orangered:ff4500"
        " orchid:da70d6 palegoldenrod:eee8aa palegreen:98fb98 paleturquoise:afeeee palevioletred:db7093"
        " papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f pink:ffc0cb plum:dda0dd powderblue:b0e0e6 purple:800080"
        " rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1 saddlebrown:8b4513 salmon:fa8072"
        " sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d silver:c0c0c0 skyblue:87ceeb"
        " slateblue:6a5acd slategray:708090 slategrey:708090 springgreen:00ff7f steelblue:4682b4 tan:d2b48c"
        " teal:008080 thistle:d8bfd8 tomato:ff6347 turquoise:40e0d0 violet:ee82ee wheat:f5deb3 whitesmoke:f5f5f5"
        " yellow:ffff00 yellowgreen:9acd32",
    )
)


def tone(colour: str) -> str:
    """Of a text: "red", "orange", "green", "blue" or "purple"; "" for black, white, greys and what is no colour."""
    rgb = rgb_of(colour)
    if rgb is None or _chroma(rgb) < _TEXT_CHROMA or max(rgb) < _BLACKISH:
        return ""
    return _on_wheel(rgb, _TONES)


def mark(colour: str) -> str:
    """Of the ground under a text: "yellow", "green", "blue" or "red"; "" for greys and what is no colour."""
    rgb = rgb_of(colour)
    return "" if rgb is None or _chroma(rgb) < _GROUND_CHROMA else _on_wheel(rgb, _MARKS)


def is_shade(colour: str) -> bool:
    """Whether a ground of this colour, grey too, differs from the paper."""
    rgb = rgb_of(colour)
    return rgb is not None and min(rgb) < 0.985


@lru_cache(maxsize=1000)
def rgb_of(colour: str) -> Rgb | None:
    """A colour of CSS or of HTML's `color` as it looks on white; None for "inherit", "transparent" and the like."""
    colour = colour.strip()[:_LONGEST].lower()
    digits = _NAMED.get(colour, "") or (found[1] if (found := _HEX.fullmatch(colour)) else "")
    if digits:
        return _of_digits(digits)
    function = _FUNCTION.fullmatch(colour)
    return _of_function(function[1], function[2]) if function else None


def _of_digits(digits: str) -> Rgb | None:
    if len(digits) in {3, 4}:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue, *alpha = (int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2))
    return _on_white((red, green, blue), alpha[0] if alpha else 1)


def _of_function(name: str, inside: str) -> Rgb | None:
    numbers = _NUMBER.findall(inside)
    if len(numbers) not in {3, 4}:
        return None
    alpha = _part(*numbers[3], whole=1) if len(numbers) == 4 else 1.0
    if name == "rgb":
        red, green, blue = (_part(number, unit, whole=255) for number, unit in numbers[:3])
        return _on_white((red, green, blue), alpha)
    hue, saturation, lightness = (float(number) for number, _ in numbers[:3])
    share = [min(max(percent / 100, 0), 1) for percent in (lightness, saturation)]
    return _on_white(colorsys.hls_to_rgb(hue / 360 % 1, *share), alpha)


def _part(number: str, unit: str, *, whole: float) -> float:
    """0–1 of a number out of `whole`, or of a percentage."""
    return min(max(float(number) / (100 if unit == "%" else whole), 0), 1)


def _on_white(rgb: Rgb, alpha: float) -> Rgb | None:
    """As it looks on paper; None when nearly nothing of it is seen."""
    if alpha < 0.05:
        return None
    red, green, blue = (1 - alpha * (1 - part) for part in rgb)
    return red, green, blue


def _chroma(rgb: Rgb) -> float:
    return max(rgb) - min(rgb)


def _on_wheel(rgb: Rgb, names: tuple[tuple[int, str], ...]) -> str:
    degrees = colorsys.rgb_to_hsv(*rgb)[0] * 360
    return next(name for end, name in names if degrees <= end)
