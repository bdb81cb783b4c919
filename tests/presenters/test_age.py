"""What tells a reader that a story is no news any more."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsdao.presenters.age import years_old

SEOUL = ZoneInfo("Asia/Seoul")


@dataclass
class Story:
    published_at: datetime
    updated_at: datetime


def years(published: str, now: str, updated: str = "") -> int:
    moments = [datetime.fromisoformat(one).replace(tzinfo=SEOUL) for one in (published, updated or published, now)]
    story = Story(moments[0].astimezone(UTC), moments[1].astimezone(UTC))
    return years_old(story, moments[2].astimezone(UTC), SEOUL)


@pytest.mark.parametrize(
    ("published", "now", "expected"),
    [
        ("2025-11-25T09:00", "2026-11-24T23:59", 0),
        ("2025-11-25T09:00", "2026-11-25T00:00", 1),
        ("2024-07-01T00:00", "2026-06-30T23:59", 1),
        ("2024-07-01T23:59", "2026-07-01T00:00", 2),
        ("2024-02-29T12:00", "2025-02-28T23:59", 0),
        ("2024-02-29T12:00", "2025-03-01T00:00", 1),
    ],
)
def test_a_story_grows_older_at_the_sites_midnight(published: str, now: str, expected: int) -> None:
    assert years(published, now) == expected


def test_a_story_that_was_kept_up_is_not_called_old() -> None:
    assert years("2020-01-01T09:00", "2026-11-25T09:00", updated="2026-03-01T09:00") == 0
    assert years("2020-01-01T09:00", "2026-11-25T09:00", updated="2024-03-01T09:00") == 6
