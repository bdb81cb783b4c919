"""A month as the weeks of a calendar."""

from datetime import date

from newsdao.presenters.calendars import Square, weeks


def test_a_month_begins_on_the_weekday_the_language_begins_its_weeks() -> None:
    november = [(date(2026, 11, 30), 291), (date(2026, 11, 1), 1)]
    sunday_first, monday_first = weeks(november, 6), weeks(november, 0)
    assert sunday_first[0][0] == Square(date(2026, 11, 1), 1)
    assert monday_first[0] == [None] * 6 + [Square(date(2026, 11, 1), 1)]
    assert monday_first[-1][0] == Square(date(2026, 11, 30), 291)


def test_a_month_has_all_of_its_days_once_and_no_others() -> None:
    squares = [square for week in weeks([(date(2028, 2, 29), 3)], 6) for square in week if square]
    assert [square.day.day for square in squares] == list(range(1, 30))
    assert sum(square.count for square in squares) == 3


def test_no_days_are_no_weeks() -> None:
    assert weeks([], 6) == []
