"""Moments as other programs write them, and the clock of the site they come from."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_ZERO = "0000-00-00"
# WordPress's pubDate of what has no date: "Mon, 30 Nov -0001 00:00:00 +0000".
_NO_YEAR = re.compile(r"\s-\d{4}\s")
# Minutes east of Greenwich, the year's commonest two for those that turn their clocks → a zone that keeps them.
_ZONES = {
    (540,): "Asia/Seoul", (480,): "Asia/Shanghai", (420,): "Asia/Bangkok", (330,): "Asia/Kolkata", (0,): "UTC",
    (210,): "Asia/Tehran", (180,): "Europe/Istanbul", (0, 60): "Europe/London", (60, 120): "Europe/Berlin",
    (120, 180): "Europe/Helsinki", (-300, -240): "America/New_York", (-360, -300): "America/Chicago",
    (-420, -360): "America/Denver", (-480, -420): "America/Los_Angeles", (600, 660): "Australia/Sydney",
    (720, 780): "Pacific/Auckland",
}  # fmt: skip
_MAX_OFFSET = timedelta(hours=14)


def plain_moment(text: str) -> datetime | None:
    """ "2024-06-14 22:30:00" without a zone, naive; None when it is missing, zero, or no date."""
    text = text.strip()
    if not text or text.startswith(_ZERO):
        return None
    try:
        return _shown(datetime.fromisoformat(text).replace(tzinfo=None))
    except (ValueError, OverflowError):
        return None


def moment(text: str) -> datetime | None:
    """An RFC 3339 or RFC 822 date, aware with the offset it was written with, UTC without one; None when it is none."""
    text = text.strip()
    if _NO_YEAR.search(text):
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text)
            return _shown(found if found.tzinfo else found.replace(tzinfo=UTC))
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def from_milliseconds(since_1970: int) -> datetime | None:
    try:
        return _shown(datetime.fromtimestamp(since_1970 / 1000, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _shown(found: datetime) -> datetime:
    """Raises ValueError for years that another zone's clock couldn't show."""
    if not 1 < found.year < 9999:
        raise ValueError(found)
    return found.replace(microsecond=0)


def offset_between(local: datetime, utc: datetime) -> timezone | None:
    """The zone in which a clock showed `local` when it was `utc`, both naive; None when no zone is like that."""
    offset = local - utc
    is_zone = abs(offset) <= _MAX_OFFSET and offset % timedelta(minutes=15) == timedelta()
    return timezone(offset) if is_zone else None


def written(when: datetime | None) -> str:
    """As front matter has it: "2024-06-14 22:30:00 +0900", always with its offset; "" for no moment."""
    if when is None:
        return ""
    offset = int((when.utcoffset() or timedelta()).total_seconds()) // 60
    sign = "-" if offset < 0 else "+"
    day = f"{when.year:04d}-{when.month:02d}-{when.day:02d}"
    return f"{day} {when:%H:%M:%S} {sign}{abs(offset) // 60:02d}{abs(offset) % 60:02d}"


def zone_name(minutes: Counter[int]) -> str:
    """The time zone of a site whose dates have these offsets, in minutes, so often; "" when they tell nothing."""
    commonest = [offset for offset, _ in minutes.most_common(2)]
    if not commonest:
        return ""
    pair = tuple(sorted(commonest))
    if pair in _ZONES:
        return _ZONES[pair]
    first = commonest[0]
    if (first,) in _ZONES:
        return _ZONES[first,]
    # POSIX counts west of Greenwich.
    return f"Etc/GMT{-first // 60:+d}" if first % 60 == 0 and -12 <= -first // 60 <= 12 else "UTC"
