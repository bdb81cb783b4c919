"""What a body means beside its words: formulas, footnotes, tasks, disclosures, readings, languages; and every word."""

import re
import time
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from newsdao.content import kramdown, markup, sanitize, summary

LOOKUP = markup.Lookup(lambda path: None, site_host="haeon.example")


def render(source: str, *, is_markdown: bool = True, lang: str = "ko") -> markup.Rendered:
    return markup.render(source, is_markdown=is_markdown, path="_posts/a.md", first_line=1, lookup=LOOKUP, lang=lang)


def tree(html: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(html, create_parent="article")


def formulas(html: str) -> list[str]:
    return [element.text_content() for element in tree(html).xpath("//*[@class='math']")]


# --- formulas


def test_a_formula_is_kept_letter_by_letter() -> None:
    tex = r"""a_1 * b_2 * c**d** "q" 'r' ... -- \frac{1}{2} [x](y) <b>z</b> & \# `"""
    rendered = render(f"앞 $${tex}$$ 뒤")
    assert formulas(rendered.html) == [rf"\({tex}\)"]
    assert rendered.text == rf"앞 \({tex}\) 뒤"
    assert not tree(rendered.html).xpath("//em|//strong|//b|//a|//code")


def test_a_formula_that_is_a_paragraph_is_a_block_whatever_its_lines_begin_with() -> None:
    tex = "\\begin{aligned}\n- a &= b \\\\\n+ c &< d | e | f\n# g\n> h\n1. i\n\\end{aligned}"
    html = render(f"앞\n\n$$\n{tex}\n$$\n\n뒤").html
    assert formulas(html) == [f"\\[{tex}\\]"]
    assert '<p>앞</p>\n<div class="math" dir="ltr">' in html
    assert "</div>\n<p>뒤</p>" in html


@pytest.mark.parametrize(
    "source",
    [
        "# 제목 $$x$$",
        "- 항목 $$x$$",
        "- 항목\n\n  $$x$$",
        "| 가 | $$x$$ |\n|---|---|\n| 나 | 다 |",
        "> $$x$$",
        "**굵게 $$x$$**",
    ],
)
def test_a_formula_may_stand_wherever_words_may(source: str) -> None:
    assert [tex.strip("\\()[]") for tex in formulas(render(source).html)] == ["x"]


@pytest.mark.parametrize(
    "source",
    [
        "`$$x$$`",
        "``$$x$$``",
        "```sh\necho $$ and $$\n```",
        "~~~\n$$x$$\n~~~",
        "> ```\n> $$x$$\n> ```",
        "- ```\n  $$x$$\n  ```",
        "    $$x$$",
        "<pre>$$x$$\n\n$$y$$</pre>",
        "<code>$$x$$</code>",
        "<!-- $$x$$ -->글",
        "값은 $$$ 또는 $$$ 이다",
        "값은 $5 또는 $6 이다",
        "$$x",
        "[글](https://a.example/$$x$$)",
        "\\$$x\\$$",
        "$$$$",
        "$$ $$",
    ],
)
def test_two_dollar_signs_elsewhere_are_two_dollar_signs(source: str) -> None:
    html = render(source).html
    assert formulas(html) == []
    assert "formula" not in html


def test_a_formula_in_a_picture_s_words_stays_as_it_was_written() -> None:
    assert render("![곡선 $$x<y$$](/assets/none.jpg)").text == "곡선 $$x<y$$"


def test_an_author_s_own_word_is_never_taken_for_a_formula() -> None:
    assert render("formula0x formulax0x $$y$$ formulaxx").text == r"formula0x formulax0x \(y\) formulaxx"


def test_a_summary_holds_the_formula_too() -> None:
    assert summary.plain("넓이는 $$a_1 * b_1$$이다.") == r"넓이는 \(a_1 * b_1\)이다."


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["$$", "$", "\\", "`", "```\n", "\n", "\n\n", "- ", "    ", "<b>", "<pre>", "</pre>", "a", "나 "]
        )
        | st.sampled_from(["_", "*", "[", "](", ")", "<a title='", "'>", "<!--", "-->", "formula0x", "![", "|", "#"]),
        max_size=25,
    ).map("".join)
)
def test_dollar_signs_anywhere_leave_html_that_stands_and_no_word_of_ours(source: str) -> None:
    html = re.sub(r' (tabindex|role)="[^"]*"', "", render(source).html)
    assert sanitize.clean(html).strip() == html
    assert "formula" not in html.replace("formula0x", "", source.count("formula0x"))


