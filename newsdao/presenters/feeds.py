"""RSS 2.0 and Atom (RFC 4287) by feedgen: a builder that knows no request. The same articles give the same bytes.

feedgen's traps, each kept shut here: links in an order that leaves the channel's own last; every date given (its
defaults are *now*); no setlocale in a thread; entries appended, not prepended; CDATA in RSS, escaped HTML in Atom;
pictures by an extension of ours.
"""

import email.utils
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import Any

import feedgen.entry
import feedgen.feed
from feedgen.ext.base import BaseExtension
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator

from newsdao.content.post import Picture, Publishable, Readable, Term
from newsdao.content.site import Site
from newsdao.presenters.cards import article_picture
from newsdao.presenters.feed_extensions import (
    DeletedExtension,
    HistoryExtension,
    LanguageEntryExtension,
    MediaEntryExtension,
    MediaExtension,
    RelationsExtension,
    ValidityEntryExtension,
    ValidityExtension,
)
from newsdao.presenters.feed_text import (
    Byline,
    absolute_html,
    bylines,
    clean,
    entry_id,
    entry_title,
    full_texts,
    labels,
    local,
    newsroom,
    picture_address,
    summary,
)
from newsdao.presenters.kill_notices import KillNotice
from newsdao.presenters.updates import whole_html
from newsdao.presenters.urls import Urls

# feedgen formats each date under setlocale(LC_ALL, "C"), which changes the whole process: in a threaded server
# another request's open() then reads Korean as ASCII.
feedgen.feed.formatRFC2822 = feedgen.entry.formatRFC2822 = email.utils.format_datetime

# Minutes a reader may wait before it asks again.
_TTL = 5
# The most entries that carry their whole text; the rest of a busy day follow with their summaries.
FULL = 50
# Naver takes less than 10 MB; addresses and titles of fifty items need no more than the rest.
_NAVER_BYTES = 9_000_000
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed about something. page_path, self_path: the page it belongs to, and its own address.

    updated_at: the newest change among its articles, aware; None for an empty feed. hubs: WebSub hubs' addresses.
    older, newer: paths of the archive's pages beside it (RFC 5005). current: only of a page of the archive: the path of
    the feed it belongs to. withdrawn: newest publication first in RSS, newest withdrawal first in Atom.
    """

    title: str
    description: str
    page_path: str
    self_path: str
    updated_at: datetime | None = None
    hubs: Sequence[str] = ()
    older: str = ""
    newer: str = ""
    current: str = ""
    withdrawn: Sequence[KillNotice] = ()


def channel(
    file: str, term: Term | None, articles: Sequence[Publishable], site: Site, urls: Urls, words: Callable[..., str]
) -> Channel:
    """The channel of a feed file ("rss.xml", "atom.xml", "feed.xml", "feed.json") of the site or of a term."""
    page = urls.home() if term is None else urls.term(term)
    title = site.name if term is None else words("feed.term", name=term.name, site=site.name)
    described = site.description or site.name
    description = described if term is None else words("feed.term_description", name=term.name, site=site.name)
    newest = max((article.updated_at for article in articles), default=None)
    return Channel(title, description, page, f"{page}{file}", newest)


def linked(channel: Channel, *, hubs: Sequence[str] = (), older: str = "", itself: str = "") -> Channel:
    """The channel with its hubs, the newest page of its archive, or another address of its own."""
    return replace(channel, hubs=hubs, older=older, self_path=itself or channel.self_path)


def archived(channel: Channel, itself: str, older: str, newer: str) -> Channel:
    """A page of the channel's archive, between two others: paths, "" where there is none."""
    return replace(channel, current=channel.self_path, self_path=itself, older=older, newer=newer)


def recalled(channel: Channel, notices: Sequence[KillNotice], changed: datetime | None) -> Channel:
    """The channel that says what was withdrawn from it; a withdrawal is a change of the feed, shown or not."""
    return replace(channel, withdrawn=notices, updated_at=changed)


def rss(channel: Channel, articles: Sequence[Readable], site: Site, urls: Urls, *, full: int = FULL) -> bytes:
    """RSS 2.0: the lead in <description>, the text of the first `full` in <content:encoded>, after it."""
    feed = _feed(channel, site, urls, "application/rss+xml")
    feed.ttl(_TTL)
    feed.dc.dc_publisher(clean(site.name))
    notices = list(channel.withdrawn)
    for article, text in zip(articles, full_texts(articles, site, urls, full), strict=True):
        while notices and notices[0].published_at > article.published_at:
            _withdrawn(feed, notices.pop(0), site, urls)
        entry = _entry(feed, article, site, urls)
        entry.dc.dc_creator([byline.name for byline in bylines(article, site, urls)])
        # Readers take a description for HTML (RSS Advisory Board, best practices): "<" and "&" must outlive that.
        entry.description(escape(summary(article), quote=False))
        if text:
            entry.content(text, type="CDATA")
        entry.guid(entry_id(article, urls), permalink=False)
    for notice in notices:
        _withdrawn(feed, notice, site, urls)
    return bytes(feed.rss_str(pretty=False, encoding="utf-8"))


