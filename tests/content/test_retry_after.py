"""When to ask again (RFC 9110 §10.2.3)."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content.retry_after import FIRST, MOST, MOST_ASKED, asked_wait, wait

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@given(st.integers(0, 10**12))
def test_seconds_are_taken_at_their_word_up_to_a_day(seconds: int) -> None:
    assert asked_wait(str(seconds), NOW) == min(seconds, MOST_ASKED)


@given(st.integers(-(10**6), 10**6))
def test_a_date_is_so_many_seconds_from_now_and_never_before(seconds: int) -> None:
    header = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert asked_wait(header, NOW) == min(max(seconds, 0), MOST_ASKED)


@pytest.mark.parametrize("header", ["", "soon", "-5", "1.5", "٣", "Mon, 99 Nov 2026 09:00:00 GMT"])
def test_what_says_nothing_asks_for_nothing(header: str) -> None:
    assert asked_wait(header, NOW) is None


@given(st.text(max_size=60))
def test_nothing_that_may_be_sent_is_a_fault(header: str) -> None:
    found = asked_wait(header, NOW)
    assert found is None or 0 <= found <= MOST_ASKED


@given(st.integers(1, 10**6), st.floats(0, 1))
def test_patience_doubles_up_to_an_hour_and_spreads(tries: int, chance: float) -> None:
    assert 0.75 * FIRST <= wait(tries, chance) <= 1.25 * MOST
    assert wait(tries + 1, chance) >= wait(tries, chance)
