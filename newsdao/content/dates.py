"""Dates as authors write them, by Jekyll's rules: which clock an entry without a zone means depends on its quotes."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# SafeYAML's timestamp: only this, unquoted, is read by YAML itself and therefore as UTC.
_YAML_TIME = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?\s*(?:Z|[-+]\d{1,2}:?(?:\d{2})?)?", re.ASCII
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR, _DAY = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAYS = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        r"(?P<day>\d{1,2})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)",  # 4/7/2024
        r"(?P<year>\d{2,4})(?P<sep>[-/.])\s*(?P<month>\d{1,2})(?P=sep)\s*(?P<day>\d{1,2})\.?",  # 2024-7-4, 2024. 7. 4.
        r"(?P<year>\d{4})-(?P<month>\d{1,2})(?=\s|$)",  # 2024-07: its first day
        r"(?P<year>\d{4})년\s*(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=\D|$)",  # 20240704
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",  # July 4, 2024
        rf"{_DAY}[\s-]+{_MONTH},?[\s-]+{_YEAR}",  # 4 Jul 2024
        rf"{_MONTH},?\s+{_YEAR}",  # July 2024: its first day
    )
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)

_CLOCK = re.compile(
    r"(?:t|at\b)?\s*(?P<early>오전|오후)?\s*"
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d*)?)?"
    r"|(?P<korean_hour>\d{1,2})시(?:\s*(?P<korean_minute>\d{1,2})분)?)"
    r"\s*(?P<late>[ap]\.?m\b\.?)?",
    re.ASCII | re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:utc|gmt)?(?P<sign>[-+])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?", re.ASCII | re.IGNORECASE)
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
    "IST": 330, "KST": 540, "JST": 540, "AEST": 600, "AEDT": 660, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
}  # fmt: skip


def read_date(text: str, zone: ZoneInfo, *, was_plain: bool) -> tuple[datetime, bool]:
    """The moment (aware, UTC) a date means, and whether its time of day is known.

    zone: the site's. was_plain: it stood unquoted in the front matter, where `2024-06-14 22:30:00` means UTC; quoted,
    without seconds, or in words it means the site's clock. A day alone is the site's midnight.
    Raises ValueError when it is no date.
    """
    text = " ".join(text.split())
    naive, written, is_time_known = _parsed(text)
    meant = UTC if was_plain and _YAML_TIME.fullmatch(text) else zone
    return _as_utc(naive, written or meant), is_time_known


def written_date(text: str, zone: ZoneInfo) -> datetime:
    """The moment (aware) a date means, in the zone that is written with it, else in the site's. Raises ValueError."""
    naive, written, _ = _parsed(" ".join(text.split()))
    return _as_utc(naive, written or zone).astimezone(written or zone)


def _parsed(text: str) -> tuple[datetime, tzinfo | None, bool]:
    """Day and time, naive; the zone written with them; whether there is a time. text: on one line."""
    weekday = _WEEKDAY.match(text)
    day, rest = _day(text[weekday.end() :] if weekday else text)
    clock = _CLOCK.match(rest)
    if clock is None:
        return day, None, False  # as Ruby does: "2024-06-14 (optional)" is the day
    return day + _time_of_day(clock), _zone(rest[clock.end() :].strip()), True


def file_date(day: str, zone: ZoneInfo) -> datetime:
    """The moment (aware, UTC) of the date in a file's name, "2024-7-4": the site's midnight. Raises ValueError."""
    return _as_utc(_day(day)[0], zone)


def _day(text: str) -> tuple[datetime, str]:
    """The day, naive, and what follows it."""
    for pattern in _DAYS:
        if match := pattern.match(text):
            parts = match.groupdict()
            month = int(parts["month"]) if parts.get("month") else _MONTHS.index(parts["name"][:3].lower()) + 1
            return datetime(_year(parts["year"]), month, int(parts.get("day") or 1)), text[match.end() :].strip()  # noqa: DTZ001 (the zone follows)
    raise ValueError(text)


def _year(digits: str) -> int:
    """Two digits as Ruby reads them: 69 and later are the last century's."""
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= 69 else 2000
    return year


def _time_of_day(clock: re.Match[str]) -> timedelta:
    """From midnight; "24:00" is the next one. Raises ValueError for a time no clock shows."""
    hour = _hour(int(clock["hour"] or clock["korean_hour"]), clock["early"] or clock["late"] or "")
    minute, second = int(clock["minute"] or clock["korean_minute"] or 0), int(clock["second"] or 0)
    time = timedelta(hours=hour, minutes=minute, seconds=second)
    if minute > 59 or second > 60 or time > timedelta(days=1):
        raise ValueError(clock[0])
    return time


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half[0] in "pP" or half == "오후" else 0)


def _zone(text: str) -> tzinfo | None:
    """The zone that was written, None when none was; its last word counts. Raises ValueError when it is unknown."""
    if not text:
        return None
    word = text.split()[-1].strip("[]()")
    if word.upper() in _ZONES:
        return timezone(timedelta(minutes=_ZONES[word.upper()]))
    if match := _OFFSET.fullmatch(word):
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        return timezone(-offset if match["sign"] == "-" else offset)
    try:
        return ZoneInfo(word)
    except (OSError, KeyError):
        raise ValueError(text) from None


def _as_utc(naive: datetime, zone: tzinfo) -> datetime:
    """Of an hour that the clock shows twice in autumn the second is meant, as Ruby takes it.

    Raises ValueError for years so far out that another zone's clock couldn't show them.
    """
    if not 1 < naive.year < 9999:
        raise ValueError(naive)
    first, second = (naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(first, second)
