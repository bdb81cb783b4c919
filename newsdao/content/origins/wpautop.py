"""WordPress's paragraphs: blank lines part them, single ones are line breaks. After its `wpautop`, step by step.

https://developer.wordpress.org/reference/functions/wpautop/
Where its patterns could run for ever over a hostile text, ours are bounded: white space is folded first, and a tag ends
at the next "<".
"""

import re
from collections.abc import Iterator

from newsdao.content.origins.verbatim import spans

_BLOCK = (
    "(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote"
    "|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption"
    "|details|menu|summary)"
)
_PLACE = re.compile("<pre>\ue000(\\d+)\ue001</pre>|\ue000(\\d+)\ue001")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n(?: ?\n)+ ?")
_BEFORE = (
    (re.compile(r"<br ?/?>\s?<br ?/?>"), "\n\n"),
    (re.compile(rf"(<{_BLOCK}[\s/>])"), r"\n\n\1"),
    (re.compile(rf"(</{_BLOCK}>)"), r"\1\n\n"),
    (re.compile(r"(<hr[^<>]*>)"), r"\1\n\n"),
)
_FIGCAPTION = ((re.compile(r"\s{1,4}(<figcaption[^<>]*>)"), r"\1"), (re.compile(r"</figcaption>\s+"), "</figcaption>"))
_AFTER = (
    (re.compile(r"<p>\s*</p>"), ""),
    (re.compile(r"<p>([^<]+)</(div|address|form)>"), r"<p>\1</p></\2>"),
    (re.compile(rf"<p>\s*(</?{_BLOCK}(?![\w-])[^<>]*>)\s*</p>"), r"\1"),
    (re.compile(r"<p>(<li[^\n]+?)</p>"), r"\1"),
    (re.compile(r"<p><blockquote([^<>]*)>", re.IGNORECASE), r"<blockquote\1><p>"),
    (re.compile(r"</blockquote></p>"), "</p></blockquote>"),
    (re.compile(rf"<p>\s*(</?{_BLOCK}(?![\w-])[^<>]*>)"), r"\1"),
    (re.compile(rf"(</?{_BLOCK}(?![\w-])[^<>]*>)\s*</p>"), r"\1"),
)
_BREAKS = (
    (re.compile(r"<br ?/?>"), "<br />"),
    (re.compile(r"(?<!<br />) ?\n"), "<br />\n"),
    (re.compile(rf"(</?{_BLOCK}(?![\w-])[^<>]*>)\s*<br />"), r"\1"),
    (re.compile(r"<br />(\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)(?![\w-])[^<>]*>)"), r"\1"),
)


def paragraphs(text: str) -> str:
    """The text with <p> and <br />. What stands in <pre>, <script> and the like is left as it is."""
    if not text.strip():
        return ""
    kept: list[str] = []
    text = "".join(_set_aside(text.replace("\ue000", "").replace("\ue001", ""), kept)) + "\n"
    text = _TAG.sub(lambda tag: tag[0].replace("\n", " "), _BLANKS.sub(" ", text))
    for pattern, replacement in _BEFORE:
        text = pattern.sub(replacement, text)
    text = _EMPTY_LINES.sub("\n\n", text)
    if "<figcaption" in text:
        for pattern, replacement in _FIGCAPTION:
            text = pattern.sub(replacement, text)
    pieces = (piece.strip("\n") for piece in text.split("\n\n"))
    text = "".join(f"<p>{piece}</p>\n" for piece in pieces if piece)
    for pattern, replacement in (*_AFTER, *_BREAKS):
        text = pattern.sub(replacement, text)
    text = text.replace("\n</p>", "</p>")
    return _PLACE.sub(lambda place: kept[int(place[1] or place[2])], text).strip("\n")


def _set_aside(text: str, kept: list[str]) -> Iterator[str]:
    """The text with each <pre>…</pre> and the like as a place in `kept`."""
    at = 0
    for start, end, name in spans(text, "pre|script|style|svg|math|textarea"):
        yield text[at:start]
        # A <pre> parts paragraphs; the others stand in the line.
        place = f"\ue000{len(kept)}\ue001"
        yield f"<pre>{place}</pre>" if name == "pre" else place
        kept.append(text[start:end])
        at = end
    yield text[at:]
