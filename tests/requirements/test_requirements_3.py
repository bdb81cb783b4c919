"""Feeds: docs/requirements.md, 3. The rules of each format are held by tests/presenters/strict_feeds.py."""

import json
import re
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

import feedparser
import pytest
from lxml import etree
from newsroom import Newsroom
from on_a_page import NOW, ORIGIN, RIVER, read

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}"
TYPES = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
EVERY = [f"{of}{file}" for of in ("/", "/category/사회/", "/tag/해온강/", "/author/김나루/") for file in TYPES]


@pytest.mark.parametrize("place", ["/", RIVER, "/category/사회/", "/latest/", "/feeds/", "/archive/"])
def test_3_01_every_page_leads_to_the_feeds_by_title(air: Newsroom, place: str) -> None:
    page = read(air.get(place))
    links = page.tree.xpath("//link[@rel='alternate' and contains(@type, '+') and contains(@type, 'xml')]")
    assert {f"{ORIGIN}/rss.xml", f"{ORIGIN}/atom.xml"} <= {one.get("href") for one in links}
    assert all(one.get("title") for one in links)


@pytest.mark.parametrize("place", EVERY)
def test_3_01_site_category_tag_and_author_have_feeds_newest_first(air: Newsroom, place: str) -> None:
    answer = air.reader.get(place)
    assert answer.headers["Content-Type"] == TYPES[place.rsplit("/", 1)[-1]]
    if place.endswith("json"):
        dates = [one["date_published"] for one in json.loads(answer.data)["items"]]
    else:
        found = feedparser.parse(answer.data)
        assert not found.bozo
        dates = [one.published_parsed for one in found.entries]
    assert dates and dates == sorted(dates, reverse=True)


def test_3_02_the_rss_channel_says_what_it_is(air: Newsroom) -> None:
    channel = etree.fromstring(air.reader.get("/rss.xml").data).find("channel")
    told = {name: channel.findtext(name) for name in ("title", "link", "language", "ttl")}
    assert told == {"title": "뉴스다오", "link": f"{ORIGIN}/", "language": "ko", "ttl": "5"}
    assert channel.findtext("description") == "해온시에서 전하는 빠른 소식"
    assert parsedate_to_datetime(channel.findtext("lastBuildDate")).isoformat() == "2026-11-22T08:00:00+09:00"
    (itself,) = channel.findall(f"{ATOM}link[@rel='self']")
    assert itself.get("href") == f"{ORIGIN}/rss.xml"
    assert (channel.findtext("image/title"), channel.findtext("image/link")) == (told["title"], told["link"])
    assert channel.find("textInput") is None


def test_3_03_an_item_says_all_in_the_order_readers_need(air: Newsroom) -> None:
    items = etree.fromstring(air.reader.get("/rss.xml").data).findall("channel/item")
    item = next(one for one in items if one.findtext("link").endswith("/river/"))
    order = [child.tag for child in item]
    assert order.index("description") < order.index(CONTENT)
    assert item.find("guid").get("isPermaLink") == "false"
    assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0900", item.findtext("pubDate"))
    assert {one.text for one in item.findall("category")} == {"사회", "해온강"}
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "김나루"
    (enclosure,) = item.findall("enclosure")
    picture = air.reader.get(enclosure.get("url").removeprefix(ORIGIN)).data
    assert (int(enclosure.get("length")), enclosure.get("type")) == (len(picture), "image/jpeg")
    media = "{http://search.yahoo.com/mrss/}"
    assert item.find(f"{media}content").get("url") == item.find(f"{media}thumbnail").get("url") == enclosure.get("url")
    assert not re.search(r'(?:src|href)="/', item.findtext(CONTENT))
    assert not re.search(r"<(script|style|iframe|embed|object)", item.findtext(CONTENT))


def test_3_03_an_item_keeps_its_guid_whatever_becomes_of_the_story(air: Newsroom) -> None:
    def guid(link: str) -> str:
        entries = feedparser.parse(air.reader.get("/rss.xml").data).entries
        return next(one.id for one in entries if unquote(one.link).endswith(link))

    before = guid("/river/")
    file = air.folder / "_posts" / "2026-11-20-river.md"
    text = file.read_text(encoding="utf-8").replace("title: 해온강", "title: 속보, 해온강")
    file.write_text(text.replace("categories: [사회]", "categories: [재난]\nslug: flood"), encoding="utf-8")
    air.sync(NOW + timedelta(hours=1))
    assert guid("/재난/2026/11/20/flood/") == before


