"""A first look through an export of WordPress: whether all of it can be read, and what its stories will ask for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from newsdao.content.origins import clocks, wxr
from newsdao.content.origins.addresses import Root
from newsdao.content.origins.told import Told

_DEFAULT_ZONE = "Asia/Seoul"
MAX_FACTS = 200


@dataclass(frozen=True, slots=True)
class Attachment:
    """caption: HTML."""

    url: str
    alt: str
    caption: str


@dataclass
class Survey:
    """What is known of the whole. Numbers are WordPress's own, as text.

    facts: the channel's own ("title", "base_blog_url"). authors: login → name. terms: "categories" or "tags" →
    nicename → name, parent (a nicename), description, number. minutes: the dates' offsets, and how often. attachments:
    by number. attached: number of a story → those uploaded to it. reused: number → HTML of a block of many stories.
    addresses: number → path on the site.
    """

    facts: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    terms: dict[str, dict[str, dict[str, str]]] = field(default_factory=lambda: {"categories": {}, "tags": {}})
    minutes: Counter[int] = field(default_factory=Counter)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    attached: dict[str, list[str]] = field(default_factory=dict)
    reused: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Root:
        return Root.of(self.facts.get("base_blog_url") or self.facts.get("link", ""))

    @property
    def timezone(self) -> str:
        return clocks.zone_name(self.minutes)

    def moment(self, item: wxr.Item) -> datetime | None:
        """When a story was, or will be, published, on the site's own clock."""
        local, utc = (clocks.plain_moment(item[name]) for name in ("post_date", "post_date_gmt"))
        zone = ZoneInfo(self.timezone or _DEFAULT_ZONE)
        if utc is not None:
            offset = clocks.offset_between(local, utc) if local is not None else None
            aware = utc.replace(tzinfo=ZoneInfo("UTC"))
            return aware.astimezone(offset or zone)
        if local is not None:
            return local.replace(tzinfo=zone)
        found = clocks.moment(item["pubDate"]) if item["status"] in {"", "publish", "future"} else None
        return found.astimezone(zone) if found and found.year > 1970 else None

    def changed_at(self, item: wxr.Item) -> datetime | None:
        utc = clocks.plain_moment(item["post_modified_gmt"])
        zone = ZoneInfo(self.timezone or _DEFAULT_ZONE)
        return utc.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone) if utc else None

    def category_line(self, nicename: str) -> Iterator[str]:
        """The names of the categories above one, the nearest first, each once."""
        known, seen = self.terms["categories"], {nicename}
        above = known.get(nicename, {}).get("parent", "")
        while above in known and above not in seen:
            seen.add(above)
            yield known[above]["name"]
            above = known[above]["parent"]


def survey(file: BinaryIO, told: Told) -> Survey:
    """Raises ExportError where the export can't be read to its end, before anything is made of it."""
    found = Survey()
    for one in wxr.read(file, told):
        if isinstance(one, wxr.Entry):
            _take_entry(one, found)
        else:
            _take_item(one, found)
    return found


def _take_entry(entry: wxr.Entry, found: Survey) -> None:
    get = entry.fields.get
    match entry.name:
        case "author":
            login = get("author_login", "").strip()
            found.authors[login] = unescape(get("author_display_name", "")).strip() or login
        case "category":
            _take_term(found, "categories", get, ("category_nicename", "cat_name", "category_parent"), "category")
        case "tag":
            _take_term(found, "tags", get, ("tag_slug", "tag_name", ""), "tag")
        case "term":
            kinds = {"category": "categories", "post_tag": "tags"}
            if kind := kinds.get(get("term_taxonomy", "")):
                _take_term(found, kind, get, ("term_slug", "term_name", "term_parent"), "term")
        case name:
            if len(found.facts) < MAX_FACTS:
                found.facts.setdefault(name, unescape(entry.text))


def _take_term(found: Survey, kind: str, get: Any, names: tuple[str, str, str], prefix: str) -> None:
    nicename, name, parent = (unescape(get(one, "")).strip() for one in names)
    description = unescape(get(f"{prefix}_description", "")).strip()
    if nicename and name:
        facts = {"name": name, "parent": parent, "description": description, "number": get("term_id", "").strip()}
        found.terms[kind].setdefault(nicename, facts)


def _take_item(item: wxr.Item, found: Survey) -> None:
    number, kind = item["post_id"], item["post_type"]
    if kind == "attachment":
        url = item["attachment_url"] or item["guid"]
        alt = item.first_meta("_wp_attachment_image_alt")
        found.attachments[number] = Attachment(url, unescape(alt), item["excerpt"])
        found.attached.setdefault(item["post_parent"], []).append(number)
    elif kind == "wp_block":
        found.reused[number] = item.fields.get("content", "")
    else:
        if path := found.root.permalink(item["link"]):
            found.addresses[number] = path
        local, utc = (clocks.plain_moment(item[name]) for name in ("post_date", "post_date_gmt"))
        offset = clocks.offset_between(local, utc) if local and utc else None
        if offset is not None:
            found.minutes[int(offset.utcoffset(None).total_seconds()) // 60] += 1