@pytest.mark.parametrize("piece", ["$$ a ", "$$", "$$a$$ ", "[$$a](b", "$$\\", "`$$", "<a $$", "$$\n", "$$ \n\n"])
def test_dollar_signs_without_end_are_read_in_time(piece: str) -> None:
    source, began = piece * (200_000 // len(piece)), time.monotonic()
    kramdown.maths.put_back(*kramdown.maths.set_aside(source))
    assert time.monotonic() - began < 20


# --- footnotes, definitions, abbreviations, tasks, disclosures, readings


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        (
            "ko-KR",
            ["본문의 각주 1 자리로 돌아가기", "본문의 각주 1, 2번째 자리로 돌아가기", "본문의 각주 2 자리로 돌아가기"],
        ),
        (
            "",
            ["본문의 각주 1 자리로 돌아가기", "본문의 각주 1, 2번째 자리로 돌아가기", "본문의 각주 2 자리로 돌아가기"],
        ),
        (
            "en",
            [
                "Back to footnote 1 in the text",
                "Back to place 2 of footnote 1 in the text",
                "Back to footnote 2 in the text",
            ],
        ),
        ("eo", [None, None, None]),
    ],
)
def test_the_way_back_from_a_footnote_is_told_in_the_post_s_language(lang: str, titles: list[str | None]) -> None:
    page = tree(render("가[^a] 나[^a] 다[^b]\n\n[^a]: 하나\n[^b]: 둘", lang=lang).html)
    backs = page.xpath("//a[@class='footnote-backref']")
    assert [link.get("title") for link in backs] == titles
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert {link.get("href").removeprefix("#") for link in page.xpath("//a")} <= ids


def test_definitions_and_abbreviations_are_kept() -> None:
    html = render("해온\n: 바다 도시\n: 항구\n\n*[KOGL]: 공공누리\n\nKOGL 자료").html
    assert "<dt>해온</dt>\n<dd>바다 도시</dd>\n<dd>항구</dd>" in html
    assert '<abbr title="공공누리">KOGL</abbr> 자료' in html


def test_tasks_say_by_a_sign_which_are_done() -> None:
    html = render("- [ ] 하나\n- [x] **둘**\n  - [X] 셋\n- [ ]\n- [링크](/x)\n- [y] 넷\n\n1. [x] 다섯\n\n   글").html
    items = [item.xpath("normalize-space((.//text()[normalize-space()])[1])") for item in _tasks(html)]
    assert items == ["☐ 하나", "☑", "☑ 셋", "☑ 다섯"]
    assert '<li class="task">☑ <strong>둘</strong>' in html
    assert "<li>[ ]</li>" in html
    assert "<li>[y] 넷</li>" in html


def _tasks(html: str) -> list[lxml_html.HtmlElement]:
    return list(tree(html).xpath("//li[@class='task']"))


def test_brackets_in_an_html_post_are_no_tasks() -> None:
    assert render("<ul><li>[ ] 하나</li></ul>", is_markdown=False).text == "[ ] 하나"


def test_a_disclosure_opens_by_its_summary() -> None:
    html = render('<details open ontoggle="alert(1)"><summary>더 <b>보기</b></summary><p>안</p></details>').html
    assert html == '<details open=""><summary>더 <b>보기</b></summary><p>안</p></details>'


def test_markdown_in_a_disclosure_is_read_where_the_author_asked_for_it() -> None:
    html = render('<details markdown="1">\n<summary>더 보기</summary>\n\n* 하나\n* **둘**\n\n</details>\n\n끝').html
    page = tree(html)
    assert page.xpath("string(//details/summary)") == "더 보기"
    assert page.xpath("//details/ul/li/strong/text()") == ["둘"]
    assert html.endswith("<p>끝</p>")


def test_a_disclosure_that_nothing_opens_stands_open() -> None:
    assert render("<details><p>안</p></details>", is_markdown=False).html == "<div><p>안</p></div>"
    assert render("<summary>홀로</summary>", is_markdown=False).html == "<div>홀로</div>"
    html = render("<details>앞<p>안</p><summary>더</summary>뒤</details>", is_markdown=False).html
    assert html == "<details><summary>더</summary>앞<p>안</p>뒤</details>"


