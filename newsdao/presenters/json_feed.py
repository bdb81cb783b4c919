"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from collections.abc import Sequence
from typing import Any

from newsdao.content.post import Readable
from newsdao.content.site import Site
from newsdao.presenters.cards import article_picture
from newsdao.presenters.feed_text import (
    Byline,
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
from newsdao.presenters.feeds import FULL, Channel
from newsdao.presenters.urls import Urls

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel, articles: Sequence[Readable], site: Site, urls: Urls, *, full: int = FULL) -> bytes:
    """The feed as compact UTF-8 JSON; the first `full` items with their text, the rest with their summaries."""
    feed: dict[str, Any] = {
        "version": VERSION,
        "title": clean(channel.title).strip() or newsroom(site, urls).name,
        "home_page_url": urls.absolute(channel.page_path),
        "feed_url": urls.absolute(channel.self_path),
        "description": clean(channel.description),
        "language": clean(site.lang),
        "authors": [_author(newsroom(site, urls))],
    }
    if site.logo is not None and site.logo.is_own:
        feed["icon"] = picture_address(site.logo.src, urls)
    if channel.older:
        feed["next_url"] = urls.absolute(channel.older)
    if channel.hubs:
        feed["hubs"] = [{"type": "WebSub", "url": hub} for hub in channel.hubs]
    texts = full_texts(articles, site, urls, full)
    feed["items"] = [_item(article, text, site, urls) for article, text in zip(articles, texts, strict=True)]
    return json.dumps(feed, ensure_ascii=False, separators=(",", ":")).encode()


def _item(article: Readable, text: str, site: Site, urls: Urls) -> dict[str, Any]:
    lead = summary(article)
    item: dict[str, Any] = {
        "id": entry_id(article, urls),
        "url": urls.absolute(urls.article(article)),
        "title": entry_title(article),
        "date_published": local(article.published_at, site.timezone).isoformat(),
        "date_modified": local(article.updated_at, site.timezone).isoformat(),
        "authors": [_author(byline) for byline in bylines(article, site, urls)],
        "tags": labels(article),
        "language": clean(article.lang or site.lang),
    }
    if lead:
        item["summary"] = lead
    # One of the two must be there, or readers discard the item.
    item |= {"content_html": text} if text else {"content_text": lead or item["title"]}
    if (picture := article_picture(article, site)) is not None:
        item["image"] = picture_address(picture.src, urls)
    return item


def _author(byline: Byline) -> dict[str, str]:
    return {"name": byline.name, "url": byline.url}
