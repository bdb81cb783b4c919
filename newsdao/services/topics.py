"""The feeds of this site by their addresses: what hubs are told of, and what may be subscribed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from newsdao.presenters.urls import FEED_FILES, Urls

# feed.xml is the Atom feed under Jekyll's name, with Jekyll's entry ids.
FILES = (*FEED_FILES.values(), "feed.xml")


@dataclass(frozen=True, slots=True)
class Topic:
    """A feed: of the site, or of a term when kind and slug say which."""

    file: str
    kind: str = ""
    slug: str = ""


def of_site(urls: Urls) -> list[str]:
    """The absolute addresses of every feed in which each story stands."""
    return [*(urls.absolute(urls.path(f"/{file}")) for file in FILES), urls.absolute(urls.full_feed())]


def of_terms(urls: Urls, terms: Iterable[tuple[str, str]]) -> list[str]:
    """The absolute addresses of the feeds of categories, tags and authors. terms: (kind, slug)."""
    return [urls.absolute(urls.path(f"/{kind}/{slug}/{file}")) for kind, slug in sorted(terms) for file in FILES]


def read(urls: Urls, address: str) -> Topic | None:
    """Which feed an address is that of, written as the feed itself writes it; None when that is none of this site."""
    start = urls.absolute(urls.path("/"))
    try:
        path = unquote(address.removeprefix(start), errors="strict")
    except UnicodeDecodeError:
        return None
    # A store can't be asked for a name that holds a NUL.
    if "\0" in path or address != urls.absolute(urls.path(f"/{path}")):
        return None
    if path in FILES or address == urls.absolute(urls.full_feed()):
        return Topic(path)
    kind, _, rest = path.partition("/")
    slug, _, file = rest.rpartition("/")
    is_feed = file in FILES and kind in {"category", "tag", "author"} and slug and "/" not in slug
    return Topic(file, kind, slug) if is_feed else None
