"""--fix: what is wrong is put right, once and for all, and every other byte of the file stays."""

import os
from pathlib import Path

import pytest
from desk import HOUSE, LEAD
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content.lint.mending import Mended, mend

PATH = "_posts/2026-11-20-river.md"
PIECES = [
    "강물이 불었다. (글자 수: 12)", '<a href="https://a.example" rel="dofollow">가</a>', "# 큰 제목", "## 작은 제목",
    "<h1>큰 제목</h1>", "[댐](http://haeon.example/dam/)", '<a rel="nofollow dofollow" href="b">나</a>', "```", "끝  ",
    "    rel=\"dofollow\"", "http://www.haeon.example.org", "{% raw %}", "", "| 가 | 나 |",
]  # fmt: skip


def mended(data: bytes) -> Mended:
    return mend(PATH, data, HOUSE.host, lambda _rule: True)


def post(
    *lines: str, front: str = "title: 해온강\n", end: str = "\n", mark: bytes = b"", encoding: str = "utf-8"
) -> bytes:
    text = f"---\n{front}---\n" + "\n".join(lines) + "\n"
    return mark + text.replace("\n", end).encode(encoding)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="https://a.example" rel="dofollow">가</a>', '<a href="https://a.example">가</a>'),
        ("<a rel='nofollow dofollow' href='b'>가</a>", "<a rel='nofollow' href='b'>가</a>"),
        ("불었다. (글자 수: 294)", "불었다."),
        ("[댐](http://haeon.example/dam/)", "[댐](https://haeon.example/dam/)"),
        ('<a href="http://www.haeon.example/">가</a>', '<a href="https://www.haeon.example/">가</a>'),
        ("# 큰 제목", "## 큰 제목"),
        ("<h1 class='a'>큰 제목</h1>", "<h2 class='a'>큰 제목</h2>"),
    ],
)
def test_a_line_is_put_right(before: str, after: str) -> None:
    assert mended(post(before)).data == post(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: 해온강  수위\n", "title: 해온강 수위\n"),
        ('title: "해온강\u200b\u00a0수위" \n', 'title: "해온강 수위" \n'),
        ("title: 강\nexcerpt: >\n  불었다. (글자 수: 9)\n", "title: 강\nexcerpt: >\n  불었다.\n"),
        ("title: 강\nfeature_text: '불었다. (글자 수: 9)' # 메모\n", "title: 강\nfeature_text: '불었다.' # 메모\n"),
    ],
)
def test_front_matter_is_put_right(before: str, after: str) -> None:
    assert mended(post("글", front=before)).data == post("글", front=after)


@pytest.mark.parametrize(
    "line",
    [
        "[댐](http://other.example/)", "[댐](http://haeon.example.org/)", "rel=\"dofollow\"라고 쓴다", "#제목이 아니다",
        '<a rel="nofollow" href="b">가</a>', "글자 수: 12", "본문에  빈칸 둘",
    ],
)  # fmt: skip
def test_what_is_no_fault_stays(line: str) -> None:
    assert mended(post(line)).changes == ()


def test_an_h1_stays_where_others_would_have_to_move_with_it() -> None:
    assert mended(post("# 큰 제목", LEAD, "## 작은 제목")).changes == ()


def test_examples_in_code_stay() -> None:
    assert mended(post("```", '<a href="b" rel="dofollow">가</a>', "```")).changes == ()


@pytest.mark.parametrize(
    "form",
    [
        {"end": "\r\n"}, {"end": "\r"}, {"mark": b"\xef\xbb\xbf"}, {"encoding": "cp949"},
        {"mark": b"\xff\xfe", "encoding": "utf-16-le"},
    ],
)  # fmt: skip
def test_the_form_of_a_file_stays_whatever_it_is(form: dict[str, object]) -> None:
    lines = ("강물이 불었다.", '<a href="b" rel="dofollow">가</a>  ', "", "끝")
    right = (lines[0], '<a href="b">가</a>  ', "", "끝")
    assert mended(post(*lines, **form)).data == post(*right, **form)  # type: ignore[arg-type]


def test_each_change_names_its_rule_its_line_and_what_stood_there() -> None:
    [change] = mended(post("글", '<a href="b" rel="dofollow">가</a>')).changes
    assert (change.rule.id, change.line, change.after) == ("link-dofollow", 5, '<a href="b">가</a>')
    assert mend(PATH, post("# 큰 제목"), "", lambda rule: rule.id == "link-dofollow").changes == ()


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_mended_twice_is_mended_once_and_lines_without_a_change_stay(lines: list[str], end: str) -> None:
    before = post(*lines, end=end)
    once = mended(before)
    again = mended(once.data)
    assert again.data == once.data and again.changes == ()
    changed = {change.line for change in once.changes}
    pairs = zip(before.split(end.encode()), once.data.split(end.encode()), strict=True)
    assert all(one == other for number, (one, other) in enumerate(pairs, 1) if number not in changed)


def test_real_posts_are_mended_once_and_for_all(corpus: Path) -> None:
    files = [
        Path(folder, name)
        for folder, _, names in os.walk(corpus / "seedlike")
        for name in names
        if name.endswith(".md")
    ]
    assert len(files) >= 100
    touched = 0
    for file in files:
        once = mended(file.read_bytes())
        assert mended(once.data).changes == ()
        touched += bool(once.changes)
    assert touched > 50
