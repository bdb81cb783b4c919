"""Dates told from the moment of reading, and posts spoken of by their slug alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content.relative_dates import dated_name, link_posts, resolve

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 23, 8, 42, 31, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
# With and without summer time, east and west, on the half hour.
ZONES = st.sampled_from(["Asia/Seoul", "Europe/Berlin", "America/St_Johns", "Pacific/Auckland"]).map(ZoneInfo)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("@{-47m}", "2026-11-23 16:55:00 +0900"),
        ("@{+20m}", "2026-11-23 18:02:00 +0900"),
        ("@{-3h}", "2026-11-23 14:42:00 +0900"),
        ("@{-18h}", "2026-11-22 23:42:00 +0900"),
        ("@{-1d 08:30}", "2026-11-22 08:30:00 +0900"),
        ("@{+2d 00:05}", "2026-11-25 00:05:00 +0900"),
    ],
)
def test_a_placeholder_becomes_a_moment_on_the_site_s_clock(written: str, meant: str) -> None:
    assert resolve(f"date: {written}\n", NOW, SEOUL) == f"date: {meant}\n"


def test_just_after_midnight_minutes_go_back_to_yesterday() -> None:
    assert resolve("@{-47m}", datetime(2026, 11, 22, 15, 30, tzinfo=UTC), SEOUL) == "2026-11-22 23:43:00 +0900"


@given(MOMENTS, ZONES, st.integers(-99999, 99999))
def test_minutes_count_from_the_moment(now: datetime, zone: ZoneInfo, minutes: int) -> None:
    written = resolve(f"@{{{minutes:+d}m}}", now, zone)
    assert datetime.fromisoformat(written) == now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)


@given(MOMENTS, st.integers(-999, 999), st.integers(0, 23), st.integers(0, 59))
def test_days_count_on_the_site_s_calendar(now: datetime, days: int, hour: int, minute: int) -> None:
    local = datetime.fromisoformat(resolve(f"@{{{days:+d}d {hour:02d}:{minute:02d}}}", now, SEOUL))
    assert local.date() - now.astimezone(SEOUL).date() == timedelta(days=days)
    assert (local.hour, local.minute, local.second) == (hour, minute, 0)


@given(st.text())
def test_text_without_placeholders_stays_as_it_is(text: str) -> None:
    if "@{" not in text:
        assert resolve(text, NOW, SEOUL) == text
        assert link_posts(text, {}) == text


@pytest.mark.parametrize("text", ["@{47m}", "@{-47}", "@{-1d}", "@{-1d 25:00}", "@{-1d 8:30}", "{-47m}", "@{ -47m }"])
def test_what_only_resembles_a_placeholder_stays_as_it_is(text: str) -> None:
    assert resolve(text, NOW, SEOUL) == text


def test_a_post_is_named_by_the_day_of_its_own_date() -> None:
    assert dated_name("river.md", "---\ntitle: a\ndate: 2026-11-23 16:55:00 +0900\n---\n") == "2026-11-23-river.md"
    with pytest.raises(ValueError, match=r"river\.md has no date"):
        dated_name("river.md", "---\ntitle: a\n---\n")


def test_a_post_links_to_another_by_its_slug() -> None:
    linked = link_posts("[어제](@{flood-day2})", {"flood-day2": "2026-11-22-flood-day2"})
    assert linked == "[어제]({% post_url 2026-11-22-flood-day2 %})"
    with pytest.raises(ValueError, match="there is no post flood-day9"):
        link_posts("@{flood-day9}", {})
