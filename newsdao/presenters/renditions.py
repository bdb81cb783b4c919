"""How a page offers a picture: in which widths and formats, and how wide it will stand there.

`sizes` follows the style sheets (static/css): a test holds it against Chromium's layout. A browser chooses by it before
it has read any style sheet, so it must be true and not merely near.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Literal
from urllib.parse import unquote

from newsdao.content import renditions
from newsdao.content.post import Picture
from newsdao.presenters.urls import Urls

Role = Literal["hero", "lead", "second", "opening", "river", "small", "body"]


@dataclass(frozen=True, slots=True)
class _Box:
    """How wide a picture stands: `share` of the window's width plus `pixels`, in windows at least `least` pixels wide.

    ratio: width by height of the box that the picture fills, cut where it is too wide; 0 where it is shown whole.
    """

    least: int
    share: float
    pixels: int
    ratio: float = 0.0


_WIDE, _SMALL = 16 / 9, 4 / 3
# The widest windows first, as `sizes` is read.
_BOXES: dict[Role, tuple[_Box, ...]] = {
    "hero": (_Box(1000, 0, 646), _Box(700, 1, -64), _Box(0, 1, -40)),
    "body": (_Box(1000, 0, 646), _Box(700, 1, -64), _Box(0, 1, -40)),
    "lead": (
        _Box(1264, 0, 466, _WIDE), _Box(1000, 0.426, -72, _WIDE), _Box(700, 0.6, -52, _WIDE), _Box(0, 1, -40, _WIDE),
    ),
    "second": (
        _Box(1264, 0, 377, _WIDE), _Box(1000, 0.355, -72, _WIDE), _Box(700, 0.5, -56, _WIDE), _Box(0, 1, -40, _WIDE),
    ),
    "opening": (_Box(700, 0, 288, 16 / 10), _Box(0, 1, -40, _WIDE)),
    "river": (_Box(700, 0, 128, _SMALL), _Box(0, 0, 96, _SMALL)),
    "small": (
        _Box(1280, 0, 96, _SMALL), _Box(960, 0.075, 0, _SMALL), _Box(700, 0, 72, _SMALL), _Box(0, 0, 96, _SMALL),
    ),
}  # fmt: skip
# Widths, by how many times the screen's pixels are finer: what is never larger than a stamp needs no more than these.
_MOST: dict[Role, int] = {"small": 520, "river": 520}
# Who asks for little gets the least, by a condition that costs a few bytes and no further source.
_LITTLE = "(prefers-reduced-data:reduce) 1px"
# The fallback: for who reads neither AVIF nor WebP, on whatever screen.
_USUAL = 780

# Sanitised HTML escapes "<" and ">" in text and attributes and quotes every attribute: a tag is no more than this, and
# nothing else looks like one.
_IMG = re.compile(r"<img\s[^<>]*>")
_SRC = re.compile(r'\ssrc="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Offered:
    """A picture as markup wants it. sources: (type, srcset), the smallest format first; src: for all who read none.

    colour: of the ground until it is there, "" for none. sources are empty where the picture is offered as it is.
    """

    src: str
    sizes: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    colour: str = ""


def offered(picture: Picture, urls: Urls, role: Role) -> Offered:
    """A picture of the site's own in the widths that a place of this role may need."""
    widths = renditions.widths(picture)
    if not picture.id or not widths:
        return Offered(urls.media(picture.src))
    most = _MOST.get(role, widths[-1])
    widths = tuple(width for width in widths if width <= most) or widths[:1]
    *modern, plain = renditions.kinds(picture)
    name = renditions.version(picture)
    sources = tuple(
        (renditions.TYPES[kind], ", ".join(f"{urls.rendition(picture.id, name, one, kind)} {one}w" for one in widths))
        for kind in modern
    )
    usual = max((width for width in widths if width <= _USUAL), default=widths[0])
    return Offered(urls.rendition(picture.id, name, usual, plain), _sizes(picture, role), sources, picture.colour)


def _sizes(picture: Picture, role: Role) -> str:
    return ",".join([_LITTLE, *(_size(box, picture) for box in _BOXES[role])])


def _size(box: _Box, picture: Picture) -> str:
    """How wide the whole picture would stand: a box that cuts its sides shows it larger than itself."""
    own = (picture.width or 1) / (picture.height or 1)
    by = max(1.0, own / box.ratio) if box.ratio else 1.0
    share, pixels = round(box.share * by * 100, 1), round(box.pixels * by)
    if not box.share:
        width = f"{pixels}px"
    else:
        width = f"calc({share:g}vw {'-' if pixels < 0 else '+'} {abs(pixels)}px)" if pixels else f"{share:g}vw"
    return f"(min-width:{box.least}px) {width}" if box.least else width


def srcs(html: str, urls: Urls) -> set[str]:
    """Of the pictures in a sanitised text those of the site's own, as Picture.src."""
    return {src for tag in _IMG.findall(html) if (src := _src(tag, urls))} if "<img" in html else set()


def illustrated(html: str, known: Mapping[str, Picture], urls: Urls) -> str:
    """A sanitised text with its pictures offered as `offered` says; known: those of them that the store knows.

    A pass over our own serialised form: no parser, which would take a hundred times as long for a text without any.
    """
    if not known or "<img" not in html:
        return html
    return _IMG.sub(lambda tag: _with_sources(tag[0], known, urls), html)


def _with_sources(tag: str, known: Mapping[str, Picture], urls: Urls) -> str:
    picture = known.get(_src(tag, urls))
    shown = offered(picture, urls, "body") if picture is not None else None
    if picture is None or shown is None or not shown.sources:
        return tag
    ground = f' data-ground="{shown.colour}"' if shown.colour else ""
    plain = _SRC.sub(lambda _: f' src="{escape(shown.src)}"', tag, count=1)
    sources = "".join(
        f'<source type="{kind}" srcset="{escape(srcset)}" sizes="{escape(shown.sizes)}">'
        for kind, srcset in shown.sources
    )
    return f"<picture>{sources}{plain[:4]}{ground}{plain[4:]}</picture>"


def _src(tag: str, urls: Urls) -> str:
    found = _SRC.search(tag)
    address = unescape(found[1]) if found else ""
    if not address.startswith(f"{urls.base_path}/") or address.startswith("//"):
        return ""
    return unquote(address[len(urls.base_path) :].partition("?")[0].partition("#")[0])


def of_texts(texts: Collection[str], urls: Urls) -> set[str]:
    return set().union(*(srcs(text, urls) for text in texts))
