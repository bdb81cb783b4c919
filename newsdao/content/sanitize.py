"""What of an author's HTML may reach a reader. No author is trusted with script.

Two passes of nh3, which parses as HTML5 does: `parse` first, to balance and to keep what our own modules still need to
see, and `clean` last, after them all, which alone guards the reader: it stands even when everything before it fails.
"""

import re
from collections.abc import Callable
from functools import cache

import nh3
from pygments.token import STANDARD_TYPES

from newsdao.content.characters import fit
from newsdao.content.languages import language_tag

POLICY_VERSION = 2  # count up when anything below changes what comes out: stored articles are then made anew

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption code col colgroup dd del details div dl dt em figcaption figure"  # noqa: SIM905 - reads better as words
    " h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s small span strong sub summary sup"
    " table tbody td tfoot th thead time tr u ul".split()
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
ID_PREFIX = "s-"  # so that an author's id never shadows a page's own, nor a property of `document`
ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "rel"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
VALUES = {
    "th": {"scope": {"col", "row", "colgroup", "rowgroup"}},
    "img": {"loading": {"lazy"}, "decoding": {"async"}},
}
CLASSES = frozenset(
    "align-left align-center align-right caption codehilite embed embed-link figure footnote"  # noqa: SIM905 - reads better as words
    " footnote-backref footnote-ref highlight mark-blue mark-green mark-red mark-yellow math picture-link"
    " table-scroll task toc tone-blue tone-green tone-orange tone-purple tone-red".split()
)
_CLASS_PATTERN = re.compile(r"language-[\w+#.-]{1,30}|embed-[a-z]{1,20}", re.ASCII)
_TOKEN_CLASSES = frozenset(STANDARD_TYPES.values()) - {""}  # Pygments' short names: "k", "nb", "s2", "err"
Filter = Callable[[str, str], str | None]
_RELS = frozenset({"noopener", "noreferrer", "nofollow", "ugc", "sponsored"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]")
_LENGTH = re.compile(r"[0-9]{1,5}")
_DATETIME = re.compile(r"[0-9TZPWDHMSY:+\-. ]{1,40}")
_ID = re.compile(re.escape(ID_PREFIX) + r"\S{1,300}")

# Names that HTML reads as raw text: what one parser takes for text another runs, so none of them is left standing.
_RAW_TEXT = re.compile(r"<(/?)(title|textarea|noscript|noembed|noframes|xmp|plaintext|iframe)(?![\w-])", re.IGNORECASE)
_HEAD = re.compile(r"<head[\s>]", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>|(?=<body)", re.IGNORECASE)
_NAME = re.compile(r"<([a-zA-Z][\w:.-]*)")
_CLOSING_NAME = re.compile(r"</([a-zA-Z][\w:.-]*)")
_LINE_AFTER_PRE = re.compile(r"(<pre(?: [^<>]*)?>)\n+")
_DROPPED_WHOLE = frozenset({"script", "style", "svg", "math", "template"})

# What HTML has, or had: any other name, never closed, was the author's text ("<KBS 뉴스9>").
_HTML_NAMES = TAGS | set(
    "address acronym applet area article aside audio base basefont bdi bdo bgsound big blink body button"  # noqa: SIM905 - reads better as words
    " canvas center cite data datalist details dfn dialog dir embed fieldset font footer form frame"
    " frameset head header hgroup html iframe image input isindex keygen label legend link listing main"
    " map marquee math menu menuitem meta meter nav nobr noembed noframes noscript object optgroup option"
    " output param picture plaintext progress rb rp rt rtc ruby samp script search section select slot"
    " source spacer strike style summary svg template textarea title track tt var video wbr xmp".split()
)
BLOCK_ALIASES = frozenset(
    "address article aside center dialog dir fieldset footer form header hgroup legend main menu"  # noqa: SIM905 - reads better as words
    " nav search section".split()
)
INLINE_ALIASES = {"tt": "code", "samp": "code", "var": "i", "cite": "i", "dfn": "em", "strike": "s"}
FOREIGN = frozenset({"x-iframe", "video", "audio", "source", "embed", "object"})
_TOLD_BY_STYLE = "background background-color color font-style font-weight text-align text-decoration".split()  # noqa: SIM905 - reads better as words


@cache
def _parser() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS | BLOCK_ALIASES | set(INLINE_ALIASES) | FOREIGN | {"font"},
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes={
            **ATTRIBUTES,
            "*": {"class", "dir", "id", "lang", "title", "align", "style", "bgcolor"},
            "a": {"href", "rel", "name"},
            "font": {"color"},
            "pre": {"data-ke-language", "data-lang"},
            "th": {"colspan", "rowspan", "scope"},
            "blockquote": {"cite", "data-instgrm-permalink"},
            "object": {"data"},
            **{tag: {"src"} for tag in FOREIGN - {"object"}},
        },
        link_rel=None,
        url_schemes=set(SCHEMES | {"data"}),
        filter_style_properties={spelt for name in _TOLD_BY_STYLE for spelt in (name, name.upper(), name.title())},
    )


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        tag_attribute_values=VALUES,
        link_rel=None,
        url_schemes=set(SCHEMES),
    )


