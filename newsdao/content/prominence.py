"""How far up a story asks to stand: `breaking:` and how long, `rank:`, and the themes' words for it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from newsdao.content import dates
from newsdao.content.metadata import Metadata
from newsdao.content.titles import says_breaking

# Chirpy's and Minimal Mistakes' words: a pinned story leads, a featured one stands beside the lead.
_WORDS = {"pin": 1, "sticky": 1, "featured": 2}
_RANKS = {"0": 0, "1": 1, "2": 2, "3": 3}
_MOMENT = "write it as 2026-11-23 20:00"


def prominence(meta: Metadata, title: str, zone: ZoneInfo) -> dict[str, Any]:
    """The Post's is_breaking, breaking_until and rank."""
    until = _breaking_until(meta, zone)
    is_breaking = until is not None or meta.is_true("breaking") or says_breaking(title)
    return {"is_breaking": is_breaking, "breaking_until": until, "rank": _rank(meta)}


def last_moment(written: str, zone: ZoneInfo, *, was_plain: bool) -> datetime:
    """Until when a date lasts, aware: a day alone to its very end. Raises ValueError or OverflowError."""
    moment, is_time_known = dates.read_date(written, zone, was_plain=was_plain)
    if is_time_known:
        return moment
    return dates.file_date(f"{moment.astimezone(zone) + timedelta(days=1):%Y-%m-%d}", zone)


def _breaking_until(meta: Metadata, zone: ZoneInfo) -> datetime | None:
    """`breaking_until:`, or the moment that stands in place of `breaking: true`."""
    for key in ("breaking_until", "breaking"):
        written = meta.text(key)
        if not written or (key == "breaking" and (meta.is_true(key) or meta.is_false(key))):
            continue
        try:
            return last_moment(written, zone, was_plain=meta.was_plain(key))
        except (ValueError, OverflowError):
            meta.tell("note", key, f"`{key}: {written[:40]}` is no moment", _MOMENT)
    return None


def _rank(meta: Metadata) -> int:
    """`rank: 1` to 3; of a theme's words the one that asks for most."""
    if written := meta.text("rank"):
        if written in _RANKS:
            return _RANKS[written]
        meta.tell("note", "rank", f"`rank: {written[:40]}` is no place on the front page", "write 1, 2 or 3")
    return min((rank for word, rank in _WORDS.items() if meta.is_true(word)), default=0)
