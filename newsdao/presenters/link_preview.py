"""How a story looks where its link is shown: drawn from what its page and its feed say, and from nothing else."""

import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser

from newsdao.content.lint import words
from newsdao.content.lint.headlines import GOOGLE_WIDTH, NAVER_LIMIT
from newsdao.content.lint.served import Served
from newsdao.content.summary import DESCRIPTION_LIMIT

# X's card (developer.x.com/cards/markup); Naver's and Google's limits stand with their rules.
X_TITLE = 70
GOOGLE_DESCRIPTION = 155


@dataclass(frozen=True, slots=True)
class Tags:
    """What the head of a page says: every field is a tag's own text, "" where the tag isn't there.

    trail: the names of the breadcrumbs in its JSON-LD. size: og:image's, as declared. feeds: its RSS feeds.
    """

    title: str
    description: str
    canonical: str
    site_name: str
    og_title: str
    og_description: str
    og_image: str
    og_image_alt: str
    size: tuple[str, str]
    card: str
    published_at: datetime | None
    trail: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    is_indexed: bool = True

    @property
    def host(self) -> str:
        return urlsplit(self.canonical).netloc

    @property
    def place(self) -> str:
        """The address as results show it: host and breadcrumbs, or host and path."""
        crumbs = self.trail[:-1] or tuple(filter(None, unquote(urlsplit(self.canonical).path).split("/")[:-1]))
        return " › ".join((self.host, *crumbs))

    @property
    def google_title(self) -> str:
        return words.fitting(self.title, GOOGLE_WIDTH)

    @property
    def google_description(self) -> str:
        return cut(self.description, GOOGLE_DESCRIPTION)

    @property
    def naver_title(self) -> str:
        """Naver may take og:title where it differs from the title; its own guide names the title first."""
        return cut(self.og_title or self.title, NAVER_LIMIT)

    @property
    def naver_description(self) -> str:
        return cut(self.description or self.og_description, DESCRIPTION_LIMIT)

    @property
    def x_title(self) -> str:
        return cut(self.og_title or self.title, X_TITLE)

    @property
    def is_large(self) -> bool:
        return self.card == "summary_large_image" and bool(self.og_image)


@dataclass(frozen=True, slots=True)
class Item:
    """The story's entry in a feed. html: of its whole text, sanitised when it was published; "" in a shortened one."""

    title: str
    summary: str
    html: str
    author: str
    feed_title: str
    published_at: datetime | None


def read_tags(page: Served) -> Tags:
    """page: HTML, as it was served."""
    graphs: list[Any] = []
    for text in page.document.xpath("//script[@type='application/ld+json']/text()"):
        try:
            graphs.append(json.loads(str(text)))
        except ValueError:
            continue
    feeds = page.document.xpath("//link[@rel='alternate'][@type='application/rss+xml']/@href")
    return Tags(
        title=page.title,
        description=page.meta("description"),
        canonical=page.canonical or page.meta("og:url"),
        site_name=page.meta("og:site_name"),
        og_title=page.meta("og:title"),
        og_description=page.meta("og:description"),
        og_image=page.meta("og:image"),
        og_image_alt=page.meta("og:image:alt"),
        size=(page.meta("og:image:width"), page.meta("og:image:height")),
        card=page.meta("twitter:card"),
        published_at=_moment(page.meta("article:published_time")),
        trail=tuple(_trail(graphs)),
        feeds=tuple(map(str, feeds)),
        is_indexed="noindex" not in page.meta("robots"),
    )


def read_item(feed: Served, address: str) -> Item | None:
    """The entry of an RSS feed that links to an address; None where there is none."""
    found = feedparser.parse(feed.body)
    for entry in found.entries:
        if entry.get("link") == address:
            html = "".join(str(one.value) for one in entry.get("content", []))
            return Item(
                title=str(entry.get("title", "")),
                summary=str(entry.get("summary", "")),
                html=html,
                author=str(entry.get("author", "")),
                feed_title=str(found.feed.get("title", "")),
                published_at=_moment_of(entry.get("published", "")),
            )
    return None


def cut(text: str, limit: int) -> str:
    """As services cut: at the very character."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _trail(graphs: list[Any]) -> list[str]:
    nodes = [node for graph in graphs for node in (graph.get("@graph", [graph]) if isinstance(graph, dict) else [])]
    crumbs: dict[str, Any] = next((node for node in nodes if node.get("@type") == "BreadcrumbList"), {})
    return [str(one.get("name", "")) for one in crumbs.get("itemListElement", [])]


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _moment_of(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
