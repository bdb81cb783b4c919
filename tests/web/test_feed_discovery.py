"""How feeds are found and fetched: hubs, addresses, headers; the feed for Naver, the outline, the page for people."""

import json
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from lxml import etree, html
from newsroom import Newsroom
from strict_feeds import CONTENT, MEDIA, check_atom, check_html, check_json_feed, check_rss

CONFIG = "title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\nlogo: /assets/logo.png\n"
HUBS = ("https://hub.example.com/a", "https://push.example.org/b")
SUBSCRIBED = ["/rss.xml", "/atom.xml", "/feed.xml", "/feed.json", "/category/사회/rss.xml", "/tag/강/atom.xml",
              "/author/김나루/feed.json"]  # fmt: skip
ARCHIVED = ["/feeds/2026-11-20-1/rss.xml", "/category/사회/feeds/2026-11-20-1/atom.xml",
            "/tag/강/feeds/2026-11-20-1/feed.json"]  # fmt: skip
EVERY = [*SUBSCRIBED, *ARCHIVED, "/rss/full.xml", "/feeds.opml"]


@pytest.fixture
def room(open_newsroom: Callable[..., Newsroom]) -> Newsroom:
    room: Newsroom = open_newsroom(config=CONFIG, hubs=HUBS)
    for number in range(3):
        room.post(
            f"s{number}", more="tags: [강]\nauthor: 김나루\nexcerpt: 해온강이 불었다.\n", body="첫 문단.\n\n둘째 문단."
        )
    room.sync()
    return room


def links(header: str) -> list[tuple[str, str]]:
    parts = (one.partition(">; rel=") for one in header.split(", "))
    return [(address.removeprefix("<"), rel.strip('"')) for address, _, rel in parts]


@pytest.mark.parametrize("path", [*SUBSCRIBED, "/rss/full.xml"])
def test_a_feed_names_its_hubs_and_its_one_self_in_the_header(room: Newsroom, path: str) -> None:
    """seo-and-feeds §4 S, W3C WebSub §4: headers are checked first, with exactly one self."""
    for answer in (room.reader.get(path), room.reader.head(path)):
        told = links(answer.headers["Link"])
        assert [address for address, rel in told if rel == "hub"] == list(HUBS)
        (itself,) = [address for address, rel in told if rel == "self"]
        assert unquote(itself) == f"https://news.example.kr{path}" and itself.isascii()
    again = room.reader.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.headers["Link"]) == (304, answer.headers["Link"])


@pytest.mark.parametrize("path", SUBSCRIBED)
def test_a_feed_names_its_hubs_inside_too(room: Newsroom, path: str) -> None:
    data = room.reader.get(path).data
    if path.endswith(".json"):
        assert check_json_feed(data)["hubs"] == [{"type": "WebSub", "url": hub} for hub in HUBS]
        return
    feed = feedparser.parse(data).feed
    assert [link.href for link in feed.links if link.rel == "hub"] == list(HUBS)
    assert [unquote(link.href) for link in feed.links if link.rel == "self"] == [f"https://news.example.kr{path}"]
    assert feed.link.endswith("/"), "the page stays the feed's own link"


@pytest.mark.parametrize("path", [*ARCHIVED, "/rss/full.xml"])
def test_no_hub_stands_in_the_archive_nor_in_what_naver_reads(room: Newsroom, path: str) -> None:
    assert "hub.example.com" not in room.get(path)
    if path in ARCHIVED:
        assert "Link" not in room.reader.get(path).headers


def test_without_hubs_none_is_named_and_our_own_comes_first(open_newsroom: Callable[..., Newsroom]) -> None:
    plain: Newsroom = open_newsroom(config=CONFIG)
    plain.sync()
    assert links(plain.reader.get("/rss.xml").headers["Link"]) == [("https://news.example.kr/rss.xml", "self")]
    own: Newsroom = open_newsroom(config=CONFIG, hubs=HUBS, own_hub="on")
    own.sync()
    assert links(own.reader.get("/rss.xml").headers["Link"])[0] == ("https://news.example.kr/hub", "hub")


