"""What an editor's styles become: elements that every reader knows, and a few colours of ours."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from newsdao.content import colours, markup

LOOKUP = markup.Lookup(lambda path: None)
REST = "<p>" + "서린의 긴 글이 이어진다. " * 20 + "</p>"  # so that no colour is the ground of the whole text


def render(html: str) -> str:
    page = markup.render(html + REST, is_markdown=False, path="a.html", first_line=1, lookup=LOOKUP).html
    return page[: page.rindex("<p>")].strip()


@pytest.mark.parametrize(
    ("colour", "tone", "mark"),
    [
        ("red", "red", "red"),
        ("#EE2323", "red", "red"),  # Tistory's
        ("#006dd7", "blue", "blue"),
        ("#1a5490", "blue", "blue"),
        ("#009a87", "green", "green"),
        ("#8a3db6", "purple", "red"),
        ("#f89009", "orange", "yellow"),
        ("saddlebrown", "orange", "yellow"),
        ("#fff8b2", "orange", "yellow"),  # Naver's
        ("#21538527", "", "blue"),  # a blue of which 15 % is seen
        ("rgb(255, 0, 0)", "red", "red"),
        ("rgba(0,128,0,.9)", "green", "green"),
        ("rgb(100% 0% 0% / 80%)", "red", "red"),
        ("hsl(210, 80%, 40%)", "blue", "blue"),
        ("#f00", "red", "red"),
        ("#000", "", ""),
        ("#333333", "", ""),
        ("white", "", ""),
        ("grey", "", ""),
        ("#0d1b2a", "", "blue"),
        ("rgba(255,0,0,0)", "", ""),
        ("transparent", "", ""),
        ("inherit", "", ""),
        ("var(--red)", "", ""),
        ("windowtext", "", ""),
        ("#ff", "", ""),
        ("rgb(1,2)", "", ""),
        ("", "", ""),
    ],
)
def test_a_colour_is_one_of_a_handful_or_none(colour: str, tone: str, mark: str) -> None:
    assert (colours.tone(colour), colours.mark(colour)) == (tone, mark)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.from_regex(r"(rgb|hsl)a?\([\d., %/-]{0,30}\)", fullmatch=True)))
def test_any_text_is_a_colour_or_none(text: str) -> None:
    assert colours.tone(text) in {"", "red", "orange", "green", "blue", "purple"}
    assert colours.mark(text) in {"", "yellow", "green", "blue", "red"}
    assert colours.is_shade(text) in {True, False}


def test_words_that_only_a_colour_stressed_become_strong_ones() -> None:
    red = '<p>가 <strong class="tone-red">나</strong> 다</p>'
    assert render('<p>가 <span style="color: #ee2323">나</span> 다</p>') == red
    assert render('<p>가 <font color="RED">나</font> 다</p>') == red
    assert render('<p>가 <span style="COLOR: Red !important; position: fixed">나</span> 다</p>') == red


def test_words_that_are_stressed_already_only_get_the_colour() -> None:
    assert render('<p>가 <b><span style="color: red">나</span></b></p>') == (
        '<p>가 <b><span class="tone-red">나</span></b></p>'
    )
    assert render('<p>가 <span style="color: red"><b>나</b></span></p>') == (
        '<p>가 <span class="tone-red"><b>나</b></span></p>'
    )


def test_coloured_ground_becomes_a_mark() -> None:
    html = render('<p>가 <b><span style="background-color: #21538527">나</span></b></p>')
    assert html == '<p>가 <b><mark class="mark-blue">나</mark></b></p>'
    assert (
        render('<p>가 <span style="background: #ff0">나</span></p>') == '<p>가 <mark class="mark-yellow">나</mark></p>'
    )


def test_a_box_of_a_colour_stays_a_box() -> None:
    html = render('<div style="background:#fff3cd; padding: 1em"><p>알림</p><p>둘</p></div>')
    assert html == '<div class="mark-yellow"><p>알림</p><p>둘</p></div>'


def test_the_colour_of_a_box_s_words_is_theirs() -> None:
    html = render('<div style="color:red"><p>가 <a href="/x">나</a></p><ul><li>다</li></ul></div>')
    assert html == (
        '<div><p><strong class="tone-red">가 <a href="/x">나</a></strong></p>'
        '<ul><li><strong class="tone-red">다</strong></li></ul></div>'
    )


def test_a_link_keeps_the_colour_of_links() -> None:
    html = render('<p><a href="/x" style="color:red;text-decoration:underline">가</a> <i style="color:blue">나</i></p>')
    assert html == '<p><a href="/x">가</a> <i class="tone-blue">나</i></p>'
    assert render('<p>가 <span style="color:red"><a href="/y">나</a></span></p>') == '<p>가 <a href="/y">나</a></p>'


def test_a_colour_that_nearly_all_words_have_marks_nothing() -> None:
    body = '<div style="color:#1a5490;background:#eef"><p>' + "모두 파란 글이다. " * 30 + "</p></div><p>끝</p>"
    html = markup.render(body, is_markdown=False, path="a.html", first_line=1, lookup=LOOKUP).html
    assert "tone-" not in html
    assert "mark-" not in html


def test_underlined_struck_bold_and_slanted_styles_become_elements() -> None:
    html = render(
        '<p>가 <span style="text-decoration: underline">나</span> <span style="text-decoration:line-through">다</span>'
        ' <span style="font-weight: 700">라</span> <span style="font-style:italic">마</span></p>'
    )
    assert html == "<p>가 <u>나</u> <s>다</s> <strong>라</strong> <em>마</em></p>"


def test_what_is_bold_already_is_not_made_bold_twice() -> None:
    assert render('<p>가 <b style="font-weight:bold">나</b></p>') == "<p>가 <b>나</b></p>"
    assert "<strong" not in render('<h3 style="font-weight:bold">가</h3>')


def test_bold_of_normal_weight_around_a_whole_document_is_no_bold() -> None:
    assert render('<b style="font-weight:normal"><p>가</p><p>나</p></b>') == "<p>가</p>\n<p>나</p>"


def test_a_first_row_on_a_ground_of_its_own_is_the_header_of_its_table() -> None:
    page = lxml_html.fromstring(
        render(
            '<table><tr><td style="background-color: #f2f2f2">구분</td><td bgcolor="#EEE">내용</td></tr>'
            '<tr><td>항구</td><td style="background:#ffff00">열림</td></tr></table>'
        )
    )
    assert [cell.text for cell in page.xpath("//thead//th[@scope='col']")] == ["구분", "내용"]
    assert page.xpath("//td[@class='mark-yellow']/text()") == ["열림"]
    coloured = '<table><tr bgcolor="#c9daf8"><td>구분</td><td>내용</td></tr><tr><td>항구</td><td>열림</td></tr></table>'
    assert lxml_html.fromstring(render(coloured)).xpath("//thead/tr/th/text()") == ["구분", "내용"]


def test_code_keeps_no_colour_of_its_author() -> None:
    html = render('<pre style="color:red"><code><span style="color:red">x</span></code></pre>')
    assert html == "<pre><code>x</code></pre>"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "<span style='color:red'>|<font color=blue>|<p style='background:#ff0;font-weight:bold'>|</p>|</span>"  # noqa: SIM905 - reads better as words
            "|</font>|<b>|</b>|<div style='color:green;text-decoration:underline'>|</div>|<table><tr bgcolor=red><td>"
            "|</table>|<a href=/x>|</a>|<br>|<h3>|</h3>|가|나 | 다|\n|<li style='color:#00f'>"
            "|<mark style='background:pink'>|</mark>".split("|")
        ),
        max_size=25,
    ).map("".join)
)
def test_no_style_is_left_and_no_letter_lost(html: str) -> None:
    page = markup.render(html, is_markdown=False, path="a.html", first_line=1, lookup=LOOKUP)
    assert not re.search(r"style=|<font|color=|shade", page.html)
    assert sorted(re.findall("[가-힣]", page.text)) == sorted(re.findall("[가-힣]", html))


def test_styles_within_styles_are_read_in_time() -> None:
    deep = "".join(f"<span style='color:{'red' if at % 2 else 'blue'};font-style:italic'>" for at in range(20_000))
    began = time.monotonic()
    markup.render(f"<p>{deep}글</p>", is_markdown=False, path="a.html", first_line=1, lookup=LOOKUP)
    assert time.monotonic() - began < 30
