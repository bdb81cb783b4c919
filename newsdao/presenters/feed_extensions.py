"""What feedgen leaves out: hub links in RSS, an entry's own language, a picture that both forms show.

feedgen finds extensions by name when they are loaded on the feed; ours are registered directly (see feeds.py).
"""

from collections.abc import Sequence
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
XML = "http://www.w3.org/XML/1998/namespace"


class HubExtension(BaseExtension):  # type: ignore[misc]
    """<atom:link rel="hub"> in an RSS channel, which feedgen drops without a word (W3C WebSub, Discovery)."""

    def __init__(self) -> None:
        self.hubs: Sequence[str] = ()

    def extend_rss(self, feed: Any) -> Any:
        itself = feed[0].find(f"{{{ATOM}}}link[@rel='self']")
        for hub in reversed(self.hubs):
            itself.addnext(etree.Element(f"{{{ATOM}}}link", href=hub, rel="hub"))
        return feed


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
