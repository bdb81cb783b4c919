"""A headline and the words below it."""

from collections.abc import Callable

import pytest

from newsdao.content.post import Post
from newsdao.presenters.headlines import breadth, deck, headline

MakePost = Callable[..., Post]


@pytest.mark.parametrize(
    "title",
    [
        "[속보] 해온시 대피령",
        "[ 속보 ]해온시 대피령",
        "【속보】 해온시 대피령",
        "속보: 해온시 대피령",
        "속보 ： 해온시 대피령",
    ],
)
def test_the_label_says_breaking_so_the_headline_need_not(make_post: MakePost, title: str) -> None:
    assert headline(make_post(title=title, is_breaking=True)) == "해온시 대피령"
    assert headline(make_post(title=title)) == title


@pytest.mark.parametrize("title", ["속보 경쟁에 지친 기자들", "[속보]"])
def test_a_headline_keeps_what_is_no_label_and_is_never_empty(make_post: MakePost, title: str) -> None:
    assert headline(make_post(title=title, is_breaking=True)) == title


def test_a_headline_is_measured_by_its_width_and_not_by_its_letters() -> None:
    assert [breadth("가" * count) for count in (8, 33, 34, 57, 58)] == ["short", "short", "medium", "medium", "long"]
    assert breadth("OpenRail 2.0 Ships: A Timetable You Can Hold in Your Head") == "short"


def test_a_deck_is_whole_sentences_and_never_the_headline_again(make_post: MakePost) -> None:
    text = "상류 댐이 물을 내보냈다. 시는 학교 여섯 곳을 열었다. 비는 밤새 이어진다."
    post = make_post(excerpt=text)
    assert deck(post, 32) == "상류 댐이 물을 내보냈다. 시는 학교 여섯 곳을 열었다."
    assert deck(post, 400) == text
    assert deck(post, 400, at_length=True) == post.feature_text
    assert deck(make_post(excerpt=post.title), 400) == ""
    assert deck(make_post(excerpt="", feature_text="", lead=""), 400) == ""
