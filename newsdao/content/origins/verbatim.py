"""Stretches of HTML in which nothing but their own end means anything."""

import re
from collections.abc import Iterator


def spans(text: str, names: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of each such element, whole with its tags, in order. names: "pre|code".

    An element that never ends is none. Each is looked for once, so that no text takes long.
    """
    lower, at, unclosed = text.lower(), 0, set[str]()
    for tag in re.finditer(rf"<({names})(?![\w-])", lower):
        name = tag[1]
        if tag.start() < at or name in unclosed:
            continue
        closing = lower.find(f"</{name}>", tag.end())
        if closing < 0:
            unclosed.add(name)
            continue
        at = closing + len(name) + 3
        yield tag.start(), at, name
