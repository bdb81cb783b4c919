"""Filters of dates. There is no clock here: "now" can't be told by a page that is kept."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from newsdao.content.dates import written_date
from newsdao.content.liquid_run import Context
from newsdao.content.liquid_values import RefusedError, text_of

_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DIRECTIVE = re.compile(r"%([-0^#_:]{0,3})(\d{0,2})([a-zA-Z%+])", re.ASCII)
_LONG = {
    "c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "R": "%H:%M", "r": "%I:%M:%S %p", "T": "%H:%M:%S",
    "v": "%e-%^b-%Y", "x": "%m/%d/%y", "X": "%H:%M:%S",
}  # fmt: skip
_Part = Callable[[datetime], int | str]
# Each with its width, and what fills it where the number is shorter.
_NUMBERS: dict[str, tuple[Callable[[datetime], int], int, str]] = {
    "C": (lambda day: day.year // 100, 2, "0"),
    "d": (lambda day: day.day, 2, "0"),
    "e": (lambda day: day.day, 2, " "),
    "G": (lambda day: day.isocalendar()[0], 4, "0"),
    "g": (lambda day: day.isocalendar()[0] % 100, 2, "0"),
    "H": (lambda day: day.hour, 2, "0"),
    "I": (lambda day: day.hour % 12 or 12, 2, "0"),
    "j": (lambda day: day.timetuple().tm_yday, 3, "0"),
    "k": (lambda day: day.hour, 2, " "),
    "L": (lambda day: day.microsecond // 1000, 3, "0"),
    "l": (lambda day: day.hour % 12 or 12, 2, " "),
    "M": (lambda day: day.minute, 2, "0"),
    "m": (lambda day: day.month, 2, "0"),
    "N": (lambda day: day.microsecond * 1000, 9, "0"),
    "S": (lambda day: day.second, 2, "0"),
    "s": (lambda day: int(day.timestamp()), 1, "0"),
    "U": (lambda day: (day.timetuple().tm_yday + 6 - (day.weekday() + 1) % 7) // 7, 2, "0"),
    "u": (lambda day: day.isoweekday(), 1, "0"),
    "V": (lambda day: day.isocalendar()[1], 2, "0"),
    "W": (lambda day: (day.timetuple().tm_yday + 6 - day.weekday()) // 7, 2, "0"),
    "w": (lambda day: day.isoweekday() % 7, 1, "0"),
    "Y": (lambda day: day.year, 4, "0"),
    "y": (lambda day: day.year % 100, 2, "0"),
}
_TEXTS: dict[str, Callable[[datetime], str]] = {
    "A": lambda day: _DAYS[day.weekday()],
    "a": lambda day: _DAYS[day.weekday()][:3],
    "B": lambda day: _NAMES[day.month - 1],
    "b": lambda day: _NAMES[day.month - 1][:3],
    "h": lambda day: _NAMES[day.month - 1][:3],
    "n": lambda _: "\n",
    "P": lambda day: "am" if day.hour < 12 else "pm",
    "p": lambda day: "AM" if day.hour < 12 else "PM",
    "t": lambda _: "\t",
    "Z": lambda day: day.tzname() or "",
    "%": lambda _: "%",
}


def strftime(moment: datetime, form: str) -> str:
    """As Ruby writes it, in English, whatever the machine's C library and locale. moment: aware."""
    return _DIRECTIVE.sub(lambda match: _part(moment, match), form)


def _part(moment: datetime, match: re.Match[str]) -> str:
    flags, width, letter = match[1], int(match[2] or 0), match[3]
    if letter in _LONG:
        return _flagged(strftime(moment, _LONG[letter]), flags, width)
    if letter == "z":
        return _offset(moment, flags.count(":"))
    if letter in _TEXTS:
        return _flagged(_TEXTS[letter](moment), flags, width)
    if letter not in _NUMBERS:
        return match[0]
    function, usual, fill = _NUMBERS[letter]
    digits = str(function(moment))
    if letter in {"L", "N"}:
        return f"{moment.microsecond:06d}000"[: width or usual]
    fill = "0" if "0" in flags else " " if "_" in flags else fill
    return digits if "-" in flags else digits.rjust(width or usual, fill)


def _flagged(text: str, flags: str, width: int) -> str:
    if "^" in flags:
        text = text.upper()
    elif "#" in flags:
        text = text.swapcase() if text in {"AM", "PM"} else text.upper()
    return text.rjust(width, "0" if "0" in flags else " ")


def _offset(moment: datetime, colons: int) -> str:
    seconds = int((moment.utcoffset() or timedelta()).total_seconds())
    sign, seconds = "-" if seconds < 0 else "+", abs(seconds)
    hours, minutes = f"{seconds // 3600:02d}", f"{seconds // 60 % 60:02d}"
    between = ":" if colons else ""
    return f"{sign}{hours}{between}{minutes}" + (f":{seconds % 60:02d}" if colons == 2 else "")


def _moment(context: Context, value: Any) -> datetime | None:
    """The moment a value means, in the zone it was written in or else the site's; None when it is no date."""
    zone = context.run.scope.timezone
    if text_of(value).strip().lower() in {"now", "today"}:
        raise RefusedError("asks what time it is, which a page that is kept can't know,")
    try:
        if isinstance(value, int) or (isinstance(value, str) and value.isdecimal() and value.isascii()):
            return datetime.fromtimestamp(int(value), UTC).astimezone(zone)
        return written_date(value, zone) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def _date(context: Context, value: Any, form: Any = None) -> Any:
    if not text_of(form) or value is None or (moment := _moment(context, value)) is None:
        return value
    return strftime(moment, text_of(form))


def _jekylls(function: Callable[..., str]) -> Callable[..., Any]:
    """A filter that shows a moment by the site's clock."""

    def shown(context: Context, value: Any, *args: Any) -> Any:
        if not text_of(value):
            return value
        moment = _moment(context, value)
        if moment is None:
            raise RefusedError("is no date")
        return function(moment.astimezone(context.run.scope.timezone), *map(text_of, args))

    return shown


def _written(month: str) -> Callable[..., str]:
    def written(day: datetime, kind: str = "", style: str = "") -> str:
        if kind != "ordinal":
            return strftime(day, f"%d {month} %Y")
        ordinal = f"{day.day}{_ordinal(day.day)}"
        return strftime(day, f"{month} {ordinal}, %Y" if style == "US" else f"{ordinal} {month} %Y")

    return written


def _ordinal(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


FILTERS: dict[str, Callable[..., Any]] = {
    "date": _date,
    "date_to_long_string": _jekylls(_written("%B")),
    "date_to_rfc822": _jekylls(lambda day: strftime(day, "%a, %d %b %Y %H:%M:%S %z")),
    "date_to_string": _jekylls(_written("%b")),
    "date_to_xmlschema": _jekylls(lambda day: strftime(day, "%Y-%m-%dT%H:%M:%S%:z")),
}
