"""Where a card's headline breaks, and in which order the parts of a line stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content import card_lines
from newsdao.content.bidi import runs
from newsdao.content.cards import drawable


def wide(text: str) -> float:
    """As a typewriter with full and half widths."""
    return sum(1.0 if ord(letter) > 0x2E7F else 0.5 for letter in text)


def broken(text: str, width: float, most: int = 9, lang: str = "ko", *, parts_words: bool = True) -> list[str] | None:
    return card_lines.broken(text, wide, width, most, lang, parts_words=parts_words)


def test_korean_breaks_between_words_into_lines_of_one_length() -> None:
    title = "해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비"
    assert broken(title, 19) == ["해온강 수위 사흘째 상승,", "저지대 2천 가구 대피 준비"]
    assert broken("강이 넘쳤다", 19) == ["강이 넘쳤다"]


def test_a_line_ends_where_one_pauses() -> None:
    title = "학교 여섯 곳 열었다, 밤사이 비 더 온다는 예보에"
    assert broken(title, 11) == ["학교 여섯 곳 열었다,", "밤사이 비 더", "온다는 예보에"]


def test_a_number_and_a_counter_are_not_left_behind() -> None:
    assert broken("라온전자 3분기 영업익 1조 2천억 넘겼다", 15) == ["라온전자 3분기 영업익", "1조 2천억 넘겼다"]


def test_japanese_breaks_between_letters_but_begins_no_line_with_a_closing_sign() -> None:
    lines = broken("大統領は二十日、「水位が上がった」と発表した。", 8, lang="ja")
    assert lines is not None and len(lines) == 3
    assert all(line[0] not in "、。」っ" and line[-1] != "「" for line in lines)
    assert broken("美 대통령 訪韓", 5) == ["美 대통령", "訪韓"], "Hanja among Korean words stay words"


def test_an_endless_word_is_broken_at_the_edge_and_only_when_it_may_be() -> None:
    assert broken("가" * 25, 10) == ["가" * 10, "가" * 10, "가" * 5]
    assert broken("가" * 25, 10, parts_words=False) is None


@given(st.text(max_size=150), st.integers(4, 40), st.sampled_from(["ko", "ja", "en", "fa", "th"]))
def test_no_line_is_wider_than_the_column_and_no_letter_is_lost(text: str, width: int, lang: str) -> None:
    text = drawable(text)
    lines = broken(text, width, 200, lang)
    assert lines is not None
    assert all(wide(line) <= width or len(line) == 1 or wide(line[:1]) == 0 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet="가나 다라Z9,", min_size=1, max_size=200), st.integers(6, 20), st.integers(1, 4))
def test_what_does_not_fit_is_cut_and_says_so(text: str, width: int, most: int) -> None:
    text = drawable(text) or "가"
    lines = card_lines.held(text, wide, width, most, "ko")
    assert len(lines) <= most and all(wide(line) <= width for line in lines)
    joined = "".join("".join(lines).split())
    assert joined == "".join(text.split()) or joined.endswith("…")


def test_a_long_title_is_cut_at_a_word() -> None:
    assert card_lines.shortened("해온강이 사흘째 불어", 8) == "해온강이…"
    assert card_lines.shortened("해온강이 사흘째 불어", 9) == "해온강이 사흘째…"
    assert card_lines.shortened("강" * 300).endswith("강…") and len(card_lines.shortened("강" * 300)) == 160


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("🔥 해온강 🇰🇷 넘쳤다 👨‍👩‍👧‍👦", "해온강 넘쳤다"),
        ("1️⃣ 첫째 ❤️ 둘째 👍🏽", "1 첫째 둘째"),
        ("ⓒ라온 ★ ☎ ©️ 120㎜", "ⓒ라온 ★ ☎ © 120㎜"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿 잉글랜드 👨‍⚕️", "잉글랜드"),
        ("می‌رود", "می‌رود"),
        ("\u1100\u1161\u11a8", "각"),
    ],
)
def test_emoji_go_with_their_spaces_and_letters_stay(written: str, drawn: str) -> None:
    assert drawable(written) == drawn


@pytest.mark.parametrize(
    ("line", "is_rtl", "order"),
    [
        ("هائون NewsDAO رود", True, [" رود", "NewsDAO", "هائون "]),
        ("سیل: ۲۰۰۰ خانه", True, [" خانه", "۲۰۰۰", "سیل: "]),
        ("הנהר: 1,200 בתים", True, [" בתים", "1,200", "הנהר: "]),
        ("소식 שלום 12 끝", False, ["소식 ", "12", "שלום ", " 끝"]),
        ("해온강 (사흘째) 12%", False, ["해온강 (사흘째) 12%"]),
    ],
)
def test_what_is_read_from_the_right_stands_so(line: str, is_rtl: bool, order: list[str]) -> None:
    assert [text for text, _ in runs(line, is_rtl=is_rtl)] == order


@given(st.text(alphabet="가aש1, (ب٣%", max_size=40), st.booleans())
def test_no_letter_is_lost_in_ordering(line: str, is_rtl: bool) -> None:
    assert sorted("".join(text for text, _ in runs(line, is_rtl=is_rtl))) == sorted(line)
