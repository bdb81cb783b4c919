"""The contents of a long read, made of its own headings where the author asked for none."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote

# From how many minutes and headings on a reader is helped by a list, and how long a list still is a help.
_LONG_FROM, _FEWEST, _MOST = 3, 3, 30
# How much of a body is looked at: the longest read known has a third of it.
_SEEN = 400_000
_HEADING = re.compile(r'<h([23])((?: [\w-]+="[^"<>]*")*)>(.{1,2000}?)</h\1>', re.DOTALL)
_ID = re.compile(r' id="([^"]+)"')
_UNSAID = re.compile(r"<sup\b.*?</sup>|<[^<>]*>", re.DOTALL)  # a footnote's number, and every tag
_AUTHORS_OWN = '<div class="toc">'


@dataclass(frozen=True, slots=True)
class Heading:
    """address: of its place on the page ("#s-%EB%8C%90"). text: plain."""

    address: str
    text: str


def contents(body_html: str, minutes: int) -> list[Heading]:
    """The headings of the highest level that has three; none of a short read, or where the author made a list.

    body_html: sanitised. minutes: how long it takes to read.
    """
    if minutes < _LONG_FROM or _AUTHORS_OWN in body_html:
        return []
    levels: dict[str, list[Heading]] = {"2": [], "3": []}
    for level, attributes, inner in _HEADING.findall(body_html[:_SEEN]):
        place, text = _ID.search(attributes), " ".join(unescape(_UNSAID.sub("", inner)).split())
        if place and text:
            levels[level].append(Heading("#" + quote(unescape(place[1]), safe="-._~:"), text))
    found = next((one for one in levels.values() if len(one) >= _FEWEST), [])
    return found if len(found) <= _MOST else []
