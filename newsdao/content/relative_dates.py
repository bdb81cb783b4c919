"""Dates that are told from the moment of reading: `@{-47m}`, `@{+20m}`, `@{-3h}`, `@{-1d 08:30}`."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_PLACEHOLDER = re.compile(r"@\{([+-]\d{1,5})(?:([mh])|d (\d{2}):(\d{2}))\}")
_DATE_KEY = re.compile(r"^date: (\d{4}-\d{2}-\d{2})", re.MULTILINE)


def resolve(text: str, now: datetime, timezone: ZoneInfo) -> str:
    """The text with every placeholder written out as `YYYY-MM-DD HH:MM:SS +0900`.

    Minutes and hours count from `now` (aware); days count on the zone's calendar and take the clock time given.
    """
    local = now.astimezone(timezone).replace(second=0, microsecond=0)

    def written(found: re.Match[str]) -> str:
        count, unit, hour, minute = int(found[1]), found[2], found[3], found[4]
        if unit is None:
            day = local + timedelta(days=count)
            moment = day.replace(hour=int(hour) % 24, minute=int(minute) % 60)
        else:
            moment = local + timedelta(minutes=count * (60 if unit == "h" else 1))
        return moment.strftime("%Y-%m-%d %H:%M:%S %z")

    return _PLACEHOLDER.sub(written, text)


def dated_name(name: str, text: str) -> str:
    """`slug.md` as Jekyll names it, `2026-11-23-slug.md`, by the day of the text's own `date:`; ValueError without."""
    found = _DATE_KEY.search(text)
    if found is None:
        raise ValueError(f"{name} has no date")
    return f"{found[1]}-{name}"
