"""Markdown as a Jekyll site's author knows it: Python-Markdown taught what kramdown's GFM does otherwise.

kramdown's rules: https://kramdown.gettalong.org/syntax.html
"""

import re
import threading
from xml.etree.ElementTree import Element  # Python-Markdown’s own tree

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import HtmlInlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor

from newsdao.content import link_names, maths
from newsdao.content.bar_tables import with_headers
from newsdao.content.costly import cheapened
from newsdao.content.html_blocks import HtmlBlocks
from newsdao.content.kramdown_extensions import carried_out
from newsdao.content.kramdown_lines import KramdownLines
from newsdao.content.typography import Typography

_ESCAPED = list("\\.*_+`<>()[]{}#!:|\"'$=-~")  # what a backslash makes plain text
_EXTENSIONS = ("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "tables")
# HTML's own code stands as it is written: no dash of `<code>--dry-run</code>` becomes another.
_CODE = r"(<(code|kbd|samp|var)\b[^<>]*>.{0,2000}?</\2>)"
_NOTHING_TO_DO = re.compile(r"[^$*_`\[\]<>&#|~{}\\!:\n+\-=\d.'\"]*")
_LOCAL = threading.local()


class _KramdownHeader(HashHeaderProcessor):
    """A "#" needs a blank after it: "#해시태그" is text."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \t]|\n|$)(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")


class _Quotations(BlockQuoteProcessor):
    """An empty line ends one: the next is another, not more of it."""

    def lastChild(self, parent: Element) -> None:  # noqa: ARG002, N802 - as Python-Markdown calls it
        return None


class _KramdownAttributes(AttrListTreeprocessor):
    """Attributes need the colon of `{: .class #id}`: other text in braces is text. A heading also takes `{#id}`."""

    # Final in the stubs; Python-Markdown reads them from the instance, so that a subclass may say otherwise.
    BASE_RE = r"\{:[ ]*([^\}\n ][^\}\n]*)\}"  # type: ignore[misc]
    HEADER_RE = re.compile(r"[ ]+\{(?::[ ]*|(?=#))([^\}\n ][^\}\n]*)\}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]


class _BarTables(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return list(with_headers(lines))


class _Extensions(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return carried_out("\n".join(lines), self.md.htmlStash.store).split("\n")


class _Kramdown(Extension):
    def __init__(self, smart: bool) -> None:
        super().__init__()
        self.smart = smart

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name Python-Markdown calls
        md.ESCAPED_CHARS = _ESCAPED
        link_names.register(md)
        md.parser.blockprocessors.register(_KramdownHeader(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(_Quotations(md.parser), "quote", 20)
        md.treeprocessors.register(_KramdownAttributes(md), "attr_list", 8)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(?=\S)(.+?)(?<=\S)~~", "del"), "del", 55)
        md.inlinePatterns.register(HtmlInlineProcessor(_CODE, md), "html_code", 187)  # after code in back quotes
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\{1,2}\n", "br"), "backslash_break", 185)
        md.preprocessors.register(_Extensions(md), "kramdown_extensions", 29)  # after white space, before all else
        md.preprocessors.register(KramdownLines(md), "kramdown_lines", 28)
        md.preprocessors.register(_BarTables(md), "bar_tables", 19)  # code and HTML are set aside by then
        md.preprocessors.register(HtmlBlocks(md), "html_blocks", 22)  # after fenced code, before HTML
        if self.smart:
            md.treeprocessors.register(Typography(md), "typography", 6)


def to_html(source: str, *, smart: bool = True) -> str:
    """Markdown as HTML, neither balanced nor safe. smart: straight quotes, dashes and dots become typographic ones."""
    if not source.strip():
        return ""
    source, formulas = maths.set_aside(source)
    return maths.put_back(_markdown(smart).reset().convert(cheapened(source)), formulas)


def has_markup(text: str) -> bool:
    """Whether Markdown or HTML could read the text as anything but plain words."""
    return _NOTHING_TO_DO.fullmatch(text) is None


def _markdown(smart: bool) -> Markdown:
    """One converter a thread, since making one costs as much as ten posts; it is reset before each use."""
    name = "smart" if smart else "plain"
    converter: Markdown | None = getattr(_LOCAL, name, None)
    if converter is None:
        converter = _make(smart)
        setattr(_LOCAL, name, converter)
    return converter


def _make(smart: bool) -> Markdown:
    return Markdown(
        extensions=[
            "abbr",
            "attr_list",
            "def_list",
            "footnotes",
            "md_in_html",
            "sane_lists",
            "tables",
            _Kramdown(smart),
        ],
        extension_configs={
            "footnotes": {"BACKLINK_TITLE": "", "USE_DEFINITION_ORDER": False},
        },
        output_format="html",
    )