def test_3_04_an_atom_entry_is_complete(air: Newsroom) -> None:
    feed = etree.fromstring(air.reader.get("/atom.xml").data)
    assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"{ORIGIN}/atom.xml"
    for entry in feed.findall(f"{ATOM}entry"):
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "published"))
        assert entry.find(f"{ATOM}content").get("type") == "html"
        assert entry.find(f"{ATOM}author/{ATOM}name") is not None


def test_3_05_a_json_item_is_complete_and_its_id_a_text(air: Newsroom) -> None:
    feed = json.loads(air.get("/feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] == "뉴스다오"
    for item in feed["items"]:
        assert isinstance(item["id"], str) and item["content_html"] and item["authors"] and item["tags"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00", item["date_published"])
        assert item["image"].startswith(ORIGIN)


@pytest.mark.parametrize("place", [*EVERY, "/feed.xml", "/rss/full.xml"])
def test_3_06_a_feed_is_kept_by_its_validators_and_may_be_read_by_any_page(air: Newsroom, place: str) -> None:
    answer = air.reader.get(place)
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    etag, changed = answer.headers["ETag"], answer.headers["Last-Modified"]
    assert not etag.startswith("W/") and changed
    for headers in ({"If-None-Match": etag}, {"If-Modified-Since": changed}):
        assert air.reader.get(place, headers=headers).status_code == 304
    asked = air.reader.head(place)
    assert (asked.status_code, asked.data, asked.headers["ETag"]) == (200, b"", etag)
    small = air.reader.get(place, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip" and small.headers["ETag"] != etag


def test_3_07_a_feed_names_the_hubs_by_header_and_within_and_itself_once(open_newsroom) -> None:
    hub = "https://hub.example.kr"
    room = open_newsroom(config=f"title: 뉴스다오\nurl: {ORIGIN}\n", hubs=(hub,))
    room.post("river")
    room.sync(NOW)
    for place in ["/rss.xml", "/atom.xml", "/feed.json", "/category/사회/rss.xml"]:
        answer = room.reader.get(place)
        links = ", ".join(answer.headers.getlist("Link"))
        assert re.findall(r'<([^>]+)>; rel="?hub"?', links) == [hub]
        assert [unquote(one) for one in re.findall(r'<([^>]+)>; rel="?self"?', links)] == [f"{ORIGIN}{place}"]
        assert hub in answer.get_data(as_text=True)
    assert hub not in room.get("/rss/full.xml")


def test_3_08_the_whole_past_is_reached_page_by_page(air: Newsroom) -> None:
    for number in range(150):
        day = (NOW - timedelta(days=40 + number)).date()
        air.post(f"n{number}", title=f"소식 {number}", date=f'"{day} 09:00:00 +0900"')
    air.sync(NOW)
    titles, place, seen = set(), "/atom.xml", set()
    while place and place not in seen:
        seen.add(place)
        feed = etree.fromstring(air.reader.get(place).data)
        titles |= {one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")}
        older = feed.find(f"{ATOM}link[@rel='prev-archive']")
        place = older.get("href").removeprefix(ORIGIN) if older is not None else ""
    assert {f"소식 {number}" for number in range(150)} <= titles and len(titles) == 153


def test_3_09_opml_names_every_feed(air: Newsroom) -> None:
    outlines = etree.fromstring(air.reader.get("/feeds.opml").data).findall("body//outline[@xmlUrl]")
    named = {unquote(one.get("xmlUrl")) for one in outlines}
    assert {f"{ORIGIN}/rss.xml", f"{ORIGIN}/category/사회/rss.xml"} <= named
    for one in outlines:
        assert one.get("type") == "rss" and one.get("text")
        assert air.reader.get(unquote(one.get("xmlUrl")).removeprefix(ORIGIN)).status_code == 200


def test_3_10_readers_are_told_to_forget_what_was_withdrawn(air: Newsroom) -> None:
    guid = next(one for one in json.loads(air.get("/feed.json"))["items"] if "snow" in one["url"])["id"]
    (air.folder / "_posts" / "2026-11-22-snow.md").unlink()
    air.sync(NOW + timedelta(hours=1), prune=True)
    (notice,) = etree.fromstring(air.reader.get("/atom.xml").data).findall(
        "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
    )
    assert (notice.get("ref"), notice.get("when")) == (guid, "2026-11-23T19:00:00+09:00")
    assert "첫눈" not in air.get("/rss.xml") and "첫눈" not in air.get("/feed.json")
