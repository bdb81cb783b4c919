"""Sitemaps (sitemaps.org 0.9), Google's news and image extensions. Written by lxml; dates as W3C datetimes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from newsdao.content.post import Publishable
from newsdao.content.site import Site
from newsdao.presenters.feed_text import clean, entry_title, local, picture_address
from newsdao.presenters.urls import Urls

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A file of the index. path: as Urls gives it; updated_at: the newest real change in it, or None."""

    path: str
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class UrlEntry:
    """A page. path: as Urls gives it; picture_srcs: site paths or absolute addresses of its pictures."""

    path: str
    updated_at: datetime | None
    picture_srcs: tuple[str, ...] = ()


def index(entries: Iterable[SitemapEntry], site: Site, urls: Urls) -> bytes:
    """The sitemap of sitemaps, in the order given."""
    root = _root("sitemapindex")
    for entry in entries:
        item = _child(root, "sitemap")
        _located(item, entry.path, entry.updated_at, site.timezone, urls)
    return _bytes(root)


def urlset(entries: Iterable[UrlEntry], site: Site, urls: Urls) -> bytes:
    """At most 50,000 pages and 50 MB by the protocol; the caller cuts buckets far below both."""
    root = _root("urlset", image=IMAGE)
    for entry in entries:
        item = _child(root, "url")
        _located(item, entry.path, entry.updated_at, site.timezone, urls)
        for src in entry.picture_srcs:
            image = etree.SubElement(item, f"{{{IMAGE}}}image")
            etree.SubElement(image, f"{{{IMAGE}}}loc").text = picture_address(src, urls)
    return _bytes(root)


def news(articles: Iterable[Publishable], site: Site, urls: Urls) -> bytes:
    """Google News: the caller hands in the articles of the last two days, at most 1,000; none is valid."""
    root = _root("urlset", news=NEWS)
    for article in articles:
        item = _child(root, "url")
        _child(item, "loc").text = urls.absolute(urls.article(article))
        about = etree.SubElement(item, f"{{{NEWS}}}news")
        publication = etree.SubElement(about, f"{{{NEWS}}}publication")
        etree.SubElement(publication, f"{{{NEWS}}}name").text = clean(site.name)
        etree.SubElement(publication, f"{{{NEWS}}}language").text = _language(article.lang or site.lang)
        published = local(article.published_at, site.timezone).isoformat()
        etree.SubElement(about, f"{{{NEWS}}}publication_date").text = published
        etree.SubElement(about, f"{{{NEWS}}}title").text = entry_title(article)
    return _bytes(root)


def _language(lang: str) -> str:
    """ISO 639, but zh-cn and zh-tw in full, as Google's news sitemap asks for them."""
    lang = lang.lower()
    if lang.startswith("zh"):
        return "zh-tw" if any(part in lang for part in ("tw", "hk", "hant")) else "zh-cn"
    return lang.split("-")[0]


def _located(item: etree._Element, path: str, at: datetime | None, timezone: ZoneInfo, urls: Urls) -> None:
    _child(item, "loc").text = urls.absolute(path)
    if at is not None:
        _child(item, "lastmod").text = local(at, timezone).isoformat()


def _root(name: str, **extensions: str) -> etree._Element:
    namespaces: dict[Any, str] = {None: SITEMAP, **extensions}
    return etree.Element(f"{{{SITEMAP}}}{name}", nsmap=namespaces)


def _child(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{SITEMAP}}}{name}")


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")
