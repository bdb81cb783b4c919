"""Addresses that a site answered before: where each leads now.

Known are the habits of Jekyll's plugins and themes (jekyll-paginate, -archives, -feed, Alembic, Minima, Chirpy) and of
WordPress, Hugo, Ghost and Blogger, and what the site's own configuration says. An old address is never a page of ours:
a post or page of the publisher's at such an address goes before, so these rules are asked last.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast

from newsdao.content.address_rules import AddressRules, is_number, match
from newsdao.content.permalinks import is_too_long
from newsdao.content.post import TermKind

HOME, LATEST, ARCHIVE, LISTED, TAGS = "/", "/latest/", "/archive/", "/feeds/", "/tags/"
# Where a browser looks for the next version of its service worker, ours or a former theme's.
WORKERS = frozenset({"/sw.js", "/sw.min.js", "/service-worker.js", "/serviceworker.js"})
MANIFEST, REDIRECTS = "/manifest.json", "/redirects.json"
# What the worker shows where there is neither a network nor a copy.
OFFLINE = "/offline.html"
# Where a static host looks for what to show when nothing is there: a page that says so must not say 200.
NOT_FOUND = frozenset({"/404.html", "/404/", "/404"})

# Without the slash at the end: see `_bare`.
_FIXED = {
    **dict.fromkeys(("/latest", "/blog", "/posts", "/post", "/all"), LATEST),
    **dict.fromkeys(("/archive", "/archives"), ARCHIVE),
    "/feeds": LISTED,
    **dict.fromkeys(("/tags", "/tag"), TAGS),
    **dict.fromkeys(("/rss.xml", "/rss", "/rss2.xml", "/feed", "/feed/rss", "/feed/rss2", "/feed.rss"), "/rss.xml"),
    **dict.fromkeys(("/index.xml", "/rss/feed.xml", "/feed/index.xml", "/feeds/all.rss.xml"), "/rss.xml"),
    **dict.fromkeys(("/atom.xml", "/atom", "/feed/atom", "/feeds/all.atom.xml", "/feeds/posts/default"), "/atom.xml"),
    "/feed.xml": "/feed.xml",
    **dict.fromkeys(("/feed.json", "/feed/json", "/search.json", "/assets/js/data/search.json"), "/feed.json"),
    **dict.fromkeys(("/sitemap.xml", "/sitemap_index.xml", "/sitemap-index.xml", "/wp-sitemap.xml"), "/sitemap.xml"),
    **{path: path for path in ("/news-sitemap.xml", "/robots.txt", "/favicon.ico", REDIRECTS, *sorted(WORKERS))},
    **dict.fromkeys(("/site.webmanifest", MANIFEST, "/manifest.webmanifest"), "/site.webmanifest"),
}  # fmt: skip
_KINDS: dict[str, TermKind] = {
    "category": "category", "categories": "category", "tag": "tag", "tags": "tag", "author": "author",
    "authors": "author",
}  # fmt: skip
_PATTERNS = (
    *(f"/{folder}/:{kind}" for folder, kind in _KINDS.items()),
    "/feed/by_tag/:tag.xml",
    "/feed/:category.xml",
    "/archive/:year/:month/:day",
    "/:year/:month/:day",
    "/:year/:month",
    "/:year",
)
# The last part of a feed's address below the page it belongs to → our file there.
_FEEDS = {
    **dict.fromkeys(("feed", "rss", "index.xml", "rss.xml"), "rss.xml"),
    **dict.fromkeys(("atom", "atom.xml"), "atom.xml"),
    "feed.xml": "feed.xml",
    "feed.json": "feed.json",
}


class Standing(Protocol):
    """What stands where at the moment."""

    def term(self, kind: TermKind, name: str) -> str:
        """The slug of the category, tag or author with stories that is called so, as an address has it; or ""."""
        ...

    def page(self, path: str) -> str:
        """Where what the publisher had at an address is now; "" when it is nowhere."""
        ...

    def has_stories(self, first: date, last: date) -> bool:
        """Whether something was published on one of these days."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """An address of this site that answers. fragment: the place on the page, or ""."""

    path: str
    fragment: str = ""


def spellings(path: str) -> list[str]:
    """The other forms in which a page is asked for on a static host: with and without "/", .html and index.html."""
    bare = path.removesuffix("/").removesuffix("/index.html").removesuffix(".html")
    forms = [f"{bare}/", bare, f"{bare}.html", f"{bare}/index.html"]
    return [form for form in forms if form and form != path]


def target(path: str, rules: AddressRules, standing: Standing) -> Place | None:
    """Where an address without a page leads: always to a page of ours or the publisher's, which answers at once."""
    if is_too_long(path):
        return None
    bare = _bare(path)
    return _direct(bare, rules, standing) or _of_shorter(bare, rules, standing)


