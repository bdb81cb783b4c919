"""Plain text for lists, heads and feeds."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.content import summary


@pytest.mark.corpus
def test_the_seed_s_first_sentence_is_what_eighty_characters_hold(corpus: Path) -> None:
    text = (corpus / "seed/_posts/2024-07-01-362.md").read_text(encoding="utf-8")
    excerpt = summary.plain(yaml.safe_load(text.split("---")[1])["excerpt"])
    assert "글자 수" not in excerpt
    assert len(excerpt) == 321
    assert summary.whole_sentences(excerpt, 80) == excerpt[:40] and excerpt[:40].endswith("다.")
    assert summary.whole_sentences(excerpt, 400) == excerpt


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("배가 **둘** 왔다.\n", "배가 둘 왔다."),
        ("<p>배가</p><p>왔다 &amp; 갔다</p>", "배가 왔다 & 갔다"),
        ("배가\u00a0 왔다\u200b.  (글자 수: 12) ", "배가 왔다."),
        ("배가 왔다 (글자 수: 12).", "배가 왔다 (글자 수: 12)."),
        ("[해온시](https://a.example)의 <b>항구</b>", "해온시의 항구"),
        ("<자료출처=해온시청> 배가 왔다", "<자료출처=해온시청> 배가 왔다"),
        ("'배' \"둘\" -- 왔다...", "'배' \"둘\" -- 왔다..."),
        ("#속보 배가 왔다", "#속보 배가 왔다"),
        ("2024. 7. 1. 배가 왔다", "2024. 7. 1. 배가 왔다"),
        ("A&B 3 < 5", "A&B 3 < 5"),
        ("가\x00나\ud800", "가나"),
        ("<script>alert(1)</script>글", "글"),
        ("", ""),
    ],
)
def test_markup_becomes_plain_text_on_one_line(source: str, text: str) -> None:
    assert summary.plain(source) == text


def test_a_heading_over_the_lead_goes_when_text_follows_it() -> None:
    assert summary.feature_plain("## 해온일보 속보입니다.\n\n배가 왔다. (글자 수: 5)") == "배가 왔다."
    assert summary.feature_plain("<h2>해온일보</h2>배가 왔다.") == "배가 왔다."
    assert summary.feature_plain("## 배가 왔다") == "배가 왔다"
    assert summary.feature_plain("배가 왔다.\n\n## 소식") == "배가 왔다. 소식"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("기온은 3.5도였다. 바람이 불었다.", "기온은 3.5도였다."),
        ("U.S. 대통령이 왔다. 갔다.", "U.S. 대통령이 왔다."),
        ("No. 5 부두가 열렸다. 끝.", "No. 5 부두가 열렸다."),
        ("2024. 7. 1. 부두가 열렸다. 끝.", "2024. 7. 1. 부두가 열렸다."),
        ("“배가 왔다.” 시장이 말했다.", "“배가 왔다.”"),
        ('시장은 "배가 왔다."고 말했다. 끝.', '시장은 "배가 왔다."고 말했다.'),
        ("「항구를 열자!」 모두 말했다.", "「항구를 열자!」"),
        ("왔을까요? 왔다.", "왔을까요?"),
        ("배가 왔다.그리고 갔다.", "배가 왔다."),
        ("It opened in 2024. The mayor came.", "It opened in 2024."),
        ("음... 배가 왔다. 끝.", "음... 배가 왔다."),
        ("끝나지 않은 글", "끝나지 않은 글"),
    ],
)
def test_a_sentence_ends_where_a_reader_would_say_so(text: str, first: str) -> None:
    assert summary.whole_sentences(text, len(first)) == first


def test_without_a_whole_sentence_the_text_is_cut_at_a_space() -> None:
    assert summary.whole_sentences("해온시 항구에 배가 들어왔다고 한다", 12) == "해온시 항구에 배가…"
    assert summary.whole_sentences("해온시 항구에, 배가 들어왔다고", 9) == "해온시 항구에…"
    assert summary.whole_sentences("가나다라마바사아", 5) == "가나다라…"
    assert summary.whole_sentences("가👩‍👩‍👧‍👦나다라마", 5) == "가…"


@settings(deadline=None)
@given(st.text(), st.integers(1, 120))
def test_a_summary_never_exceeds_its_limit_and_is_one_line(text: str, limit: int) -> None:
    short = summary.whole_sentences(text, limit)
    assert len(short) <= limit
    assert short == " ".join(short.split())


@settings(deadline=None, max_examples=150)
@given(st.text())
def test_plain_text_is_one_line_whatever_goes_in(text: str) -> None:
    for plain in (summary.plain(text), summary.feature_plain(text)):
        assert plain == " ".join(plain.split())
