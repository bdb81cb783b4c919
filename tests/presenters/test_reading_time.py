"""How long a text takes to read, and which way."""

import pytest

from newsdao.presenters.direction import direction
from newsdao.presenters.reading_time import minutes


@pytest.mark.parametrize(
    ("length", "lang", "expected"),
    [(0, "ko", 1), (500, "ko-KR", 1), (5000, "ko", 10), (5000, "en", 4), (4000, "zh-Hans", 10)],
)
def test_a_minute_is_five_hundred_characters_of_hangul_and_more_of_latin(length: int, lang: str, expected: int) -> None:
    assert minutes(length, lang) == expected


@pytest.mark.parametrize(
    ("lang", "expected"), [("ko", "ltr"), ("fa", "rtl"), ("ar-EG", "rtl"), ("HE", "rtl"), ("", "ltr")]
)
def test_a_language_says_which_way_it_is_written(lang: str, expected: str) -> None:
    assert direction(lang) == expected