@pytest.mark.parametrize("path", EVERY)
def test_every_feed_is_served_as_feeds_must_be(room: Newsroom, path: str) -> None:
    """seo-and-feeds §3 M: the type with its charset, max-age=300, strong ETag, Last-Modified, 304; §6 M: CORS."""
    types = {"rss.xml": "application/rss+xml", "full.xml": "application/rss+xml", "atom.xml": "application/atom+xml",
             "feed.xml": "application/atom+xml", "feed.json": "application/feed+json",
             "feeds.opml": "text/x-opml"}  # fmt: skip
    answer = room.reader.get(path)
    head = room.reader.head(path)
    assert answer.headers["Content-Type"] == f"{types[path.rpartition('/')[2]]}; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["ETag"].startswith('"') and answer.headers["Last-Modified"].endswith("GMT")
    assert (head.data, head.headers["Content-Length"]) == (b"", str(len(answer.data)))
    assert {name: head.headers[name] for name in ("ETag", "Last-Modified", "Cache-Control", "Content-Type")} == {
        name: answer.headers[name] for name in ("ETag", "Last-Modified", "Cache-Control", "Content-Type")
    }
    for condition in (
        {"If-None-Match": answer.headers["ETag"]},
        {"If-Modified-Since": answer.headers["Last-Modified"]},
    ):
        again = room.reader.get(path, headers=condition)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_naver_reads_whole_texts_as_descriptions(room: Newsroom) -> None:
    """seo-and-feeds §2 M, §3 M: /rss/full.xml: the full body in <description>, at least one item, at most fifty."""
    for number in range(3, 60):
        room.post(f"s{number}", body=f"첫 문단 {number}.\n\n둘째 문단.")
    room.sync()
    channel = check_rss(room.reader.get("/rss/full.xml").data)
    items = channel.findall("item")
    assert len(items) == 50
    assert not channel.findall(f"item/{CONTENT}"), "the description is the text, not a summary of it"
    for item in items:
        check_html(item.findtext("description"))
        assert "<p>둘째 문단.</p>" in item.findtext("description")
    assert channel.find("{http://www.w3.org/2005/Atom}link").get("href") == "https://news.example.kr/rss/full.xml"
    assert b"<description><![CDATA[<p>" in room.reader.get("/rss/full.xml").data
    assert feedparser.parse(room.reader.get("/rss/full.xml").data).bozo == 0


def test_naver_reads_a_storys_updates_too(room: Newsroom) -> None:
    room.post("live", more='updates:\n  - at: "2026-11-20 10:00 +0900"\n    text: 다리를 다시 열었다.\n')
    room.sync()
    items = check_rss(room.reader.get("/rss/full.xml").data).findall("item")
    (live,) = [item for item in items if item.findtext("link").endswith("/live/")]
    assert "다리를 다시 열었다." in live.findtext("description")


def test_every_address_of_navers_feed_is_the_sites_own(room: Newsroom) -> None:
    """seo-and-feeds §2 M: every URL in the feed on the verified domain."""
    room.post("far", body="글.", more="image: https://cdn.example.com/a.jpg\nfeed_id: https://old.example.com/?p=7\n")
    room.post("tagged", body="글.", more="feed_id: tag:old.example.com,2020:7\n")
    room.sync()
    assert "cdn.example.com" in room.get("/rss.xml") and "old.example.com" in room.get("/rss.xml")
    channel = check_rss(room.reader.get("/rss/full.xml").data, permalinks=True)
    addresses = channel.xpath("//link/text() | //guid/text() | //@url | //@href | //image/url/text()")
    assert len(addresses) > 10
    assert {urlsplit(address).netloc for address in addresses} == {"news.example.kr"}
    kinds = {item.findtext("guid"): item.find("guid").get("isPermaLink") for item in channel.iter("item")}
    assert sorted(kinds.values()) == ["false"] * 3 + ["true"] * 2
    assert not [one for one in channel.iter(f"{MEDIA}content") if "cdn" in one.get("url")]


