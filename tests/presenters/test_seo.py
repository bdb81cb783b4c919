"""What a page says to search engines, held against what their guides ask for."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from newsroom import Newsroom

from newsdao import locales
from newsdao.content.jekyll_config import read_config
from newsdao.content.post import Post, Term
from newsdao.content.reading import ReadingContext, SourceFile, read_post
from newsdao.content.site import Site
from newsdao.presenters import seo
from newsdao.presenters.urls import Urls

MakePost = Callable[..., Post]
PHRASES = {
    "title.category": "{name}",
    "title.tag": "#{name}",
    "title.author": "{name} 기자",
    "stream.older": "지난 기사",
    "description.category": "{site}의 {name} 소식",
    "description.tag": "{name}을 다룬 {site}의 기사",
    "description.author": "{name}이 {site}에 쓴 기사",
    "description.listing": "{site}의 {title}",
    "description.home": "{site}의 새 소식",
    "feed.rss": "{name} RSS",
    "feed.atom": "{name} Atom",
    "feed.json": "{name} JSON",
    "feed.term": "{name} - {site}",
}
FEED_TYPES = ["application/rss+xml", "application/atom+xml", "application/feed+json"]
FEED_FILES = [("RSS", "rss.xml"), ("Atom", "atom.xml"), ("JSON", "feed.json")]
INDEXED = "index,follow,max-image-preview:large,max-snippet:-1,max-video-preview:-1"


def words(key: str, **values: object) -> str:
    return PHRASES[key].format(**values)


def test_an_article_says_what_it_is(make_post: MakePost, site: Site, urls: Urls) -> None:
    meta = seo.article_meta(make_post(9), site, urls, words)
    assert meta.title == "해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비 | 뉴스다오"
    assert meta.description == "해온강이 사흘째 불어 저지대 주민이 대피를 준비하고 있다."
    assert meta.canonical == "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-9/"
    assert (meta.robots, meta.lang, meta.verification) == (INDEXED, "ko", ())


def test_the_description_is_the_author_s_then_the_excerpt_then_the_first_paragraph(make_post: MakePost) -> None:
    post = make_post(description="시는 대피소 여섯 곳을 열었다.")
    for text in ("시는 대피소 여섯 곳을 열었다.", post.excerpt, post.lead, post.feature_text):
        assert text.startswith(seo.meta_description(post).rstrip("…")) and seo.meta_description(post)
        empty = next(name for name in ("description", "excerpt", "lead", "feature_text") if getattr(post, name))
        post = replace(post, **{empty: ""})
    assert seo.meta_description(post) == "", "better none than the title again"


@pytest.mark.parametrize("again", ["해온시 대피령", " 해온시  대피령 ", "해온시 대피령.", "\u200b해온시 대피령!"])
def test_a_description_that_only_repeats_the_title_is_passed_over(make_post: MakePost, again: str) -> None:
    post = make_post(title="해온시 대피령", description=again, excerpt="상류 댐이 물을 내보냈다.")
    assert seo.meta_description(post) == "상류 댐이 물을 내보냈다."


def test_a_long_description_ends_with_a_sentence(make_post: MakePost) -> None:
    first, second = (
        "서린 시장은 20일 저지대 2천 가구에 대피를 준비하라고 알렸다.",
        "시는 학교 여섯 곳을 열고 버스 쉰다섯 대를 다리 양쪽으로 보냈다.",
    )
    assert seo.meta_description(make_post(excerpt=f"{first} {second} 비는 밤새 이어진다.")) == f"{first} {second}"
    assert seo.meta_description(make_post(excerpt=f"{first} 20일 저녁까지 {second}")) == first


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_description_is_longer_than_naver_shows_or_the_same_as_the_title(
    make_post: MakePost, text: str, title: str
) -> None:
    for described in (make_post(title=title, excerpt=text), make_post(title=text, excerpt=text, lead=title)):
        found = seo.meta_description(described)
        assert len(found) <= 80 and "\n" not in found
        assert not found or found != described.title


def test_what_is_not_to_be_found_says_so(make_post: MakePost, site: Site, urls: Urls) -> None:
    hidden = seo.article_meta(make_post(is_indexable=False), site, urls, words)
    assert hidden.robots.startswith("noindex") and hidden.og, "people may still share it"
    error = seo.error_meta("찾으시는 기사가 없습니다", site, urls, words)
    assert error.robots == "noindex"
    assert (error.og, error.twitter, error.description) == ((), (), "")


def test_an_article_published_elsewhere_first_names_that_page(make_post: MakePost, site: Site, urls: Urls) -> None:
    meta = seo.article_meta(make_post(canonical_url="https://라온.example/기사/1?a=%EA%B0%80&b=나"), site, urls, words)
    assert meta.canonical.isascii() and "%25" not in meta.canonical
    assert unquote(meta.canonical) == "https://라온.example/기사/1?a=가&b=나"
    assert dict(meta.og)["og:url"] == meta.canonical


def test_the_home_page_carries_the_site_s_name_and_the_engines_tokens(site: Site, urls: Urls) -> None:
    meta = seo.home_meta(replace(site, verifications={**site.verifications, "bing": "b", "yandex": " "}), urls, words)
    assert (meta.title, meta.description) == ("뉴스다오", "해온시에서 전하는 빠른 소식")
    assert meta.canonical == "https://news.example.kr/"
    assert meta.verification == (
        ("google-site-verification", "g-token"),
        ("naver-site-verification", "n-token"),
        ("msvalidate.01", "b"),
    ), "Daum's stands in robots.txt"
    others = [
        seo.listing_meta("모든 기사", urls.latest(), site, urls, words),
        seo.error_meta("없음", site, urls, words),
    ]
    assert not any(other.verification for other in others)


def test_a_home_page_without_a_description_of_its_own_still_has_one(site: Site, urls: Urls) -> None:
    assert seo.home_meta(replace(site, description=""), urls, words).description == "뉴스다오의 새 소식"
    assert seo.home_meta(replace(site, description="뉴스다오."), urls, words).description == "", "that is its title"


def test_the_page_of_a_term_is_named_after_it(site: Site, urls: Urls) -> None:
    titles = {
        Term("category", "사회", "사회"): "사회 | 뉴스다오",
        Term("tag", "홍수", "홍수"): "#홍수 | 뉴스다오",
        Term("author", "김나루", "김나루"): "김나루 기자 | 뉴스다오",
    }
    for term, title in titles.items():
        meta = seo.term_meta(term, site, urls, words)
        assert meta.title == title
        assert term.name in meta.description and "뉴스다오" in meta.description
        assert unquote(meta.canonical) == f"https://news.example.kr/{term.kind}/{term.slug}/"


def test_an_older_page_stands_for_itself_and_has_a_title_of_its_own(site: Site, urls: Urls) -> None:
    term = Term("tag", "홍수", "홍수")
    first, older = (seo.term_meta(term, site, urls, words, before) for before in (None, 41))
    assert older.canonical == f"{first.canonical}?before=41" == dict(older.og)["og:url"]
    assert (older.title, older.robots) == ("#홍수 · 지난 기사 | 뉴스다오", INDEXED)
    latest = seo.listing_meta("모든 기사", urls.latest(before=41), site, urls, words)
    assert latest.canonical == "https://news.example.kr/latest/?before=41"
    assert latest.title == "모든 기사 · 지난 기사 | 뉴스다오"


def test_every_page_leads_a_reader_to_the_feeds(make_post: MakePost, site: Site, urls: Urls) -> None:
    term = Term("author", "김나루", "김나루")
    of_site = [(f"뉴스다오 {name}", f"https://news.example.kr/{file}") for name, file in FEED_FILES]
    of_term = [
        (f"김나루 - 뉴스다오 {name}", urls.absolute(urls.path(f"/author/김나루/{file}"))) for name, file in FEED_FILES
    ]
    of_section = [
        (f"사회 - 뉴스다오 {name}", urls.absolute(urls.path(f"/category/사회/{file}"))) for name, file in FEED_FILES
    ]
    expected = [
        (seo.home_meta(site, urls, words), of_site),
        (seo.listing_meta("모든 기사", urls.latest(), site, urls, words), of_site),
        (seo.error_meta("없음", site, urls, words), of_site),
        (seo.term_meta(term, site, urls, words), [*of_term, *of_site]),
        (seo.article_meta(make_post(), site, urls, words), [*of_section, *of_site]),
        (seo.article_meta(make_post(categories=()), site, urls, words), of_site),
    ]
    for meta, feeds in expected:
        assert [(feed.title, feed.href) for feed in meta.alternates] == feeds
        assert [feed.type for feed in meta.alternates] == FEED_TYPES * (len(feeds) // 3)


def test_a_site_under_a_path_keeps_it_everywhere(make_post: MakePost, site: Site) -> None:
    urls = Urls("https://a.example.kr/blog")
    for meta in (seo.home_meta(site, urls, words), seo.article_meta(make_post(), site, urls, words)):
        addresses = [meta.canonical, dict(meta.og)["og:image"], *(feed.href for feed in meta.alternates)]
        assert all(address.startswith("https://a.example.kr/blog/") for address in addresses)


def test_nothing_an_author_writes_breaks_a_head(make_post: MakePost, site: Site, urls: Urls) -> None:
    hostile = "라온\ud800전자\x00 <b>\r\n\u202e합병"
    term = Term("category", "라온", hostile)
    post = make_post(title=hostile, excerpt=f"{hostile} 끝", feature_text=hostile, categories=(term,), tags=(term,))
    site = replace(site, name=hostile, description=f"{hostile} 끝", twitter=hostile)
    pages = [
        seo.article_meta(post, site, urls, words),
        seo.home_meta(site, urls, words),
        seo.term_meta(term, site, urls, words),
    ]
    for meta in pages:
        said = [meta.title, meta.description, *(feed.title for feed in meta.alternates)]
        said += [value for _, value in (*meta.og, *meta.twitter)]
        for text in said:
            assert text and text.encode(), repr(text)
            assert not any(mark in text for mark in "\x00\r\n\u202e"), repr(text)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_phrase_a_head_needs_is_in_the_catalogue(lang: str, make_post: MakePost, site: Site, urls: Urls) -> None:
    catalogue, bare = locales.load(lang), replace(site, description="")
    metas = [seo.term_meta(Term(kind, "a", "라온"), site, urls, catalogue, 3) for kind in ("category", "tag", "author")]
    metas += [seo.home_meta(bare, urls, catalogue), seo.article_meta(make_post(), site, urls, catalogue)]
    metas += [seo.listing_meta("a", urls.latest(3), site, urls, catalogue), seo.error_meta("a", site, urls, catalogue)]
    assert all(meta.title and len(meta.alternates) >= 3 for meta in metas)


def test_a_page_on_the_air_says_what_the_unsaved_post_would(open_newsroom: Callable[..., Newsroom]) -> None:
    config = "title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\ntwitter_username: newsdao\n"
    room = open_newsroom(config=config)
    more = 'excerpt: 강이 사흘째 불었다.\ntags: [홍수, "A&B"]\nauthor: 김나루\n'
    more += "feature_text: '## 속보\n\n  댐이 물을 내보냈다. (글자 수: 12)'\n"
    file = room.post("river", more=more)
    room.sync()
    page = html.fromstring(room.get("/사회/2026/11/20/river/"))
    site = replace(read_config(config).site(), social_picture=None)
    source = SourceFile("_posts/2026-11-20-river.md", file.read_bytes())
    unsaved = read_post(source, read_config(config), ReadingContext())
    meta = seo.article_meta(unsaved, site, Urls(site.url), locales.load("ko"))

    assert page.xpath("string(//title)") == meta.title == "해온강 수위 사흘째 상승 | 뉴스다오"
    assert page.xpath("//link[@rel='canonical']/@href") == [meta.canonical]
    assert page.xpath("//meta[@name='description']/@content") == [meta.description] == ["강이 사흘째 불었다."]
    assert page.xpath("//meta[@name='robots']/@content") == [INDEXED]
    shown = [(one.get("property"), one.get("content")) for one in page.xpath("//meta[@property]")]
    assert [pair for pair in shown if not pair[0].startswith("og:image")] == list(meta.og)
    assert dict(shown)["og:description"] == "댐이 물을 내보냈다."
    assert ("article:tag", "A&B") in shown
    assert page.xpath("//meta[@name='twitter:site']/@content") == ["@newsdao"]
    feeds = [(one.get("type"), one.get("title"), one.get("href")) for one in page.xpath("//link[@rel='alternate']")]
    assert feeds == [(feed.type, feed.title, feed.href) for feed in meta.alternates]


def test_the_seed_is_described_by_its_own_first_sentence(corpus: Path) -> None:
    seed = corpus / "seed"
    (path,) = seed.glob("_posts/*.md")
    matter = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
    config = read_config((seed / "_config.yml").read_text(encoding="utf-8"))
    site = config.site()
    source = SourceFile(f"_posts/{path.name}", path.read_bytes())
    meta = seo.article_meta(read_post(source, config, ReadingContext()), site, Urls(site.url), locales.load("ko"))
    assert meta.title == f"{matter['title']} | {site.name}"
    assert meta.description == matter["excerpt"].partition(". ")[0] + "."
    assert len(meta.description) == 40
    assert meta.canonical == "https://newsdao.kr/news/2024/07/01/362/"
