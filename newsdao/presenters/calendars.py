"""A month as the weeks of a calendar."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Square:
    """A day of the calendar; count: how many articles it has."""

    day: date
    count: int


def weeks(days: Sequence[tuple[date, int]], first_weekday: int) -> list[list[Square | None]]:
    """The weeks of the one month that `days` lie in; None before its first day and after its last.

    days: (date, number of articles). first_weekday: 0 is Monday, 6 Sunday.
    """
    if not days:
        return []
    counts = dict(days)
    some = days[0][0]
    return [
        [Square(day, counts.get(day, 0)) if day.month == some.month else None for day in week]
        for week in Calendar(first_weekday).monthdatescalendar(some.year, some.month)
    ]
