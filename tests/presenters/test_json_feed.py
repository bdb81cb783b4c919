"""JSON Feed 1.1."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from strict_feeds import check_html, check_json_feed

from newsdao.content.post import Picture, Post, Term
from newsdao.content.site import Site
from newsdao.presenters.feeds import Channel
from newsdao.presenters.json_feed import json_feed
from newsdao.presenters.urls import Urls

MakePost = Callable[..., Post]
CHANNEL = Channel("뉴스다오", "해온시 소식", "/", "/feed.json", datetime(2026, 11, 20, 3, 30, tzinfo=UTC))
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_the_feed_says_what_it_is(site: Site, urls: Urls) -> None:
    feed = json.loads(json_feed(replace(CHANNEL, hubs=("https://hub.example.com/",)), [], site, urls))
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "뉴스다오",
        "home_page_url": "https://news.example.kr/",
        "feed_url": "https://news.example.kr/feed.json",
        "description": "해온시 소식",
        "language": "ko-KR",
        "authors": [{"name": "뉴스다오", "url": "https://news.example.kr/"}],
        "icon": "https://news.example.kr/assets/logo.png",
        "hubs": [{"type": "WebSub", "url": "https://hub.example.com/"}],
        "items": [],
    }


def test_an_item_says_all_that_is_known_of_its_story(make_post: MakePost, site: Site, urls: Urls) -> None:
    post = make_post(9, updated_at=datetime(2026, 11, 20, 3, 30, 15, 250_000, tzinfo=UTC))
    (item,) = json.loads(json_feed(CHANNEL, [post], site, urls))["items"]
    check_html(text := item.pop("content_html"))
    assert 'href="https://news.example.kr/정치/2026/11/19/budget/"' in text
    assert item == {
        "id": "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-9",
        "url": "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-9/",
        "title": "해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비",
        "summary": post.feature_text,
        "date_published": "2026-11-20T09:09:00+09:00",
        "date_modified": "2026-11-20T12:30:15+09:00",
        "authors": [{"name": "김나루", "url": urls.absolute(urls.term(post.authors[0]))}],
        "tags": ["사회", "해온강", "홍수"],
        "language": "ko",
        "image": "https://news.example.kr/assets/img/river.jpg",
    }


def test_the_feed_keeps_to_the_schema(make_post: MakePost, site: Site, urls: Urls) -> None:
    """seo-and-feeds §3 M: JSON Feed 1.1: version, title, items; each item's id a string, and a text."""
    bare = make_post(1, body_html="", feature_text="", excerpt="", lead="", authors=(), picture=None, lang="", tags=())
    foreign = make_post(2, picture=Picture("https://cdn.example.com/사진 1.jpg"), lang="fa")
    channel = replace(CHANNEL, hubs=("https://hub.example.com/",), older="/feeds/2026-11-19-1/feed.json")
    feed = check_json_feed(json_feed(channel, [make_post(3), foreign, bare], site, urls))
    assert feed["next_url"] == "https://news.example.kr/feeds/2026-11-19-1/feed.json"
    check_json_feed(json_feed(CHANNEL, [], site, urls))


def test_every_item_has_a_text_or_readers_discard_it(make_post: MakePost, site: Site, urls: Urls) -> None:
    bare = make_post(1, body_html="", feature_text="", excerpt="", lead="", authors=(), picture=None, lang="")
    items = json.loads(json_feed(CHANNEL, [make_post(2), make_post(3), bare], site, urls, full=1))["items"]
    assert [("content_html" in item, "content_text" in item) for item in items] == [
        (True, False), (False, True), (False, True),
    ]  # fmt: skip
    assert items[1]["content_text"] == items[1]["summary"] == make_post().feature_text
    assert items[2]["content_text"] == items[2]["title"]
    assert items[2]["authors"] == [{"name": "뉴스다오", "url": "https://news.example.kr/"}]
    assert items[2]["language"] == "ko-KR"
    assert "image" not in items[2] and "summary" not in items[2]


def test_the_same_stories_give_the_same_bytes_without_a_needless_one(
    make_post: MakePost, site: Site, urls: Urls
) -> None:
    posts = [make_post(number) for number in range(5)]
    document = json_feed(CHANNEL, posts, site, urls)
    assert json_feed(CHANNEL, list(posts), site, Urls(site.url)) == document
    assert "해온강".encode() in document, "Hangul as it is"
    assert re.search(rb'[,:] ["\[{]', document.replace(b", \xec", b"")) is None
    assert len(document) == len(json.dumps(json.loads(document), ensure_ascii=False, separators=(",", ":")).encode())


def test_the_busiest_day_stays_below_two_megabytes(make_post: MakePost, site: Site, urls: Urls) -> None:
    quoted = '<p class="a">"해온강이 불어 대피를 준비하고 있다."</p>\n' * 2000
    posts = [
        make_post(number, body_html=quoted, feature_text="상류 댐이 물을 내보냈다. " * 25) for number in range(300)
    ]
    document = json_feed(CHANNEL, posts, site, urls)
    items = json.loads(document)["items"]
    assert len(items) == 300 and len(document) <= 2_000_000
    assert 5 <= sum("content_html" in item for item in items) < 50


@given(text=ANY_TEXT)
@settings(max_examples=60, deadline=None)
def test_no_text_takes_the_feed_down(text: str, make_post: MakePost, site: Site, urls: Urls) -> None:
    post = make_post(
        title=text, feature_text=text, body_html=f"<p>{text}", picture=Picture("https://a.example.kr/" + text, text),
        authors=(Term("author", "x", text),), tags=(Term("tag", "x", text),), lang=text,
    )  # fmt: skip
    named = replace(site, name=text, author=Term("author", "x", text), lang=text)
    feed = json.loads(json_feed(replace(CHANNEL, title=text, description=text), [post], named, urls).decode())
    (item,) = feed["items"]
    assert isinstance(item["id"], str) and item["title"] and feed["title"]
    assert item["content_html"].startswith("<p>")
    assert item["authors"][0]["name"]
