"""Dates as authors write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content.dates import file_date, read_date

SEOUL = ZoneInfo("Asia/Seoul")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("written", "was_plain", "moment"),
    [
        ("2024-06-14 22:30:00", True, at(2024, 6, 14, 22, 30)),
        ("2024-06-14T22:30:00", True, at(2024, 6, 14, 22, 30)),
        ("2024-06-14 22:30:00", False, at(2024, 6, 14, 13, 30)),
        ("2024-06-14 22:30", True, at(2024, 6, 14, 13, 30)),
        ("2024-06-14 22:30:00 +0900", True, at(2024, 6, 14, 13, 30)),
        ("2024-06-14 22:30:00 +09:00", False, at(2024, 6, 14, 13, 30)),
        ("2013-05-05 19:12:52 -0600", True, at(2013, 5, 6, 1, 12, 52)),
        ("2024-06-14 22:30:00 +9", True, at(2024, 6, 14, 13, 30)),
        ("2024-06-14T22:30:00Z", False, at(2024, 6, 14, 22, 30)),
        ("2024-06-14T22:30:00.123Z", True, at(2024, 6, 14, 22, 30)),
        ("2015-08-10 09:00 EDT", False, at(2015, 8, 10, 13)),
        ("2024-06-14 22:30 KST", False, at(2024, 6, 14, 13, 30)),
        ("2024-06-14 10:30 PM", False, at(2024, 6, 14, 13, 30)),
        ("2024-06-14 22:30 Europe/London", False, at(2024, 6, 14, 21, 30)),
        ("2024-06-14 24:00", False, at(2024, 6, 14, 15)),
        ("Mon, 04 Jul 2011 10:00:00 +0900", True, at(2011, 7, 4, 1)),
        ("2024년 7월 1일 오후 3시 5분", False, at(2024, 7, 1, 6, 5)),
        ("4.7.2011 09:30", True, at(2011, 7, 4, 0, 30)),
        ("20240701T1230", False, None),
    ],
)
def test_a_time_means_the_clock_its_form_says(written: str, was_plain: bool, moment: datetime | None) -> None:
    found, is_time_known = read_date(written, SEOUL, was_plain=was_plain)
    if moment is None:
        assert (found, is_time_known) == (at(2024, 6, 30, 15), False)
    else:
        assert (found, is_time_known) == (moment, True)


@pytest.mark.parametrize(
    "written",
    ["2024-07-04", "2024-7-4", "2024/07/04", "2024. 7. 4.", "July 4, 2024", "Jul 4th 2024", "4 July 2024",
     "04-Jul-2024", "Thu Jul 4 2024", "20240704", "2024년 7월 4일", "2024-07-04 (optional)", "4/7/2024",
     "04.07.2024"],
)  # fmt: skip
def test_a_day_alone_is_the_sites_midnight_and_its_time_is_unknown(written: str) -> None:
    assert read_date(written, SEOUL, was_plain=True) == (at(2024, 7, 3, 15), False)


@pytest.mark.parametrize("written", ["2024-07", "July 2024", "Jul, 2024"])
def test_a_month_alone_is_its_first_day(written: str) -> None:
    assert read_date(written, SEOUL, was_plain=True) == (at(2024, 6, 30, 15), False)


def test_of_an_hour_that_a_clock_shows_twice_the_second_is_meant() -> None:
    assert read_date("2024-11-03 01:30", ZoneInfo("America/New_York"), was_plain=False)[0] == at(2024, 11, 3, 6, 30)
    assert read_date("2024-03-10 02:30", ZoneInfo("America/New_York"), was_plain=False)[0] == at(2024, 3, 10, 7, 30)


@pytest.mark.parametrize(
    "written",
    ["", "내일", "07/24/2011", "2024", "2024-13-01", "2024-02-30", "2024-06-14 25:00", "2024-06-14 10:75",
     "2024-06-14 10:00 XYZ", "0000-01-01", "9999-12-31 23:59:59 -1200", "2024-06-14 10:00 ../../etc/passwd",
     "2024-06-14 13:00 pm"],
)  # fmt: skip
def test_what_is_no_date_is_told(written: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        read_date(written, SEOUL, was_plain=False)


@pytest.mark.parametrize(
    ("day", "moment"),
    [("2024-07-04", at(2024, 7, 3, 15)), ("2017-2-5", at(2017, 2, 4, 15)), ("19-12-14", at(2019, 12, 13, 15))],
)
def test_the_day_in_a_file_name_is_the_sites_midnight(day: str, moment: datetime) -> None:
    assert file_date(day, SEOUL) == moment


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), st.integers(-12 * 60, 14 * 60))  # noqa: DTZ001 (hypothesis wants naive bounds)
def test_a_time_with_an_offset_means_the_same_in_every_form(local: datetime, minutes: int) -> None:
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    offset = f"{sign}{hours:02d}{rest:02d}"
    forms = [f"{local:%Y-%m-%d %H:%M:%S} {offset}", f"{local:%Y-%m-%dT%H:%M:%S}{offset[:3]}:{offset[3:]}"]
    expected = datetime.fromisoformat(f"{local:%Y-%m-%dT%H:%M:%S}{offset[:3]}:{offset[3:]}").astimezone(UTC)
    assert [read_date(form, SEOUL, was_plain=True)[0] for form in forms] == [expected] * 2


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        moment, _ = read_date(text, SEOUL, was_plain=False)
    except (ValueError, OverflowError):
        return
    assert moment.utcoffset() is not None
