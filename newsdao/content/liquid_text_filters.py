"""Filters of text, by Ruby's rules. A value that is no text is taken as it would be printed."""

import base64
import html
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus

from newsdao.content import kramdown, slugs, typography
from newsdao.content.liquid_number_filters import whole
from newsdao.content.liquid_run import MAX_OUTPUT, Context
from newsdao.content.liquid_values import RefusedError, inspected, text_of

_MAX_MARKDOWN = 100_000  # characters
_ESCAPES = {"&": "&amp;", ">": "&gt;", "<": "&lt;", '"': "&quot;", "'": "&#39;"}
_UNESCAPED = re.compile(r"""["'<>]|&(?!(?:[a-zA-Z]{1,40}|#\d{1,10});)""")
_LINE_END = re.compile(r"\r?\n")
_CJK = re.compile(
    "[\u1100-\u11ff\u3041-\u309f\u30a1-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
)
_HIDDEN = (("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>"), ("<", ">"))
_URI_SAFE = "!$&'()*+,;=:/?@#[]-._~"
_SLUG_MODES = frozenset({"raw", "default", "pretty", "ascii", "latin", "none"})


def _escape(value: Any) -> str | None:
    return None if value is None else re.sub(r"""[&<>"']""", lambda one: _ESCAPES[one[0]], text_of(value))


def _escape_once(value: Any) -> str:
    return _UNESCAPED.sub(lambda one: _ESCAPES[one[0]], text_of(value))


def _xml_escape(value: Any) -> str:
    return html.escape(text_of(value), quote=False).replace('"', "&quot;")


def _slice(value: Any, start: Any, length: Any = 1) -> Any:
    of = value if isinstance(value, list) else text_of(value)
    at, size = whole(start), 1 if length is None else whole(length)
    at += len(of) if at < 0 else 0
    return of[at : at + size] if at >= 0 and size >= 0 else of[:0]


def _truncate(value: Any, length: Any = 50, end: Any = "...") -> str | None:
    if value is None:
        return None
    text, size, end = text_of(value), whole(length), text_of(end)
    return text if len(text) <= size else text[: max(size - len(end), 0)] + end


def _truncatewords(value: Any, words: Any = 15, end: Any = "...") -> str | None:
    if value is None:
        return None
    count = max(whole(words), 1)
    found = text_of(value).split()
    return text_of(value) if len(found) <= count else " ".join(found[:count]) + text_of(end)


def _split(value: Any, separator: Any) -> list[str]:
    text, by = text_of(value), text_of(separator)
    found = text.split() if by == " " else text.split(by) if by else list(text)
    while found and not found[-1]:
        found.pop()
    return found


def _strip_html(value: Any) -> str:
    """By Ruby's patterns, each read once from the left, so that nothing unclosed is searched for twice."""
    text = text_of(value)
    for opening, closing in _HIDDEN:
        text = _without(text, opening, closing)
    return text


def _without(text: str, opening: str, closing: str) -> str:
    kept, at = [], 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join(kept) + text[at:]


def _replace(value: Any, old: Any, new: Any = "") -> str:
    text, old, new = text_of(value), text_of(old), text_of(new)
    if text.count(old) * len(new) > MAX_OUTPUT:
        raise RefusedError("makes a text too long for a page")
    return text.replace(old, new)


def _replace_last(value: Any, old: Any, new: Any = "") -> str:
    text, old = text_of(value), text_of(old)
    at = text.rfind(old)
    return text if at < 0 else text[:at] + text_of(new) + text[at + len(old) :]


def _number_of_words(value: Any, mode: Any = None) -> int:
    text = text_of(value)
    signs = len(_CJK.findall(text))
    if mode == "cjk" or (mode == "auto" and signs):
        return signs + len(_CJK.sub(" ", text).split())
    return len(text.split())


def _markdownify(value: Any) -> str:
    text = text_of(value)
    if len(text) > _MAX_MARKDOWN:
        raise RefusedError("is too long for this filter")
    return f"{kramdown.to_html(text)}\n"


def _slugify(value: Any, mode: Any = None) -> str | None:
    if value is None:
        return None
    known: Any = mode if mode in _SLUG_MODES else "default" if mode in {None, ""} else "none"
    return slugs.slugify(text_of(value), known)


def _relative_url(context: Context, value: Any) -> str | None:
    return None if value is None else context.run.scope.relative_url(text_of(value))


def _absolute_url(context: Context, value: Any) -> str | None:
    return None if value is None else context.run.scope.absolute_url(text_of(value))


FILTERS: dict[str, Callable[..., Any]] = {
    "append": lambda value, other: text_of(value) + text_of(other),
    "prepend": lambda value, other: text_of(other) + text_of(value),
    "base64_decode": lambda value: base64.b64decode(text_of(value), validate=True).decode(),
    "base64_encode": lambda value: base64.b64encode(text_of(value).encode()).decode(),
    "capitalize": lambda value: text_of(value).capitalize(),
    "cgi_escape": lambda value: quote_plus(text_of(value)),
    "downcase": lambda value: text_of(value).lower(),
    "escape": _escape,
    "escape_once": _escape_once,
    "h": _escape,
    "inspect": lambda value: _xml_escape(inspected(value)),
    "jsonify": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    "lstrip": lambda value: text_of(value).lstrip(),
    "markdownify": _markdownify,
    "newline_to_br": lambda value: _LINE_END.sub("<br />\n", text_of(value)),
    "normalize_whitespace": lambda value: " ".join(text_of(value).split()),
    "number_of_words": _number_of_words,
    "remove": lambda value, old: _replace(value, old),
    "remove_first": lambda value, old: text_of(value).replace(text_of(old), "", 1),
    "remove_last": _replace_last,
    "replace": _replace,
    "replace_first": lambda value, old, new="": text_of(value).replace(text_of(old), text_of(new), 1),
    "replace_last": _replace_last,
    "rstrip": lambda value: text_of(value).rstrip(),
    "slice": _slice,
    "slugify": _slugify,
    "smartify": lambda value: typography.typeset(text_of(value)),
    "split": _split,
    "strip": lambda value: text_of(value).strip(),
    "strip_html": _strip_html,
    "strip_index": lambda value: re.sub(r"/index\.html?(?=\n|\Z)", "/", text_of(value), count=1),
    "strip_newlines": lambda value: _LINE_END.sub("", text_of(value)),
    "truncate": _truncate,
    "truncatewords": _truncatewords,
    "upcase": lambda value: text_of(value).upper(),
    "uri_escape": lambda value: quote(text_of(value), safe=_URI_SAFE),
    "url_decode": lambda value: None if value is None else unquote_plus(text_of(value), errors="strict"),
    "url_encode": lambda value: None if value is None else quote_plus(text_of(value)),
    "xml_escape": _xml_escape,
}
OF_THE_SITE: dict[str, Callable[..., Any]] = {"absolute_url": _absolute_url, "relative_url": _relative_url}
