"""Sitemaps, held against the schemas of tests/schemas."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newsdao.content.post import Post
from newsdao.content.site import Site
from newsdao.presenters import sitemaps
from newsdao.presenters.sitemaps import SitemapEntry, UrlEntry
from newsdao.presenters.urls import Urls

MakePost = Callable[..., Post]
SCHEMAS = Path(__file__).parent.parent / "schemas"
CHANGED = datetime(2026, 11, 20, 15, 30, 15, 250_000, tzinfo=UTC)
NAMES = {"map": sitemaps.SITEMAP, "news": sitemaps.NEWS, "image": sitemaps.IMAGE}


def valid(document: bytes, schema: str = "urlset.xsd") -> etree._Element:
    """The root of a document that keeps to its schema."""
    root = etree.fromstring(document)
    etree.XMLSchema(etree.parse(SCHEMAS / schema)).assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(text) for text in root.xpath(f"{path}/text()", namespaces=NAMES)]


@pytest.fixture
def pages(urls: Urls) -> list[UrlEntry]:
    return [
        UrlEntry(urls.home(), None),
        UrlEntry(urls.path("/사회/2026/11/20/강/"), CHANGED, ("/assets/img/불어난 강.jpg", "https://cdn.example.com/다리.png?a=1&b=2")),
        UrlEntry(urls.path("/경제/2026/11/20/a&b'c/"), CHANGED),
    ]  # fmt: skip


def test_the_index_names_every_file_and_its_newest_change(site: Site, urls: Urls) -> None:
    entries = [SitemapEntry(urls.news_sitemap(), None), SitemapEntry(urls.sitemap_month(2026, 11, 1), CHANGED)]
    root = valid(sitemaps.index(entries, site, urls), "siteindex.xsd")
    assert texts(root, "map:sitemap/map:loc") == [
        "https://news.example.kr/news-sitemap.xml",
        "https://news.example.kr/sitemaps/2026-11-1.xml",
    ]
    assert texts(root, "map:sitemap/map:lastmod") == ["2026-11-21T00:30:15+09:00"]


def test_a_page_stands_with_its_change_and_its_pictures(pages: list[UrlEntry], site: Site, urls: Urls) -> None:
    root = valid(sitemaps.urlset(pages, site, urls))
    assert texts(root, "map:url/map:loc") == [
        "https://news.example.kr/",
        "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/%EA%B0%95/",
        "https://news.example.kr/%EA%B2%BD%EC%A0%9C/2026/11/20/a&b'c/",
    ]
    assert texts(root, "map:url/map:lastmod") == ["2026-11-21T00:30:15+09:00"] * 2
    assert texts(root, "map:url[2]/image:image/image:loc") == [
        "https://news.example.kr/assets/img/%EB%B6%88%EC%96%B4%EB%82%9C%20%EA%B0%95.jpg",
        "https://cdn.example.com/%EB%8B%A4%EB%A6%AC.png?a=1&b=2",
    ]
    assert not root.xpath("//map:priority | //map:changefreq", namespaces=NAMES)


def test_a_site_below_a_path_keeps_it_in_every_address(site: Site) -> None:
    urls = Urls("https://a.example.kr/blog")
    root = valid(sitemaps.urlset([UrlEntry(urls.path("/사회/"), CHANGED, ("/a.jpg",))], site, urls))
    assert texts(root, "//map:loc") == ["https://a.example.kr/blog/%EC%82%AC%ED%9A%8C/"]
    assert texts(root, "//image:loc") == ["https://a.example.kr/blog/a.jpg"]


def test_the_news_sitemap_says_who_when_and_what(make_post: MakePost, site: Site, urls: Urls) -> None:
    root = valid(sitemaps.news([make_post(9), make_post(8)], site, urls))
    news = root.find(f"{{{sitemaps.SITEMAP}}}url/{{{sitemaps.NEWS}}}news")
    assert texts(root, "map:url[1]/map:loc") == ["https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-9/"]
    assert texts(news, "news:publication/news:name") == ["뉴스다오"]
    assert texts(news, "news:publication/news:language") == ["ko"]
    assert texts(news, "news:publication_date") == ["2026-11-20T09:09:00+09:00"]
    assert texts(news, "news:title") == ["해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비"]
    assert len(root) == 2


@pytest.mark.parametrize(
    ("lang", "said"),
    [("ko-KR", "ko"), ("", "ko"), ("EN-us", "en"), ("fa", "fa"), ("fil", "fil"), ("zh", "zh-cn"), ("zh-CN", "zh-cn"),
     ("zh-Hans", "zh-cn"), ("zh-Hant-HK", "zh-tw"), ("zh-TW", "zh-tw")],
)  # fmt: skip
def test_the_language_is_as_google_news_names_it(
    lang: str, said: str, make_post: MakePost, site: Site, urls: Urls
) -> None:
    assert texts(valid(sitemaps.news([make_post(lang=lang)], site, urls)), "//news:language") == [said]


def test_a_news_sitemap_without_a_story_is_valid(site: Site, urls: Urls) -> None:
    assert len(valid(sitemaps.news([], site, urls))) == 0


def test_the_same_pages_give_the_same_bytes(pages: list[UrlEntry], make_post: MakePost, site: Site, urls: Urls) -> None:
    assert sitemaps.urlset(pages, site, urls) == sitemaps.urlset(iter(pages), site, Urls(site.url))
    assert sitemaps.news([make_post()], site, urls) == sitemaps.news(iter([make_post()]), site, urls)


def test_a_full_file_stays_far_below_ten_megabytes(site: Site, urls: Urls) -> None:
    address = "/사회/2026/11/20/" + "해온강-수위-사흘째-상승" * 4
    pages = [UrlEntry(urls.path(f"{address}-{number}/"), CHANGED, ("/a.jpg",)) for number in range(5000)]
    document = sitemaps.urlset(pages, site, urls)
    assert len(document) < 5_000_000
    assert len(valid(document)) == 5000


def test_xmllint_accepts_them_by_their_schema(
    pages: list[UrlEntry], make_post: MakePost, site: Site, urls: Urls, program: Callable[[str], str], tmp_path: Path
) -> None:
    documents = [
        ("siteindex.xsd", sitemaps.index([SitemapEntry(urls.sitemap_pages(), CHANGED)], site, urls)),
        ("urlset.xsd", sitemaps.urlset(pages, site, urls)),
        ("urlset.xsd", sitemaps.news([make_post()], site, urls)),
        ("urlset.xsd", sitemaps.news([], site, urls)),
    ]
    for schema, document in documents:
        file = tmp_path / "sitemap.xml"
        file.write_bytes(document)
        command = [program("xmllint"), "--noout", "--nonet", "--schema", str(SCHEMAS / schema), str(file)]
        subprocess.run(command, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("schema", "document"),
    [
        ("urlset.xsd", "<url><loc>/relative/</loc></url>"),
        ("urlset.xsd", "<url><loc>https://news.example.kr/사회/</loc></url>"),
        ("urlset.xsd", "<url><loc>https://news.example.kr/a b/</loc></url>"),
        ("urlset.xsd", "<url><loc>https://news.example.kr/%EC%8/</loc></url>"),
        ("urlset.xsd", "<url><loc>https://news.example.kr/</loc><lastmod>2026-11-20T09:00:00</lastmod></url>"),
        ("urlset.xsd", "<url><lastmod>2026-11-20T09:00:00+09:00</lastmod></url>"),
        ("urlset.xsd", "<url><loc>https://news.example.kr/</loc></url>" * 2),
        ("siteindex.xsd", ""),
    ],
)
def test_the_schemas_refuse_what_they_are_there_to_refuse(schema: str, document: str) -> None:
    root = "urlset" if schema == "urlset.xsd" else "sitemapindex"
    written = etree.fromstring(f'<{root} xmlns="{sitemaps.SITEMAP}">{document}</{root}>')
    assert not etree.XMLSchema(etree.parse(SCHEMAS / schema)).validate(written)


@given(text=st.text(st.characters(exclude_categories=())))
@settings(max_examples=60, deadline=None)
def test_no_text_takes_a_sitemap_down(text: str, make_post: MakePost, site: Site, urls: Urls) -> None:
    valid(sitemaps.news([make_post(title=text)], site, urls))
    valid(sitemaps.urlset([UrlEntry("/a/", CHANGED, (f"/{text}", f"https://a.example.kr/{text}"))], site, urls))
