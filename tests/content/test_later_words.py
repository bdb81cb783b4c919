"""Corrections apart, what a story is told later: updates; and on whose word it stands."""

from datetime import UTC, datetime

import pytest
from authored import read
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content.post import Source

LIVE = """title: 해온강 수위
date: 2026-03-02 09:00
updates:
  - at: 2026-03-02 21:10
    title: 대피령 해제
    text: 시는 **밤 9시** 대피령을 풀었다. <script>alert(1)</script>
  - at: 2026-03-02 18:30
    text: "[해온교](/haeon/)를 다시 열었다."
"""


def test_updates_are_safe_html_and_plain_text_newest_first() -> None:
    post = read(LIVE)
    first, second = post.updates
    assert (first.at, first.title) == (datetime(2026, 3, 2, 12, 10, tzinfo=UTC), "대피령 해제")
    assert "<strong>밤 9시</strong>" in first.html and "<script" not in first.html
    assert first.text == "시는 밤 9시 대피령을 풀었다."
    assert second.at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    assert 'href="/haeon/"' in second.html or 'href="/blog/haeon/"' in second.html


def test_search_finds_an_update_and_the_length_counts_it() -> None:
    post = read(LIVE)
    assert "대피령 해제" in post.text and "다시 열었다" in post.text
    assert post.text_length > read(LIVE.partition("updates")[0]).text_length
    assert post.lead == "본문이다."


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_of_one_minute_the_later_told_is_the_newer_one(order: int) -> None:
    told = [("09:00", "하나"), ("09:30", "둘"), ("09:30", "셋")][::order]
    rows = "".join(f"  - {{at: '2026-03-02 {at}', text: {text}}}\n" for at, text in told)
    assert [one.text for one in read(f"updates:\n{rows}").updates] == ["셋", "둘", "하나"]


@pytest.mark.parametrize("at", ["", "at: 어제쯤", "at: 2026-13-40 10:00", "at: [1, 2]"])
def test_an_update_without_a_moment_is_left_out_and_told(at: str) -> None:
    post = read(f"updates:\n  - text: 수위가 내려갔다.\n    {at}\n")
    assert post.updates == ()
    (lost,) = [one for one in post.notices if one.kind == "lost"]
    assert "수위가 내려갔다" in lost.what and lost.line == 2 and "at:" in lost.remedy


def test_no_story_has_endless_updates() -> None:
    rows = "".join(f"  - {{at: 2026-03-02 {n // 60:02}:{n % 60:02}, text: 소식 {n}}}\n" for n in range(140))
    post = read(f"updates:\n{rows}")
    assert len(post.updates) == 100
    assert any("more than 100" in one.what for one in post.notices)


@given(st.recursive(st.text(max_size=9), lambda inner: st.lists(inner, max_size=4)
                    | st.dictionaries(st.sampled_from(["at", "text", "title", "x"]), inner, max_size=3)))  # fmt: skip
def test_whatever_stands_there_the_post_is_read(value: object) -> None:
    import json

    post = read(f"updates: {json.dumps(value)}\nsource: {json.dumps(value)}\n")
    assert post.body_html
    assert list(post.updates) == sorted(post.updates, key=lambda one: one.at, reverse=True)


@pytest.mark.parametrize(
    ("written", "sources"),
    [
        ("source: 해온통신", [Source("해온통신")]),
        ("source: https://wire.example/1", [Source("wire.example", "https://wire.example/1")]),
        ("source: 해온통신\nsource_url: https://wire.example/1", [Source("해온통신", "https://wire.example/1")]),
        ("source_url: https://www.wire.example/1", [Source("wire.example", "https://www.wire.example/1")]),
        ("source: {name: 해온통신, url: https://wire.example}", [Source("해온통신", "https://wire.example")]),
        ("source: '[해온통신](https://wire.example/a)'", [Source("해온통신", "https://wire.example/a")]),
        ("source: 해온통신 https://wire.example/a", [Source("해온통신", "https://wire.example/a")]),
        ("sources: [해온통신, {url: https://b.example}]", [Source("해온통신"), Source("b.example", "https://b.example")]),
        ("source: {name: 해온통신, url: 'javascript:alert(1)'}", [Source("해온통신")]),
        ("source: {url: 'javascript:alert(1)'}", []),
        ("source: ''", []),
        ("source: [[x]]", []),
    ],
)  # fmt: skip
def test_the_front_matter_names_what_the_story_is_based_on(written: str, sources: list[Source]) -> None:
    assert list(read(written).sources) == sources


