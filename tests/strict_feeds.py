"""What RSS 2.0, its usual modules, RFC 4287, 5005 and 6721 and JSON Feed 1.1 ask for, and what the W3C's feed validator
warns of, as assertions.
"""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
VALID = "{http://purl.org/dc/terms/}valid"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
HISTORY = "{http://purl.org/syndication/history/1.0}"
MEDIA = "{http://search.yahoo.com/mrss/}"
_JSON_FEED = json.loads((Path(__file__).parent / "schemas" / "jsonfeed.json").read_text(encoding="utf-8"))
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def check_rss(document: bytes, *, permalinks: bool = False) -> etree._Element:
    """The channel, once everything about it holds. permalinks: whether a guid may be the story's address."""
    root = _root(document)
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    channel = root[0]
    for name in ("title", "link", "description", "language", "lastBuildDate", "generator", "ttl"):
        assert _only(channel, name).text.strip(), name
    assert not channel.xpath("textInput | pubDate | item/author | item/source | item/comments")
    assert _is_address(channel.findtext("link"))
    parsedate_to_datetime(channel.findtext("lastBuildDate"))
    (itself,) = channel.xpath("atom:link[@rel='self']", namespaces={"atom": ATOM[1:-1]})
    assert itself.get("type") == "application/rss+xml"
    assert itself.get("href") != channel.findtext("link")
    for image in channel.iter("image"):
        assert image.findtext("title") == channel.findtext("title")
        assert image.findtext("link") == channel.findtext("link")
    guids = [_only(item, "guid").text for item in channel.iter("item")]
    assert len(guids) == len(set(guids))
    for item in channel.iter("item"):
        _check_item(item, permalinks)
    _check_addresses(root)
    return channel


def _check_item(item: etree._Element, permalinks: bool) -> None:
    for name in ("title", "link", "pubDate"):
        assert _only(item, name).text.strip(), name
    is_permalink = item.find("guid").get("isPermaLink")
    assert is_permalink == "false" or (permalinks and item.findtext("guid") == item.findtext("link"))
    published = parsedate_to_datetime(item.findtext("pubDate"))
    assert published.tzinfo is not None and re.search(r" \d{4} \d\d:\d\d:\d\d [+-]\d{4}$", item.findtext("pubDate"))
    assert item.findall(f"{DC}creator") and all(creator.text.strip() for creator in item.iter(f"{DC}creator"))
    order = [child.tag for child in item]
    assert order.count("description") <= 1 and order.count(CONTENT) <= 1
    if CONTENT in order:
        assert order.index("description") < order.index(CONTENT), "some readers keep the last"
        check_html(item.findtext(CONTENT))
    labels = [category.text for category in item.iter("category")]
    assert all(label and label.strip() for label in labels) and len(labels) == len(set(labels))
    assert order.count("enclosure") <= 1
    for enclosure in item.iter("enclosure"):
        assert int(enclosure.get("length")) > 0 and "/" in enclosure.get("type") and enclosure.get("url")
    for valid in item.iter(VALID):
        period = dict(part.split("=", 1) for part in valid.text.split(";"))
        assert period.keys() == {"start", "end", "scheme"} and period["scheme"] == "W3C-DTF"
        assert _RFC_3339.fullmatch(period["start"]) and _RFC_3339.fullmatch(period["end"])
        assert datetime.fromisoformat(period["start"]) <= datetime.fromisoformat(period["end"])
    assert not item.findall(f"{MEDIA}group")
    for content in item.iter(f"{MEDIA}content"):
        assert content.get("medium") == "image"
        assert all(int(content.get(name, "1")) > 0 for name in ("width", "height", "fileSize"))


