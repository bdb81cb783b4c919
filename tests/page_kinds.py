"""One address of every kind of page that a running site has, found as a reader would find it.

Kinds that a site hasn't (no author, no second page) are left out; kinds that only some have are found by trying.
"""

from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from lxml import html

MISSING = "/no/such/story/"
# Articles that differ in what a page has to carry: the first story that has it stands for the kind.
TRAITS = {
    "pictured": "//figure[contains(@class, 'hero')]",
    "table": "//*[contains(@class, 'body')]//table",
    "code": "//*[contains(@class, 'body')]//pre",
    "figure": "//*[contains(@class, 'body')]//img",
    "quotation": "//*[contains(@class, 'body')]//blockquote",
    "contents": "//*[contains(@class, 'body')]//h2[4]",
    "footnotes": "//*[contains(@class, 'footnotes')]",
    "details": "//details",
    "embed": "//*[contains(@class, 'embed')] | //iframe",
    "rtl": "//article[@dir='rtl']",
    "foreign": "//article[not(starts-with(/html/@lang, substring(@lang, 1, 2)))]",
    "live": "//*[starts-with(@id, 'update-')]",
    "corrected": "//*[contains(@class, 'corrections')]",
    "breaking": "//h1//*[contains(@class, 'flash')]",
}
TRIED = {
    "search": "/search/", "tags": "/tags/", "authors": "/authors/", "categories": "/categories/",
    "offline": "/offline/", "patterns": "/pattern-library/",
}  # fmt: skip
_LISTS = ("/latest/", "/archive/", "/feeds/")
_STORIES = 80  # how many stories are looked at for the traits


class UnfoundError(Exception):
    """The site has no such page."""


def page_kinds(site: str) -> dict[str, str]:
    """Kind → path, e.g. {"home": "/", "article": "/사회/2026/11/23/flood/", "article-table": …, "missing": …}.

    site: its origin, "http://127.0.0.1:8000"; a path below it is kept ("http://127.0.0.1:8000/blog").
    """
    return dict(_found(site.rstrip("/")))


def _found(site: str) -> Iterator[tuple[str, str]]:
    prefix = urlsplit(site).path
    home = _page(site, "/")
    yield "home", "/"
    stories = _stories(site)
    if stories:
        lead = home.xpath("(//main//*[self::h2 or contains(@class, 'river-headline')]//a/@href)[1]")
        yield "article", lead[0].removeprefix(prefix) if lead else stories[0]
    yield from _traits(site, stories)
    yield from _terms(site)
    yield "latest", "/latest/"
    older = _page(site, "/latest/").xpath("//a[@rel='next']/@href")
    if older:
        yield "latest-older", older[0].removeprefix(prefix)
    yield from _archives(site, prefix)
    yield "feeds", "/feeds/"
    ours = ("/category/", "/tag/", "/author/", *TRIED.values(), *_LISTS)
    own = [path for path in _locations(site, "/sitemaps/pages.xml")[1:] if not path.startswith(ours)]
    if own:
        yield "page", own[0]
    yield from _tried(site, home)
    yield "missing", MISSING


def _traits(site: str, stories: list[str]) -> Iterator[tuple[str, str]]:
    wanted = dict(TRAITS)
    for path in stories[:_STORIES]:
        if not wanted:
            return
        page = _page(site, path)
        for trait in [trait for trait, where in wanted.items() if page.xpath(where)]:
            del wanted[trait]
            yield f"article-{trait}", path


def _terms(site: str) -> Iterator[tuple[str, str]]:
    listed = _locations(site, "/sitemaps/pages.xml")
    for kind in ("category", "tag", "author"):
        first = next((path for path in listed if path.startswith(f"/{kind}/")), None)
        if first:
            yield kind, first


def _archives(site: str, prefix: str) -> Iterator[tuple[str, str]]:
    yield "archive", "/archive/"
    days = _page(site, "/archive/").xpath("//main//a[contains(@href, '/archive/')]/@href")
    parts = next((parts for day in days if len(parts := day.removeprefix(prefix).strip("/").split("/")) > 1), None)
    for kind, length in (("archive-year", 2), ("archive-month", 3), ("archive-day", 4)):
        path = "/" + "/".join((parts or [])[:length]) + "/"
        if parts and len(parts) >= length and _is_there(site, path):
            yield kind, path


def _tried(site: str, home: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for kind, path in TRIED.items():
        found = next((one for one in (path, path.rstrip("/")) if _is_there(site, one)), None)
        if found is None:
            continue
        yield kind, found
        if kind == "search":
            words = home.xpath("string((//main//h2//a)[1])").split()
            yield "search-found", f"{found}?q={quote(words[0] if words else '소식')}"
            yield "search-none", f"{found}?q={quote('쀍쀍뛟')}"


def _stories(site: str) -> list[str]:
    """Paths of the stories, newest month first, of all months until there are enough."""
    months = [path for path in _locations(site, "/sitemap.xml") if path.startswith("/sitemaps/") and "-" in path]
    stories: list[str] = []
    for month in months:
        stories += [path for path in _locations(site, month) if path not in stories]
        if len(stories) >= _STORIES:
            break
    return stories


def _locations(site: str, path: str) -> list[str]:
    tree = html.fromstring(_read(site, path))
    prefix = urlsplit(site).path
    return [urlsplit(where.strip()).path.removeprefix(prefix) for where in tree.xpath("//loc/text()")]


def _page(site: str, path: str) -> html.HtmlElement:
    return html.fromstring(_read(site, path))


def _is_there(site: str, path: str) -> bool:
    """At this very address: one that leads elsewhere is no page."""
    try:
        with urlopen(site + _encoded(path), timeout=30) as answer:
            return bool(answer.geturl() == site + _encoded(path))
    except HTTPError as error:
        if error.code != 404:  # a page that is there and fails is no page that isn't
            raise
        return False


def _encoded(path: str) -> str:
    return quote(path, safe="/?=&%.:,~+")


def _read(site: str, path: str) -> bytes:
    try:
        with urlopen(site + _encoded(path), timeout=30) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        raise UnfoundError(f"{path}: {error.code}") from error
