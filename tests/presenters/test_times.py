"""Days and clocks as readers of the site's language write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from newsdao import locales
from newsdao.presenters import times

SEOUL = ZoneInfo("Asia/Seoul")
KO, EN = locales.load("ko-KR"), locales.load("en")
# 2026-11-23 00:30 in Seoul, still the 22nd in UTC.
MOMENT = datetime(2026, 11, 22, 15, 30, 12, 345, tzinfo=UTC)


def test_a_time_is_told_in_the_sites_zone_and_not_in_utc() -> None:
    assert times.clock(MOMENT, SEOUL) == "00:30"
    assert times.when(MOMENT, SEOUL, KO, is_time_known=True) == "2026년 11월 23일 00:30"
    assert times.when(MOMENT, SEOUL, EN, is_time_known=True) == "23 November 2026, 00:30"


def test_a_story_known_by_its_day_alone_shows_no_midnight() -> None:
    midnight = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    assert times.when(midnight, SEOUL, KO, is_time_known=False) == "2026년 11월 23일"
    assert times.machine(midnight, SEOUL, is_time_known=False) == "2026-11-23"
    assert times.brief(midnight, MOMENT, SEOUL, KO, is_time_known=False) == "11월 23일"


def test_a_machine_reads_the_offset_and_no_fractions() -> None:
    assert times.machine(MOMENT, SEOUL, is_time_known=True) == "2026-11-23T00:30:12+09:00"


def test_a_brief_time_grows_with_the_distance() -> None:
    def brief(moment: datetime) -> str:
        return times.brief(moment, MOMENT, SEOUL, KO, is_time_known=True)

    assert brief(MOMENT) == "00:30"
    assert brief(datetime(2026, 11, 22, 14, 59, tzinfo=UTC)) == "11월 22일 23:59"
    assert brief(datetime(2025, 12, 31, 14, 59, tzinfo=UTC)) == "2025년 12월 31일"


def test_a_stamp_is_no_wider_than_its_column() -> None:
    assert times.stamp(MOMENT, SEOUL, KO) == "2026.11.23"
    assert times.short_stamp(datetime(2026, 3, 1, tzinfo=UTC), MOMENT, SEOUL, KO) == "03.01"
    assert times.short_stamp(datetime(2024, 7, 1, tzinfo=UTC), MOMENT, SEOUL, KO) == "2024.07"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (KO, ("2026년 11월 3일 화요일", "11월 3일", "2026년 11월")),
        (EN, ("Tuesday, 3 November 2026", "3 November", "November 2026")),
    ],
)
def test_days_and_months_are_named_in_the_sites_language(
    words: locales.Catalogue, expected: tuple[str, str, str]
) -> None:
    day = date(2026, 11, 3)
    assert (times.long_day(day, words), times.short_day(day, words), times.month(2026, 11, words)) == expected
