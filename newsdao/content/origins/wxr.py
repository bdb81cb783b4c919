"""WordPress's export format (WXR 1.0 to 1.2), read item by item: an export of any size takes the memory of one item.

https://developer.wordpress.org/reference/functions/export_wp/
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NoReturn

from lxml import etree

from newsdao.content.fragment import Element
from newsdao.content.origins.told import Told

MAX_ELEMENTS = 100_000  # of one item, its comments not counted
MAX_TEXT = 32 << 20  # characters of one item
# Plugins let control characters into posts, which XML has no place for. In UTF-8 each is one byte, never a part of one.
_CONTROLS = bytes({*range(32)} - {9, 10, 13})
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAMESPACE = re.compile(r"\{http://wordpress\.org/export/1\.\d/(excerpt/)?\}(.+)")
_OTHERS = {
    "{http://purl.org/rss/1.0/modules/content/}encoded": "content",
    "{http://purl.org/dc/elements/1.1/}creator": "creator",
}
_AGAIN = "export it from WordPress again: Tools → Export → All content"


@dataclass(frozen=True, slots=True)
class Filing:
    """A category, tag or other term of an item. nicename: its slug, percent-encoded."""

    domain: str
    nicename: str
    name: str


@dataclass(slots=True)
class Item:
    """fields: element name without namespace ("post_id", "content", "excerpt") → text. line: of the export.

    content_line: on which the content begins. meta: key → its values. comments: how many it has.
    """

    line: int
    content_line: int
    fields: dict[str, str] = field(default_factory=dict)
    filings: list[Filing] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    comments: int = 0

    def __getitem__(self, name: str) -> str:
        """A field on one line, or ""."""
        return self.fields.get(name, "").strip()

    def first_meta(self, *keys: str) -> str:
        return next((value for key in keys for value in self.meta.get(key, ()) if value), "")


@dataclass(slots=True)
class Entry:
    """Something of the channel that is no item: an author, a category, a fact. name: the element's ("author")."""

    name: str
    text: str
    fields: dict[str, str]


