"""A feed (RSS, Atom or JSON Feed) as the documents of a Jekyll site: what it holds is its newest stories alone."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from html import escape, unescape
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from newsdao.content.front_matter import MAX_FILE
from newsdao.content.origins import feed_entries
from newsdao.content.origins.addresses import Paths, Root, has_query_for_path, stem
from newsdao.content.origins.clocks import written, zone_name
from newsdao.content.origins.document import Document
from newsdao.content.origins.feed_entries import Entry, Feed
from newsdao.content.origins.site_files import SiteFacts, site_documents
from newsdao.content.origins.told import Told, called

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:\S")


def documents(file: BinaryIO, told: Told, url: str = "") -> Iterator[Document]:
    """file: seekable. url: where it was fetched from, or "". Raises ExportError."""
    feed = feed_entries.read(file, told)
    root = _root(feed, url)
    yield from _site(feed, root)
    conversion = _Conversion(root, told)
    for number, entry in enumerate(feed.entries, 1):
        if document := conversion.document(entry, number):
            yield document
    conversion.tell_of_the_whole()


def _root(feed: Feed, url: str) -> Root:
    """Where the feed's own stories stand: the site it names, or else the host it came from."""
    named = Root.of(feed.link)
    fetched = Root.of(url)
    host = named if named.origin else fetched
    # A feed may name a page of its site ("https://…/blog/"), while its stories stand beside it.
    own = [entry.link for entry in feed.entries if Root(host.origin, "").holds(entry.link)]
    base = host.base if own and all(host.holds(link) for link in own) and feed.link else ""
    return Root(host.origin, base)


def _site(feed: Feed, root: Root) -> Iterator[Document]:
    minutes = Counter(
        int(offset.total_seconds()) // 60
        for entry in feed.entries
        if entry.published_at and (offset := entry.published_at.utcoffset()) is not None
    )
    facts = SiteFacts(
        title=unescape(feed.title),
        description=unescape(feed.description),
        lang=feed.lang,
        timezone=zone_name(minutes) if any(minutes) else "",
        root=root,
    )
    return site_documents(facts)


class _Conversion:
    def __init__(self, root: Root, told: Told) -> None:
        self.root = root
        self.told = told
        self.paths = Paths()
        self.plain_addresses = 0

    def document(self, entry: Entry, number: int) -> Document | None:
        name_of = called(entry.title or entry.link)
        if entry.published_at is None:
            self.told.refuse(0, f"entry {number}, {name_of}, has no date", "write it by hand: a date is never guessed")
            return None
        body = _body(entry)
        if len(body.encode("utf-8", "replace")) > MAX_FILE:
            self.told.refuse(0, f"entry {number}, {name_of}, is larger than {MAX_FILE >> 20} MB", "write it by hand")
            return None
        if not body:
            self.told.tell("note", 0, f"entry {number}, {name_of}, has no text in the feed", "write its text by hand")
        name = stem(_last_part(entry.link) or entry.title, f"entry-{_digits(entry.published_at)}")
        path = self.paths.post(entry.published_at, name, _digits(entry.published_at))
        values = self._values(entry, entry.published_at)
        return Document("post", path, values, body, f"feed:{entry.id or entry.link or path}")

    def _values(self, entry: Entry, when: datetime) -> dict[str, Any]:
        is_own = self.root.holds(entry.link)
        permalink = self.root.permalink(entry.link)
        self.plain_addresses += is_own and has_query_for_path(entry.link)
        names = [unescape(name).strip() for name in entry.categories if name.strip()]
        updated = entry.updated_at
        is_one = len(entry.authors) <= 1
        return {
            "title": entry.title,
            "date": written(when),
            "last_modified_at": written(updated) if updated and updated > when else "",
            "categories": names[:1],
            "tags": list(dict.fromkeys(names[1:])),
            "author": "".join(entry.authors) if is_one else "",
            "authors": [] if is_one else list(entry.authors),
            "excerpt": entry.summary,
            "image": entry.picture,
            "permalink": permalink,
            "canonical_url": "" if is_own else entry.link,
            "lang": entry.lang,
            "feed_id": entry.id if _URI.match(entry.id) else "",
            "guid": entry.id,
        }

    def tell_of_the_whole(self) -> None:
        if self.plain_addresses:
            what = f"{self.plain_addresses} stories had addresses such as /?p=12; they stand under their day and name"
            self.told.tell("note", 0, what, "nothing can lead from there to here: a path alone makes an address")


def _body(entry: Entry) -> str:
    """The text, and below it a link to each film or recording that the feed encloses."""
    enclosed = (
        f'<figure><{"video" if kind.startswith("video") else "audio"} src="{escape(url)}">'
        f"</{'video' if kind.startswith('video') else 'audio'}></figure>"
        for url, kind in entry.media
    )
    return "\n".join(filter(None, (entry.html, *enclosed)))


def _last_part(link: str) -> str:
    try:
        path = urlsplit(link).path
    except ValueError:
        return ""
    return path.rstrip("/").rpartition("/")[2].removesuffix(".html").removesuffix(".htm")


def _digits(when: datetime) -> str:
    return f"{when:%H%M%S}"
