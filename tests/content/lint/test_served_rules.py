"""What the running site answers, held against the rules: each fault is told, a sound answer is not."""

import json
from datetime import UTC, datetime

import pytest

from newsdao.content.lint import served_feeds, served_sitemaps
from newsdao.content.lint.served import Served
from newsdao.content.lint.served_pages import Pages

NOW = datetime(2026, 11, 25, 7, tzinfo=UTC)
ORIGIN = "https://haeon.example"
GRAPH = {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "url": f"{ORIGIN}/a/", "name": "강"}]}
PAGE = (
    f"<html><head><title>강 | 해온일보</title><meta name='description' content='물이 불었다.'>"
    f"<meta name='robots' content='index'><link rel='canonical' href='{ORIGIN}/a/'>"
    f"<meta property='og:image' content='{ORIGIN}/a.jpg'><meta property='og:image:width' content='1200'>"
    f"<meta property='og:image:height' content='630'>"
    f"<script type='application/ld+json'>{json.dumps(GRAPH)}</script></head><body><h1>강</h1></body></html>"
)
ENTRY = (
    "<item><title>강</title><link>https://haeon.example/a/</link><guid isPermaLink='false'>a</guid>"
    "<pubDate>Mon, 23 Nov 2026 14:05:00 +0900</pubDate><description>&lt;a href='https://b.example/'&gt;b&lt;/a&gt;</description></item>"
)
RSS = (
    f"<rss version='2.0'><channel><title>해온일보</title><link>{ORIGIN}/</link><description>소식</description>"
    f"{ENTRY}</channel></rss>"
)
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def page(text: str, *, status: int = 200, size: tuple[int, int] | None = (1200, 630)) -> set[str]:
    pages = Pages(ORIGIN, lambda _address: size)
    return {one.rule.id for one in pages.take(Served("/a/", status, "text/html", text.encode()))}


def test_a_sound_page_is_told_nothing() -> None:
    assert page(PAGE) == set()


@pytest.mark.parametrize(
    ("rule", "was", "is_now"),
    [
        ("page-heading", "<h1>강</h1>", ""),
        ("page-heading", "<h1>강</h1>", "<h1>강</h1><h1>강</h1>"),
        ("page-title", "강 | 해온일보</title>", "</title>"),
        ("page-canonical", f"href='{ORIGIN}/a/'", "href='/a/'"),
        ("page-canonical", f"href='{ORIGIN}/a/'", f"href='{ORIGIN}/b/'"),
        ("page-description", "물이 불었다.", "강"),
        ("page-description", "물이 불었다.", "물" * 81),
        ("page-structured-data", '{"@context"', '{"@context'),
        ("page-structured-data", f'"url": "{ORIGIN}/a/", ', ""),
        ("page-preview-picture", "content='1200'", "content='1199'"),
        ("page-preview-picture", f"content='{ORIGIN}/a.jpg'", "content='/a.jpg'"),
    ],
)
def test_a_fault_of_a_page_is_told(rule: str, was: str, is_now: str) -> None:
    """seo-and-feeds §1, §2, §6 M."""
    assert was in PAGE
    assert rule in page(PAGE.replace(was, is_now))


def test_a_page_or_a_picture_that_does_not_answer_is_told() -> None:
    assert page(PAGE, status=500) == {"page-broken"}
    assert page(PAGE, size=None) == {"page-preview-picture"}


def test_titles_that_two_pages_share_are_told_of_both() -> None:
    pages = Pages(ORIGIN, lambda _address: (1200, 630))
    for path in ("/a/", "/b/"):
        text = PAGE.replace(f"href='{ORIGIN}/a/'", f"href='{ORIGIN}{path}'")
        assert list(pages.take(Served(path, 200, "text/html", text.encode()))) == []
    told = [(one.rule.id, one.place.path) for one in pages.tell()]
    assert told == [
        ("page-title", "/a/"),
        ("page-title", "/b/"),
        ("page-description", "/a/"),
        ("page-description", "/b/"),
    ]


