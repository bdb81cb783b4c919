"""Dates that are told from the moment of reading: `@{-47m}`, `@{+20m}`, `@{-3h}`, `@{-1d 08:30}`.

A post is named by its day too, so other posts speak of it by its slug alone: `@{haeon-river-level}`.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_PLACEHOLDER = re.compile(r"@\{([+-]\d{1,5})(?:([mh])|d ([01]\d|2[0-3]):([0-5]\d))\}")
_NAME = re.compile(r"@\{([a-z][a-z0-9-]*)\}")
_DATE_KEY = re.compile(r"^date: (\d{4}-\d{2}-\d{2})", re.MULTILINE)


def resolve(text: str, now: datetime, timezone: ZoneInfo) -> str:
    """The text with every placeholder written out as `YYYY-MM-DD HH:MM:SS +0900`.

    Minutes and hours count from `now` (aware); days count on the zone's calendar and take the clock time given.
    """
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)

    def written(found: re.Match[str]) -> str:
        count, unit = int(found[1]), found[2]
        if unit is None:
            day = minute.astimezone(timezone) + timedelta(days=count)
            moment = day.replace(hour=int(found[3]), minute=int(found[4]), fold=0)
        else:
            # Counted in UTC: on the wall clock an hour of the change to summer time would be lost.
            moment = (minute + timedelta(minutes=count * (60 if unit == "h" else 1))).astimezone(timezone)
        return moment.strftime("%Y-%m-%d %H:%M:%S %z")

    return _PLACEHOLDER.sub(written, text)


def dated_name(name: str, text: str) -> str:
    """`slug.md` as Jekyll names it, `2026-11-23-slug.md`, by the day of the text's own `date:`; ValueError without."""
    found = _DATE_KEY.search(text)
    if found is None:
        raise ValueError(f"{name} has no date")
    return f"{found[1]}-{name}"


def link_posts(text: str, names: Mapping[str, str]) -> str:
    """The text with `@{slug}` as Jekyll's link to that post. names: slug → `2026-11-23-slug`; ValueError if unknown."""

    def written(found: re.Match[str]) -> str:
        if found[1] not in names:
            raise ValueError(f"there is no post {found[1]}")
        return f"{{% post_url {names[found[1]]} %}}"

    return _NAME.sub(written, text)
