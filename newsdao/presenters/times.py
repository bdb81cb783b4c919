"""Days and clocks as readers of the site's language write them, always in the site's time zone."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

Words = Callable[..., str]


def clock(moment: datetime, timezone: ZoneInfo) -> str:
    """17:42, on 24 hours."""
    return f"{moment.astimezone(timezone):%H:%M}"


def long_day(day: date, words: Words) -> str:
    """2026년 11월 23일 월요일"""
    return words("time.long_day", **_parts(day, words))


def day(moment: datetime, timezone: ZoneInfo, words: Words) -> str:
    """2026년 11월 23일"""
    return words("time.day", **_parts(moment.astimezone(timezone).date(), words))


def weekday_day(day: date, words: Words) -> str:
    """11월 23일 월요일: where month and year stand above it."""
    return words("time.weekday_day", **_parts(day, words))


def short_day(day: date, words: Words) -> str:
    """11월 23일"""
    return words("time.short_day", **_parts(day, words))


def month(year: int, number: int, words: Words) -> str:
    """2026년 11월"""
    return words("time.month", **_parts(date(year, number, 1), words))


def month_alone(year: int, number: int, words: Words) -> str:
    """11월: where the year stands beside it."""
    return words("time.month_alone", **_parts(date(year, number, 1), words))


def year(number: int, words: Words) -> str:
    """2026년"""
    return words("time.year", year=number)


def when(moment: datetime, timezone: ZoneInfo, words: Words, *, is_time_known: bool) -> str:
    """2026년 11월 23일 15:20; without the clock when only the day is known."""
    local = moment.astimezone(timezone)
    parts = _parts(local.date(), words)
    if not is_time_known:
        return words("time.day", **parts)
    return words("time.moment", clock=f"{local:%H:%M}", **parts)


def brief(moment: datetime, now: datetime, timezone: ZoneInfo, words: Words, *, is_time_known: bool) -> str:
    """As short as it stays clear: the clock today, the day and clock this year, the whole day before."""
    local, today = moment.astimezone(timezone), now.astimezone(timezone).date()
    if local.date() == today and is_time_known:
        return f"{local:%H:%M}"
    if local.year != today.year:
        return words("time.day", **_parts(local.date(), words))
    day = short_day(local.date(), words)
    return f"{day} {local:%H:%M}" if is_time_known else day


def stamp(moment: datetime, timezone: ZoneInfo, words: Words) -> str:
    """2026.11.23: the whole day in the narrowest form, for columns."""
    return words("time.stamp", **_parts(moment.astimezone(timezone).date(), words))


def short_stamp(moment: datetime, now: datetime, timezone: ZoneInfo, words: Words) -> str:
    """11.20 this year, 2024.07 before: no wider than a clock, for the column of times."""
    day, today = moment.astimezone(timezone).date(), now.astimezone(timezone).date()
    return words("time.stamp_day" if day.year == today.year else "time.stamp_month", **_parts(day, words))


def machine(moment: datetime, timezone: ZoneInfo, *, is_time_known: bool) -> str:
    """What <time datetime> takes: 2026-11-23T15:20:00+09:00, or the day alone."""
    local = moment.astimezone(timezone).replace(microsecond=0)
    return local.isoformat() if is_time_known else local.date().isoformat()


def _parts(day: date, words: Words) -> dict[str, object]:
    return {
        "year": day.year,
        "month": day.month,
        "month_name": words("time.months").split()[day.month - 1],
        "day": day.day,
        "weekday": words("time.weekdays").split()[day.weekday()],
    }
