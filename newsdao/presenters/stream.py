"""Articles grouped along time, as a reader of breaking news looks for them: now, today, yesterday, and by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from newsdao.content.post import Publishable

NOW = timedelta(hours=1)
EARLIER = "stream.earlier"
# The parts of a day, latest first: from which hour, and its key of the catalogue.
_PARTS = ((18, "stream.evening"), (12, "stream.afternoon"), (6, "stream.morning"), (0, "stream.night"))


@dataclass(frozen=True, slots=True)
class Group:
    """label: a key of the catalogue ("stream.now", "stream.today", …), or "" for a day by its date.

    day: of its first article.
    """

    label: str
    day: date
    articles: Sequence[Publishable]

    @property
    def is_timed(self) -> bool:
        """Whether any of its articles has a time of day; without one a column of times would stand empty."""
        return any(article.is_time_known for article in self.articles)

    @property
    def is_dated(self) -> bool:
        """Whether it spans several days, so that every article needs its date."""
        return self.label == EARLIER


def grouped(articles: Sequence[Publishable], now: datetime, timezone: ZoneInfo) -> list[Group]:
    """Consecutive groups of articles that come newest first."""
    today = now.astimezone(timezone).date()

    def place(article: Publishable) -> tuple[str, date]:
        day = article.published_at.astimezone(timezone).date()
        if article.is_time_known and now - article.published_at < NOW:
            return "stream.now", today
        if day == today:
            return "stream.today", day
        return ("stream.yesterday" if day == today - timedelta(days=1) else ""), day

    return [Group(label, day, list(found)) for (label, day), found in groupby(articles, key=place)]


def folded(groups: Sequence[Group]) -> list[Group]:
    """The same, with the days before yesterday in one group: a narrow column has no room for a heading a day."""
    recent = [group for group in groups if group.label]
    older = [group for group in groups if not group.label]
    if not older:
        return recent
    return [*recent, Group(EARLIER, older[0].day, [one for group in older for one in group.articles])]


def day_parts(articles: Sequence[Publishable], timezone: ZoneInfo) -> list[Group]:
    """The articles of one day, newest first: those with a time by the part of the day, the others after them."""
    timed = [one for one in articles if one.is_time_known]
    untimed = [one for one in articles if not one.is_time_known]

    def part(article: Publishable) -> str:
        hour = article.published_at.astimezone(timezone).hour
        return next(label for begins, label in _PARTS if hour >= begins)

    found = [(label, list(some)) for label, some in groupby(timed, key=part)]
    found += [("stream.untimed" if timed else "", untimed)] if untimed else []
    return [Group(label, some[0].published_at.astimezone(timezone).date(), some) for label, some in found]
