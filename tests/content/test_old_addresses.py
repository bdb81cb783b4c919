"""Where addresses of other systems lead, as a pure question."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content.address_rules import AddressRules, match, rules_of
from newsdao.content.jekyll_config import read_config
from newsdao.content.old_addresses import Place, spellings, target

OURS = {"/", "/latest/", "/archive/", "/feeds/", "/tags/",
        "/rss.xml", "/atom.xml", "/feed.xml", "/feed.json", "/sitemap.xml",
        "/news-sitemap.xml", "/robots.txt", "/site.webmanifest", "/favicon.ico", "/redirects.json", "/sw.js",
        "/sw.min.js", "/service-worker.js", "/serviceworker.js"}  # fmt: skip
FILES = ("rss.xml", "atom.xml", "feed.xml", "feed.json")
CONFIG = """
paginate_path: "journal/seite:num"
pagination: {permalink: "/strom/:num/"}
jekyll-archives:
  permalinks: {category: "/rubrik/:name/", tag: "/stichwort/:name/", month: "/kalender/:year/:month/"}
autopages: {tags: {permalink: "/themen/:tag"}}
tag_dir: schlagwort
feed: {path: /news/atom, tags: {path: /feeds/tags/}}
"""


class Town:
    """A site with a section, a tag, an author, a page and stories in July 2026."""

    def __init__(self) -> None:
        self.asked = 0
        self.pages = {"/about/": "/about/"}
        self.terms = {
            "category": {"사회": "사회", "local news": "local-news", "local-news": "local-news"},
            "tag": {"node.js": "node.js", "node-js": "node.js"},
            "author": {"도하": "도하"},
        }

    def term(self, kind: str, name: str) -> str:
        self.asked += 1
        return self.terms[kind].get(name, "")

    def page(self, path: str) -> str:
        self.asked += 1
        return self.pages.get(path, "")

    def has_stories(self, first: date, last: date) -> bool:
        self.asked += 1
        return first <= date(2026, 7, 31) and last >= date(2026, 7, 1)

    def answers(self, place: Place) -> bool:
        """Whether this town's site shows something at an address."""
        if place.path in OURS or place.path in self.pages.values():
            return True
        _, folder, *rest = place.path.split("/")
        if folder == "archive":
            year, month, day = (*map(int, rest[:-1]), 0, 0)[:3]
            last = date(year, month or 12, day or monthrange(year, month or 12)[1])
            return rest[-1] == "" and self.has_stories(date(year, month or 1, day or 1), last)
        return rest[0] in self.terms[folder].values() and rest[1] in {"", *FILES}


def led(path: str, config: str = "") -> str:
    place = target(path, rules_of(read_config(config).values), Town())
    return (place.path + (f"#{place.fragment}" if place.fragment else "")) if place else ""


@pytest.mark.parametrize(
    ("bare", "expected"),
    [
        ("", "/"), ("/latest", "/latest/"), ("/blog", "/latest/"), ("/blog/page2", "/latest/"), ("/page3", "/latest/"),
        ("/page/3", "/latest/"), ("/blog/page/4", "/latest/"), ("/posts", "/latest/"),
        ("/archive", "/archive/"), ("/archives", "/archive/"), ("/2026", "/archive/2026/"),
        ("/2026/07", "/archive/2026/07/"),
        ("/2026/7/9", "/archive/2026/07/09/"), ("/archive/2026/07/09", "/archive/2026/07/09/"),
        ("/categories", "/feeds/#category"), ("/tags", "/tags/"), ("/authors", "/feeds/#author"),
        ("/category/사회", "/category/사회/"), ("/categories/사회", "/category/사회/"),
        ("/tag/node-js", "/tag/node.js/"),
        ("/tags/node-js", "/tag/node.js/"), ("/author/도하", "/author/도하/"), ("/authors/도하", "/author/도하/"),
        ("/author/도하/page/2", "/author/도하/"), ("/category/사회/page3", "/category/사회/"),
        ("/tabs/about", "/about/"), ("/tabs/archives", "/archive/"), ("/tabs/tags", "/tags/"),
    ],
)  # fmt: skip
def test_a_page_s_old_address_leads_to_the_page_with_and_without_slash_html_and_index(bare: str, expected: str) -> None:
    for spelling in (bare, f"{bare}/", f"{bare}/index.html", *([f"{bare}.html"] if bare else [])):
        if spelling:
            assert led(spelling) == expected, spelling


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/feed", "/rss.xml"), ("/rss", "/rss.xml"), ("/index.xml", "/rss.xml"), ("/atom", "/atom.xml"),
        ("/search.json", "/feed.json"), ("/sitemap_index.xml", "/sitemap.xml"), ("/manifest.json", "/site.webmanifest"),
        ("/feed/사회.xml", "/category/사회/feed.xml"), ("/feed/local news.xml", "/category/local-news/feed.xml"),
        ("/feed/by_tag/node.js.xml", "/tag/node.js/feed.xml"), ("/tag/node-js/rss", "/tag/node.js/rss.xml"),
        ("/categories/사회/index.xml", "/category/사회/rss.xml"), ("/author/도하/feed", "/author/도하/rss.xml"),
        ("/blog/atom.xml", "/atom.xml"), ("/posts/index.xml", "/rss.xml"),
    ],
)  # fmt: skip
def test_a_feed_s_old_address_leads_to_the_feed_of_the_same_thing(path: str, expected: str) -> None:
    for spelling in (path, f"{path}/", f"{path}/index.html"):
        assert led(spelling) == expected, spelling


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/journal/", "/latest/"), ("/journal/seite2/", "/latest/"), ("/strom/7/", "/latest/"), ("/strom", "/latest/"),
        ("/rubrik/사회/", "/category/사회/"), ("/rubrik/local-news", "/category/local-news/"),
        ("/stichwort/node-js/", "/tag/node.js/"), ("/themen/node.js", "/tag/node.js/"),
        ("/schlagwort/node.js.html", "/tag/node.js/"), ("/kalender/2026/07/", "/archive/2026/07/"),
        ("/news/atom", "/feed.xml"), ("/feeds/tags/node.js.xml", "/tag/node.js/feed.xml"),
        ("/rubrik/사회/page/2/", "/category/사회/"),
    ],
)  # fmt: skip
def test_addresses_that_the_configuration_names_are_known(path: str, expected: str) -> None:
    assert led(path, CONFIG) == expected
    assert led(path) != expected or path.startswith("/feeds")


