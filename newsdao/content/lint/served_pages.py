"""A page as it is served, held against what engines read in it."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from newsdao.content.lint.rule import Finding, Rule
from newsdao.content.lint.served import Served, is_absolute
from newsdao.content.summary import DESCRIPTION_LIMIT

BROKEN = Rule(
    "page-broken", "error",
    "A page that doesn't answer with 200 is in no index.",
    "look at the server's log",
)  # fmt: skip
TITLE = Rule(
    "page-title", "error",
    "Engines ask for one title a page, and for one that is its own.",
    "give the page another title",
    ("google", "naver"),
)  # fmt: skip
DESCRIPTION = Rule(
    "page-description", "warning",
    "Naver asks for descriptions that are each page's own, of 80 characters, and not the title again.",
    "write a description for it",
    ("google", "naver"),
)  # fmt: skip
HEADING = Rule(
    "page-heading", "error",
    "A page has exactly one h1.",
    "leave the h1 to the title",
    ("google",),
)  # fmt: skip
CANONICAL = Rule(
    "page-canonical", "error",
    "A page that may be found names its own address, absolute; else engines choose one.",
    "set NEWSDAO_SITE_URL, or `url` in `_config.yml`",
    ("google", "naver"),
)  # fmt: skip
DATA = Rule(
    "page-structured-data", "error",
    "Structured data that can't be read, or lacks a property, gives the story no rich result.",
    "tell the maintainers: no post can cause this",
    ("google", "naver"),
)  # fmt: skip
CARD = Rule(
    "page-preview-picture", "error",
    "Facebook shows a first sharer no picture unless its declared size is true, and none that doesn't answer.",
    "sync again, so that the picture is measured anew",
    ("kakao", "x", "facebook"),
)  # fmt: skip
RULES = (BROKEN, TITLE, DESCRIPTION, HEADING, CANONICAL, DATA, CARD)

# Type → the properties that Google, or schema.org's own sense, asks of it.
_REQUIRED = {
    "NewsArticle": ("headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage"),
    "LiveBlogPosting": ("headline", "datePublished", "author", "publisher", "liveBlogUpdate"),
    "BreadcrumbList": ("itemListElement",),
    "ListItem": ("position",),
    "NewsMediaOrganization": ("name", "url"),
    "WebSite": ("name", "url"),
    "WebPage": ("url", "name"),
    "CollectionPage": ("url", "name"),
    "ProfilePage": ("url", "name", "mainEntity"),
    "Person": ("name",),
    "Organization": ("name",),
    "ImageObject": ("url",),
}
# An address → the true width and height of the picture there, None where none answers; 0 where it isn't ours.
Measure = Callable[[str], tuple[int, int] | None]


class Pages:
    """Takes pages in, one after the other; tells of each, and at the end of what several share."""

    def __init__(self, origin: str, measure: Measure) -> None:
        """origin: scheme and host, without a slash."""
        self.origin = origin
        self.measure = measure
        self._titles: dict[str, list[str]] = defaultdict(list)
        self._descriptions: dict[str, list[str]] = defaultdict(list)

    def take(self, page: Served) -> Iterator[Finding]:
        if page.status != 200:
            yield BROKEN.at(page.path, 0, f"answers {page.status}")
            return
        is_indexed = "noindex" not in page.meta("robots")
        yield from _words(page)
        yield from self._address(page) if is_indexed else ()
        yield from _structured(page)
        yield from self._picture(page)
        if is_indexed and page.canonical.endswith(page.path):
            self._titles[page.title].append(page.path)
            self._descriptions[page.meta("description")].append(page.path)

    def tell(self) -> Iterator[Finding]:
        for rule, groups, what in (
            (TITLE, self._titles, "{} pages have the title “{}”"),
            (DESCRIPTION, self._descriptions, "{} pages have the description “{}”"),
        ):
            for text, paths in groups.items():
                for path in paths if text and len(paths) > 1 else ():
                    yield rule.at(path, 0, what.format(len(paths), text))

    def _address(self, page: Served) -> Iterator[Finding]:
        named = page.canonical
        if not is_absolute(named):
            yield CANONICAL.at(page.path, 0, f"its canonical address is “{named}”")
        elif named.startswith(f"{self.origin}/") and named.removeprefix(self.origin) != page.path:
            yield CANONICAL.at(page.path, 0, f"its canonical address is another page's: {named}")

    def _picture(self, page: Served) -> Iterator[Finding]:
        address = page.meta("og:image")
        if not address:
            return
        if not is_absolute(address):
            yield CARD.at(page.path, 0, f"og:image is not absolute: {address}")
            return
        if not address.startswith(f"{self.origin}/"):
            return  # another host's: nobody is asked from here
        true = self.measure(address)
        if true is None:
            yield CARD.at(page.path, 0, f"og:image doesn't answer: {address}")
            return
        declared = page.meta("og:image:width"), page.meta("og:image:height")
        if declared != (str(true[0]), str(true[1])):
            said = " × ".join(declared).strip(" ×") or "no size"
            yield CARD.at(page.path, 0, f"og:image is {true[0]} × {true[1]}, declared is {said}")


def _words(page: Served) -> Iterator[Finding]:
    headings = page.document.xpath("count(//h1)")
    if headings != 1:
        yield HEADING.at(page.path, 0, f"it has {int(headings)} h1")
    if not page.title:
        yield TITLE.at(page.path, 0, "it has no title")
    described = page.meta("description")
    if described and described == page.title.rpartition(" | ")[0]:
        yield DESCRIPTION.at(page.path, 0, "its description is its title")
    if len(described) > DESCRIPTION_LIMIT:
        yield DESCRIPTION.at(page.path, 0, f"its description has {len(described)} characters")


def _structured(page: Served) -> Iterator[Finding]:
    for text in page.document.xpath("//script[@type='application/ld+json']/text()"):
        try:
            graph = json.loads(str(text))
        except ValueError:
            yield DATA.at(page.path, 0, "its JSON-LD is no JSON")
            continue
        for node in _nodes(graph):
            lacking = [name for name in _REQUIRED.get(str(node.get("@type")), ()) if not node.get(name)]
            if lacking and set(node) != {"@id"}:
                yield DATA.at(page.path, 0, f"its {node['@type']} has no {', '.join(lacking)}")


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node but those of `hasPart`: an author's stories, in short, which have pages of their own."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for name, one in value.items():
            yield from _nodes(one) if name != "hasPart" else ()
    elif isinstance(value, list):
        for one in value:
            yield from _nodes(one)
