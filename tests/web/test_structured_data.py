"""Structured data as extruct, which many crawlers read with, finds it on every kind of page of the sample newsroom."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import extruct
import pytest
from newsroom import Newsroom

from newsdao.config import PROJECT
from newsdao.services.sampling import write_newsroom

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
# Type → (properties that must be there, properties that may be): what Google's and Naver's documents name, and
# schema.org knows for the type.
PAGE = ({"@id", "url", "name", "inLanguage", "isPartOf"}, {"mainEntity", "breadcrumb", "description", "hasPart"})
STORY = (
    {"@id", "headline", "datePublished", "author"},
    {"mainEntityOfPage", "description", "dateModified", "publisher", "inLanguage", "isAccessibleForFree",
     "articleSection", "keywords", "image", "isBasedOn", "correction", "url"},
)  # fmt: skip
SCHEMA: dict[str, tuple[set[str], set[str]]] = {
    "WebSite": ({"@id", "url", "name", "publisher", "inLanguage"}, {"description", "alternateName"}),
    "NewsMediaOrganization": (
        {"@id", "name", "url"},
        {"logo", "sameAs", "publishingPrinciples", "correctionsPolicy", "masthead", "contactPoint", "address"},
    ),
    "WebPage": PAGE, "AboutPage": PAGE, "ContactPage": PAGE, "CollectionPage": PAGE, "ProfilePage": PAGE,
    "NewsArticle": STORY,
    "LiveBlogPosting": (
        STORY[0] | {"coverageStartTime", "coverageEndTime", "liveBlogUpdate"}, STORY[1],
    ),
    "BlogPosting": ({"@id", "url", "headline", "datePublished"}, {"articleBody", "publisher"}),
    "BreadcrumbList": ({"@id", "itemListElement"}, set()),
    "ItemList": ({"itemListElement", "numberOfItems"}, set()),
    "ListItem": ({"position"}, {"name", "item", "url"}),
    "Person": ({"@id", "name", "url"}, {"sameAs", "description", "jobTitle", "image"}),
    "Organization": ({"name", "url"}, {"@id", "sameAs"}),
    "ImageObject": ({"url"}, {"width", "height", "caption", "creditText"}),
    "ContactPoint": ({"contactType"}, {"email", "telephone", "url"}),
    "CorrectionComment": ({"text"}, {"datePublished"}),
    "CreativeWork": ({"url", "name"}, set()),
}  # fmt: skip
MOMENTS = {"datePublished", "dateModified", "coverageStartTime", "coverageEndTime"}
KINDS = {
    "home": {"WebSite", "NewsMediaOrganization"}, "latest": {"CollectionPage"}, "article": {"NewsArticle"},
    "live": {"LiveBlogPosting"}, "corrected": {"NewsArticle"}, "about": {"AboutPage"}, "contact": {"ContactPage"},
    "page": {"WebPage"}, "category": {"CollectionPage"}, "tag": {"CollectionPage"}, "author": {"ProfilePage"},
    "archive": {"CollectionPage"}, "day": {"CollectionPage"}, "feeds": {"CollectionPage"},
}  # fmt: skip


@pytest.fixture
def sample(open_newsroom) -> Newsroom:  # type: ignore[no-untyped-def]
    room: Newsroom = open_newsroom(config=None, site_url="https://news.example.kr")
    write_newsroom(PROJECT / "sample", room.folder, datetime.now(UTC))
    room.sync()
    return room


def addresses(room: Newsroom) -> dict[str, str]:
    def first(pattern: str, within: str) -> str:
        return re.findall(f'href="(/[^"]*{pattern}[^"]*)"', room.get(within))[0]

    corrected = [one.stem[11:] for one in (room.folder / "_posts").iterdir() if "\ncorrections:" in one.read_text()]
    months = re.findall(r"(/sitemaps/20[^<]+)", room.get("/sitemap.xml"))
    everything = "".join(room.get(path) for path in months)
    standing = re.findall(r"<loc>https://news.example.kr([^<]+)</loc>", everything)
    return {
        "home": "/", "latest": "/latest/", "about": "/about/", "contact": "/contact/", "page": "/principles/",
        "article": next(one for one in standing if "haeon-river-level" in one),
        "live": next(one for one in standing if "flood-day2" in one),
        "corrected": next(one for one in standing if corrected[0] in one),
        "category": "/category/사회/", "tag": "/tag/홍수/", "author": "/author/naru/", "archive": "/archive/",
        "day": first("archive/20", "/archive/"), "feeds": "/feeds/",
    }  # fmt: skip


def read(room: Newsroom, path: str) -> dict[str, Any]:
    found: dict[str, Any] = extruct.extract(
        room.get(path), base_url=f"https://news.example.kr{path}", syntaxes=["json-ld", "opengraph", "microdata"]
    )
    return found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node, those inside others too."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for one in value.values():
            yield from nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from nodes(one)


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if list(value) == ["@id"]:
            yield value["@id"]
        for one in value.values():
            yield from names(one)
    elif isinstance(value, list):
        for one in value:
            yield from names(one)


def check(graph: list[dict[str, Any]], known: set[str]) -> None:
    for node in nodes(graph):
        must, may = SCHEMA[node["@type"]]
        assert must <= node.keys(), (node["@type"], must - node.keys())
        assert node.keys() <= must | may | {"@type"}, (node["@type"], node.keys() - must - may)
        for name, value in node.items():
            assert value not in ("", [], None, {}), (node["@type"], name)
            if name in MOMENTS:
                assert datetime.fromisoformat(value).utcoffset() == timedelta(hours=9), value
            if name in {"url", "item", "@id"} and isinstance(value, str):
                assert value.startswith("https://"), value
    own = {node["@id"] for node in nodes(graph) if "@id" in node}
    assert set(names(graph)) <= own | known, set(names(graph)) - own - known


def test_every_kind_of_page_says_what_it_is_and_nothing_that_is_unknown(sample: Newsroom) -> None:
    """seo-and-feeds §1 M: NewsArticle in server HTML, BreadcrumbList, WebSite and NewsMediaOrganization at home."""
    (home,) = read(sample, "/")["json-ld"]
    known = {node["@id"] for node in home["@graph"]}
    for kind, path in addresses(sample).items():
        found = read(sample, path)
        (data,) = found["json-ld"]
        assert data["@context"] == "https://schema.org"
        assert KINDS[kind] <= {node["@type"] for node in data["@graph"]}, kind
        check(data["@graph"], known)
        assert found["microdata"] == [], "one voice is enough"
        (og,) = found["opengraph"]
        said = dict(og["properties"])
        assert {"og:title", "og:url", "og:type", "og:image", "og:site_name", "og:locale"} <= said.keys(), kind
        publishers = [node for node in data["@graph"] if node["@type"] == "NewsMediaOrganization"]
        assert [one["@id"] for one in publishers] == ["https://news.example.kr/#publisher"], kind


def test_the_home_page_alone_tells_all_of_the_publisher(sample: Newsroom) -> None:
    """seo-and-feeds §1 M: publishingPrinciples, correctionsPolicy, masthead, contactPoint, logo ≥ 112×112."""
    (data,) = read(sample, "/")["json-ld"]
    (publisher,) = [node for node in data["@graph"] if node["@type"] == "NewsMediaOrganization"]
    assert publisher["publishingPrinciples"] == "https://news.example.kr/principles/"
    assert publisher["correctionsPolicy"] == "https://news.example.kr/corrections/"
    assert publisher["masthead"] == "https://news.example.kr/masthead/"
    assert publisher["contactPoint"]["email"] == "desk@newsdao.example"
    assert min(publisher["logo"]["width"], publisher["logo"]["height"]) >= 112
    (data,) = read(sample, "/latest/")["json-ld"]
    (publisher,) = [node for node in data["@graph"] if node["@type"] == "NewsMediaOrganization"]
    assert publisher.keys() == {"@type", "@id", "name", "url", "logo"}


def test_a_story_that_goes_on_is_a_live_report(sample: Newsroom) -> None:
    path = addresses(sample)["live"]
    (data,) = read(sample, path)["json-ld"]
    (live,) = [node for node in data["@graph"] if node["@type"] == "LiveBlogPosting"]
    told = live["liveBlogUpdate"]
    assert len(told) == 3 and told[0]["headline"] == "해온대교 수위 4.5m, 주의 단계로"
    assert told[1]["headline"].startswith("관리단이 밤 9시 회의에서"), "an update without a title begins with its text"
    for one in told:
        assert f'id="{one["@id"].partition("#")[2]}"' in sample.get(path), "its address is on the page"
    assert live["coverageStartTime"] == live["datePublished"]
    last = datetime.fromisoformat(told[0]["datePublished"])
    assert datetime.fromisoformat(live["coverageEndTime"]) - last == timedelta(hours=12)
    assert live["dateModified"] == told[0]["datePublished"]
    assert live["isBasedOn"][0]["url"] == "https://dam.haeon.example/report"


def test_an_author_is_the_same_person_on_every_page(sample: Newsroom) -> None:
    """seo-and-feeds §1 M: author.name is the name only, `url` a real author page."""
    places = addresses(sample)
    (story,) = read(sample, places["article"])["json-ld"]
    (profile,) = read(sample, places["author"])["json-ld"]
    (author,) = next(node for node in story["@graph"] if node["@type"] == "NewsArticle")["author"]
    page = next(node for node in profile["@graph"] if node["@type"] == "ProfilePage")
    person = next(node for node in profile["@graph"] if node["@type"] == "Person")
    assert author["@id"] == page["mainEntity"]["@id"] == person["@id"]
    assert author["name"] == person["name"] == "김나루"
    assert sample.reader.get(author["url"].removeprefix("https://news.example.kr")).status_code == 200


def modified(room: Newsroom) -> str:
    (data,) = extruct.extract(room.get("/사회/2026/11/20/river/"), syntaxes=["json-ld"])["json-ld"]
    return str(next(node for node in data["@graph"] if node["@type"] == "NewsArticle")["dateModified"])


def test_only_a_change_of_the_story_is_a_change(newsroom: Newsroom) -> None:
    """seo-and-feeds §1 M: change dateModified only for significant edits."""
    body = "상류 댐이 물을 내보냈다. 시는 대피소를 열었다."
    newsroom.post("river", more="tags: [강물]\n", body=body)
    newsroom.sync(NOW - timedelta(hours=5))
    first = modified(newsroom)
    small = [
        ("tags: [강물]\n", f"{body}\n\n"),
        ("tags:   [ '강물' ]\n", body),
        ("tags: [강]\n", body),
        ("tags: [강]\nimage: /a.jpg\n", body),
        ("excerpt: 다른 말.\n", body.replace("물을", "**물을**")),
    ]
    for more, text in small:
        newsroom.post("river", more=more, body=text)
        newsroom.sync(NOW)
        assert modified(newsroom) == first == "2026-11-20T09:00:00+09:00", (more, text)
    newsroom.post("river", body=f"{body} 다리도 막았다.")
    newsroom.sync(NOW)
    assert modified(newsroom) == "2026-11-20T15:00:00+09:00"
