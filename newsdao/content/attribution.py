"""What a story is based on: `source:` in the front matter, and the line 출처 that stands in the text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

from newsdao.content import summary
from newsdao.content.characters import folded
from newsdao.content.fragment import Element, ancestors
from newsdao.content.links import site_path
from newsdao.content.manuscript import Lookup
from newsdao.content.metadata import Metadata
from newsdao.content.post import Source
from newsdao.content.web_addresses import is_web

_MOST = 20
_LONGEST_LINE = 400
_NAME_LIMIT = 120
_MARK = re.compile(
    r"[\s(<\[【※*·•>-]*(?:자료\s*출처|기사\s*출처|출처|원문|sources?)(?:\s*(?:링크|바로\s*가기|기사|보기))?(?P<colon>\s*[=:：])?\s*",
    re.IGNORECASE,
)
# The terms under which a ministry's text may be used name "출처" too, and are no source.
_LICENCE = "공공누리"
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"'“”‘’|,]+", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\((https?://[^)\s]+)\)")
_EMPTY_NAMES = frozenset({"", "링크", "바로가기", "원문", "원문 보기", "여기", "출처", "link", "here", "source"})
_EDGES = " \t,;:=|/·•—–-()[]<>【】"
_AS_WRITTEN = "write a name, an address, or {name, url}"
_BLOCKS = frozenset({"p", "li"})
_ELSEWHERE = frozenset({"figure", "pre", "table"})
# (text, the address it is linked to or "")
_Piece = tuple[str, str]


def stated(meta: Metadata) -> tuple[Source, ...]:
    """`source:` or `sources:`: a name, an address, a Markdown link, {name, url}, or a list of these; `source_url:`."""
    written = [*_listed(meta.values.get("source")), *_listed(meta.values.get("sources"))]
    found = [one for item in written if (one := _stated(item)) is not None]
    for key in ("source", "sources"):
        if any(_is_lost(item) for item in _listed(meta.values.get(key))):
            meta.tell("note", key, f"`{key}` holds what is neither a name nor a web address", _AS_WRITTEN)
    if address := meta.text("source_url"):
        if not is_web(address):
            meta.tell("note", "source_url", "`source_url` is no web address", "write it with https://")
        elif found and not found[0].url:
            found[0] = replace(found[0], url=address)
        else:
            found.append(Source(_host(address), address))
    return tuple(dict.fromkeys(found))[:_MOST]


def credited(root: Element, lookup: Lookup) -> tuple[Source, ...]:
    """The sources elsewhere that lines beginning with 출처, 자료출처, 원문 or Source link to. root: links mended."""
    found: dict[str, Source] = {}
    for block in root.iter("p", "li"):
        if any(child.tag in _BLOCKS for child in block.iterdescendants()):
            continue
        if not any(above.tag in _ELSEWHERE for above in ancestors(block)):
            for line in _lines(block):
                found.update({one.url: one for one in _of_line(line, lookup) if one.url not in found})
    return tuple(found.values())[:_MOST]


def together(stated: Iterable[Source], credited: Iterable[Source]) -> tuple[Source, ...]:
    """Those of the front matter first; known of each is whether the text says it by itself."""
    said = list(credited)
    own = [replace(one, is_said=True) if _is_among(one, said) else one for one in stated]
    return (*own, *(one for one in said if not _is_among(one, own)))[:_MOST]


def _is_among(one: Source, others: Iterable[Source]) -> bool:
    return any(one.url == other.url if one.url and other.url else one.name == other.name for other in others)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _stated(item: Any) -> Source | None:
    if isinstance(item, Mapping):
        name, title, url = (
            value if isinstance(value := item.get(key), str) else "" for key in ("name", "title", "url")
        )
        name, url = summary.plain(name or title), url.strip()
        url = url if is_web(url) else ""
    elif isinstance(item, str):
        text = item.strip()
        link = _MARKDOWN_LINK.search(text) or _ADDRESS.search(text)
        url = (link[2] if link.re is _MARKDOWN_LINK else _complete(link[0])) if link else ""
        name = summary.plain(link[1] if link and link.re is _MARKDOWN_LINK else _ADDRESS.sub("", text)).strip(_EDGES)
    else:
        return None
    return Source(name[:_NAME_LIMIT] or _host(url), url) if name or url else None


def _is_lost(item: Any) -> bool:
    """Whether something was written that shows nowhere."""
    address = item.get("url") if isinstance(item, Mapping) else None
    return item not in (None, "") and (_stated(item) is None or bool(address and not is_web(str(address).strip())))


def _lines(block: Element) -> Iterator[list[_Piece]]:
    """The block's lines as a reader sees them, each in pieces of text with the address they are linked to."""
    line: list[_Piece] = []
    for text, address in _pieces(block, ""):
        first, *others = text.split("\n")
        line.append((first, address))
        for other in others:
            yield line
            line = [(other, address)]
    yield line


def _pieces(element: Element, address: str) -> Iterator[_Piece]:
    if element.tag == "br":
        yield "\n", ""
    if element.tag == "a":
        address = element.get("href") or ""
    yield element.text or "", address
    for child in element:
        yield from _pieces(child, address)
        yield child.tail or "", address


def _of_line(line: list[_Piece], lookup: Lookup) -> Iterator[Source]:
    text = folded("".join(piece for piece, _ in line))
    mark = _MARK.match(text)
    if mark is None or len(text) > _LONGEST_LINE or _LICENCE in text:
        return
    before = "".join(piece for piece, _ in takewhile(lambda one: not one[1], line))
    is_linked = len(before) < sum(len(piece) for piece, _ in line) and _MARK.fullmatch(before)
    if not mark["colon"] and not is_linked:
        return  # "원문을 보면 …" is a sentence
    said = ""
    for name, address in _named(line):
        words = f"{said} {name}" if address else name
        if address and not _is_own(address, lookup):
            yield Source(_name(name, said, address), address, is_said=True)
        said = "" if address else words


def _named(line: list[_Piece]) -> Iterator[_Piece]:
    """The line's pieces with bare addresses linked, and the mark at its beginning taken off."""
    is_begun = False
    for piece, address in line:
        text = piece
        if not is_begun and (mark := _MARK.match(piece)):
            text, is_begun = piece[mark.end() :], True
        if address.startswith(("http://", "https://", "/", "#")):
            yield text, address
            continue
        at = 0
        for bare in _ADDRESS.finditer(text):
            yield text[at : bare.start()], ""
            yield "", _complete(bare[0])
            at = bare.end()
        yield text[at:], ""


def _name(name: str, before: str, address: str) -> str:
    """What the link says, else the words before it, else the host."""
    ladder = (folded(one).strip(_EDGES) for one in (_ADDRESS.sub("", name), before))
    return next((one for one in ladder if one.lower() not in _EMPTY_NAMES), _host(address))[:_NAME_LIMIT]


def _is_own(address: str, lookup: Lookup) -> bool:
    return address.startswith(("/", "#")) or site_path(address, lookup) is not None or not is_web(address)


def _complete(address: str) -> str:
    address = address.rstrip(".;:!?…")
    return address if "://" in address else f"https://{address}"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
