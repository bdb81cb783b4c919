"""Structured data, parsed as a crawler parses it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from newsdao.content.characters import fit
from newsdao.content.jekyll_config import read_config
from newsdao.content.post import Picture, Post, Term
from newsdao.content.reading import ReadingContext, SourceFile, read_post
from newsdao.content.site import Site
from newsdao.presenters import jsonld
from newsdao.presenters.seo import PageMeta
from newsdao.presenters.urls import Urls

MakePost = Callable[..., Post]
Nodes = dict[str, dict[str, object]]
ADDRESS = "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-9/"
HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=())), st.sampled_from(["</script>", "<!--", "]]>", "\u2028"])
)


def nodes(graph: jsonld.Node) -> Nodes:
    """What a crawler finds in the page, by type."""
    page = html.fromstring(f'<html><script type="application/ld+json">{jsonld.dumps(graph)}</script></html>')
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    read = json.loads(text)
    assert read["@context"] == "https://schema.org"
    return {node["@type"]: node for node in read["@graph"]}


def of_article(post: Post, site: Site, urls: Urls, canonical: str = ADDRESS) -> Nodes:
    return nodes(jsonld.article(post, site, urls, PageMeta(title="", description="", canonical=canonical)))


def test_a_story_says_all_that_is_known_of_it(make_post: MakePost, site: Site, urls: Urls) -> None:
    found = of_article(make_post(9), site, urls)
    assert found["NewsArticle"] == {
        "@type": "NewsArticle",
        "@id": f"{ADDRESS}#article",
        "mainEntityOfPage": {"@id": ADDRESS},
        "headline": "해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비",
        "description": make_post().feature_text,
        "datePublished": "2026-11-20T09:09:00+09:00",
        "dateModified": "2026-11-20T09:09:00+09:00",
        "author": [
            {
                "@type": "Person",
                "@id": "https://news.example.kr/author/%EA%B9%80%EB%82%98%EB%A3%A8/#person",
                "name": "김나루",
                "url": "https://news.example.kr/author/%EA%B9%80%EB%82%98%EB%A3%A8/",
            }
        ],
        "publisher": {"@id": "https://news.example.kr/#publisher"},
        "image": [
            {
                "@type": "ImageObject",
                "url": "https://news.example.kr/assets/img/river.jpg",
                "width": 1600,
                "height": 900,
                "caption": "불어난 해온강",
            }
        ],
        "articleSection": "사회",
        "keywords": ["해온강", "홍수"],
        "inLanguage": "ko",
        "isAccessibleForFree": True,
    }
    assert found["NewsMediaOrganization"]["name"] == "뉴스다오"


def test_the_breadcrumbs_begin_at_the_section(make_post: MakePost, site: Site, urls: Urls) -> None:
    found = of_article(make_post(9), site, urls)
    trail = found["BreadcrumbList"]["itemListElement"]
    assert [(crumb["position"], crumb["name"]) for crumb in trail] == [(1, "사회"), (2, make_post().title)]
    assert trail[0]["item"] == "https://news.example.kr/category/%EC%82%AC%ED%9A%8C/"
    assert found["WebPage"]["breadcrumb"] == {"@id": found["BreadcrumbList"]["@id"]}


def test_a_story_without_a_section_has_no_breadcrumbs(make_post: MakePost, site: Site, urls: Urls) -> None:
    found = of_article(make_post(categories=(), tags=()), site, urls)
    assert "BreadcrumbList" not in found and "breadcrumb" not in found["WebPage"]
    assert not {"articleSection", "keywords"} & found["NewsArticle"].keys()


def test_the_full_lead_is_the_description(make_post: MakePost, site: Site, urls: Urls) -> None:
    lead = "상류 댐이 물을 내보냈다. " * 40
    assert of_article(make_post(feature_text=lead), site, urls)["NewsArticle"]["description"] == lead.strip()
    silent = make_post(feature_text="", excerpt="", lead="")
    assert "description" not in of_article(silent, site, urls)["NewsArticle"]


def test_every_author_is_one_object_with_the_name_alone(make_post: MakePost, site: Site, urls: Urls) -> None:
    authors = (
        Term("author", "서린", "서린", "https://seorin.example.kr"),
        Term("author", "뉴스다오", "뉴스다오"),
    )
    first, second = of_article(make_post(authors=authors), site, urls)["NewsArticle"]["author"]
    assert (first["@type"], first["name"], first["sameAs"]) == ("Person", "서린", ["https://seorin.example.kr"])
    assert first["url"] == urls.absolute(urls.term(authors[0])), "the author's page here"
    assert (second["@type"], second["name"]) == ("Organization", "뉴스다오"), "the newsroom is no person"


def test_the_newsroom_signs_what_nobody_signed(make_post: MakePost, site: Site, urls: Urls) -> None:
    post = make_post(authors=())
    (author,) = of_article(post, site, urls)["NewsArticle"]["author"]
    assert author == {
        "@type": "Organization",
        "@id": "https://news.example.kr/#publisher",
        "name": "뉴스다오",
        "url": "https://news.example.kr/",
    }
    desk = replace(site, author=Term("author", "편집국", "편집국", "https://news.example.kr/about/"))
    (author,) = of_article(post, desk, urls)["NewsArticle"]["author"]
    assert author == {"@type": "Organization", "name": "편집국", "url": "https://news.example.kr/about/"}


def test_a_story_shows_its_picture_in_three_shapes_with_their_sizes(
    make_post: MakePost, site: Site, urls: Urls
) -> None:
    """seo-and-feeds §1 M: image absolute, ≥ 50 K pixels, a list of 16:9, 4:3 and 1:1."""
    wide, four, square = of_article(make_post(id=7), site, urls)["NewsArticle"]["image"]
    assert wide["url"] == "https://news.example.kr/assets/img/river.jpg", "it is 16:9 already"
    assert re.fullmatch(r"https://news\.example\.kr/og/7-[0-9a-f]{10,}-4x3\.jpg", four["url"])
    assert re.fullmatch(r"https://news\.example\.kr/og/7-[0-9a-f]{10,}-1x1\.jpg", square["url"])
    sizes = [(one["width"], one["height"]) for one in (wide, four, square)]
    assert sizes == [(1600, 900), (1200, 900), (900, 900)]
    assert {one["@type"] for one in (wide, four, square)} == {"ImageObject"}


def test_a_story_whose_picture_cannot_be_shown_has_its_card_in_three_shapes(
    make_post: MakePost, site: Site, urls: Urls
) -> None:
    images = of_article(make_post(id=7, picture=None), site, urls)["NewsArticle"]["image"]
    assert [one["url"].rpartition("-")[2] for one in images] == ["16x9.jpg", "4x3.jpg", "1x1.jpg"]
    assert [(one["width"], one["height"]) for one in images] == [(1200, 675), (1200, 900), (1200, 1200)]


def test_a_picture_that_is_not_cut_stands_as_it_is(make_post: MakePost, site: Site, urls: Urls) -> None:
    foreign = make_post(id=7, picture=Picture("https://cdn.example.com/강 1.jpg"))
    (image,) = of_article(foreign, site, urls)["NewsArticle"]["image"]
    assert image == {"@type": "ImageObject", "url": "https://cdn.example.com/%EA%B0%95%201.jpg"}
    small = make_post(id=7, picture=Picture("/a.jpg", "", 200, 210, "image/jpeg", 9))
    (image,) = of_article(small, site, urls)["NewsArticle"]["image"]
    assert image["url"] == "https://news.example.kr/a.jpg", "no shape of it has 50,000 pixels"
    assert "image" not in of_article(make_post(picture=None), site, urls)["NewsArticle"], "it has no card yet"


def test_a_story_first_told_elsewhere_says_where(make_post: MakePost, site: Site, urls: Urls) -> None:
    found = of_article(make_post(9), site, urls, canonical="https://raon.example/1")
    assert found["NewsArticle"]["mainEntityOfPage"] == {"@id": "https://raon.example/1"}
    assert found["WebPage"]["url"] == ADDRESS, "this page is still this site's"


def test_the_home_page_introduces_the_site_and_its_publisher(site: Site, urls: Urls) -> None:
    found = nodes(jsonld.home(site, urls))
    assert list(found) == ["WebSite", "NewsMediaOrganization"]
    assert found["WebSite"]["name"] == found["NewsMediaOrganization"]["name"] == "뉴스다오"
    assert found["WebSite"]["description"] == "해온시에서 전하는 빠른 소식"
    assert "description" not in nodes(jsonld.home(replace(site, description=""), urls))["WebSite"]
    publisher = found["NewsMediaOrganization"]
    assert publisher["url"] == "https://news.example.kr/"
    assert publisher["sameAs"] == ["https://social.example/newsdao"]
    assert publisher["logo"]["url"] == "https://news.example.kr/assets/logo.png"
    assert (publisher["logo"]["width"], publisher["logo"]["height"]) == (512, 512)


def test_a_list_names_its_stories_in_their_order(make_post: MakePost, site: Site, urls: Urls) -> None:
    posts = [make_post(3), make_post(2), make_post(1)]
    page = nodes(jsonld.collection("사회", urls.path("/category/사회/"), posts, site, urls))["CollectionPage"]
    assert page["url"] == "https://news.example.kr/category/%EC%82%AC%ED%9A%8C/"
    listed = page["mainEntity"]
    assert listed["numberOfItems"] == 3
    places = [(item["position"], item["url"]) for item in listed["itemListElement"]]
    assert places == [(place, urls.absolute(urls.article(post))) for place, post in enumerate(posts, 1)]
    assert "mainEntity" not in nodes(jsonld.collection("구독", "/feeds/", [], site, urls))["CollectionPage"]


def test_every_name_a_node_uses_is_a_node_of_the_page_or_of_the_home_page(
    make_post: MakePost, site: Site, urls: Urls
) -> None:
    home = jsonld.home(site, urls)
    meta = PageMeta(title="", description="", canonical=ADDRESS)
    for graph in (home, jsonld.article(make_post(9), site, urls, meta), jsonld.collection("a", "/a/", [], site, urls)):
        known = {node["@id"] for node in [*graph["@graph"], *home["@graph"]]}
        assert len({node["@id"] for node in graph["@graph"]}) == len(graph["@graph"])
        assert set(references(graph["@graph"])) <= known


def references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["@id"]] if list(value) == ["@id"] else []
        return own + [name for one in value.values() for name in references(one)]
    return [name for one in value for name in references(one)] if isinstance(value, list) else []


@given(st.recursive(HOSTILE, lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(r"\A[a-z]{1,9}\Z"), inner)))
def test_no_text_ends_the_script_or_is_lost_in_it(value: object) -> None:
    text = jsonld.dumps({"value": value})
    assert not any(mark in text for mark in ("<", ">", "&", "\u2028", "\u2029"))
    assert text.encode()
    assert json.loads(text) == {"value": fitted(value)}


def fitted(value: object) -> object:
    """As the house takes any text in: NFC, no controls, no lone surrogates."""
    if isinstance(value, str):
        return fit(value)
    if isinstance(value, dict):
        return {name: fitted(one) for name, one in value.items()}
    return [fitted(one) for one in value]


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "3 < 5 & 적자 > 흑자", "“따옴표”\\"]
)
def test_what_is_ordinary_text_comes_back_as_it_was(text: str, make_post: MakePost, site: Site, urls: Urls) -> None:
    assert of_article(make_post(title=text), site, urls)["NewsArticle"]["headline"] == text


def test_hangul_stands_as_it_is(site: Site, urls: Urls) -> None:
    assert "뉴스다오" in jsonld.dumps(jsonld.home(site, urls)), "escaped it would be twice as long"


def test_the_seed_is_a_story_with_its_full_clean_lead(corpus: Path) -> None:
    seed = corpus / "seed"
    (path,) = seed.glob("_posts/*.md")
    matter = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
    config = read_config((seed / "_config.yml").read_text(encoding="utf-8"))
    post = read_post(SourceFile(f"_posts/{path.name}", path.read_bytes()), config, ReadingContext())
    canonical = "https://newsdao.kr/news/2024/07/01/362/"
    found = of_article(post, config.site(), Urls("https://newsdao.kr"), canonical)
    story = found["NewsArticle"]
    assert story["headline"] == matter["title"]
    assert story["description"] == matter["feature_text"].strip().removesuffix("(글자 수: 294)").strip()
    assert story["datePublished"] == story["dateModified"] == "2024-07-01T00:00:00+09:00"
    assert story["author"][0]["@type"] == "Organization"
    assert [crumb["name"] for crumb in found["BreadcrumbList"]["itemListElement"]] == ["News", matter["title"]]
