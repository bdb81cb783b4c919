"""What is said of a story beyond its first telling: updates, corrections, and what it is based on."""

from typing import Any

from newsdao.content.post import Readable
from newsdao.content.site import Site
from newsdao.presenters import updates
from newsdao.presenters.feed_text import local
from newsdao.presenters.jsonld_publisher import publisher_id
from newsdao.presenters.urls import Urls

Node = dict[str, Any]


def later(article: Readable, address: str, site: Site, urls: Urls) -> Node:
    """The properties that go over those of a plain story. address: the page's."""
    node = _live(article, address, site, urls) if article.updates else {}
    if article.corrections:
        node["correction"] = [
            {"@type": "CorrectionComment", "text": one.text}
            | ({"datePublished": local(one.at, site.timezone).isoformat()} if one.at else {})
            for one in article.corrections
        ]
    based_on = [{"@type": "CreativeWork", "name": one.name, "url": one.url} for one in article.sources if one.url]
    return node | ({"isBasedOn": based_on} if based_on else {})


def _live(article: Readable, address: str, site: Site, urls: Urls) -> Node:
    """LiveBlogPosting, as Google reads it: covered from the first word until half a day after the last."""
    told = updates.anchored(article.updates, site.timezone)
    begun = min(article.published_at, told[-1].update.at)
    return {
        "@type": "LiveBlogPosting",
        "coverageStartTime": local(begun, site.timezone).isoformat(),
        "coverageEndTime": local(updates.live_until(article.updates), site.timezone).isoformat(),
        "liveBlogUpdate": [_update(one, address, site, urls) for one in told],
    }


def _update(one: updates.Anchored, address: str, site: Site, urls: Urls) -> Node:
    place = f"{address}#{one.anchor}"
    node: Node = {
        "@type": "BlogPosting",
        "@id": place,
        "url": place,
        "headline": updates.headline(one.update),
        "datePublished": local(one.update.at, site.timezone).isoformat(),
        "publisher": {"@id": publisher_id(urls)},
    }
    return node | ({"articleBody": one.update.text} if one.update.text else {})