def parse(html: str) -> str:
    """Any text as balanced HTML, still with what embeds, pictures and alignment are read from. Not safe to show."""
    return _parser().clean(_tame(fit(html)))


def clean(html: str) -> str:
    """Any text as HTML that is safe to show and that every parser reads alike: clean(clean(x)) == clean(x)."""
    html = _tame(fit(html))
    for _ in range(6):
        # What changes when read again is what mutation attacks live on; nearly everything stands still at once.
        cleaned = _LINE_AFTER_PRE.sub(r"\1", _cleaner().clean(html))
        if cleaned == html:
            return cleaned
        html = cleaned
    return nh3.escape(html)


def _tame(html: str) -> str:
    """Leaves no element whose content a parser could take for raw text, and makes text of what is no element."""
    html = _RAW_TEXT.sub(r"<\1x-\2", _without_head(html))
    names = {name.lower() for name in _NAME.findall(html)}
    closed = {name.lower() for name in _CLOSING_NAME.findall(html)}
    words = {name for name in names - _HTML_NAMES - closed if not name.startswith("x-")}
    if not names & {"script", "style"} - closed and not words:
        return html
    words |= {"script", "style"} - closed
    return _NAME.sub(lambda tag: tag[0] if tag[1].lower() not in words else f"&lt;{tag[1]}", html)


def _without_head(html: str) -> str:
    """A whole document yields its body: the title and what else stands in the head are no text of the article."""
    head = _HEAD.search(html)
    end = _HEAD_END.search(html, head.end()) if head else None
    return html[: head.start()] + html[end.end() :] if head and end else html


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in _FILTERS:
        return _FILTERS[name](tag, value)
    return value


def _classes(tag: str, value: str) -> str | None:
    kept = [name for name in dict.fromkeys(value.split()) if _is_ours(tag, name)]
    return " ".join(kept) or None


def _is_ours(tag: str, name: str) -> bool:
    if name in CLASSES or _CLASS_PATTERN.fullmatch(name):
        return True
    return tag == "span" and name in _TOKEN_CLASSES


def _rel(_tag: str, value: str) -> str | None:
    return " ".join(token for token in dict.fromkeys(value.lower().split()) if token in _RELS) or None


def _href(_tag: str, value: str) -> str | None:
    scheme = _SCHEME.match(_BLANKS.sub("", value))
    return value if scheme is None or scheme[1].lower() in SCHEMES else None


def _src(_tag: str, value: str) -> str | None:
    """A picture is the site's own: a reader's browser asks nobody else."""
    is_own = value.startswith("/") and not value.startswith(("//", "/\\")) and not re.search(r"[\x00-\x20\\]", value)
    return value if is_own else None


def _direction(_tag: str, value: str) -> str | None:
    return value if (value := value.strip().lower()) in {"rtl", "ltr", "auto"} else None


def _language(_tag: str, value: str) -> str | None:
    return tag if 0 < len(tag := language_tag(value)) <= 35 else None


def _nothing_said(_tag: str, _value: str) -> str:
    """An attribute that says all by being there."""
    return ""


def _matching(pattern: re.Pattern[str]) -> Filter:
    return lambda _tag, value: value if pattern.fullmatch(value) else None


_FILTERS: dict[str, Filter] = {
    "class": _classes,
    "rel": _rel,
    "href": _href,
    "src": _src,
    "id": _matching(_ID),
    "dir": _direction,
    "lang": _language,
    "open": _nothing_said,
    "datetime": _matching(_DATETIME),
    **dict.fromkeys(("width", "height", "colspan", "rowspan", "start"), _matching(_LENGTH)),
}
