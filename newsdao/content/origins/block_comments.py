"""WordPress's block editor: the comments that mark its blocks go, what they hold stays.

https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/
"""

import re
from collections.abc import Callable, Iterator

_DELIMITER = re.compile(r"<!--\s{1,9}(/?)wp:([a-z][a-z0-9_/-]{0,99})([^<>]*?)(/?)-->")
_REFERENCE = re.compile(r'"ref"\s*:\s*(\d{1,18})\b')
MAX_REUSED = 50  # in one text; a block may hold others, but not itself

# (offset, name of a block that the server makes) → nothing; told to the publisher
TellDynamic = Callable[[int, str], None]


def has_blocks(html: str) -> bool:
    return "<!-- wp:" in html


def without_blocks(html: str, paragraphs: Callable[[str], str], reused: Callable[[str], str], tell: TellDynamic) -> str:
    """paragraphs: makes them of text outside blocks. reused: the number of a block of many posts → its HTML, or ""."""
    return "".join(_pieces(html, paragraphs, reused, tell))


def _pieces(
    html: str, paragraphs: Callable[[str], str], reused: Callable[[str], str], tell: TellDynamic
) -> Iterator[str]:
    depth = at = count = 0
    for mark in _DELIMITER.finditer(html):
        between = html[at : mark.start()]
        yield between if depth else _outside(between, paragraphs)
        closes, name, attributes, is_empty = mark.groups()
        at = mark.end()
        if closes:
            depth = max(0, depth - 1)
        elif not is_empty:
            depth += 1
        elif name == "block" and (reference := _REFERENCE.search(attributes)) and count < MAX_REUSED:
            count += 1
            yield reused(reference[1]) or _told(tell, mark.start(), name)
        else:
            _told(tell, mark.start(), name)
    yield _outside(html[at:], paragraphs)


def _outside(text: str, paragraphs: Callable[[str], str]) -> str:
    return f"{paragraphs(text)}\n" if text.strip() else text


def _told(tell: TellDynamic, offset: int, name: str) -> str:
    tell(offset, name)
    return ""
