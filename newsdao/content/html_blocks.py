"""Whole blocks of HTML in a Markdown source, set aside before Python-Markdown's slower parser looks at every tag.

Only what that parser would set aside unchanged is taken: a block element at the start of a line, closed at the end of
one, with nothing in it that could be Markdown or that HTML reads otherwise. Everything else is left to it.
"""

import re
from collections.abc import Iterator

from markdown.preprocessors import Preprocessor

_OPENING = re.compile(r"<(p|h[1-6]|div|table|ul|ol|dl|blockquote|figure)(?=[\s>])", re.IGNORECASE)
_DOUBTFUL = re.compile(r"<!|<\?|markdown\s*=|<(?:script|style|pre|textarea|iframe|math|svg)\b|/>.*<|`", re.IGNORECASE)


_FLAT = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})  # never one inside the other
_LONGEST = 400  # lines


class HtmlBlocks(Preprocessor):
    """Runs between fenced code and Python-Markdown's reading of HTML, and leaves the placeholders that one would."""

    def run(self, lines: list[str]) -> list[str]:
        return list(self._without_blocks(lines))

    def _without_blocks(self, lines: list[str]) -> Iterator[str]:
        at = 0
        unclosed: dict[str, int] = {}  # element → the line up to which one of it was found open
        while at < len(lines):
            opening = _OPENING.match(lines[at])
            name = opening[1].lower() if opening else ""
            end = _end_of_block(lines, at, name) if name and at >= unclosed.get(name, 0) else at
            if end > at:
                yield from ("", self.md.htmlStash.store("\n".join(lines[at:end])), "")
            else:
                unclosed[name] = max(-end, unclosed.get(name, 0))
                yield lines[at]
            at = max(end, at + 1)


def _end_of_block(lines: list[str], at: int, name: str) -> int:
    """The line after the block that begins here; if none may be taken, minus the line up to which was looked."""
    tag = re.compile(rf"<(/?){name}(?=[\s>/])[^<>]*>", re.IGNORECASE)
    depth = 0
    last = min(at + _LONGEST, len(lines))
    for end in range(at, last):
        if _DOUBTFUL.search(lines[end]):
            return -end
        for found in tag.finditer(lines[end]):
            depth += -1 if found[1] else 1
            if depth == 0:
                return end + 1 if not lines[end][found.end() :].strip() else -end
            if depth > 1 and name in _FLAT:
                return -end
    return -last
