"""The contents of a long read."""

from time import perf_counter
from urllib.parse import unquote

from newsdao.content import markup
from newsdao.presenters.contents import Heading, contents

LOOKUP = markup.Lookup(lambda _path: None)


def body(source: str) -> str:
    return markup.render(source, is_markdown=True, path="a.md", first_line=1, lookup=LOOKUP).html


RAIN = "## 비는 <em>한꺼번에</em> 왔다 & 갔다\n\n"
THREE = f"{RAIN}글\n\n### 아래\n\n## 댐은 누구의 편인가[^1]\n\n{RAIN}[^1]: 주\n"


def test_the_headings_are_listed_as_plain_text_and_lead_to_their_places() -> None:
    html = body(THREE)
    found = contents(html, 5)
    assert [one.text for one in found] == [
        "비는 한꺼번에 왔다 & 갔다",
        "댐은 누구의 편인가",
        "비는 한꺼번에 왔다 & 갔다",
    ]
    assert len({one.address for one in found}) == 3
    for one in found:
        assert f'id="{unquote(one.address[1:])}"' in html


def test_one_heading_over_all_gives_way_to_those_below_it() -> None:
    html = body("## 온 기사의 제목\n\n### 하나\n\n글\n\n### 둘\n\n글\n\n### 셋\n\n글\n")
    assert [one.text for one in contents(html, 5)] == ["하나", "둘", "셋"]


def test_a_short_read_few_headings_and_an_authors_own_list_have_none() -> None:
    assert contents(body(THREE), 2) == []
    assert contents(body("## 하나\n\n## 둘\n"), 9) == []
    assert contents(body("[TOC]\n\n" + THREE), 9) == []


def test_a_heading_that_is_a_picture_alone_is_left_out_and_a_hundred_are_no_help() -> None:
    assert contents('<h2 id="s-a"><img src="/a.jpg" alt="그림"></h2>' * 3, 9) == []
    assert contents("".join(f'<h2 id="s-{n}">제목</h2>' for n in range(100)), 9) == []
    assert contents('<h2 id="s-&quot;a">가</h2>' * 3, 9)[0] == Heading("#s-%22a", "가")


def test_its_cost_is_bounded_whatever_stands_in_the_body() -> None:
    began = perf_counter()
    for hostile in (
        "<h2" * 500_000,
        '<h2 id="s-a">' * 100_000,
        '<h2 id="s-a"' + ' a="b"' * 300_000,
        "<h2>x</h3>" * 200_000,
    ):
        contents(hostile, 9)
    assert perf_counter() - began < 20