def feed(text: str, path: str = "/rss.xml", status: int = 200) -> set[str]:
    return {one.rule.id for one in served_feeds.check(Served(path, status, "", text.encode()), NOW)}


@pytest.mark.parametrize(
    ("rule", "was", "is_now"),
    [
        ("feed-invalid", "</channel>", ""),
        ("feed-invalid", "<title>해온일보</title>", ""),
        ("feed-invalid", "<guid isPermaLink='false'>a</guid>", ""),
        ("feed-same-ids", ENTRY, ENTRY * 2),
        ("feed-future", "23 Nov 2026", "26 Nov 2026"),
        ("feed-relative-address", "https://b.example/", "/b/"),
        ("feed-relative-address", "<link>https://haeon.example/a/</link>", "<link>/a/</link>"),
        ("feed-too-large", "<title>강", "<title>" + "강" * 700_000),
    ],
)
def test_a_fault_of_a_feed_is_told(rule: str, was: str, is_now: str) -> None:
    """seo-and-feeds §3 M."""
    assert feed(RSS) == set()
    assert was in RSS
    assert rule in feed(RSS.replace(was, is_now))


def test_a_fault_of_a_json_feed_is_told() -> None:
    item = {"id": "a", "url": f"{ORIGIN}/a/", "title": "강", "content_html": "<p>물</p>"}
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "해온일보"}

    def told(**changed: object) -> set[str]:
        return feed(json.dumps(whole | {"items": [item | changed]}), "/feed.json")

    assert told() == set()
    assert told(id=7) == told(content_html="") == {"feed-invalid"}
    assert told(date_published="2027-01-01T00:00:00+09:00") == {"feed-future"}
    assert told(content_html="<img src='/a.jpg'>") == {"feed-relative-address"}
    assert feed("{}", "/feed.json") == feed("", status=500) == {"feed-invalid"}


def sitemap(*addresses: str, status: int = 200) -> set[str]:
    urls = "".join(f"<url><loc>{one}</loc></url>" for one in addresses)
    answer = Served("/sitemap.xml", status, "application/xml", f"<urlset xmlns='{MAP}'>{urls}</urlset>".encode())
    return {one.rule.id for one in served_sitemaps.locations(answer, ORIGIN)[1]}


def test_a_fault_of_a_sitemap_is_told() -> None:
    """seo-and-feeds §1 M: percent-encoded, ≤ 5,000 addresses of this site a file."""
    assert sitemap(f"{ORIGIN}/a/", f"{ORIGIN}/%EA%B0%95/") == set()
    for wrong in ("/a/", "https://other.example/", f"{ORIGIN}/강/", f"{ORIGIN}.evil.example/"):
        assert sitemap(wrong) == {"sitemap-invalid"}
    assert sitemap(f"{ORIGIN}/a/", f"{ORIGIN}/a/") == sitemap(status=500) == {"sitemap-invalid"}
    assert sitemap(*(f"{ORIGIN}/{number}/" for number in range(5001))) == {"sitemap-too-large"}


@pytest.mark.parametrize(
    ("text", "kind", "status", "rules"),
    [
        ("User-agent: *\nAllow: /\n\nSitemap: https://haeon.example/sitemap.xml\n", "text/plain", 200, set()),
        ("#DaumWebMasterTool:0:0\nUser-agent: *\nContent-Signal: search=yes\nDisallow:\n", "text/plain", 200, set()),
        ("Disallow: /\nUser-agent: *\n", "text/plain", 200, {"robots-txt"}),
        ("User-agent: *\nshut\n", "text/plain", 200, {"robots-txt"}),
        ("User-agent: *\n", "text/html", 200, {"robots-txt"}),
        ("User-agent: *\n", "text/plain", 503, {"robots-txt"}),
    ],
)
def test_a_fault_of_robots_txt_is_told(text: str, kind: str, status: int, rules: set[str]) -> None:
    """seo-and-feeds §2, §5 M: text/plain, 2xx, RFC 9309."""
    answer = Served("/robots.txt", status, kind, text.encode())
    assert {one.rule.id for one in served_sitemaps.robots(answer)[1]} == rules