def test_readings_stand_over_their_characters() -> None:
    source = "<ruby>海溫<rp>(</rp><rt>해온</rt><rp>)</rp></ruby>시"
    assert render(source).html == f"<p>{source}</p>"
    assert render(source).text == "海溫(해온)시"


def test_directions_and_languages_of_parts_are_kept() -> None:
    html = render('<p dir="RTL" lang="fa_IR">سلام <bdi>해온</bdi> <bdo dir="ltr">12</bdo></p><p dir="x">나</p>').html
    assert html == ('<p dir="rtl" lang="fa-IR">سلام <bdi>해온</bdi> <bdo dir="ltr">12</bdo></p>\n<p>나</p>')


# --- HTML as people write it


@pytest.mark.parametrize(
    "html",
    [
        '<div itemscope itemtype="https://schema.org/NewsArticle"><p itemprop="headline">가</p></div>',
        '<p property="name" typeof="Thing" vocab="https://schema.org/" about="#a" resource="x" prefix="og: x">가</p>',
        '<p data-ke-size="size16" data-x=\'{"a": "<b>"}\' contenteditable tabindex="1">가</p>',
        '<p onclick="alert(1)" onmouseover=alert(1)>가</p>',
        '<p class="se-text-paragraph se-text-paragraph-align-" id="">가</p>',
        '<p accesskey="x" hidden spellcheck=false translate=no nonce=a slot=b is=c part=d>가</p>',
    ],
)
def test_attributes_that_are_not_for_readers_go_and_the_words_stay(html: str) -> None:
    for is_markdown in (True, False):
        rendered = render(html, is_markdown=is_markdown)
        assert rendered.text == "가"
        assert re.sub(r"</?(p|div)>", "", rendered.html) == "가"


@pytest.mark.parametrize(
    "source",
    [
        "<!DOCTYPE html>\n<html lang=ko>\n<head>\n<title>제목</title>\n</head>\n<body>\n<p>가</p>\n</body>\n</html>",
        "<html><body><p>가</p></body></html>",
        "<body bgcolor=red onload=alert(1)><p>가</p>",
        "<HEAD><STYLE>p{color:red}</STYLE><SCRIPT>alert(1)</SCRIPT></HEAD><BODY><p>가</p></BODY>",
        "<html><head><title>제목</title><body><p>가",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>가</p></body></html>",
    ],
)  # fmt: skip
def test_a_whole_document_in_a_post_yields_its_body(source: str) -> None:
    assert render(source, is_markdown=False).text == "가"


@pytest.mark.parametrize(
    "words", ["‹자료출처=해온시청 www.haeon.example>", "<자료출처=해온시청>", "<표 1>", "<서린 기자>"]
)
def test_what_only_looks_like_a_tag_is_text(words: str) -> None:
    for is_markdown in (True, False):
        assert render(f"<p>가 {words} 나</p>", is_markdown=is_markdown).text == f"가 {words} 나"


class _Words(HTMLParser):
    """The text as a tokeniser sees it, one that knows nothing of trees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


TAGS = "b i u a p div span ul ol li table tr td th h2 h4 blockquote em strong center font s sub section figure dl dt dd"
SOUP = st.lists(
    st.sampled_from([f"<{name}>" for name in TAGS.split()] + [f"</{name}>" for name in TAGS.split()])
    | st.sampled_from(["<br>", "<hr/>", "<br/", "</br>", "<p class=x", "</p", "<td colspan=2>", "<a href='/x'>"])
    | st.sampled_from(["가", "나 ", " 다", "\n", "\n\n", "&lt;", "&amp;", "라마", "1 < 2", "a>b"]),
    max_size=40,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(SOUP)
def test_html_however_unbalanced_loses_no_word_and_comes_out_balanced(soup: str) -> None:
    soup = re.sub(r"<(?:/p|br/|p class=x)(?![>\w])", "", soup)  # a tag cut off in mid-word swallows what follows
    soup += "<p class=x></p>"
    rendered = render(soup, is_markdown=False)
    written = "".join(_Words(soup).words)
    assert Counter(re.sub(r"\s", "", written)) == Counter(re.sub(r"\s", "", rendered.text))
    closed = re.findall(r"<(/?)(\w+)[^>]*>", rendered.html)
    open_tags: list[str] = []
    for slash, name in closed:
        if slash:
            assert open_tags.pop() == name
        elif name not in {"br", "hr", "img", "col"}:
            open_tags.append(name)
    assert open_tags == []
