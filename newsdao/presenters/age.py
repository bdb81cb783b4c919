"""How long ago a story appeared, where that matters: an old story found today may be taken for news."""

from datetime import datetime
from zoneinfo import ZoneInfo

from newsdao.content.post import Publishable


def years_old(article: Publishable, now: datetime, timezone: ZoneInfo) -> int:
    """Whole years since the story appeared, by the site's calendar; 0 while it, or its last change, is younger.

    It grows at a midnight of the site (on 1 March for a story of 29 February), when pages are made anew anyway.
    """
    today = now.astimezone(timezone).date()
    since = [
        today.year - day.year - ((today.month, today.day) < (day.month, day.day))
        for day in (moment.astimezone(timezone).date() for moment in (article.published_at, article.updated_at))
    ]
    return since[0] if min(since) >= 1 else 0
