"""Fenced code as kramdown's GFM finds it: a fence opens only where the very same marks close it further down."""

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"(?P<indent> *)(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>.*)")
_CLOSING = re.compile(r"(?P<indent> *)(?P<mark>`{3,}|~{3,})[ \t]*")
_LANGUAGE = re.compile(r"\.?([\w#.+-]+)")
_ATTRIBUTES = re.compile(r"[ \t]*\{:[^}\n]*\}[ \t]*")
_LANGUAGE_CLASS = re.compile(r"\.language-([\w#.+-]+)")
_DEEPEST = 3  # blanks before a fence; with more it is indented code


@dataclass(frozen=True, slots=True)
class Fenced:
    """A block of code as HTML. end: the number of the line after it, from 0."""

    html: str
    end: int


class Fences:
    """lines: of one source, without tabs."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.empty = [number for number, line in enumerate(lines) if not line.strip()]
        self.closings: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            if match := _CLOSING.fullmatch(line):
                self.closings[match["mark"]].append(number)

    def at(self, number: int, line: str, offset: int, *, is_solid: bool = False) -> Fenced | None:
        """The block that begins on a line, None when none does.

        line: what stands there, without the marker of a list's item; offset: the column where the item's text begins.
        is_solid: no empty line may stand in it, since one would end the item of which this is a line too far left.
        """
        opening = _OPENING.fullmatch(line)
        if opening is None or len(opening["indent"]) > offset + _DEEPEST or opening["mark"][0] in opening["info"]:
            return None
        closings = self.closings.get(opening["mark"], [])
        last = next((at for at in closings[bisect_right(closings, number) :] if self._closes(at, offset)), None)
        if last is None or (is_solid and self._next_empty(number) < last):
            return None
        following = self.lines[last + 1] if last + 1 < len(self.lines) else ""
        attributes = following if _ATTRIBUTES.fullmatch(following) else ""
        code = [_dedented(one, max(len(opening["indent"]), offset)) for one in self.lines[number + 1 : last]]
        return Fenced(_block(_language(opening["info"], attributes), code), last + 1 + bool(attributes))

    def _next_empty(self, number: int) -> int:
        at = bisect_right(self.empty, number)
        return self.empty[at] if at < len(self.empty) else len(self.lines)

    def _closes(self, number: int, offset: int) -> bool:
        return len(self.lines[number]) - len(self.lines[number].lstrip(" ")) <= offset + _DEEPEST


def _language(info: str, attributes: str) -> str:
    """The first word after the fence ("ruby", "{.ruby"), else the class of the attribute list under the block."""
    named = _LANGUAGE.match(info.strip().removeprefix("{").lstrip(": "))
    named = named or _LANGUAGE_CLASS.search(attributes)
    return named[1] if named else ""


def _dedented(line: str, columns: int) -> str:
    return line[min(columns, len(line) - len(line.lstrip(" "))) :]


def _block(language: str, code: Sequence[str]) -> str:
    named = f' class="language-{html.escape(language)}"' if language else ""
    text = "".join(f"{html.escape(line)}\n" for line in code)
    return f"<pre><code{named}>{text}</code></pre>"
