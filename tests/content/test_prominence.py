"""What a story asks for itself: how long it is breaking, and its place on the front page."""

from datetime import UTC, datetime

import pytest

from newsdao.content.jekyll_config import read_config
from newsdao.content.post import Post
from newsdao.content.reading import ReadingContext, SourceFile, read_post

CONFIG = read_config("timezone: Asia/Seoul\n")


def post(matter: str, title: str = "첫눈") -> Post:
    text = f"---\ntitle: {title}\n{matter}---\n\n눈이 왔다.\n"
    return read_post(SourceFile("_posts/2026-11-20-a.md", text.encode()), CONFIG, ReadingContext())


@pytest.mark.parametrize(
    ("matter", "rank"),
    [
        ("", 0), ("rank: 1\n", 1), ("rank: 2\n", 2), ("rank: '3'\n", 3), ("rank: 0\npin: true\n", 0),
        ("pin: true\n", 1),
        ("sticky: yes\n", 1), ("featured: true\n", 2), ("featured: true\npin: true\n", 1), ("pin: false\n", 0),
    ],
)  # fmt: skip
def test_a_rank_is_a_number_or_a_theme_s_word(matter: str, rank: int) -> None:
    assert (post(matter).rank, post(matter).notices) == (rank, ())


def test_a_rank_that_is_no_place_is_told_with_its_line() -> None:
    (notice,) = post("lang: ko\nrank: 57\n").notices
    assert str(notice) == "_posts/2026-11-20-a.md:4: `rank: 57` is no place on the front page; write 1, 2 or 3"


@pytest.mark.parametrize(
    ("matter", "until"),
    [
        ("breaking: 2026-11-23 20:00\n", datetime(2026, 11, 23, 11, 0, tzinfo=UTC)),
        ("breaking_until: '2026-11-23 20:00 +0900'\n", datetime(2026, 11, 23, 11, 0, tzinfo=UTC)),
        ("breaking: true\nbreaking_until: 2026-11-23\n", datetime(2026, 11, 23, 15, 0, tzinfo=UTC)),
        ("breaking: true\n", None),
    ],
)
def test_breaking_news_may_say_until_when(matter: str, until: datetime | None) -> None:
    assert (post(matter).is_breaking, post(matter).breaking_until) == (True, until)


def test_breaking_until_some_day_is_told_and_is_not_breaking() -> None:
    found = post("breaking: 곧\n")
    assert not found.is_breaking and found.breaking_until is None
    assert "`breaking: 곧` is no moment" in str(found.notices[0])
    assert not post("breaking: false\n").is_breaking
