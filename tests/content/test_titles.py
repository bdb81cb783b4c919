"""What stands over an article."""

import pytest
from authored import read


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("title: 가 &amp; 나", "가 & 나"),
        ('title: <span class="x">반짝</span> 제목', "반짝 제목"),
        ("title: <속보> a < b 그리고 c > d", "<속보> a < b 그리고 c > d"),
        ("title: <script>alert(1)</script>", "alert(1)"),
        ("title: '가\u200b나\ufeff  다'", "가나 다"),
        ("title: |\n  두 줄\n  제목", "두 줄 제목"),
        ("title: **굵게** _쓴_ 제목", "**굵게** _쓴_ 제목"),
        ("title: '{{ site.title }} 창간'", "해온신문 창간"),
        ("title:", "Bridge"),
        ("title: '&#8238;가'", "가"),
    ],
)
def test_a_title_is_plain_text_on_one_line(written: str, title: str) -> None:
    assert read(written).title == title


def test_a_post_with_neither_title_nor_name_is_called_by_its_first_words() -> None:
    assert read(body="다리가 열렸다.\n", path="_posts/2026-03-02-.md").title == "다리가 열렸다."


@pytest.mark.parametrize(
    "title", ["'[속보] 다리 통제'", "'속보: 다리 통제'", "'<속보> 다리 통제'", "【속보】다리", "다리\nbreaking: true"]
)
def test_breaking_news_is_marked_or_says_so(title: str) -> None:
    assert read(f"title: {title}").is_breaking


def test_a_story_about_breaking_news_is_not_breaking() -> None:
    assert not read("title: 속보 경쟁의 끝").is_breaking
    assert read("title: '[속보] 다리'").title == "[속보] 다리"