def check_atom(document: bytes) -> etree._Element:
    """The feed, once everything about it holds."""
    feed = _root(document)
    assert feed.tag == f"{ATOM}feed"
    for parent in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert _only(parent, f"{ATOM}{name}").text.strip(), name
        assert _is_address(parent.findtext(f"{ATOM}id"))
        alternates = [link for link in parent.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1, "one link to the page"
        for author in parent.findall(f"{ATOM}author"):
            assert author.findtext(f"{ATOM}name").strip()
        for name in ("updated", "published"):
            for date in parent.findall(f"{ATOM}{name}"):
                assert _RFC_3339.fullmatch(date.text), date.text
                datetime.fromisoformat(date.text)
    assert len([link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    for entry in feed.iter(f"{ATOM}entry"):
        assert entry.findall(f"{ATOM}author") or feed.findall(f"{ATOM}author")
        assert len(entry.findall(f"{ATOM}content")) <= 1 and len(entry.findall(f"{ATOM}summary")) <= 1
        for content in entry.findall(f"{ATOM}content"):
            assert content.get("type") == "html"
            check_html(content.text)
        for link in entry.findall(f"{ATOM}link"):
            assert link.get("rel") != "enclosure" or int(link.get("length")) > 0
    _check_tombstones(feed, ids)
    _check_addresses(feed)
    return feed


def _check_tombstones(feed: etree._Element, living: list[str]) -> None:
    """RFC 6721 §3: a ref and a moment, no other identity twice, and none of an entry that is in the feed."""
    refs = [deleted.get("ref") for deleted in feed.iter(TOMBSTONE)]
    assert len(refs) == len(set(refs)) and not set(refs) & set(living)
    for deleted in feed.iter(TOMBSTONE):
        assert deleted.getparent() is feed and deleted.keys() == ["ref", "when"]
        assert _is_address(deleted.get("ref")) and _RFC_3339.fullmatch(deleted.get("when"))
        assert [child.tag for child in deleted] == [TOMBSTONE.replace("deleted-entry", "comment")]


def check_archive(document: bytes) -> dict[str, str]:
    """RFC 5005 §4, of a page of an archive: it says that it is one, and by each relation where the others are, once."""
    root = _root(document)
    feed = root[0] if root.tag == "rss" else root
    assert len(feed.findall(f"{HISTORY}archive")) == 1 and not feed.findall(f"{HISTORY}complete")
    relations = [(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")]
    links = dict(relations)
    assert len(links) == len(relations) and {"self", "current"} <= links.keys() and "hub" not in links
    assert links["self"] != links["current"]
    links.pop("alternate", None)
    return links


def check_json_feed(document: bytes) -> dict[str, Any]:
    """The feed, once it keeps to our schema of JSON Feed 1.1 and names each item once."""
    feed: dict[str, Any] = json.loads(document)
    validator = jsonschema.Draft202012Validator(_JSON_FEED, format_checker=jsonschema.FormatChecker())
    assert [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(feed)] == []
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    for item in feed["items"]:
        check_html(item.get("content_html", ""))
    return feed


def check_html(text: str) -> None:
    """Nothing that runs, and no address a reader would have to resolve."""
    body = html.fragment_fromstring(text or " ", create_parent="div")
    assert not body.xpath("//script | //style | //iframe | //object | //embed | //@style")
    for address in body.xpath("//@href | //@src"):
        assert urlsplit(address).scheme, address


def _root(document: bytes) -> etree._Element:
    assert document.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    assert b"ns0:" not in document, "each prefix is declared once, by its usual name"
    return etree.fromstring(document)


def _only(parent: etree._Element, name: str) -> etree._Element:
    found = parent.findall(name)
    assert len(found) == 1, f"{name}: {len(found)} of them in {parent.tag}"
    return found[0]


def _check_addresses(root: etree._Element) -> None:
    for address in root.xpath("//@href | //@url | //link/text() | //guid/text() | //image/url/text()"):
        assert _is_address(address), address


def _is_address(address: str) -> bool:
    """Absolute, and in RFC 3986's characters: Hangul percent-encoded."""
    parts = urlsplit(address)
    return bool(parts.scheme in {"http", "https"} and parts.netloc and re.fullmatch(r"[!-~]+", address))
