"""How the page of a sync's report speaks: its verdict, its durations, and how much of a long list it shows."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from newsdao.presenters.sync_page import Account

Words = Callable[..., str]
_OWN_WORDS = re.compile(r"`[^`]*`|“[^”]*”")
_One = TypeVar("_One")

# Rows of a list that the page shows at all; the JSON holds every one.
MOST_ROWS = 200
# Places of one row of several; where a group is one thing alone, its places are the rows.
MOST_PLACES = 40
_AT_ONCE = 8
# For one or two rows more nobody should have to ask.
_SPARE = 2


class Verdict(NamedTuple):
    headline: str
    deck: str = ""


class Cut(NamedTuple):
    """first: shown at once; rest: when asked for; hidden: how many are not on the page."""

    first: Sequence[object]
    rest: Sequence[object]
    hidden: int


def verdict(report: Account, words: Words) -> Verdict:
    """What the publisher wants to know first, in a sentence."""
    read, rejected = report.counts["read"], report.counts["rejected"]
    faults = sum(one.count for one in report.sections if one.is_fault)
    if not read:
        return Verdict(words("sync.nothing"))
    if rejected:
        others = faults - rejected
        deck = words("sync.also", count=f"{others:,}") if others > 0 else ""
        return Verdict(words("sync.rejected", read=f"{read:,}", count=f"{rejected:,}"), deck)
    if faults:
        return Verdict(words("sync.to_look_at", read=f"{read:,}", count=f"{faults:,}"))
    return Verdict(words("sync.clean", read=f"{read:,}"))


def duration(seconds: float, words: Words) -> str:
    """0.4 s · 12 s · 3 min 12 s"""
    if seconds < 10:
        return words("sync.seconds", seconds=f"{seconds:.1f}")
    minutes, rest = divmod(round(seconds), 60)
    key = "sync.minutes" if minutes else "sync.seconds"
    return words(key, minutes=f"{minutes:,}", seconds=rest)


def cut(rows: Sequence[_One], most: int = MOST_ROWS) -> Cut:
    """A list as far as the page shows it."""
    at_once = len(rows) if len(rows) <= _AT_ONCE + _SPARE else _AT_ONCE
    return Cut(rows[:at_once], rows[at_once:most], max(0, len(rows) - most))


def cut_places(places: Sequence[_One]) -> Cut:
    """The places of one row among others."""
    return cut(places, MOST_PLACES)


def particular(what: str) -> str:
    """What a row adds to the words of its group: the author's own, where they are marked; else the whole sentence."""
    return " ".join(_OWN_WORDS.findall(what)) or what


def code(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of a sentence, and of each whether it stood between back quotes: an author's own words."""
    for number, part in enumerate(text.split("`")):
        if part:
            yield number % 2 == 1, part