@pytest.mark.parametrize(
    ("written", "is_told"),
    [
        ("source: {name: 해온통신, url: 'javascript:alert(1)'}", True),
        ("source: {url: wire.example}", True),
        ("sources: [해온통신, [x]]", True),
        ("source: {name: 해온통신, url: https://wire.example}", False),
        ("source: 해온통신", False),
        ("source:", False),
        ("source: ''", False),
    ],
)
def test_a_source_that_shows_nowhere_is_told(written: str, is_told: bool) -> None:
    told = [notice.what for notice in read(written).notices]
    assert any("neither a name nor a web address" in one for one in told) == is_told, told


@pytest.mark.parametrize(
    ("line", "name", "url"),
    [
        ("출처: [해온시 보도자료](https://city.example/1)", "해온시 보도자료", "https://city.example/1"),
        ("자료출처=해온시청 https://city.example", "해온시청", "https://city.example"),
        ("<자료출처=해온시청 www.city.example>", "해온시청", "https://www.city.example"),
        ("원문 [바로가기](https://city.example/2)", "city.example", "https://city.example/2"),
        ('<p><a href="https://city.example/3">출처: 해온시청</a></p>', "해온시청", "https://city.example/3"),
        ("Source: [City](https://city.example/4)", "City", "https://city.example/4"),
        ("- 출처: **[시청](https://city.example/5)**", "시청", "https://city.example/5"),
        ("끝.\n출처: 시청 https://city.example/6", "시청", "https://city.example/6"),
    ],
)
def test_a_line_of_the_text_says_what_the_story_is_based_on(line: str, name: str, url: str) -> None:
    assert read(body=f"본문이다.\n\n{line}\n").sources == (Source(name, url, is_said=True),)


@pytest.mark.parametrize(
    "line",
    [
        "이 글은 「공공누리 제1유형:출처표시」의 조건에 따라 씁니다. https://city.example",
        "자료출처: 공공누리 제1유형:출처표시, 해온시청 https://city.example",
        "출처: 해온시청",
        "출처: [지난 기사](https://news.example.kr/blog/2026/03/01/1/)",
        "원문을 보면 https://city.example 이 나온다.",
        "시는 출처: https://city.example 라고 적었다.",
        "```\n출처: https://city.example\n```",
        "Sources close to the mayor pointed to https://city.example last week.",
    ],
)
def test_no_other_line_does(line: str) -> None:
    assert read(body=f"본문이다.\n\n{line}\n").sources == ()


def test_what_text_and_front_matter_both_say_is_known_to_be_said() -> None:
    body = "출처: [해온시 보도자료](https://city.example/1)\n"
    both = "sources:\n  - {name: 시청, url: https://city.example/1}\n  - 해온통신\n"
    assert read(both, body).sources == (
        Source("시청", "https://city.example/1", is_said=True), Source("해온통신"),
    )  # fmt: skip


def test_real_stories_name_their_source_and_no_licence(corpus) -> None:  # type: ignore[no-untyped-def]
    found = {}
    for file in sorted((corpus / "seedlike").rglob("_posts/*.md")):
        text = file.read_text(encoding="utf-8")
        if "출처" in text:
            sources = read(body=text.split("---", 2)[-1]).sources
            found.update({one.url: one.name for one in sources})
    assert found["https://www.korea.kr"] == "정책브리핑"
    assert not any("공공누리" in name for name in found.values())
