"""How long a text takes to read, and which way."""

import pytest

from newsdao.presenters.direction import direction
from newsdao.presenters.reading_time import minutes

KOREAN = "시는 물목동 둑에 모래주머니를 쌓았다. "  # 16 syllables
ENGLISH = "The river rose for the third day. "  # 7 words


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("", "ko", 1),
        (KOREAN * 30, "ko-KR", 1),
        (KOREAN * 312, "ko", 10),
        (ENGLISH * 329, "en", 10),
        ("这条河连续三天上涨" * 445, "zh-Hans", 10),
        # Each script at its own pace, whatever the language is said to be.
        (KOREAN * 156 + ENGLISH * 165, "ko", 10),
        (ENGLISH * 329, "ko", 10),
    ],
)
def test_a_minute_is_five_hundred_syllables_of_hangul_or_230_words(text: str, lang: str, expected: int) -> None:
    assert minutes(text, lang) == expected


def test_a_number_is_one_word_and_marks_are_none() -> None:
    assert minutes("1,281,304.5㎜ … 2026-11-25 — ", "ko") == 1
    assert minutes("1,281.5 — … " * 460, "ko") == 2


@pytest.mark.parametrize(
    ("lang", "expected"), [("ko", "ltr"), ("fa", "rtl"), ("ar-EG", "rtl"), ("HE", "rtl"), ("", "ltr")]
)
def test_a_language_says_which_way_it_is_written(lang: str, expected: str) -> None:
    assert direction(lang) == expected
