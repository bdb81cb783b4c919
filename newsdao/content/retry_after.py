"""When to ask again: what Retry-After says (RFC 9110 §10.2.3), and our own patience where an answer says nothing."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Seconds before the second try, doubled before each further one, up to an hour.
FIRST = 5.0
MOST = 3600.0
# The longest that another's word makes us wait.
MOST_ASKED = 24 * 3600.0


def asked_wait(header: str, now: datetime) -> float | None:
    """Seconds from now, of a header that gives seconds or a date; None of one that gives neither."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), MOST_ASKED)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), MOST_ASKED)


def wait(tries: int, chance: float) -> float:
    """Seconds before a try that follows `tries` failed ones. chance: 0–1; spreads those who failed together (±25 %)."""
    return min(FIRST * 2.0 ** min(tries - 1, 20), MOST) * (0.75 + chance / 2)
