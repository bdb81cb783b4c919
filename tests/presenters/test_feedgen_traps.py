"""feedgen's traps (seo-and-feeds §3, 1–13), each held shut: a test that goes red when its trap comes back.

Beside these: 3 in test_feeds (the same bytes), 4 (the locale), 5 and 6 (hostile text).
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from subprocess import run
from zoneinfo import ZoneInfo

import feedgen.entry
import feedgen.feed
import feedgen.util
import feedparser
import pytest
from lxml import etree
from strict_feeds import ATOM, CONTENT, DC, MEDIA, check_atom, check_rss

from newsdao.config import PROJECT
from newsdao.content.post import Picture, Post, Term
from newsdao.content.site import Site
from newsdao.presenters import feeds
from newsdao.presenters.feeds import Channel
from newsdao.presenters.urls import Urls

MakePost = Callable[..., Post]
CHANGED = datetime(2026, 11, 20, 3, 30, 15, 250_000, tzinfo=UTC)
CHANNEL = Channel(
    "뉴스다오", "해온시 소식", "/", "/rss.xml", CHANGED, ("https://hub.example.com/",), "/feeds/2026-11-19-1/rss.xml"
)


@pytest.fixture
def posts(make_post: MakePost) -> list[Post]:
    return [make_post(number) for number in (3, 2, 1)]


@pytest.fixture
def rss(posts: list[Post], site: Site, urls: Urls) -> etree._Element:
    return check_rss(feeds.rss(CHANNEL, posts, site, urls))


@pytest.fixture
def atom(posts: list[Post], site: Site, urls: Urls) -> etree._Element:
    return check_atom(feeds.atom(CHANNEL, posts, site, urls))


def test_1_the_channels_link_is_the_page_whatever_other_links_there_are(rss: etree._Element) -> None:
    """seo-and-feeds §3 M: link is the home page, not the feed."""
    assert [link.text for link in rss.findall("link")] == ["https://news.example.kr/"]
    assert rss.findtext("image/link") == "https://news.example.kr/"


def test_2_rss_holds_the_hub_and_the_archive_too(rss: etree._Element) -> None:
    assert [(link.get("rel"), link.get("href")) for link in rss.findall(f"{ATOM}link")] == [
        ("self", "https://news.example.kr/rss.xml"),
        ("hub", "https://hub.example.com/"),
        ("prev-archive", "https://news.example.kr/feeds/2026-11-19-1/rss.xml"),
    ]


def test_3_no_date_is_the_clocks(rss: etree._Element, atom: etree._Element, site: Site, urls: Urls) -> None:
    """seo-and-feeds §3 M: lastBuildDate = max(updated)."""
    dates = [one.text for one in (*atom.iter(f"{ATOM}updated"), *atom.iter(f"{ATOM}published"))]
    assert dates[0] == "2026-11-20T12:30:15+09:00", "no fraction of a second"
    assert len(dates) == 7 and all(date.startswith("2026-11-20T") for date in dates)
    assert rss.findtext("lastBuildDate") == "Fri, 20 Nov 2026 12:30:15 +0900"
    empty = feeds.rss(replace(CHANNEL, updated_at=None), [], site, urls)
    assert b"1970" in empty and str(datetime.now(UTC).year).encode() not in empty.split(b"prev-archive")[1]


def test_4_dates_are_formatted_without_the_process_locale() -> None:
    assert feedgen.feed.formatRFC2822 is feedgen.entry.formatRFC2822
    assert feedgen.feed.formatRFC2822 is not feedgen.util.formatRFC2822
    assert feedgen.feed.formatRFC2822.__module__ == "email.utils"


def test_5_the_text_is_cdata_in_rss_and_escaped_html_in_atom(
    atom: etree._Element, posts: list[Post], site: Site, urls: Urls
) -> None:
    document = feeds.rss(CHANNEL, posts, site, urls)
    assert document.count(b"<content:encoded><![CDATA[<p>") == 3
    assert {content.get("type") for content in atom.iter(f"{ATOM}content")} == {"html"}
    assert not [child for content in atom.iter(f"{ATOM}content") for child in content]


def test_6_one_bad_character_takes_no_feed_down(make_post: MakePost, site: Site, urls: Urls) -> None:
    bad = "강\x00\x0b\ufffe\ud800\r\n둑"
    post = make_post(1, title=bad, feature_text=bad, body_html=f"<p>{bad}</p>")
    for document in (feeds.rss(CHANNEL, [post], site, urls), feeds.naver(CHANNEL, [post], site, urls)):
        check_rss(document)
        assert b"&#13;" not in document and "강".encode() in document


def test_7_the_newest_stands_first(rss: etree._Element, atom: etree._Element, urls: Urls, posts: list[Post]) -> None:
    """seo-and-feeds §3 M: newest first."""
    expected = [urls.absolute(urls.article(post)) for post in posts]
    assert [item.findtext("link") for item in rss.iter("item")] == expected
    links = [link for entry in atom.iter(f"{ATOM}entry") for link in entry.iter(f"{ATOM}link")]
    assert [link.get("href") for link in links if link.get("rel", "alternate") == "alternate"] == expected


def test_8_a_moment_of_any_zone_is_told_on_the_sites_clock(make_post: MakePost, site: Site, urls: Urls) -> None:
    at = datetime(2026, 11, 20, 0, 5, tzinfo=ZoneInfo("America/New_York"))
    post = make_post(1, published_at=at, updated_at=at)
    assert b"Fri, 20 Nov 2026 14:05:00 +0900" in feeds.rss(CHANNEL, [post], site, urls)


def test_9_an_author_without_an_address_is_named_in_rss(rss: etree._Element) -> None:
    """seo-and-feeds §3 M: dc:creator; RSS's own author must be an e-mail address."""
    for item in rss.iter("item"):
        assert [one.text for one in item.iter(f"{DC}creator")] == ["김나루"]
        assert item.find("author") is None


