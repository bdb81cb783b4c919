"""A Markdown source put so that Python-Markdown reads its lines as kramdown does: where lists begin, how deep."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from newsdao.content.fences import Fences

_STEP = "    "  # what Python-Markdown asks for a level of a list
_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[*+-]|\d{1,3}\.)(?P<gap>[ \t]+)(?P<text>\S.*)")
_DEFINITION = re.compile(r"(?P<indent> {0,3})(?P<marker>:)(?P<gap>[ \t]+)(?P<text>\S.*)")
_ITEM_ATTRIBUTES = re.compile(r"^\{:(?![:/])[^}\n]*\}[ \t]*(?=\S)")
_NO_ITEM = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*|[ :+=-]*\|[ |:+=-]*")  # a rule; a table's second line
_YEAR = re.compile(r"^( {0,3}\d{4,})\.(?=\s)")  # "2024. 7. 1. …" is a date, no 2,024th item
_ATTRIBUTES = re.compile(r"[ \t]*\{:[^}\n]*\}[ \t]*")
_TOC = re.compile(r"[ \t]*\{:\s*toc\b[^}]*\}[ \t]*", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}(?:[ \t].*)?")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*(?=$|\{[:#][^{}]*\}[ \t]*$)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_NO_PARAGRAPH = re.compile(r"\s*(?:$|[<>|#]|\{:|\[\^|:\s)|\s{4}")
_TAKES_NO_ATTRIBUTES = re.compile(r"\s*(?:\||\{:|#{1,6} )")
_VERBATIM = re.compile(r"<(pre|script|style|textarea)\b|<(!)--", re.IGNORECASE)
_QUOTED = re.compile(r"^ *> ?")
_DEEPEST = 10  # quotations within quotations that are read
_BOUNDARY = re.compile(r" {0,3}\^[ \t]*")


class KramdownLines(Preprocessor):
    """Runs first, and sets fenced code aside wherever it stands, which Python-Markdown does at the left edge alone."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.markdown = md

    def run(self, lines: list[str]) -> list[str]:
        return list(_Lines([line.expandtabs(4) for line in lines], self.markdown.htmlStash.store).read())


@dataclass
class _Item:
    """An open item of a list. offset: the column where its text begins. is_loose: an empty line stood in it."""

    kind: str
    offset: int
    is_loose: bool = False