def read(file: BinaryIO, told: Told) -> Iterator[Item | Entry]:
    """All of the export in its order. file: at its beginning. Raises ExportError, which names the line."""
    source = _WithoutControls(file)
    events = etree.iterparse(
        source, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        yield from _walk(events, told)
    except etree.XMLSyntaxError as error:
        _refuse(error, source, told)
    if source.dropped:
        told.tell("repaired", 0, f"{source.dropped} control characters, which XML has no place for, were left out")


class _WithoutControls:
    """A file as iterparse reads it. dropped: so many characters were. lines: so many were read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.dropped = 0
        self.lines = 1
        self.has_ended = False
        self.is_two_byte: bool | None = None

    def read(self, size: int) -> bytes:
        data = self.file.read(size)
        if self.is_two_byte is None:
            self.is_two_byte = data.startswith(_MARKS)
        clean = data if self.is_two_byte else data.translate(None, _CONTROLS)
        self.dropped += len(data) - len(clean)
        self.lines += data.count(b"\n")
        self.has_ended = not data
        # An empty answer would be the end of the file.
        return clean if clean or not data else self.read(size)


def _walk(events: Any, told: Told) -> Iterator[Item | Entry]:
    size = _Size(told)
    depth, is_export = 0, False
    for event, element in events:
        if event == "start":
            depth += 1
            size.add_element(element)
            if depth == 1:
                _check_root(element, told)
            continue
        depth -= 1
        is_export = is_export or element.tag.startswith("{http://wordpress.org/export/")
        size.add_text(element)
        if depth == 3 and _name(element) == "comment":
            size.reset()
            element.clear()
        elif depth == 2:
            size.reset()
            yield _item(element) if element.tag == "item" else _entry(element)
            _forget(element)
    if not is_export:
        raise told.unreadable(1, "holds nothing of WordPress's", f"{_AGAIN}; a feed is read as --from rss")


class _Size:
    """Of what is read and not yet done with."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.reset()

    def reset(self) -> None:
        self.elements = self.text = 0

    def add_element(self, element: Element) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS or self.text > MAX_TEXT:
            raise self.told.unreadable(_line(element), "one item is larger than any post", _AGAIN)

    def add_text(self, element: Element) -> None:
        self.text += len(element.text or "")


def _check_root(root: Element, told: Told) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise told.unreadable(1, "declares a document type and entities, which no export of WordPress does", _AGAIN)
    if root.tag != "rss":
        raise told.unreadable(_line(root), f"is no export of WordPress but <{str(root.tag)[:40]}>", _AGAIN)


def _forget(element: Element) -> None:
    """Empties what is done with, and drops the emptied ones before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _name(element: Element) -> str:
    """ "post_id" of wp:post_id; the excerpt's "encoded" is "excerpt", the content's "content"."""
    tag = str(element.tag)
    if match := _NAMESPACE.fullmatch(tag):
        return "excerpt" if match[1] else match[2]
    return _OTHERS.get(tag, tag)


def _fields(element: Element) -> dict[str, str]:
    return {_name(child): _text(child) for child in element}


def _text(element: Element) -> str:
    """With entities that nobody declared as they were written."""
    return "".join(map(str, element.itertext()))


def _entry(element: Element) -> Entry:
    return Entry(_name(element), (element.text or "").strip(), _fields(element))


def _item(element: Element) -> Item:
    # libxml2 knows lines beyond 65,535 only from the text inside, which ends on a later one.
    first = _line(element)
    line = first - (element.text or "").count("\n") if first > 65_535 else first
    item, at = Item(line, line), line + (element.text or "").count("\n")
    for child in element:
        name = _name(child)
        if name == "category":
            item.filings.append(Filing(child.get("domain") or "category", child.get("nicename") or "", _text(child)))
        elif name == "postmeta":
            pair = _fields(child)
            item.meta.setdefault(pair.get("meta_key", ""), []).append(pair.get("meta_value", ""))
        elif name == "comment":
            item.comments += 1
        elif name not in item.fields:
            item.fields[name] = _text(child)
            item.content_line = at if name == "content" else item.content_line
        at += sum(map(_newlines, child.iter())) + (child.tail or "").count("\n")
    return item


def _line(element: Any) -> int:
    return int(element.sourceline or 0)


def _newlines(element: Element) -> int:
    """Of an element's text, and of the text after it where that is inside the item's own child."""
    inner = (element.text or "").count("\n")
    parent = element.getparent()
    return inner + ((element.tail or "").count("\n") if parent is not None and parent.tag != "item" else 0)


def _refuse(error: Any, source: _WithoutControls, told: Told) -> NoReturn:
    is_at_end = source.has_ended and (error.lineno or 0) >= source.lines
    why, remedy = _MEANINGS.get(error.code, _CUT if is_at_end else ("is no well-formed XML here", _AGAIN))
    if "too big" in error.msg or "too long" in error.msg:
        why, remedy = "one text is larger than 10 MB", "shorten that post in WordPress, and export again"
    raise told.unreadable(error.lineno or 0, why, remedy) from None


_CUT = ("ends in the middle: the export is not whole", _AGAIN)
_MEANINGS = {
    getattr(etree.ErrorTypes, name): meaning
    for name, meaning in {
        "ERR_DOCUMENT_EMPTY": ("is no XML", _AGAIN),
        "ERR_INTERNAL_ERROR": ("is empty, or no XML as WordPress writes it", _AGAIN),
        **dict.fromkeys(
            ("ERR_DOCUMENT_END", "ERR_CDATA_NOT_FINISHED", "ERR_TAG_NOT_FINISHED", "ERR_GT_REQUIRED"), _CUT
        ),
        **dict.fromkeys(("ERR_ATTRIBUTE_NOT_FINISHED", "ERR_COMMENT_NOT_FINISHED", "ERR_PI_NOT_FINISHED"), _CUT),
        "ERR_INVALID_ENCODING": ("holds bytes that are not of its encoding", "save the file as UTF-8"),
        "ERR_UNSUPPORTED_ENCODING": ("names an encoding that nobody knows", "save the file as UTF-8"),
        "ERR_RESOURCE_LIMIT": ("is nested deeper, or larger in one place, than any export of WordPress", _AGAIN),
    }.items()
}
