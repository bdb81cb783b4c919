"""A Markdown source put so that Python-Markdown reads its lines as kramdown does: where lists begin, how deep."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_STEP = "    "  # what Python-Markdown asks for a level of a list
_FENCE = re.compile(r"(?P<indent>\s*)(?P<mark>`{3,}|~{3,})")
_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[*+-]|\d{1,3}\.)(?P<gap>[ \t]+)(?P<text>\S.*)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_YEAR = re.compile(r"( {0,3}\d{4,})\.(?=\s)")  # "2024. 7. 1. …" is a date, no 2,024th item
_ATTRIBUTES = re.compile(r"[ \t]*\{:[^}\n]*\}[ \t]*")
_TOC = re.compile(r"[ \t]*\{:\s*toc\b[^}]*\}[ \t]*", re.IGNORECASE)
_NO_PARAGRAPH = re.compile(r"\s*(?:$|[<>|#]|\{:|\[\^|:\s)|\s{4}")
_VERBATIM = re.compile(r"<(pre|script|style|textarea)\b|<(!)--", re.IGNORECASE)
_COMMENT = re.compile(r"\{::comment\}.*?\{:/[a-z]*\}", re.DOTALL)
_OPTIONS = re.compile(r"\{::(?:options|encoding)\b[^}]*/?\}")
_NOMARKDOWN = re.compile(r"\{::nomarkdown\b[^}]*\}(.*?)\{:/[a-z]*\}", re.DOTALL)
_END = re.compile(r"\{:/[a-z]*\}")


def prepare(source: str, *, raw: str) -> str:
    """raw: the name of the element that stands for `{::nomarkdown}`."""
    if "{::" in source:
        source = _without_extensions(source, raw)
    return "\n".join(_Lines().read(source.expandtabs(4).split("\n")))


def _without_extensions(source: str, raw: str) -> str:
    """{::comment}, {::options} and {::nomarkdown}; looks no further than the last thing that could close one."""
    last = max((end.end() for end in _END.finditer(source)), default=0)
    closed, rest = source[:last], source[last:]
    closed = _NOMARKDOWN.sub(rf"<{raw}>\1</{raw}>", _COMMENT.sub("", closed))
    return _OPTIONS.sub("", closed + rest)


@dataclass
class _Lines:
    """Where the reading stands. offsets: the column where the text of each open list item begins, outermost first."""

    offsets: list[int] = field(default_factory=list)
    fence: str = ""
    fence_indent: int = 0
    closing: str = ""  # what ends the raw element or comment we're in
    previous: str = ""

    def read(self, lines: list[str]) -> Iterator[str]:
        for at, line in enumerate(lines):
            following = lines[at + 1] if at + 1 < len(lines) else ""
            yield from self._verbatim(line) if self._is_verbatim(line) else self._line(line, following)
            self.previous = line

    def _is_verbatim(self, line: str) -> bool:
        if self.fence or self.closing:
            return True
        opened = _VERBATIM.search(line)
        if opened and "`" not in line[: opened.start()]:
            end = "-->" if opened[2] else f"</{opened[1].lower()}"
            self.closing = "" if end in line[opened.end() :].lower() else end
            return bool(self.closing)
        return False

    def _verbatim(self, line: str) -> Iterator[str]:
        if self.closing:
            self.closing = "" if self.closing in line.lower() else self.closing
            yield line
            return
        if line.strip().startswith(self.fence) and not line.strip().strip(self.fence[0]):
            yield from self._end_fence(line)
        elif self.offsets:
            yield _STEP * (len(self.offsets) + 1) + line[min(self.fence_indent, _indent(line)) :]
        else:
            yield line

    def _end_fence(self, line: str) -> Iterator[str]:
        self.fence = ""
        yield "" if self.offsets else line

    def _line(self, line: str, following: str) -> Iterator[str]:
        if not line.strip():
            yield line
        elif _TOC.fullmatch(following):
            yield "[TOC]"
        elif _ATTRIBUTES.fullmatch(line):
            yield from self._attributes(line, following)
        elif fence := _FENCE.match(line):
            yield from self._begin_fence(line, fence)
        elif (item := _ITEM.fullmatch(line)) and not _RULE.fullmatch(line):
            yield from self._item(item)
        else:
            yield self._text(line)

    def _attributes(self, line: str, following: str) -> Iterator[str]:
        """Attributes belong to the block above, which they end; without one they're no text either."""
        if self.previous.strip() and not _TOC.fullmatch(line):
            yield line
            if following.strip():
                yield ""

    def _begin_fence(self, line: str, fence: re.Match[str]) -> Iterator[str]:
        """In a list Python-Markdown knows no fences: there the code is indented instead."""
        rest = line[fence.end() :]
        if fence["mark"][0] == "`" and "`" in rest:
            yield line
            return
        self._leave_lists(line)
        self.fence, self.fence_indent = fence["mark"], _indent(line)
        if self.offsets:
            yield ""
            return
        if self.previous.strip() and self.previous.lstrip()[:1] != "<":
            yield ""
        yield line.lstrip()

    def _item(self, item: re.Match[str]) -> Iterator[str]:
        indent = len(item["indent"])
        if not self.offsets and indent >= len(_STEP):
            yield item[0]  # indented code
            return
        if not self.offsets and not _NO_PARAGRAPH.match(self.previous):
            yield ""  # kramdown's GFM begins a list under a line of text
        while self.offsets and indent < self.offsets[-1]:
            self.offsets.pop()
        yield f"{_STEP * len(self.offsets)}{item['marker']} {item['text']}"
        self.offsets.append(indent + len(item["marker"]) + min(len(item["gap"]), 4))

    def _text(self, line: str) -> str:
        self._leave_lists(line)
        if not self.offsets:
            return _YEAR.sub(r"\1\\.", line)
        indent = _indent(line)
        depth = sum(1 for offset in self.offsets if offset <= indent)
        return line if not depth else _STEP * depth + line[self.offsets[depth - 1] :]

    def _leave_lists(self, line: str) -> None:
        """A line after an empty one belongs to the items whose text it stands under, and to no others."""
        if not self.previous.strip():
            indent = _indent(line)
            while self.offsets and indent < self.offsets[-1]:
                self.offsets.pop()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