class _Lines:
    """Where the reading stands. open: the items we're in, outermost first. depth: of quotations around it."""

    def __init__(self, lines: Sequence[str], store: Callable[[str], str], depth: int = 0) -> None:
        self.depth = depth
        self.lines = lines
        self.store = store
        self.fences = Fences(lines)
        self.at = 0
        self.open: list[_Item] = []
        self.closing = ""  # what ends the raw element or comment we're in
        self.previous = ""

    def read(self) -> Iterator[str]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            yield from [line] if self._is_verbatim(line) else self._line(line)
            self.previous = self.lines[self.at - 1]

    def _following(self, by: int = 0) -> str:
        return self.lines[self.at + by] if self.at + by < len(self.lines) else ""

    def _is_verbatim(self, line: str) -> bool:
        if self.closing:
            self.closing = "" if self.closing in line.lower() else self.closing
            return True
        opened = _VERBATIM.search(line)
        if opened and "`" not in line[: opened.start()]:
            end = "-->" if opened[2] else f"</{opened[1].lower()}"
            self.closing = "" if end in line[opened.end() :].lower() else end
            return bool(self.closing)
        return False

    def _line(self, line: str) -> Iterator[str]:
        if not line.strip() or _BOUNDARY.fullmatch(line):
            for opened in self.open:
                opened.is_loose = True
            yield ""
        elif _TOC.fullmatch(self._following()):
            yield "[TOC]"
        elif _ATTRIBUTES.fullmatch(line):
            yield from self._attributes(line)
        elif (item := _ITEM.fullmatch(line)) and not _NO_ITEM.fullmatch(line):
            yield from self._item(item, "ul" if item["marker"] in "*+-" else "ol")
        elif (definition := _DEFINITION.fullmatch(line)) and self._may_define():
            yield from self._item(definition, "dl")
        else:
            yield from self._text(line)

    def _attributes(self, line: str) -> Iterator[str]:
        """Attributes belong to the block above, which they end; without one they're no text either."""
        is_alone = not self.previous.strip() or _TAKES_NO_ATTRIBUTES.match(self.previous)
        if is_alone or _TOC.fullmatch(line) or (not self.open and self.previous.startswith(_STEP)):
            return
        yield line
        if self._following().strip():
            yield ""

    def _may_define(self) -> bool:
        """Whether a term stands above, or another definition of it; inside a list's item a ":" is text."""
        is_in_item = bool(self.open) and self.open[0].kind != "dl"
        return not is_in_item and (bool(self.open) or not _NO_PARAGRAPH.match(self.previous) or not self.previous)

    def _item(self, item: re.Match[str], kind: str) -> Iterator[str]:
        indent = len(item["indent"])
        if not self.open and indent >= len(_STEP):
            yield item[0]  # indented code
            return
        if not self.open and kind != "dl" and not _NO_PARAGRAPH.match(self.previous):
            yield ""  # kramdown's GFM begins a list under a line of text
        if self.previous.strip() and self._ends_a_paragraph(indent):
            yield ""
        self._close_for(indent, kind)
        depth = len(self.open)
        self.open.append(_Item(kind, indent + len(item["marker"]) + min(len(item["gap"]), 4)))
        marker = item["marker"] if kind != "dl" else ":  "
        text = (
            item["text"][attributes.end() :] if (attributes := _ITEM_ATTRIBUTES.match(item["text"])) else item["text"]
        )
        yield from self._begun(f"{_STEP * depth}{marker} ", text)

    def _ends_a_paragraph(self, indent: int) -> bool:
        """Whether the line above is a paragraph within an item, which Python-Markdown would go on with."""
        is_beside_loose = any(item.is_loose for item in self.open if item.offset > indent)
        is_in_loose = bool(self.open) and self.open[-1].is_loose and not _ITEM.fullmatch(self.previous)
        return is_beside_loose or is_in_loose

    def _close_for(self, indent: int, kind: str) -> None:
        """Leave the items beside which a new one of this kind stands; one of another kind stands in the last one."""
        under = next((at for at, item in enumerate(self.open) if item.offset > indent), len(self.open))
        same = next((at for at, item in enumerate(self.open) if at >= under and item.kind == kind), None)
        if same is not None:
            del self.open[same:]
        else:
            del self.open[under if not self.previous.strip() else under + 1 :]

    def _begun(self, start: str, text: str) -> Iterator[str]:
        """The first line of an item, which may open a fence."""
        fenced = self.fences.at(self.at - 1, text, self.open[-1].offset)
        if fenced is None:
            yield start + text
            return
        self.at = fenced.end
        yield start + self.store(fenced.html)
        yield ""

    def _text(self, line: str) -> Iterator[str]:
        self._leave_lists(line)
        indent = _indent(line)
        depth = sum(1 for item in self.open if item.offset <= indent)
        offset = self.open[depth - 1].offset if depth else 0
        if fenced := self.fences.at(self.at - 1, line, offset, is_solid=depth < len(self.open)):
            self.at = fenced.end
            yield from ("", _STEP * depth + self.store(fenced.html), "")
        elif line[offset:].lstrip(" ").startswith(">"):
            yield from self._quotation(_STEP * depth)
        elif not self.open:
            yield from self._paragraph(line)
        else:
            yield _STEP * depth + line[offset:] if depth else line

    def _quotation(self, start: str) -> Iterator[str]:
        """The lines of one, read as a source of their own."""
        first = self.at - 1
        end = next((at for at in range(self.at, len(self.lines)) if not _QUOTED.match(self.lines[at])), len(self.lines))
        inner = [_QUOTED.sub("", line) for line in self.lines[first:end]]
        self.at = end
        read = list(_Lines(inner, self.store, self.depth + 1).read()) if self.depth < _DEEPEST else inner
        while read and not read[-1].strip():
            read.pop()
        if self.open and self.previous.strip():
            self.open[-1].is_loose = True
            yield ""
        yield from (f"{start}> {line}" for line in read)

    def _paragraph(self, line: str) -> Iterator[str]:
        """A line at the left edge; attributes under a heading are put beside it, where Python-Markdown wants them."""
        attributes, below = self._following(), self._following(1)
        if _HEADING.fullmatch(line):
            line = _HEADING_END.sub(" ", line)
            if _ATTRIBUTES.fullmatch(attributes) and not line.rstrip().endswith("}"):
                self.at += 1
                line = f"{line} {attributes.strip()}"
            yield line
        elif _UNDERLINE.fullmatch(attributes) and _ATTRIBUTES.fullmatch(below) and not self.previous.strip():
            self.at += 2
            yield from (f"{line} {below.strip()}", attributes, "")
        else:
            yield _YEAR.sub(r"\1\\.", line)

    def _leave_lists(self, line: str) -> None:
        """A line after an empty one belongs to the items whose text it stands under, and to no others."""
        if not self.previous.strip():
            indent = _indent(line)
            while self.open and indent < self.open[-1].offset:
                self.open.pop()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
