"""kramdown's rules, as readers see them. tests/oracle holds us against kramdown itself, where it is installed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from newsdao.content import kramdown, markup

LOOKUP = markup.Lookup(lambda _: None)


def page(source: str) -> lxml_html.HtmlElement:
    html = markup.render(source, is_markdown=True, path="", first_line=1, lookup=LOOKUP).html
    return lxml_html.fragment_fromstring(html, create_parent="article")


def text(source: str) -> str:
    return " ".join(page(source).text_content().split())


def shape(source: str) -> str:
    """The tags and words of the HTML, without attributes and white space between blocks."""
    html = re.sub(r"<(\w+)[^>]*>", r"<\1>", kramdown.to_html(source))
    return re.sub(r"\s*(</?(?:p|li|ul|ol|dl|dt|dd|h\d|blockquote|pre|code|div)>)\s*", r"\1", html)


# --- code


@pytest.mark.parametrize(
    "source",
    [
        "1. first\n\n   ```ruby\n   puts 1\n   ```\n\n2. second",
        "1. first\n\n   ~~~ruby\n   puts 1\n   ~~~\n2. second",
        "- ```ruby\n  puts 1\n  ```\n- second",
        "* first\n```ruby\nputs 1\n```\n",
        "> ```ruby\n> puts 1\n> ```",
        "text\n```ruby\nputs 1\n```\ntext",
        "~~~\nputs 1\n~~~\n{: .language-ruby}",
    ],
)
def test_fenced_code_keeps_its_language_wherever_it_stands(source: str) -> None:
    (code,) = page(source).xpath("//pre/code")
    assert code.text_content() == "puts 1\n"
    assert code.get("class") == "language-ruby"


def test_a_fence_is_closed_only_by_the_same_marks_no_deeper_than_three_blanks() -> None:
    source = "````\n```\ninside\n    ````\n````\n\nafter"
    (code,) = page(source).xpath("//pre/code")
    assert code.text_content() == "```\ninside\n    ````\n"
    assert text(source).endswith("after")


def test_a_fence_that_nothing_closes_is_text() -> None:
    assert page("text\n\n```ruby\nnever closed\n\nmore").xpath("//pre") == []
    assert "never closed" in text("text\n\n```ruby\nnever closed\n\nmore")


def test_code_in_html_s_own_elements_stands_as_it_is_written() -> None:
    source = 'a <code>--dry-run *x* "y" \\_ 1 << 3</code> b <kbd>\\<l\\></kbd>'
    assert text(source) == 'a --dry-run *x* "y" \\_ 1 << 3 b \\<l\\>'


# --- lists


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("* a\n\n  b\n* c", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"),
        ("1. a\n\n   b:\n   * c\n2. d", "<ol><li><p>a</p><p>b:</p><ul><li>c</li></ul></li><li><p>d</p></li></ol>"),
        ("* a\n1. b\n2. c\n* d", "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"),
        ("* a\n  > b\n* c", "<ul><li><p>a</p><blockquote><p>b</p></blockquote></li><li><p>c</p></li></ul>"),
        ("> a\n> * b\n>   * c", "<blockquote><p>a</p><ul><li>b<ul><li>c</li></ul></li></ul></blockquote>"),
        ("* {:.x} a\n* b", "<ul><li>a</li><li>b</li></ul>"),
    ],
)  # fmt: skip
def test_lists_nest_as_their_columns_say(source: str, expected: str) -> None:
    assert shape(source) == expected


def test_a_definition_holds_all_that_stands_under_its_text() -> None:
    source = "Ferry\n: A ship.\n: A place.\n\nPort\nHarbour\n: Where ships lie.\n\n  * in\n  * out"
    terms = "<dt>Ferry</dt><dd>A ship.</dd><dd>A place.</dd><dt>Port</dt><dt>Harbour</dt>"
    assert shape(source) == f"<dl>{terms}<dd><p>Where ships lie.</p><ul><li>in</li><li>out</li></ul></dd></dl>"


def test_a_year_within_a_sentence_is_as_it_was_written() -> None:
    assert text("<div>\nA picture of 1982. It is old.\n</div>\n\nIn 1986. it was. 2024. 7. 1. too.") == (
        "A picture of 1982. It is old. In 1986. it was. 2024. 7. 1. too."
    )


def test_quotations_with_an_empty_line_between_are_two() -> None:
    assert shape("> a\n>\n> b\n\n> c\nlazily") == (
        "<blockquote><p>a</p><p>b</p></blockquote><blockquote><p>c\nlazily</p></blockquote>"
    )


# --- attribute lists


@pytest.mark.parametrize(
    "source",
    [
        "## head\n{: #x .y}\n\nword",
        "## head ##\n{: #x}\n{: .y}\nword",
        "## head ## {#x}\n{: .y}\nword",
        "head\n----\n{: #x}\nword",
        "head word\n\n    code\n{: .language-ruby}",
        "head\n\n| word |\n{: .y}",
        "head\n\n```\nword\n```\n{: .y}",
        "{:note: .y}\n\nhead\n{: note}\n\nword",
        "> head\n{: .y}\n\nword",
        "* head\n{: .y}\n\nword",
    ],
)
def test_an_attribute_list_is_never_read_by_readers(source: str) -> None:
    assert text(source) in {"head word", "head word code"}


def test_a_heading_takes_its_id_from_the_line_below() -> None:
    assert page("## Harbour\n{: #port}\n\n[there](#port)").xpath("//h2/@id") == ["s-port"]
    assert page("Harbour\n-------\n{: #port}\n\n[there](#port)").xpath("//h2/@id") == ["s-port"]


def test_a_heading_may_stay_out_of_the_contents() -> None:
    source = "* Contents\n{:toc}\n\n# North\n\n# South\n{:.no_toc}\n"
    assert page(source).xpath("//div[@class='toc']//a/text()") == ["North"]


# --- tables


def test_lines_between_rows_and_above_them_are_no_rows() -> None:
    source = "|---|---|\n| a | b |\n|---|---|\n| c | d |\n|---|---|\n| e | f |\n|===|===|\n| g | h |"
    assert [row.text_content().split() for row in page(source).iter("tr")] == [
        ["a", "b"],
        ["c", "d"],
        ["e", "f"],
        ["g", "h"],
    ]


def test_a_table_may_begin_without_a_bar() -> None:
    source = "a | b\n- | -\n1 | 2"
    assert [cell.text_content() for cell in page(source).iter("th", "td")] == ["a", "b", "1", "2"]


# --- within a line


def test_what_a_backslash_makes_plain_is_what_kramdown_says() -> None:
    assert text(r"\$10 \: \| \" \' \= \- \< \> \~ and \& \% \a") == "$10 : | \" ' = - < > ~ and \\& \\% \\a"


def test_a_backslash_at_the_end_of_a_line_breaks_it() -> None:
    assert shape("a\\\nb\\\\\nc").count("<br>") == 2


def test_dots_dashes_and_angle_quotes_become_typographic_signs() -> None:
    assert text("a....b ..... -- --- ---- << c >>") == "a….b ….. – — —- « c »"


def test_a_link_is_found_by_the_name_its_author_wrote() -> None:
    source = "[`addr` message][] and [under\\_score]\n\n[`addr` message]: /a/\n[under_score]: /b/"
    assert page(source).xpath("//a/@href") == ["/a/", "/b/"]


def test_notes_are_numbered_as_the_text_refers_to_them() -> None:
    source = "later[^b], earlier[^a]\n\n[^a]: first\n[^b]: second"
    assert [item.text_content().split()[0] for item in page(source).iter("li")] == ["second", "first"]


def test_a_boundary_mark_is_no_text() -> None:
    assert text("* a\n^\n* b") == "a b"


def test_html_is_read_as_markdown_when_the_author_says_so() -> None:
    source = '{::options parse_block_html="true" /}\n\n<div>\n*a*\n</div>'
    assert page(source).xpath("//em/text()") == ["a"]
    assert page("<div>\n*a*\n</div>").xpath("//em") == []


def test_text_set_aside_within_a_line_stays_as_it_is() -> None:
    assert page("a {::nomarkdown}<b>*x*</b>{:/} b").xpath("//b/text()") == ["*x*"]


# --- whatever is written

_STARTS = st.sampled_from(
    ["", "* ", "- ", "1. ", "  * ", "   ", "    ", "> ", "> * ", "  > ", ": ", "## ", "```", "~~~", "| ", "{: .c} "]
)
_LINES = st.lists(st.tuples(_STARTS, st.booleans()), max_size=12)


@settings(max_examples=300, deadline=None)
@given(_LINES)
def test_no_word_is_lost_whatever_stands_before_it(lines: list[tuple[str, bool]]) -> None:
    words = [f"word{number}x" for number in range(len(lines))]
    source = "\n".join(f"{start}{word}" + "\n" * is_last for (start, is_last), word in zip(lines, words, strict=True))
    read = kramdown.to_html(source)
    # The word after an opening fence names the code's language.
    assert [word for word in words if word not in read and f"language-{word}" not in read] == []
