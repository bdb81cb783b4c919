"""Tables as a screen reader meets them."""

import pytest
from lxml import html as lxml_html

from newsdao.content import markup

LOOKUP = markup.Lookup(lambda _path: None)


def page(source: str) -> lxml_html.HtmlElement:
    rendered = markup.render(source, is_markdown=False, path="a.html", first_line=1, lookup=LOOKUP)
    return lxml_html.fragment_fromstring(rendered.html, create_parent="article")


def table(*rows: str) -> str:
    return (
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
        + "</table>"
    )


def headers(source: str) -> list[tuple[str, str]]:
    return [(cell.text_content(), cell.get("scope")) for cell in page(source).xpath("//th")]


def test_a_first_row_in_bold_heads_the_columns() -> None:
    source = table("<b>해</b>|<b>배</b>|<strong>사람</strong>", "2023|2|30", "2024|3|40")
    assert headers(source) == [("해", "col"), ("배", "col"), ("사람", "col")]
    assert page(source).xpath("count(//thead/tr)") == 1
    assert page(source).xpath("//th/b") == []


def test_a_first_column_in_bold_of_two_heads_the_rows() -> None:
    assert headers(table("<b>곳</b>|해온항", "<b>때</b>|7월 1일")) == [("곳", "row"), ("때", "row")]


def test_a_table_all_in_bold_or_with_plain_cells_keeps_them() -> None:
    assert headers(table("<b>가</b>|<b>나</b>", "<b>다</b>|<b>라</b>")) == []
    assert headers(table("가|나", "다|라")) == []


def test_one_row_is_no_header_and_a_part_in_bold_none_either() -> None:
    assert headers(table("<b>가</b>|<b>나</b>")) == []
    assert headers(table("<b>가</b> 외|<b>나</b>", "다|라")) == []


def test_kramdown_s_tables_need_no_header_row() -> None:
    for source, cells in (("| 가 | 나 |\n| 다 | 라 |", 4), ("| 가 | 나 |\n| --- |\n| 다 | 라 |", 4), ("글\n\n|가|", 1)):
        html = markup.render(source, is_markdown=True, path="a.md", first_line=1, lookup=LOOKUP).html
        found = lxml_html.fragment_fromstring(html, create_parent="article")
        assert len(found.xpath("//td|//th")) == cells
        assert "|" not in html


def test_headers_the_author_wrote_get_a_scope_and_a_head() -> None:
    source = "<table><tr><th></th><th>배</th></tr><tr><th><b>2023</b></th><td>2</td></tr></table>"
    assert headers(source) == [("배", "col"), ("2023", "row")]
    assert page(source).xpath("count(//thead//td)") == 1  # the empty corner heads nothing


def test_a_wide_table_scrolls_in_a_box_named_by_its_caption_or_heading() -> None:
    box = page("<h2>요금</h2>" + table("가|나", "다|라")).xpath("//div[@class='table-scroll']")[0]
    assert (box.get("tabindex"), box.get("role"), box.get("aria-labelledby")) == ("0", "region", "s-요금")
    captioned = page("<table><caption>배 요금</caption><tr><td>가</td></tr></table>")
    name = captioned.xpath("string(//div/@aria-labelledby)")
    assert captioned.xpath(f"string(//*[@id='{name}'])") == "배 요금"
    bare = page(table("가|나")).xpath("//div[@class='table-scroll']")[0]
    assert (bare.get("role"), bare.get("aria-labelledby")) == ("group", None)


def test_a_table_in_a_table_has_no_box_of_its_own() -> None:
    assert page(table(f"가|{table('나|다')}", "라|마")).xpath("count(//div[@class='table-scroll'])") == 1


def test_a_box_the_author_forged_takes_no_other_s_name() -> None:
    found = page('<div class="table-scroll">글</div><h2>요금</h2>' + table("가|나"))
    assert [box.get("aria-labelledby") for box in found.xpath("//div[@class='table-scroll']")] == [None, "s-요금"]


def test_numbers_stand_below_each_other_where_the_author_aligned_nothing() -> None:
    source = table(
        "<b>해</b>|<b>이름</b>|<b>값</b>|<b>변화</b>",
        "2024년|강|1,281톤|△3.4%",
        "2025년|둑|97톤|-",
        "2026년|3번 댐|1.5톤|+12%",
    )
    rows = [[cell.get("class") for cell in row] for row in page(source).xpath("//tr")]
    assert rows == [[None, None, "align-right", "align-right"]] * 4


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>가</td><td style='text-align:center'>1</td></tr><tr><td>나</td><td>2</td></tr></table>",
        "<table><tr><td>가</td><td>1</td></tr><tr><td colspan='2'>2</td></tr><tr><td>나</td><td>3</td></tr></table>",
        table("가|나", "값|1"),
        table("가|010-1234-5678", "나|2026-11-25"),
        table("1|가", "2|나"),
    ],
)
def test_what_an_author_aligned_or_joined_and_what_is_no_number_stays_as_it_is(source: str) -> None:
    assert not page(source).xpath("//*[contains(@class, 'align-right')]")