def _bare(path: str) -> str:
    """ "/tags/a" of "/tags/a/", "/tags/a.html" and "/tags/a/index.html"; "" of the home page."""
    path = path.removesuffix("/").removesuffix("/index.html").removesuffix("/index.htm")
    return path.removesuffix(".html").removesuffix(".htm").rstrip("/")


def _direct(bare: str, rules: AddressRules, standing: Standing) -> Place | None:
    if not bare:
        return Place(HOME)
    if place := _feed(bare, rules.feeds, standing):
        return place
    if (fixed := _FIXED.get(bare)) is not None:
        return Place(fixed)
    if (kind := _KINDS.get(bare[1:])) is not None:
        return Place(LISTED, kind)
    if place := _page(bare, (*rules.terms, *_PATTERNS), standing):
        return place
    return Place(LATEST) if any(match(pattern, bare) is not None for pattern in rules.lists) else None


def _feed(bare: str, patterns: Iterable[str], standing: Standing) -> Place | None:
    """A feed at an address that the site chose. jekyll-feed's are Atom, and so is our feed.xml."""
    for pattern in patterns:
        if (found := match(pattern, bare)) is not None:
            page = _named(found, standing) if found else Place("/")
            return page and Place(f"{page.path}feed.xml")
    return None


def _page(bare: str, patterns: Iterable[str], standing: Standing) -> Place | None:
    """The page of the term or of the days that an address names."""
    for pattern in patterns:
        if (found := match(pattern, bare)) and (place := _named(found, standing)):
            return Place(f"{place.path}feed.xml") if pattern.endswith(".xml") else place
    return None


def _named(found: Mapping[str, str], standing: Standing) -> Place | None:
    if "year" in found:
        return _of_days(found, standing)
    for kind in found.keys() & set(_KINDS.values()):
        if slug := standing.term(cast("TermKind", kind), found[kind]):
            return Place(f"/{kind}/{slug}/")
    return None


def _of_days(found: Mapping[str, str], standing: Standing) -> Place | None:
    """A day's page, a month's or a year's."""
    year, month, day = (int(found.get(token, 0)) for token in ("year", "month", "day"))
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    if len(found["year"]) != 4 or not standing.has_stories(first, last):
        return None
    return Place(f"{ARCHIVE}{first:{'%Y/%m/%d' if day else '%Y/%m' if month else '%Y'}}/")


def _of_shorter(bare: str, rules: AddressRules, standing: Standing) -> Place | None:
    """What a later page of a list, a feed below a page, or a page in the folder of Chirpy's tabs belongs to."""
    above, _, last = bare.rpartition("/")
    if (listed := _without_number(above, last)) is not None:
        return _direct(listed, rules, standing) if listed else Place(LATEST)
    if last in _FEEDS:
        page = _direct(above, rules, standing)
        return _feed_of(page, _FEEDS[last]) if page else None
    if bare.startswith("/tabs/"):
        rest = bare.removeprefix("/tabs")
        own = standing.page(f"{rest}/")
        return Place(own) if own else _direct(rest, rules, standing)
    return None


def _without_number(above: str, last: str) -> str | None:
    """The address of the list whose page this is: "…/page2", "…/page/2"; None when it is no such page."""
    if last.startswith("page") and is_number(last.removeprefix("page")):
        return above
    return above.removesuffix("/page") if above.endswith("/page") and is_number(last) else None


def _feed_of(page: Place, file: str) -> Place | None:
    if page.path == LATEST:
        return Place(f"/{file}")
    is_term = page.path.endswith("/") and page.path.split("/")[1] in set(_KINDS.values())
    return Place(f"{page.path}{file}") if is_term else None
