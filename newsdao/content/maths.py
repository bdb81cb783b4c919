r"""TeX between `$$` and `$$`, as kramdown has it: kept letter by letter, as `\(…\)` or `\[…\]` in an element of ours.

Nothing in a formula is Markdown, HTML or typography, so formulas stand aside as words while Markdown is read.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

CLASS = "math"
_MARK = "$$"
_MOST = 2_000  # formulas a text
# What in a paragraph may hold "$$" and is no formula: code, tags, a link's address; then a formula. One of kramdown's
# may begin with "$"; here "$$$" is what something costs.
_PIECE = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`)[^`]+(?<!`)(?P=ticks)(?!`)|<[A-Za-z/!][^<>]*>|\]\([^()\s]*\)"
    r"|\\\$|(?<!\$)\$\$(?!\$)(?P<tex>(?:[^$\\]|\\.|\$(?!\$)){1,10000})\$\$(?!\$)",
    re.DOTALL,
)
_FENCE = re.compile(r"(?:[\s>]|[*+-][ \t]|\d{1,3}\.[ \t])*(`{3,}|~{3,})")  # in a quotation or an item too
_ITEM = re.compile(r" *(?:[*+-]|\d{1,3}\.)[ \t]+\S")
_INDENTED = re.compile(r" {4}|\t")
_VERBATIM = re.compile(r"<(pre|script|style|textarea|code)\b|<(!)--", re.IGNORECASE)


@dataclass
class Formulas:
    """TeX by the word that stands for it. word: begins them all, and begins none of the author's."""

    word: str
    found: list[str] = field(default_factory=list)

    def stand_in(self, tex: str) -> str:
        self.found.append(tex)
        return f"{self.word}{len(self.found) - 1}x"


def set_aside(source: str) -> tuple[str, Formulas]:
    """The Markdown source with a word in the place of each formula, and the formulas."""
    word = "formula"
    while word in source:
        word += "x"
    formulas = Formulas(word)
    if source.count(_MARK) < 2:
        return source, formulas
    return "\n".join(_Paragraphs(formulas).read(source.split("\n"))), formulas


def put_back(page: str, formulas: Formulas) -> str:
    """The HTML that was made of the source, with the formulas in their places."""
    if not formulas.found:
        return page
    word = rf"{formulas.word}(\d{{1,4}})x"
    page = re.sub(rf"<p>{word}</p>", lambda found: _block(formulas.found[int(found[1])]), page)
    in_tag = re.compile(word)

    def placed(found: re.Match[str]) -> str:
        if found[1]:
            return _inline(formulas.found[int(found[1])])
        return in_tag.sub(lambda one: html.escape(_MARK + formulas.found[int(one[1])] + _MARK), found[0])

    return re.sub(rf"<[^<>]*>|{word}", placed, page)


def _block(tex: str) -> str:
    """It reads from left to right in every language."""
    return f'<div class="{CLASS}" dir="ltr">\\[{html.escape(tex.strip(), quote=False)}\\]</div>'


def _inline(tex: str) -> str:
    return f'<span class="{CLASS}" dir="ltr">\\({html.escape(tex.strip(), quote=False)}\\)</span>'


@dataclass
class _Paragraphs:
    """Where the reading stands. closing: what ends the code or the raw element we're in."""

    formulas: Formulas
    closing: str = ""
    is_in_list: bool = False

    def read(self, lines: list[str]) -> Iterator[str]:
        paragraph: list[str] = []
        for line in lines:
            if self._is_verbatim(line) or not line.strip():
                yield from self._mended(paragraph)
                paragraph = []
                yield line
            else:
                paragraph.append(line)
        yield from self._mended(paragraph)

    def _is_verbatim(self, line: str) -> bool:
        if self.closing:
            is_fence = self.closing[0] in "`~"
            is_end = line.lstrip(" \t>").startswith(self.closing) if is_fence else self.closing in line.lower()
            self.closing = "" if is_end else self.closing
            return True
        if fence := _FENCE.match(line):
            self.closing = fence[1] if "`" not in line[fence.end() :] else ""
        elif (opened := _VERBATIM.search(line)) and "`" not in line[: opened.start()]:
            end = "-->" if opened[2] else f"</{opened[1].lower()}"
            self.closing = "" if end in line[opened.end() :].lower() else end
        else:
            return False
        return True

    def _mended(self, paragraph: list[str]) -> list[str]:
        if not paragraph:
            return paragraph
        is_deep = _INDENTED.match(paragraph[0]) is not None
        self.is_in_list = any(map(_ITEM.match, paragraph)) if not is_deep else self.is_in_list
        text = "\n".join(paragraph)
        if _MARK not in text or (is_deep and not self.is_in_list):
            return paragraph
        return [_PIECE.sub(self._piece, text)]

    def _piece(self, piece: re.Match[str]) -> str:
        tex = piece["tex"]
        if tex is None or not tex.strip() or len(self.formulas.found) >= _MOST:
            return piece[0]
        return self.formulas.stand_in(tex)
