"""What feedgen leaves out: links between documents, notices of withdrawal, an entry's language, pictures in both forms.

feedgen finds extensions by name when they are loaded on the feed; ours are registered directly (see feeds.py).
"""

from collections.abc import Sequence
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
XML = "http://www.w3.org/XML/1998/namespace"


class RelationsExtension(BaseExtension):  # type: ignore[misc]
    """<atom:link> in an RSS channel beside the one to itself: hubs (W3C WebSub), archives (RFC 5005).

    feedgen drops them without a word. relations: (rel, absolute address), in order.
    """

    def __init__(self) -> None:
        self.relations: Sequence[tuple[str, str]] = ()

    def extend_rss(self, feed: Any) -> Any:
        itself = feed[0].find(f"{{{ATOM}}}link[@rel='self']")
        for rel, address in reversed(self.relations):
            itself.addnext(etree.Element(f"{{{ATOM}}}link", href=address, rel=rel))
        return feed


class HistoryExtension(BaseExtension):  # type: ignore[misc]
    """Marks a page of the archive, which is finished and need not be asked for again (RFC 5005 §4)."""

    def extend_ns(self) -> dict[str, str]:
        return {"fh": HISTORY}

    def extend_rss(self, feed: Any) -> Any:
        etree.SubElement(feed[0], f"{{{HISTORY}}}archive")
        return feed

    def extend_atom(self, feed: Any) -> Any:
        etree.SubElement(feed, f"{{{HISTORY}}}archive")
        return feed


class DeletedExtension(BaseExtension):  # type: ignore[misc]
    """Entries that are no more (RFC 6721). deleted: (entry id, RFC 3339 moment, a line for readers)."""

    def __init__(self) -> None:
        self.deleted: Sequence[tuple[str, str, str]] = ()

    def extend_ns(self) -> dict[str, str]:
        return {"at": TOMBSTONES}

    def extend_atom(self, feed: Any) -> Any:
        for ref, when, comment in self.deleted:
            entry = etree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", ref=ref, when=when)
            etree.SubElement(entry, f"{{{TOMBSTONES}}}comment").text = comment
        return feed


class ValidityExtension(BaseExtension):  # type: ignore[misc]
    """Declares the namespace of DCMI terms on the feed."""

    def extend_ns(self) -> dict[str, str]:
        return {"dcterms": DCTERMS}


class ValidityEntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """<dcterms:valid>: from when until when an item held good (DCMI Period); past, its story was withdrawn."""

    def __init__(self) -> None:
        self.valid = ""

    def extend_rss(self, entry: Any) -> Any:
        if self.valid:
            etree.SubElement(entry, f"{{{DCTERMS}}}valid").text = self.valid
        return entry


class LanguageEntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """The language of an entry that isn't in the feed's: a reader sets a Persian story from the right."""

    def __init__(self) -> None:
        self.language = ""

    def extend_rss(self, entry: Any) -> Any:
        if self.language:
            etree.SubElement(entry, f"{{{DC}}}language").text = self.language
        return entry

    def extend_atom(self, entry: Any) -> Any:
        if self.language:
            entry.set(f"{{{XML}}}lang", self.language)
        return entry


class MediaExtension(BaseExtension):  # type: ignore[misc]
    """Declares the namespace of Media RSS on the feed."""

    def extend_ns(self) -> dict[str, str]:
        return {"media": MEDIA}


class MediaEntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """A story's picture: as <media:content> directly in the item, as Naver and most readers look for it, and enclosed.

    content: the attributes of <media:content>. enclosure: url, length and type, or nothing where they aren't known.
    feedgen's own enclosure loses rel, type and length in Atom, and so becomes a second address of the story. No
    <media:description>: feedparser takes it for the text of a story that has only its summary.
    """

    def __init__(self) -> None:
        self.content: dict[str, str] = {}
        self.enclosure: dict[str, str] = {}

    def extend_rss(self, entry: Any) -> Any:
        if self.enclosure:
            etree.SubElement(entry, "enclosure", self.enclosure)
        return self._show(entry)

    def extend_atom(self, entry: Any) -> Any:
        if self.enclosure:
            link = etree.SubElement(entry, "link", rel="enclosure", href=self.enclosure["url"])
            link.set("type", self.enclosure["type"])
            link.set("length", self.enclosure["length"])
        return self._show(entry)

    def _show(self, entry: Any) -> Any:
        if self.content:
            etree.SubElement(entry, f"{{{MEDIA}}}content", self.content)
            etree.SubElement(entry, f"{{{MEDIA}}}thumbnail", url=self.content["url"])
        return entry