def test_the_outline_leads_to_every_feed(room: Newsroom) -> None:
    """seo-and-feeds §3 S: OPML 2.0: a version, a title, and outlines of type rss with their xmlUrl."""
    root = etree.fromstring(room.reader.get("/feeds.opml").data)
    assert (root.tag, root.get("version"), [one.tag for one in root]) == ("opml", "2.0", ["head", "body"])
    assert root.findtext("head/title") == "뉴스다오"
    body = root.find("body")
    assert [one.get("text") for one in body] == ["뉴스다오", "분야", "주제어", "글쓴이"]
    feeds = [one for one in body.iter("outline") if one.get("type")]
    assert len(feeds) == 4
    for one in feeds:
        assert one.get("type") == "rss" and one.get("text") == one.get("title") and one.get("xmlUrl").isascii()
        channel = check_rss(room.reader.get(unquote(urlsplit(one.get("xmlUrl")).path)).data)
        assert channel.findtext("link") == one.get("htmlUrl")
        assert room.reader.get(unquote(urlsplit(one.get("htmlUrl")).path)).status_code == 200
    for one in body.iter("outline"):
        assert one.get("text"), "every outline has a text"


def test_the_outline_keeps_to_the_terms_with_most_stories(open_newsroom: Callable[..., Newsroom]) -> None:
    room: Newsroom = open_newsroom(config=CONFIG)
    names = [f"t{number}" for number in range(70)]
    room.post("a", more=f"tags: [{', '.join(names)}]\n")
    room.post("b", more="tags: [t69]\n")
    room.sync()
    tags = etree.fromstring(room.reader.get("/feeds.opml").data).xpath("//outline[@text='주제어']/outline/@text")
    assert len(tags) == 50 and tags[0] == "t69"
    assert room.get("/feeds/").count("/tag/") == 50 * 4, "the page's link and its three feeds"


def test_the_page_of_feeds_shows_addresses_to_copy_and_where_to_take_them(room: Newsroom) -> None:
    page = html.fromstring(room.get("/feeds/"))
    shown = page.xpath("//main//code/text()")
    assert {f"https://news.example.kr{path}" for path in ("/rss.xml", "/atom.xml", "/feed.json", "/feeds.opml",
                                                        "/rss/full.xml")} == set(shown)  # fmt: skip
    for address in shown:
        assert room.reader.get(urlsplit(address).path).status_code == 200
    (outline,) = page.xpath("//head/link[@type='text/x-opml']")
    assert (outline.get("rel"), outline.get("href")) == ("alternate", "https://news.example.kr/feeds.opml")
    links = page.xpath("//main//a/@href")
    assert "feed://news.example.kr/rss.xml" in links
    assert "https://feedly.com/i/subscription/feed%2Fhttps%3A%2F%2Fnews.example.kr%2Frss.xml" in links
    assert not html.fromstring(room.get("/")).xpath("//link[@type='text/x-opml']"), "only where feeds are listed"


@pytest.mark.parametrize("path", ["/", "/latest/", "/category/사회/", "/사회/2026/11/20/s1/", "/archive/", "/feeds/"])
def test_every_page_leads_feed_readers_to_the_feeds(room: Newsroom, path: str) -> None:
    """seo-and-feeds §3 M: autodiscovery <link rel=alternate> with titles on every page."""
    found = html.fromstring(room.get(path)).xpath("//link[@rel='alternate'][not(contains(@type, 'opml'))]")
    assert {link.get("type") for link in found} == {
        "application/rss+xml", "application/atom+xml", "application/feed+json",
    }  # fmt: skip
    for link in found:
        assert link.get("title").strip()
        answer = room.reader.get(unquote(urlsplit(link.get("href")).path))
        assert answer.status_code == 200 and answer.headers["Content-Type"].startswith(link.get("type"))


def test_every_form_of_every_feed_keeps_every_rule(room: Newsroom) -> None:
    """seo-and-feeds §3 M: RSS 2.0, RFC 4287 and JSON Feed 1.1, the archive's pages too."""
    for path in [*SUBSCRIBED, *ARCHIVED]:
        data = room.reader.get(path).data
        check = check_json_feed if path.endswith(".json") else check_rss if path.endswith("rss.xml") else check_atom
        check(data)
        assert path.endswith(".json") or feedparser.parse(data).bozo == 0
    assert json.loads(room.reader.get("/feed.json").data)["items"]
