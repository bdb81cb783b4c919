"""Straight quotes, hyphens and dots as a typesetter sets them: ‘ ’ “ ” – — …, right for Hangul too.

Which way a quote turns is read from what stands on both sides of it, across tags, and where that doesn't decide it
(`그는 "안녕"이라고`: a particle follows at once), from whether one is open in the same block.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # Python-Markdown’s own tree

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

_CODE = frozenset({"code", "pre", "kbd", "samp", "script", "style"})
_MARKS = re.compile(rf"{STX}[^{ETX}]*{ETX}|[\"']|-{{2,3}}|\.{{3}}|<< ?| ?>>")
_PLAIN = {"--": "–", "---": "—", "...": "…", "<<": "«", ">>": "»", "<< ": "«\xa0", " >>": "\xa0»"}
_OPENERS = frozenset("([{<（［〈《「『【‘“-–—/=")
_CLOSERS = frozenset(".,;:!?)]}>…）］〉》」』】’”")
_DECADE = re.compile(r"\d\ds\b")  # the '80s


class Typography(Treeprocessor):
    """Runs after Python-Markdown's inline patterns, over the text that isn't code."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if self.md.is_block_level(element.tag) and element.tag not in _CODE:
                _Block(self.md.is_block_level).set(element)


def typeset(text: str) -> str:
    """Plain text, its marks set."""
    element = Element("p")
    element.text = text
    _Block(lambda _: False).set(element)
    return element.text


@dataclass
class _Block:
    """One paragraph, heading, item or cell. before: the last character set. opened: quotes not yet closed."""

    is_block: Callable[[str], bool]
    before: str = ""
    opened: set[str] = field(default_factory=set)

    def set(self, element: Element) -> None:
        pieces = list(self._pieces(element))
        for at, (owner, name, text) in enumerate(pieces):
            following = next((piece[2][0] for piece in pieces[at + 1 :]), "")
            if owner is not None and _MARKS.search(text):
                setattr(owner, name, _MARKS.sub(lambda mark, f=following: self._mark(mark, f), text))  # type: ignore[misc]
            self.before = text[-1]

    def _pieces(self, element: Element) -> "list[tuple[Element | None, str, str]]":
        """The block's texts in order; the owner is None for text that must stay as it is."""
        pieces: list[tuple[Element | None, str, str]] = []
        if element.text:
            is_kept = element.tag in _CODE or isinstance(element.text, AtomicString)
            pieces.append((None if is_kept else element, "text", element.text))
        for child in element:
            if not self.is_block(child.tag):
                pieces += self._pieces(child)
            if child.tail:
                pieces.append((None if element.tag in _CODE else child, "tail", child.tail))
        return pieces

    def _mark(self, mark: re.Match[str], following: str) -> str:
        found = mark[0]
        if found[0] == STX:
            return found
        if found in _PLAIN:
            return _PLAIN[found]
        text, at = mark.string, mark.start()
        before = text[at - 1] if at else self.before
        after = text[at + 1] if at + 1 < len(text) else following
        if found == "'" and (before.isascii() and before.isalnum() and after.isascii() and after.isalpha()):
            return "’"
        if found == "'" and not before.isalnum() and _DECADE.match(text, at + 1):
            return "’"
        return self._turn(found, before, after)

    def _turn(self, quote: str, before: str, after: str) -> str:
        opening, closing = ("“", "”") if quote == '"' else ("‘", "’")
        if before.isdigit() and quote not in self.opened:
            return quote if after in {"", " ", quote} or after.isdigit() else opening  # 5'10": feet and inches
        may_open = not before or before.isspace() or before in _OPENERS
        may_close = not after or after.isspace() or after in _CLOSERS
        if (may_open and not may_close) or (may_open == may_close and quote not in self.opened):
            if before.isalpha() and may_close and quote == "'":
                return closing  # the apostrophe of "dogs' "
            self.opened.add(quote)
            return opening
        self.opened.discard(quote)
        return closing
