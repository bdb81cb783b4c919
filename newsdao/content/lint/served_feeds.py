"""A feed as it is served, held against RFC 4287, RSS 2.0, JSON Feed 1.1 and Naver's rules."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from newsdao.content.lint.rule import Finding, Rule
from newsdao.content.lint.served import Served, is_absolute

INVALID = Rule(
    "feed-invalid", "error",
    "Readers and Naver refuse a feed that can't be parsed or lacks what its format asks for.",
    "tell the maintainers: no post can cause this",
    ("feeds", "naver"),
)  # fmt: skip
SAME_IDS = Rule(
    "feed-same-ids", "error",
    "Of two entries with one id a reader shows one.",
    "give one of the posts another `feed_id:`",
    ("feeds",),
)  # fmt: skip
FUTURE = Rule(
    "feed-future", "error",
    "Readers pin entries of the future to the top; validators refuse them.",
    "put the post's date right",
    ("feeds",),
)  # fmt: skip
LARGE = Rule(
    "feed-too-large", "warning",
    "Naver refuses feeds of 10 MB, and many readers stop at 2 MB.",
    "write shorter posts, or tell the maintainers",
    ("feeds", "naver"),
)  # fmt: skip
RELATIVE = Rule(
    "feed-relative-address", "error",
    "In a reader an address without a host leads nowhere.",
    "tell the maintainers: no post can cause this",
    ("feeds",),
)  # fmt: skip
RULES = (INVALID, SAME_IDS, FUTURE, LARGE, RELATIVE)

_MOST_BYTES = 2_000_000
_ADDRESSED = re.compile(r"""\s(?:href|src)\s*=\s*["']([^"'#][^"']*)["']""")


def check(feed: Served, now: datetime) -> Iterator[Finding]:
    if feed.status != 200:
        yield INVALID.at(feed.path, 0, f"answers {feed.status}")
        return
    if len(feed.body) > _MOST_BYTES:
        yield LARGE.at(feed.path, 0, f"it has {len(feed.body):,} bytes")
    yield from _json(feed, now) if feed.path.endswith(".json") else _xml(feed, now)


def _xml(feed: Served, now: datetime) -> Iterator[Finding]:
    found = feedparser.parse(feed.body)
    if found.bozo:
        yield INVALID.at(feed.path, 0, f"can't be parsed: {found.bozo_exception}")
        return
    is_atom = found.version.startswith("atom")
    yield from _lacking(
        feed, found.feed, ("title", "id", "updated") if is_atom else ("title", "link", "subtitle"), "feed"
    )
    needed = ("id", "title", "updated", "link") if is_atom else ("title", "link", "id", "published")
    for entry in found.entries:
        yield from _lacking(feed, entry, needed, "entry")
        for key in ("published_parsed", "updated_parsed"):
            if key in entry and _moment(entry[key]) > now:
                yield FUTURE.at(feed.path, 0, f"an entry is of the future: {entry.get('title', '')}")
                break
        texts = [one.value for one in entry.get("content", [])] + [entry.get("summary", "")]
        yield from _relative(feed, [entry.get("link", ""), *(one.get("href", "") for one in entry.enclosures)], texts)
    yield from _alike(feed, [entry.get("id", "") for entry in found.entries])


def _json(feed: Served, now: datetime) -> Iterator[Finding]:
    try:
        found = json.loads(feed.body)
        items = list(found["items"])
    except (ValueError, KeyError, TypeError):
        yield INVALID.at(feed.path, 0, "is no JSON Feed")
        return
    yield from _lacking(feed, found, ("version", "title", "items"), "feed") if items else ()
    for item in items:
        yield from _lacking(feed, item, ("id", "url"), "entry")
        if not isinstance(item.get("id"), str) or not (item.get("content_html") or item.get("content_text")):
            yield INVALID.at(feed.path, 0, f"an entry has no id or no text: {item.get('title', '')}")
        for key in ("date_published", "date_modified"):
            if item.get(key) and datetime.fromisoformat(item[key]) > now:
                yield FUTURE.at(feed.path, 0, f"an entry is of the future: {item.get('title', '')}")
                break
        yield from _relative(feed, [item.get("url", "")], [item.get("content_html", "")])
    yield from _alike(feed, [str(item.get("id")) for item in items])


def _lacking(feed: Served, found: Any, names: tuple[str, ...], what: str) -> Iterator[Finding]:
    for name in names:
        # feedparser's own mapping would find a missing "updated" elsewhere.
        if name not in found or not found[name]:
            yield INVALID.at(feed.path, 0, f"its {what} has no {name}")


def _alike(feed: Served, ids: list[str]) -> Iterator[Finding]:
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        yield SAME_IDS.at(feed.path, 0, f"several entries have the id {one}")


def _relative(feed: Served, addresses: list[str], texts: list[str]) -> Iterator[Finding]:
    within = [one for text in texts for one in _ADDRESSED.findall(text) if ":" not in one.split("/")[0]]
    for address in dict.fromkeys([one for one in addresses if one and not is_absolute(one)] + within):
        yield RELATIVE.at(feed.path, 0, f"an address has no host: {address}")


def _moment(parsed: Any) -> datetime:
    """feedparser's, which is of UTC."""
    year, month, day, hour, minute, second = tuple(parsed)[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