def naver(channel: Channel, articles: Sequence[Readable], site: Site, urls: Urls) -> bytes:
    """RSS for Naver Search Advisor: the whole text as <description>, every address on the site's own host.

    Naver validates what is submitted: each item with its text, below 10 MB. What would burst that is left out whole.
    """
    feed = _feed(channel, site, urls, "application/rss+xml")
    feed.ttl(_TTL)
    room = _NAVER_BYTES
    for article in articles:
        text = (
            absolute_html(whole_html(article, site.timezone), article, urls)
            or f"<p>{escape(summary(article), quote=False)}</p>"
        )
        room -= len(text.encode())
        if room < 0 and article is not articles[0]:
            continue
        entry = _entry(feed, article, site, urls)
        entry.dc.dc_creator([byline.name for byline in bylines(article, site, urls)])
        entry.content(text, type="CDATA")  # without a description it becomes that
        picture = article_picture(article, site)
        if picture is not None and not picture.is_own:
            entry.media.content = {}
        identity, address = entry_id(article, urls), urls.absolute(urls.article(article))
        is_own = identity.startswith(f"{urls.origin}/")
        entry.guid(identity if is_own else address, permalink=not is_own)
    return bytes(feed.rss_str(pretty=False, encoding="utf-8"))


def atom(channel: Channel, articles: Sequence[Readable], site: Site, urls: Urls, *, full: int = FULL) -> bytes:
    """Atom 1.0 (RFC 4287), with Jekyll's entry ids; /feed.xml is the same under its own address."""
    feed = _feed(channel, site, urls, "application/atom+xml")
    feed.author(_person(newsroom(site, urls)))
    for article, text in zip(articles, full_texts(articles, site, urls, full), strict=True):
        entry = _entry(feed, article, site, urls)
        entry.author([_person(byline) for byline in bylines(article, site, urls)])
        if lead := summary(article):
            entry.summary(lead)
        if text:
            entry.content(text, type="html")
    return bytes(feed.atom_str(pretty=False, encoding="utf-8"))


def _feed(channel: Channel, site: Site, urls: Urls, content_type: str) -> Any:
    feed = FeedGenerator()
    feed.register_extension("dc", DcExtension, DcEntryExtension, atom=False)
    feed.register_extension("relations", RelationsExtension, atom=False)
    feed.register_extension("lang", BaseExtension, LanguageEntryExtension)
    feed.register_extension("media", MediaExtension, MediaEntryExtension)
    if channel.current:
        feed.register_extension("history", HistoryExtension)
    if channel.withdrawn:
        feed.register_extension("validity", ValidityExtension, ValidityEntryExtension, atom=False)
        feed.register_extension("deleted", DeletedExtension, rss=False)
        feed.deleted.deleted = [(one.id, one.withdrawn_at.isoformat(), one.text) for one in channel.withdrawn]
    page, itself = urls.absolute(channel.page_path), urls.absolute(channel.self_path)
    title = clean(channel.title).strip() or newsroom(site, urls).name
    changed = local(channel.updated_at or _NEVER, site.timezone)
    # All documents of one feed have one id (RFC 5005).
    feed.id(urls.absolute(channel.current or channel.self_path))
    feed.title(title)
    feed.language(clean(site.lang))
    feed.generator("NewsDAO")
    feed.updated(changed)  # <lastBuildDate>, too
    feed.link(href=itself, rel="self", type=content_type)
    feed.relations.relations = _relations(channel, urls)
    for rel, address in feed.relations.relations:
        feed.link(href=address, rel=rel)
    feed.link(href=page, rel="alternate", type="text/html")
    feed.subtitle(clean(channel.description).strip() or title)  # <description> too, which RSS can't be without
    if site.logo is not None and site.logo.is_own:
        logo = picture_address(site.logo.src, urls)
        feed.image(url=logo, title=title, link=page)
        feed.logo(logo)
    return feed


def _relations(channel: Channel, urls: Urls) -> list[tuple[str, str]]:
    archive = (("current", channel.current), ("prev-archive", channel.older), ("next-archive", channel.newer))
    return [
        *(("hub", hub) for hub in channel.hubs),
        *((rel, urls.absolute(path)) for rel, path in archive if path),
    ]


def _withdrawn(feed: Any, notice: KillNotice, site: Site, urls: Urls) -> None:
    """An item in a withdrawn story's place: readers know it by its guid, and show it instead."""
    entry = feed.add_entry(order="append")
    entry.title(notice.title)
    entry.link(href=notice.link, rel="alternate")
    entry.published(notice.published_at)
    entry.updated(notice.withdrawn_at)
    entry.dc.dc_creator([newsroom(site, urls).name])
    entry.description(escape(notice.text, quote=False))
    entry.validity.valid = notice.valid
    entry.guid(notice.id, permalink=False)


def _entry(feed: Any, article: Readable, site: Site, urls: Urls) -> Any:
    entry = feed.add_entry(order="append")
    entry.id(entry_id(article, urls))
    entry.title(entry_title(article))
    entry.link(href=urls.absolute(urls.article(article)), rel="alternate")
    entry.published(local(article.published_at, site.timezone))
    entry.updated(local(article.updated_at, site.timezone))
    for label in labels(article):
        entry.category(term=label, label=label)
    if article.lang and article.lang.split("-")[0] != site.lang.split("-")[0]:
        entry.lang.language = clean(article.lang)
    if (picture := article_picture(article, site)) is not None:
        _picture(entry, picture, urls)
    return entry


def _person(byline: Byline) -> dict[str, str]:
    return {"name": byline.name, "uri": byline.url}


def _picture(entry: Any, picture: Picture, urls: Urls) -> None:
    """Media RSS always; an enclosure, of which there is one at most, only where length and type are known."""
    address = picture_address(picture.src, urls)
    content = {"url": address, "medium": "image"}
    if picture.is_own and picture.type:
        content["type"] = picture.type
    if picture.is_own and picture.width and picture.height:
        content |= {"width": str(picture.width), "height": str(picture.height)}
    if picture.is_own and picture.length and picture.type:
        content["fileSize"] = str(picture.length)
        entry.media.enclosure = {"url": address, "length": str(picture.length), "type": picture.type}
    entry.media.content = content