@pytest.mark.parametrize(
    "path",
    ["/category/none/", "/tags/none/", "/2025/", "/2026/08/", "/2026/13/", "/2026/07/40/", "/99999/", "/feed/none.xml",
     "/journal/", "/seite2", "/about", "/page/x", "/pagex", "/tabs/none", "/category/사회/2", "/tag/node.js/none.xml",
     "/" + "a" * 1200],
)  # fmt: skip
def test_an_address_that_names_nothing_leads_nowhere(path: str) -> None:
    assert led(path) == ""


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        ("/blog/page:num/", "/blog/page12", {"num": "12"}), ("/blog/page:num", "/blog/page", None),
        ("/blog/page:num", "/blog/pagex", None), ("/blog/page:num", "/blog/page٣", None),
        ("/a/:tag.xml", "/a/b.xml", {"tag": "b"}), ("/a/:tag.xml", "/a/.xml", None), ("/a/b", "/a/b/", {}),
        ("/a/b", "/a/bc", None), ("/:year/:month", "/2026/07", {"year": "2026", "month": "07"}),
        ("/a:tag", "/ab/c", None), ("/aba:tagaba", "/aba", None),
    ],
)  # fmt: skip
def test_a_pattern_finds_what_its_tokens_stand_for(pattern: str, path: str, found: dict[str, str] | None) -> None:
    assert match(pattern, path) == found


SEGMENTS = st.one_of(
    st.sampled_from(["blog", "page2", "page", "2", "feed", "rss", "tabs", "tags", "tag", "category", "categories",
                     "사회", "node-js", "author", "도하", "2026", "07", "9", "archive", "about", "index.html",
                     "feed.xml", "..", "by_tag", "sw.js", "", "rubrik", "journal", "evil.example", "//",
                     "https:", "\\"]),
    st.text(max_size=8),
)  # fmt: skip
SITES = st.sampled_from([rules_of(read_config(text).values) for text in ("", CONFIG)])


@given(st.lists(SEGMENTS, max_size=9).map("/".join).map("/{}".format), SITES)
def test_whatever_is_asked_leads_in_one_step_to_a_page_of_this_site(path: str, rules: AddressRules) -> None:
    town = Town()
    place = target(path, rules, town)
    assert town.asked < 200
    if place is not None:
        assert place.path.startswith("/") and not place.path.startswith("//") and "\\" not in place.path
        assert town.answers(place), place


@given(st.sampled_from(["/page/2", "/tabs/x", "/feed", "/2026", "/tag/x", "/page2"]), st.integers(1, 4000))
def test_an_address_of_any_length_is_answered_without_a_long_search(part: str, times: int) -> None:
    town = Town()
    target(part * times, rules_of(read_config(CONFIG).values), town)
    assert town.asked < 200


KEYS = st.sampled_from(["path", "tags", "permalink", "permalinks", "tag", "category", "collections", "posts"])
SHAPES = st.recursive(
    st.text(max_size=20) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
RULED = st.sampled_from(["paginate_path", "pagination", "jekyll-archives", "autopages", "tag_dir", "feed"])


@given(st.dictionaries(RULED, SHAPES))
def test_a_configuration_of_any_shape_gives_rules_that_are_paths(values: dict[str, object]) -> None:
    rules = rules_of(values)
    for pattern in (*rules.lists, *rules.terms, *rules.feeds):
        assert pattern.startswith("/") and not pattern.endswith("/") and ".." not in pattern


def test_a_page_is_known_by_the_spellings_of_a_static_host() -> None:
    assert spellings("/a/") == ["/a", "/a.html", "/a/index.html"]
    assert spellings("/a/index.html") == ["/a/", "/a", "/a.html"]
