"""RSS, Atom and JSON Feed as one kind of value, whatever the format."""

import re
import struct
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any, BinaryIO
from xml.sax import SAXParseException

import feedparser

from newsdao.content.origins.clocks import moment
from newsdao.content.origins.json_text import Table, read_json, table, text
from newsdao.content.origins.told import Told

MAX_BYTES = 20 << 20
_AGAIN = "give the address of the feed itself, such as https://…/feed/, or the file it was saved in"
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
# Unclosed tags of HTML, where a feed is not well-formed, go as deep as an entry has of them.
MAX_DEPTH = 300
_TAG = re.compile(rb"</?([A-Za-z][\w:.-]{0,60})(?:[^<>]*)>")
_DECLARED = re.compile(rb"<!ENTITY\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """html: its text, whole where the feed has it. summary: HTML or plain, another text than `html`; else "".

    media: (address, MIME type) of what is enclosed. id: the publisher's own, for ever.
    """

    title: str
    link: str
    id: str
    html: str
    summary: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    picture: str = ""
    media: tuple[tuple[str, str], ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    title: str = ""
    description: str = ""
    link: str = ""
    lang: str = ""
    entries: tuple[Entry, ...] = field(default_factory=tuple)


def read(file: BinaryIO, told: Told) -> Feed:
    """file: seekable, at most MAX_BYTES. Raises ExportError when it is no feed."""
    head = file.read(512).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    return _json_feed(file, told) if head.startswith((b"{", b"[")) else _xml_feed(file, told)


def _xml_feed(file: BinaryIO, told: Told) -> Feed:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise told.unreadable(0, f"is larger than {MAX_BYTES >> 20} MB", "save it, and give its newest entries alone")
    _check_bounds(data.replace(b"\0", b""), told)
    file.seek(0)
    try:
        # Bodies are made safe when they are read; the parser's own cleaning would lose what is embedded.
        found: Any = feedparser.parse(file, sanitize_html=False)
    except (RecursionError, ValueError, AssertionError, struct.error):
        raise told.unreadable(1, "is no feed that can be read", _AGAIN) from None
    _check(found, data, told)
    channel = found.feed
    return Feed(
        _plain(channel.get("title")),
        _plain(channel.get("subtitle")),
        str(channel.get("link") or ""),
        str(channel.get("language") or ""),
        tuple(_xml_entry(one) for one in found.entries),
    )


def _check_bounds(data: bytes, told: Told) -> None:
    """Refuses what would keep the parser busy for hours. data: of any encoding, without zeros."""
    if declared := _DECLARED.search(data):
        line = data.count(b"\n", 0, declared.start()) + 1
        raise told.unreadable(line, "declares entities, which no feed needs and bombs are made of", _AGAIN)
    depth = 0
    for tag in _TAG.finditer(b"".join(_without_verbatim(data))):
        if tag[0].startswith(b"</"):
            depth = 0 if tag[1].lower() in {b"item", b"entry"} else max(0, depth - 1)
        elif not tag[0].endswith(b"/>"):
            depth += 1
            if depth > MAX_DEPTH:
                raise told.unreadable(1, f"holds elements more than {MAX_DEPTH} deep", _AGAIN)


def _without_verbatim(data: bytes) -> Iterator[bytes]:
    """The feed without its CDATA sections, each looked for once."""
    at = 0
    while (start := data.find(b"<![CDATA[", at)) >= 0 and (end := data.find(b"]]>", start)) >= 0:
        yield data[at:start]
        at = end + 3
    yield data[at:]


def _check(found: Any, data: bytes, told: Told) -> None:
    error = found.get("bozo_exception")
    # Where the XML declaration is missing, the parser puts one on a line of its own.
    above = 0 if data.lstrip().startswith(b"<?xml") else 1
    line = max(1, (error.getLineNumber() or 1) - above) if isinstance(error, SAXParseException) else 0
    if not found.get("version") and not found.entries:
        raise told.unreadable(line or 1, "is no RSS, Atom or JSON Feed", _AGAIN)
    if isinstance(error, SAXParseException):
        what = "the feed is not well-formed here; it was read as far as its meaning is plain"
        told.tell("repaired", line, what, "compare its last entry with the site")


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _xml_entry(entry: Any) -> Entry:
    html = _content(entry.get("content") or [])
    summary = _plain(entry.get("summary"))
    detail = entry.get("summary_detail") or {}
    if not html:
        html, summary = _as_html(summary, detail.get("type", "text/html")), ""
    return Entry(
        title=_plain(entry.get("title")),
        link=_plain(entry.get("link")),
        id=_plain(entry.get("id")),
        html=html,
        summary="" if summary.strip() == html.strip() else summary,
        published_at=_when(entry, "published") or _when(entry, "updated"),
        updated_at=_when(entry, "updated"),
        categories=tuple(_plain(tag.get("label")) or _plain(tag.get("term")) for tag in entry.get("tags") or ()),
        authors=tuple(_authors(entry)),
        picture=_picture(entry),
        media=tuple(_media(entry)),
    )


def _content(parts: list[Any]) -> str:
    """The richest of what stands as content."""
    texts = [_as_html(_plain(part.get("value")), part.get("type", "")) for part in parts]
    return max(texts, key=len, default="")


def _as_html(value: str, media_type: str) -> str:
    if media_type in _HTML_TYPES or media_type.endswith("+xml") or not value:
        return value
    return "\n".join(
        f"<p>{escape(part.strip(), quote=False)}</p>" for part in re.split(r"\n\s*\n", value) if part.strip()
    )


def _when(entry: Any, name: str) -> datetime | None:
    """With the offset it was written with; of dates only the parser understands, in UTC."""
    if name not in entry:  # asked for one that isn't there, the parser answers with another, and warns
        return None
    found = moment(_plain(entry.get(name)))
    parsed = entry.get(f"{name}_parsed")
    if found is None and parsed is not None:
        try:
            found = datetime.fromtimestamp(timegm(parsed), UTC)
        except (ValueError, OverflowError, OSError):
            return None
    return found


def _authors(entry: Any) -> Iterator[str]:
    people = entry.get("authors") or [{"name": entry.get("author")}]
    for name in dict.fromkeys(_plain(one.get("name")).strip() for one in people):
        if name:
            yield name


def _picture(entry: Any) -> str:
    """The first picture that the feed says belongs to the entry."""
    candidates = [
        *((one.get("url"), one.get("type") or one.get("medium")) for one in entry.get("media_content") or ()),
        *((one.get("href"), one.get("type")) for one in entry.get("enclosures") or ()),
        *((one.get("url"), "image/") for one in entry.get("media_thumbnail") or ()),
    ]
    return next((_plain(url) for url, kind in candidates if url and _plain(kind).startswith("image")), "")


def _media(entry: Any) -> Iterator[tuple[str, str]]:
    for one in entry.get("enclosures") or ():
        url, kind = _plain(one.get("href")), _plain(one.get("type"))
        if url and not kind.startswith("image"):
            yield url, kind


def _json_feed(file: BinaryIO, told: Told) -> Feed:
    """https://www.jsonfeed.org/version/1.1/"""
    found = read_json(file, told, MAX_BYTES, _AGAIN)
    if not isinstance(found, Mapping) or "jsonfeed.org" not in text(found, "version"):
        raise told.unreadable(1, "is JSON, but no JSON Feed", _AGAIN)
    return Feed(
        text(found, "title"),
        text(found, "description"),
        text(found, "home_page_url") or text(found, "feed_url"),
        text(found, "language"),
        tuple(_json_entry(item) for item in table(found, "items")),
    )


def _json_entry(item: Table) -> Entry:
    people = (
        table(item, "authors") or [item["author"]]
        if isinstance(item.get("author"), Mapping)
        else table(item, "authors")
    )
    html = text(item, "content_html") or _as_html(text(item, "content_text"), "text/plain")
    summary = text(item, "summary")
    tags = item.get("tags")
    media = [(text(one, "url"), text(one, "mime_type")) for one in table(item, "attachments")]
    pictures = [url for url, kind in media if kind.startswith("image/")]
    return Entry(
        title=text(item, "title"),
        link=text(item, "url") or text(item, "external_url"),
        id=text(item, "id"),
        html=html or _as_html(summary, "text/plain"),
        summary=summary if html else "",
        published_at=moment(text(item, "date_published")) or moment(text(item, "date_modified")),
        updated_at=moment(text(item, "date_modified")),
        categories=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        authors=tuple(name for one in people if (name := text(one, "name").strip())),
        picture=text(item, "image") or text(item, "banner_image") or next(iter(pictures), ""),
        media=tuple((url, kind) for url, kind in media if url and not kind.startswith("image/")),
        lang=text(item, "language"),
    )
