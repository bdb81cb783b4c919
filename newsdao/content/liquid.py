"""Liquid in a post's body, as far as its meaning is certain; the rest is left out of the page and reported."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsdao.content import liquid_blocks, liquid_includes, liquid_values
from newsdao.content.liquid_values import Tag
from newsdao.content.post import Notice

# Blocks whose content can't be known, or isn't for the page.
_HIDDEN = frozenset({"for", "tablerow", "capture", "case", "schema", "cycle"})
_CHOICES = frozenset({"if", "unless", "ifchanged"})
_BLOCKS = _HIDDEN | _CHOICES | {"highlight"}
_ELSE = frozenset({"else", "elsif", "when"})
# One hostile file mustn't fill the report.
_MAX_NOTICES = 50
_ENDS = {name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}") for name in ("raw", "comment")}

FindPost = Callable[[str], str | None]


def convert(
    text: str,
    site_values: Mapping[str, Any],
    find_post: FindPost,
    path: str,
    first_line: int,
    *,
    is_markdown: bool = True,
) -> tuple[str, tuple[Notice, ...]]:
    """The text with its Liquid carried out, and a notice for each piece that couldn't be.

    site_values: what `site.…` means: `_config.yml`'s values, nested. find_post: the name in `post_url` or the path in
    `link` → the post's permalink. first_line: the line of the file on which the text begins, 1-based.
    """
    if "{{" not in text and "{%" not in text:
        return text, ()
    converter = _Converter(text, liquid_values.Site(site_values, find_post), path, first_line, is_markdown=is_markdown)
    return converter.converted(), tuple(converter.notices)


@dataclass
class _Block:
    """An open block. at: where its output begins. hides_from: where output begins that isn't shown, None if all is."""

    tag: Tag
    at: int
    hides_from: int | None = None


@dataclass
class _Converter:
    text: str
    site: liquid_values.Site
    path: str
    first_line: int
    is_markdown: bool = field(kw_only=True)
    notices: list[Notice] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    open: list[_Block] = field(default_factory=list)
    trims_next: bool = False

    def converted(self) -> str:
        at = 0
        for tag in self._tags():
            self._put(self.text[at : tag.start])
            if tag.trims_left and self.out:
                self.out[-1] = self.out[-1].rstrip()
            self._carry_out(tag)
            at = tag.end
            self.trims_next = tag.trims_right
        self._put(self.text[at:])
        unclosed, self.open = self.open, []
        for block in unclosed:
            self._report(block.tag, "is never closed", f"end it with end{block.tag.name}")
        return "".join(self.out)

    def _tags(self) -> Iterator[Tag]:
        """What stands in {{ }} and {% %}; the inside of `raw` and `comment` is given as the tag's own content."""
        at, unclosed = 0, set[str]()
        while tag := liquid_values.next_tag(self.text, at, unclosed):
            if tag.name in _ENDS and not tag.is_output:
                end = _ENDS[tag.name].search(self.text, tag.end)
                if end is None:
                    self._report(tag, "is never closed", f"end it with end{tag.name}")
                inside = self.text[tag.end : end.start() if end else len(self.text)]
                tag = tag.holding(inside, end.end() if end else len(self.text))
            yield tag
            at = tag.end

    def _put(self, text: str) -> None:
        self.out.append(text.lstrip() if self.trims_next else text)
        self.trims_next = False

    def _carry_out(self, tag: Tag) -> None:
        if tag.is_output:
            self._put_or_report(tag, liquid_values.evaluate(tag.args, self.site))
        elif tag.name == "raw":
            self.out.append(tag.content)
        elif tag.name in {"post_url", "link"}:
            self._put_or_report(tag, liquid_values.address(tag, self.site))
        elif tag.name in {"include", "include_cached"}:
            self._put_or_report(tag, liquid_includes.include(tag.args, self.site))
        elif tag.name in _BLOCKS and not self._is_in_code():
            self._open(tag)
        elif tag.name in _ELSE and self.open and self.open[-1].tag.name in _CHOICES:
            if self.open[-1].hides_from is None:
                self.open[-1].hides_from = len(self.out)
        elif tag.name.startswith("end"):
            self._close(tag.name.removeprefix("end"))
        elif tag.name != "comment":
            self._report(tag)

    def _put_or_report(self, tag: Tag, value: str | None) -> None:
        if value is None:
            self._report(tag)
        else:
            self.out.append(value)

    def _open(self, tag: Tag) -> None:
        if tag.name != "highlight":
            self._report(tag)
        self.open.append(_Block(tag, len(self.out), len(self.out) if tag.name in _HIDDEN else None))

    def _is_in_code(self) -> bool:
        return bool(self.open) and self.open[-1].tag.name == "highlight"

    def _close(self, name: str) -> None:
        """Ends of blocks not opened here, such as a plugin's, are passed over: their start was reported."""
        if not self.open or self.open[-1].tag.name != name:
            return
        block = self.open.pop()
        if block.hides_from is not None:
            del self.out[block.hides_from :]
        if name == "highlight":
            self._close_highlight(block)

    def _close_highlight(self, block: _Block) -> None:
        code = "".join(self.out[block.at :])
        before = self.out[block.at - 1].rpartition("\n")[2] if block.at else ""
        del self.out[block.at :]
        self.out.append(liquid_blocks.code_block(block.tag.args, code, before, is_markdown=self.is_markdown))

    def _report(self, tag: Tag, why: str = "can't be carried out and was left out", remedy: str = "") -> None:
        if len(self.notices) > _MAX_NOTICES or any(block.hides_from is not None for block in self.open):
            return
        line = self.first_line + self.text.count("\n", 0, tag.start)
        source = " ".join(self.text[tag.start : tag.end].split())
        what = f"`{source[:60]}{'…' if len(source) > 60 else ''}` {why}"
        if len(self.notices) == _MAX_NOTICES:
            what, remedy = "more Liquid from here on was left out", ""
        remedy = remedy or "write what it should show, or put it in {% raw %} to show it as text"
        self.notices.append(Notice(self.path, line, "lost", what, remedy))
