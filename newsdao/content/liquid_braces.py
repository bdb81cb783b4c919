"""Where Liquid's tags stand in a text, and where braces are words. Read once from the left, however it was made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_OPENING = re.compile(r"\{[{%]")
_NAMED = re.compile(r"-?\s*(#|\w+)", re.ASCII)
_ENDS = {name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}") for name in ("raw", "comment")}


@dataclass(frozen=True, slots=True)
class Tag:
    """A `{{ args }}` (is_output) or a `{% name args %}`, standing at text[start:end]. content: of a raw or comment."""

    start: int
    end: int
    name: str
    args: str
    is_output: bool
    trims_left: bool
    trims_right: bool
    content: str = ""
    is_closed: bool = True


def tags(text: str) -> Iterator[Tag]:
    """What stands in {{ }} and {% %}; the inside of `raw` and `comment` is given as the tag's own content."""
    at, finder, unclosed = 0, _Finder(text), set[str]()
    while tag := _next_tag(text, at, finder):
        if tag.name in _ENDS and not tag.is_output:
            end = None if tag.name in unclosed else _ENDS[tag.name].search(text, tag.end)
            if end is None:
                unclosed.add(tag.name)
            inside = text[tag.end : end.start() if end else len(text)]
            tag = replace(tag, content=inside, end=end.end() if end else len(text), is_closed=end is not None)
        yield tag
        at = tag.end


class _Finder:
    """Finds what stands next in a text, asked from the left to the right, and reads no part of it twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[str, int] = {}

    def next(self, what: str, at: int) -> int:
        """Where it stands at that place or behind it; the text's length when it doesn't."""
        known = self.found.get(what, -1)
        if known < at:
            place = self.text.find(what, at)
            known = self.found[what] = place if place >= 0 else len(self.text)
        return known


def _next_tag(text: str, at: int, finder: _Finder) -> Tag | None:
    """The first tag from there on."""
    while (opening := _OPENING.search(text, at)) is not None:
        tag = _tag(text, opening.start(), finder)
        if tag is not None:
            return tag
        at = opening.end()
    return None


def _tag(text: str, start: int, finder: _Finder) -> Tag | None:
    """The tag that opens there; None when it is text: never closed, or only in some later paragraph, or nameless."""
    is_output = text[start + 1] == "{"
    end = finder.next("}}" if is_output else "%}", start + 2)
    if end == len(text) or finder.next("\n\n", start) < end:
        return None
    named = None if is_output else _NAMED.match(text, start + 2)
    if _opens_another(text, start + 2, end, finder) if is_output else named is None:
        return None
    inner = text[start + 2 : end]
    trims_left, trims_right = inner.startswith("-"), inner.endswith("-") and len(inner) > 1
    inner = inner[trims_left : len(inner) - trims_right].strip()
    name = named[1] if named else ""
    return Tag(start, end + 2, name, inner[len(name) :].strip(), is_output, trims_left, trims_right)


def _opens_another(text: str, start: int, end: int, finder: _Finder) -> bool:
    """Whether another tag opens before this one's end, outside of quotes: then its braces are words about braces."""
    other = min(finder.next("{{", start), finder.next("{%", start))
    return other < end and not any(text.count(quote, start, other) % 2 for quote in "\"'")
