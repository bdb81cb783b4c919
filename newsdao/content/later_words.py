"""What was said of a story after it came out: its corrections, and the updates of one that goes on."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from newsdao.content import dates, summary
from newsdao.content.characters import folded
from newsdao.content.markup import Rendered
from newsdao.content.metadata import Metadata
from newsdao.content.post import Correction, Update

_TEXT_KEYS = ("text", "body", "content")
_TIME_KEYS = ("at", "date", "time")
_TITLE_LIMIT = 300


def corrections(meta: Metadata, zone: ZoneInfo) -> tuple[Correction, ...]:
    """`correction:` is a text; `corrections:` a list of texts or of {at, text}."""
    written = [meta.values.get("correction", ""), *_listed(meta, "corrections")]
    return tuple(one for item in written if (one := _correction(item, meta, zone)) is not None)


def updates(meta: Metadata, zone: ZoneInfo, render: Callable[[str], Rendered]) -> tuple[Update, ...]:
    """`updates:` is a list of {at, title, text}, in either order; newest first. render: makes HTML of one's text.

    One without a moment is left out, and its author told: a false time would be a false report.
    """
    found = []
    for item in _in_falling_order(_listed(meta, "updates"), zone):
        title, text = folded(summary.plain(_first(item, ("title",))))[:_TITLE_LIMIT], _first(item, _TEXT_KEYS)
        if not title and not text.strip():
            continue
        moment = _moment(item, zone)
        if moment is None:
            what = f"an update without a time was left out: {(title or folded(text))[:40]}"
            meta.tell("lost", "updates", what, "give it a line such as `at: 2026-11-23 15:20`")
            continue
        rendered = render(text)
        found.append(Update(moment, title, rendered.html, rendered.text))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def update_times(meta: Metadata, zone: ZoneInfo) -> list[datetime]:
    """The moments of the updates, of those that name one."""
    return [moment for item in _listed(meta, "updates") if (moment := _moment(item, zone)) is not None]


def _in_falling_order(items: list[Any], zone: ZoneInfo) -> list[Any]:
    """Of two of the same minute the one that comes later in a list that is written forward is the newer one."""
    moments = [moment for item in items if (moment := _moment(item, zone)) is not None]
    return items[::-1] if moments and moments[0] < moments[-1] else items


def _correction(item: Any, meta: Metadata, zone: ZoneInfo) -> Correction | None:
    facts = item if isinstance(item, Mapping) else {"text": item}
    text, at = facts.get("text", ""), facts.get("at") or facts.get("date") or ""
    plain = summary.plain(text) if isinstance(text, str) else ""
    if not plain:
        return None
    if not isinstance(at, str) or not at:
        return Correction(plain)
    try:
        return Correction(plain, dates.read_date(at, zone, was_plain=False)[0])
    except (ValueError, OverflowError):
        meta.tell("note", "corrections", f"`{at[:40]}` is no date of a correction", "put it right")
        return Correction(plain)


def _moment(item: Any, zone: ZoneInfo) -> datetime | None:
    try:
        return dates.read_date(_first(item, _TIME_KEYS), zone, was_plain=False)[0]
    except (ValueError, OverflowError):
        return None


def _listed(meta: Metadata, key: str) -> list[Any]:
    value = meta.values.get(key, "")
    return value if isinstance(value, list) else [value]


def _first(item: Any, keys: tuple[str, ...]) -> str:
    """The text at the first of these keys; a bare text is what would stand at "text"."""
    facts = item if isinstance(item, Mapping) else {"text": item}
    return next((value for key in keys if isinstance(value := facts.get(key), str) and value.strip()), "")
