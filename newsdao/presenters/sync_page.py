"""The report of a sync as one value, which the page and the JSON both show. docs/sync-report.md describes its shape."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from newsdao.content.findings import DeadLink, Place, SiteFindings
from newsdao.content.post import Notice
from newsdao.content.site import Site
from newsdao.errors import PostError

# Raised when a key of the JSON is renamed, removed or means something else; a new key is no new version.
VERSION = 1

_QUOTED = re.compile(r"`([^`]*)`")
_TAG = re.compile(r"\{%-?\s*((?:include(?:_cached)?\s+)?[^\s%}|]+)")
_OUTPUT = re.compile(r"""\{\{-?\s*("[^"]*"|'[^']*'|[\w.-]+)\s*(\|\s*\w+)?""")
_KEY = re.compile(r"[\w.-]+:(?=\s)")
# What is told with an address or a file in it, which may hold spaces.
_NAMED = (
    (re.compile(r"“[^”]*”"), "“…”"),
    (re.compile(r"(the picture ).+( is missing)\Z"), r"\1…\2"),
    (re.compile(r"(its address ).+( belongs to ).+( already)\Z"), r"\1…\2…\3"),
    (re.compile(r"(its address ).+( is one of )"), r"\1…\2"),
    (re.compile(r"(leads in a ring: |is shown as a link: ).+"), r"\1…"),
    (re.compile(r"(?<= )/\S+"), "…"),
    (re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b"), "…"),
)
_MISSING_PICTURE = re.compile(r"the picture (.+) is missing\Z")
_OF_AN_ADDRESS = "its address "


class SyncFacts(Protocol):
    """What a sync tells of itself (services.sync_report.SyncReport)."""

    inserted: int
    updated: int
    unchanged: int
    ignored: int
    withdrawn: int
    missing: int
    rejected: list[PostError]
    notices: list[Notice]
    moved: list[tuple[str, str]]
    gone: list[str]
    absent: list[str]
    seconds: float

    @property
    def seen(self) -> int: ...
    @property
    def repaired(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be told. count: how often it was met; places: where, as far as that is known.

    before, after: of a repair, what stood in the file and what was taken; of a move, the addresses; after, of a link
    that leads nowhere: the HTTP status of its address. Else "".
    """

    what: str
    count: int
    places: tuple[Place, ...] = ()
    remedy: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one sort. what: the sort in words, "…" for what differs; count: how often in all."""

    what: str
    count: int
    items: tuple[Item, ...]

    @property
    def remedy(self) -> str:
        """The remedy that all of them share, or ""."""
        remedies = {item.remedy for item in self.items}
        return remedies.pop() if len(remedies) == 1 else ""


@dataclass(frozen=True, slots=True)
class Section:
    """key: which one, as the JSON and the catalogue name it. is_fault: something is not as its author wanted it."""

    key: str
    groups: tuple[Group, ...]
    is_fault: bool = False

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


@dataclass(frozen=True, slots=True)
class Account:
    """The report of one sync. finished_at: aware. sections: the empty ones too, in the order of their urgency.

    lacks: what articles lack → how many do; empty where the site was not looked at, as after a dry run.
    """

    site: Site
    finished_at: datetime
    seconds: float
    is_dry_run: bool
    counts: Mapping[str, int]
    sections: tuple[Section, ...]
    lacks: Mapping[str, int]
    unasked: int = 0

    @property
    def told(self) -> tuple[Section, ...]:
        """The sections in which there is something."""
        return tuple(section for section in self.sections if section.count)

    @property
    def clean(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if not section.count)


def account(
    facts: SyncFacts, findings: SiteFindings | None, site: Site, finished_at: datetime, *, is_dry_run: bool
) -> Account:
    """findings: None when nobody looked at the whole site."""
    return Account(
        site=site,
        finished_at=finished_at,
        seconds=round(facts.seconds, 1),
        is_dry_run=is_dry_run,
        counts=_counts(facts),
        sections=(*_files(facts), *(_links(findings) if findings else ()), *_texts(facts), *_changes(facts, findings)),
        lacks=asdict(findings.lacks) if findings else {},
        unasked=findings.unasked if findings else 0,
    )


def as_json(report: Account) -> dict[str, Any]:
    """The whole report, nothing cut short: str, int, float, bool, list and dict."""
    site = report.site
    return {
        "version": VERSION,
        "site": {"name": site.name, "url": site.url, "lang": site.lang},
        "finished_at": report.finished_at.isoformat(timespec="seconds"),
        "seconds": report.seconds,
        "dry_run": report.is_dry_run,
        "counts": dict(report.counts),
        "lacks": dict(report.lacks),
        "unasked_links": report.unasked,
        "sections": {
            one.key: {"count": one.count, "groups": [asdict(group) for group in one.groups]} for one in report.sections
        },
    }


def sort_of(what: str) -> str:
    """What a notice says without whom it says it of: "`date: 2019-13-45` is no date" → "`date: …` is no date"."""
    text = _QUOTED.sub(lambda quoted: f"`{_shortened(quoted[1])}`", what)
    for pattern, general in _NAMED:
        text = pattern.sub(general, text)
    return text


def _shortened(quoted: str) -> str:
    """Of Liquid the tag's name, or the variable, or the filter a text goes through; of `key: value` the key."""
    if tag := _TAG.match(quoted):
        return f"{{% {tag[1]} … %}}"
    if output := _OUTPUT.match(quoted):
        return f"{{{{ {output[1]} }}}}" if output[1][0] not in "\"'" else f"{{{{ … {output[2] or ''} }}}}"
    if key := _KEY.match(quoted):
        return f"{key[0]} …"
    return quoted if re.fullmatch(r"[\w.-]+:?", quoted) else "…"


def _counts(facts: SyncFacts) -> dict[str, int]:
    return {
        "read": facts.seen,
        "inserted": facts.inserted,
        "updated": facts.updated,
        "unchanged": facts.unchanged,
        "repaired": facts.repaired,
        "unpublished": facts.ignored,
        "withdrawn": facts.withdrawn,
        "missing": facts.missing,
        "rejected": len(facts.rejected),
    }


def _files(facts: SyncFacts) -> tuple[Section, ...]:
    """The files that became no article."""
    rejected = [Item(one.why, 1, (Place(one.path, one.line),), one.remedy) for one in facts.rejected]
    set_aside = [_told(one) for one in facts.notices if one.kind == "note" and _is_of_an_address(one.what)]
    return (
        Section("rejected", _grouped(item for item in rejected if not _is_of_an_address(item.what)), is_fault=True),
        Section(
            "address_conflicts",
            _grouped([*(item for item in rejected if _is_of_an_address(item.what)), *set_aside]),
            is_fault=True,
        ),
    )


def _links(findings: SiteFindings) -> tuple[Section, ...]:
    return (
        Section("dead_links", _one_group(map(_dead, findings.dead_links)), is_fault=True),
        Section("redirects_nowhere", _one_group(map(_dead, findings.redirects_nowhere)), is_fault=True),
    )


def _texts(facts: SyncFacts) -> tuple[Section, ...]:
    """What of the files' text is not on the site, or there in another form."""
    lost = [one for one in facts.notices if one.kind == "lost"]
    pictures = _merged(_named(found[1], one) for one in lost if (found := _MISSING_PICTURE.match(one.what)))
    losses = _grouped(_told(one) for one in lost if not _MISSING_PICTURE.match(one.what))
    repairs = _grouped(_told(one) for one in facts.notices if one.kind == "repaired")
    return (
        Section("missing_pictures", _one_group(sorted(pictures, key=lambda item: -item.count)), is_fault=True),
        Section("losses", losses, is_fault=True),
        Section("repairs", repairs),
    )


def _changes(facts: SyncFacts, findings: SiteFindings | None) -> tuple[Section, ...]:
    notes = [_told(one) for one in facts.notices if one.kind == "note" and not _is_of_an_address(one.what)]
    changes = (
        Section("moved", _one_group(Item("", 1, before=before, after=after) for before, after in facts.moved)),
        Section("withdrawn", _one_group(Item(address, 1) for address in facts.gone)),
        Section("missing_files", _one_group(Item("", 1, (Place(path),)) for path in facts.absent)),
    )
    if findings is None:
        return (*changes, Section("notes", _grouped(notes)))
    alike = (Item(one.title, len(one.places), one.places) for one in findings.same_titles)
    hosts = (Item(host, count) for host, count in findings.remote_pictures.items())
    return (
        *changes,
        Section("same_titles", _one_group(alike)),
        Section("remote_pictures", _one_group(hosts)),
        Section("notes", _grouped(notes)),
    )


def _is_of_an_address(what: str) -> bool:
    return what.startswith(_OF_AN_ADDRESS)


def _told(notice: Notice) -> Item:
    place = Place(notice.path, notice.line)
    return Item(notice.what, 1, (place,), notice.remedy, notice.before, notice.after)


def _named(path: str, notice: Notice) -> Item:
    return Item(path, 1, (Place(notice.path, notice.line),))


def _dead(link: DeadLink) -> Item:
    return Item(link.address, len(link.places), link.places, after=str(link.status))


def _grouped(items: Iterable[Item]) -> tuple[Group, ...]:
    """By sort, the most frequent first; what is told in the same words is one item with all of its places."""
    sorts: dict[str, list[Item]] = {}
    for item in items:
        sorts.setdefault(sort_of(item.what), []).append(item)
    groups = [_group(what, alike) for what, alike in sorts.items()]
    return tuple(sorted(groups, key=lambda group: -group.count))


def _group(sort: str, items: Sequence[Item]) -> Group:
    """A group whose items all say the same says so itself, in full."""
    words = {item.what for item in items}
    what = words.pop() if len(words) == 1 else sort
    return Group(what, sum(item.count for item in items), _merged(items))


def _one_group(items: Iterable[Item]) -> tuple[Group, ...]:
    listed = tuple(items)
    return (Group("", sum(item.count for item in listed), listed),) if listed else ()


def _merged(items: Iterable[Item]) -> tuple[Item, ...]:
    alike: dict[tuple[str, str, str, str], list[Place]] = {}
    for item in items:
        alike.setdefault((item.what, item.remedy, item.before, item.after), []).extend(item.places)
    return tuple(
        Item(what, len(places), tuple(places), remedy, before, after)
        for (what, remedy, before, after), places in alike.items()
    )