def test_10_a_guid_is_what_it_is_called(make_post: MakePost, site: Site, urls: Urls) -> None:
    """seo-and-feeds §3 M: guid stable for ever, and isPermaLink true only of an address."""
    foreign = make_post(1, feed_id="tag:old.example.com,2020:7")
    document = feeds.naver(CHANNEL, [make_post(2), foreign], site, urls)
    guids = [(one.get("isPermaLink"), one.text) for one in etree.fromstring(document).iter("guid")]
    assert guids == [
        ("false", "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-2"),
        ("true", "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-1/"),
    ]
    assert b'<guid isPermaLink="false">tag:old.example.com,2020:7</guid>' in feeds.rss(CHANNEL, [foreign], site, urls)


def test_11_pictures_stand_in_the_item_itself_with_numbers_and_no_empty_category(
    make_post: MakePost, site: Site, urls: Urls
) -> None:
    unmeasured = make_post(1, picture=Picture("/a.jpg", type="image/jpeg"), tags=(Term("tag", "x", " "),))
    channel = check_rss(feeds.rss(CHANNEL, [make_post(2), unmeasured], site, urls))
    first, second = channel.iter("item")
    assert first.find(f"{MEDIA}content").get("width") == "1600" and first.find(f"{MEDIA}thumbnail") is not None
    assert not list(channel.iter(f"{MEDIA}group"))
    assert second.find("enclosure") is None and b"None" not in etree.tostring(channel)
    assert [one.text for one in second.iter("category")] == ["사회"]


def test_12_prefixes_are_the_usual_ones_and_nothing_speaks_the_syndication_modules_broken_form(
    posts: list[Post], site: Site, urls: Urls
) -> None:
    for document in (feeds.rss(CHANNEL, posts, site, urls), feeds.atom(CHANNEL, posts, site, urls)):
        assert b"xmlns:media=" in document and b"ns0:" not in document and b"UpdatePeriod" not in document
    assert etree.fromstring(feeds.rss(CHANNEL, posts, site, urls)).findtext("channel/ttl") == "5"
    described = replace(CHANNEL, description="다른 설명")
    assert check_rss(feeds.rss(described, posts, site, urls)).findtext("description") == "다른 설명"


def test_13_the_feeds_can_be_imported_first_of_all() -> None:
    run([sys.executable, "-c", "import newsdao.presenters.feeds"], cwd=PROJECT, check=True, timeout=60)


def test_a_description_stands_before_the_text(rss: etree._Element) -> None:
    """seo-and-feeds §3 M: description before content:encoded: some readers keep the last."""
    for item in rss.iter("item"):
        order = [child.tag for child in item]
        assert order.index("description") < order.index(CONTENT)


@pytest.fixture
def burst(make_post: MakePost) -> Iterator[list[Post]]:
    at = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    yield [make_post(number, published_at=at - timedelta(minutes=number), permalink=f"/b/{number}/",
                     feed_id=f"/b/{number}") for number in range(291)]  # fmt: skip


def test_a_burst_of_291_stories_stands_whole_below_two_megabytes(burst: list[Post], site: Site, urls: Urls) -> None:
    """seo-and-feeds, Decisions: a burst is never cut in the middle; the newest 50 in full; ≤ 2 MB."""
    for build in (feeds.rss, feeds.atom):
        document = build(CHANNEL, burst, site, urls)
        entries = feedparser.parse(document).entries
        assert len(entries) == 291 and len(document) <= 2_000_000
        assert ["content" in entry for entry in entries] == [True] * 50 + [False] * 241


def test_navers_feed_stays_below_ten_megabytes_and_holds_only_whole_texts(
    make_post: MakePost, site: Site, urls: Urls
) -> None:
    """seo-and-feeds §2 M: < 10 MB, each item with its full body."""
    posts = [make_post(number, body_html="<p>" + "해온강 " * 60_000 + "끝</p>") for number in range(50)]
    document = feeds.naver(CHANNEL, posts, site, urls)
    items = check_rss(document).findall("item")
    assert 5 < len(items) < 50 and len(document) < 10_000_000
    assert all(item.findtext("description").endswith("끝</p>") for item in items)
    endless = make_post(1, body_html="<p>" + "강" * 3_100_000 + "</p>")
    assert len(check_rss(feeds.naver(CHANNEL, [endless, make_post(2)], site, urls)).findall("item")) == 1
