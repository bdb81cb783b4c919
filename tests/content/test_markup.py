"""A body becomes a page: what readers, screen readers and search see of it."""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from newsdao.content import markup, sanitize
from newsdao.content.pictures import leading_caption
from newsdao.content.post import Picture

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
FILES = {"/assets/img/harbour.jpg": Picture("/assets/img/harbour.jpg", width=720, height=405)}
LOOKUP = markup.Lookup(FILES.get, site_host="haeon.example")
EVERY_FILE = markup.Lookup(lambda path: Picture(path, width=720, height=405), site_host="newsdao.kr")


def render(source: str, *, is_markdown: bool = True, lookup: markup.Lookup = LOOKUP) -> markup.Rendered:
    return markup.render(source, is_markdown=is_markdown, path="_posts/a.md", first_line=10, lookup=lookup)


def tree(html: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(html, create_parent="article")


def without_ours(html: str) -> str:
    """Less what is added after the sanitiser."""
    return re.sub(r' (tabindex|role|aria-labelledby)="[^"]*"', "", html)


def bodies(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("_posts/**/*.md")):
        yield file.name, FRONT_MATTER.sub("", file.read_text(encoding="utf-8"))


# --- the seed and its family


@pytest.mark.corpus
def test_the_seed_s_body_is_clean_html_with_one_table_that_has_headers(corpus: Path) -> None:
    ((_, body),) = bodies(corpus / "seed")
    rendered = render(body, lookup=EVERY_FILE)
    assert "data-ke" not in rendered.html
    assert "style=" not in rendered.html
    page = tree(rendered.html)
    assert [cell.text_content() for cell in page.xpath("//table/thead//th[@scope='col']")] == ["구분", "내용"]
    assert len(page.xpath("//table/tbody//th[@scope='row']")) == 2
    assert page.xpath("//table//b") == []
    assert [heading.tag for heading in page.xpath("//h2|//h3")] == ["h2", "h3", "h3", "h3", "h3"]
    assert page.xpath("//h3//b") == []
    assert "실시간 뉴스 속보는" not in rendered.html
    assert [notice.line for notice in rendered.notices] == [47]
    assert rendered.lead.startswith("러시아 대통령 푸틴과")


@pytest.mark.corpus
@pytest.mark.parametrize("site", ["koreanews", "frowth-official", "whereispost"])
def test_every_post_of_the_family_is_clean_and_outlined(corpus: Path, site: str) -> None:
    for name, body in bodies(corpus / "seedlike" / site):
        html = render(body, lookup=EVERY_FILE).html
        assert not re.search(r"data-ke|style=|<script|dofollow|<h1|<span>", html), name
        assert sanitize.clean(html) == without_ours(html), name
        levels = [1, *(int(heading.tag[1]) for heading in tree(html).xpath("//h2|//h3|//h4|//h5|//h6"))]
        assert all(deeper - level <= 1 for level, deeper in pairwise(levels)), name
        ids = re.findall(r' id="([^"]*)"', html)
        assert len(ids) == len(set(ids)), name
        assert all(tree(html).xpath(f"//*[@id='{name}']") for name in re.findall(r'aria-labelledby="([^"]*)"', html))


@pytest.mark.corpus
@pytest.mark.parametrize("site", ["seed", "seedlike", "jekyll-sites/mehdix-ir"])
def test_no_letter_of_a_real_post_is_lost(corpus: Path, site: str) -> None:
    for name, body in bodies(corpus / site):
        rendered = render(body, lookup=EVERY_FILE)
        if "<script" in body or "<iframe" in body or "[^" in body:
            continue
        dropped = " ".join(notice.what for notice in rendered.notices)
        gone = _letters(_as_written(body)) - _letters(rendered.text + dropped)
        assert not gone, f"{name}: {dict(gone)}"


def _letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[가-힣\u0600-\u06ff]", text))


def _as_written(body: str) -> str:
    """The body without tags, Markdown's addresses, pictures and attributes: told by patterns alone, on purpose."""
    body = re.sub(r"<!--.*?-->|\{::?[^}]*\}|\{%.*?%\}", " ", body, flags=re.DOTALL)
    body = re.sub(r"!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])|^ {0,3}\[[^\]]+\]:.*$", " ", body, flags=re.MULTILINE)
    body = re.sub(r"\]\([^)]*\)|\]\s?\[[^\]]*\]", "] ", body)
    body = re.sub(r"^ {0,3}(```|~~~).*$", " ", body, flags=re.MULTILINE)
    return entities.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", body))


# --- Markdown as kramdown's authors write it


def test_markdown_directly_after_an_html_paragraph_is_rendered() -> None:
    html = render("<p>서린 시장이 말했다.</p>**내일** 연다.\n\n<h2>항구</h2>\n배가 **둘** 들어왔다.").html
    assert "<strong>내일</strong>" in html
    assert "<p>배가 <strong>둘</strong> 들어왔다.</p>" in html


def test_bold_stars_left_inside_an_html_block_become_bold() -> None:
    html = render("<ul>\n<li>해온시의 **다양성**을 느낀다</li>\n</ul>\n<p>***다섯 해***가 지났다. 2 ** 3 은 8</p>").html
    assert "<li>해온시의 <strong>다양성</strong>을 느낀다</li>" in html
    assert "<strong>다섯 해</strong>가 지났다. 2 ** 3 은 8" in html


def test_stars_in_code_stay_stars() -> None:
    assert "<code>f(**a, **b)</code>" in render("<p><code>f(**a, **b)</code></p>").html


def test_a_link_whose_words_hold_a_bar_is_no_table() -> None:
    html = render("[항구 소식 | 해온일보](https://haeon.example/1)").html
    assert "<table" not in html
    assert ">항구 소식 | 해온일보</a>" in html


def test_quotes_turn_the_right_way_before_korean_particles() -> None:
    source = "시장은 \"다시 만나자\"고 했고 '오랜 친구'라며 **\"약속\"**이라고 썼다. It's the '80s -- 끝..."
    assert render(source).text == "시장은 “다시 만나자”고 했고 ‘오랜 친구’라며 “약속”이라고 썼다. It’s the ’80s – 끝…"


def test_a_hashtag_is_no_heading_and_a_date_no_list() -> None:
    rendered = render("#속보 #해온시\n\n2024. 7. 1. 해온시가 밝혔다.")
    assert rendered.text == "#속보 #해온시\n2024. 7. 1. 해온시가 밝혔다."
    assert "<h2" not in rendered.html
    assert "<ol" not in rendered.html


def test_a_list_may_begin_under_a_line_and_nest_by_two_spaces() -> None:
    items = tree(render("다음과 같다.\n- 하나\n  - 하나의 하나\n- 둘").html).xpath("//ul/li/ul/li")
    assert [item.text_content() for item in items] == ["하나의 하나"]


def test_code_in_a_list_stays_in_its_item() -> None:
    page = tree(render("1. 먼저\n\n   ```python\n   print('해온')\n   ```\n\n2. 다음").html)
    assert page.xpath("string(//ol/li[1]//pre/code)") == "print('해온')\n"
    assert len(page.xpath("//ol/li")) == 2


@pytest.mark.parametrize("source", ["{: .align-center #top}", "글\n{: .align-center #top}", "{:.hidden}\n\n글"])
def test_kramdown_s_attributes_are_never_text(source: str) -> None:
    assert "{" not in render(source).html


def test_kramdown_s_attributes_give_the_classes_and_ids_we_know() -> None:
    html = render("가운데 글\n{: .align-center .site-header #top}\n\n[위로](#top)").html
    assert html == '<p class="align-center" id="s-top">가운데 글</p>\n<p><a href="#s-top">위로</a></p>'


def test_text_in_braces_is_text() -> None:
    assert render("# 제목 {초안}\n\n함수 *f*{x}").text == "제목 {초안}\n함수 f{x}"


def test_kramdown_s_extensions_are_followed() -> None:
    source = "{::comment}숨김{:/comment}\n\n{::nomarkdown}\n<p>*그대로*</p>\n{:/nomarkdown}\n\n~~옛~~ 새"
    assert render(source).html == "<p>*그대로*</p>\n<p><del>옛</del> 새</p>"


def test_a_table_of_contents_leads_to_every_heading() -> None:
    page = tree(render("* TOC\n{:toc}\n\n## 항구\n\n글\n\n### 등대\n\n글\n\n## 도서관\n\n글").html)
    targets = [unquote(link.get("href")) for link in page.xpath("//div[@class='toc']//a")]
    assert targets == ["#s-항구", "#s-등대", "#s-도서관"]
    assert page.xpath("string(//div[@class='toc']/ul/li[1]/ul)") == "등대"


def test_footnotes_lead_there_and_back() -> None:
    page = tree(render("해온시의 인구[^1]\n\n[^1]: 2024년 통계").html)
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    links = {link.get("href").removeprefix("#") for link in page.xpath("//a[starts-with(@href, '#')]")}
    assert links == ids == {"s-fn:1", "s-fnref:1"}


def test_an_html_post_is_not_read_as_markdown() -> None:
    assert render("<p>2 * 3 * 4 = 24, **그대로**</p>", is_markdown=False).html == "<p>2 * 3 * 4 = 24, **그대로**</p>"


# --- well-made HTML


def test_headings_make_an_outline_under_the_page_s_own() -> None:
    page = tree(render("# 하나\n\n#### 둘\n\n#### 셋\n\n## 넷\n\n글").html)
    assert [heading.tag for heading in page.xpath("//*[self::h2 or self::h3 or self::h4]")] == ["h2", "h3", "h3", "h3"]
    assert page.xpath("//h1") == []


def test_a_heading_in_bold_and_an_empty_one_are_put_right() -> None:
    assert render("<h3><b>협력</b></h3><h3>&nbsp;</h3><p>&nbsp;</p><p>\u200b</p>").html == '<h2 id="s-협력">협력</h2>'


def test_a_blank_in_bold_still_parts_two_words() -> None:
    assert render("<p>해온<b> </b>항구<i>\u00a0</i>등대</p>").text == "해온 항구 등대"


def test_equal_headings_have_ids_of_their_own() -> None:
    assert re.findall(r'id="([^"]*)"', render("## 요약\n\n## 요약\n\n## 요약").html) == [
        "s-요약",
        "s-요약-1",
        "s-요약-2",
    ]


def test_in_page_links_find_their_place_and_dead_ones_are_text() -> None:
    html = render('<p id="top">위</p>\n\n<a name="old"></a>\n\n[위](#top) [옛](#old) [없음](#none)').html
    assert '<a href="#s-top">위</a>' in html
    assert '<a href="#s-old">옛</a>' in html
    assert "없음" in html
    assert "#none" not in html


def test_alignment_becomes_a_class_and_the_style_goes() -> None:
    html = render('<p style="text-align: center; color: #333;">가</p><center>나</center><p align="right">다</p>').html
    assert '<p class="align-center">가</p>' in html
    assert '<div class="align-center">나</div>' in html
    assert '<p class="align-right">다</p>' in html


def test_a_whole_document_yields_its_body() -> None:
    source = "<!doctype html><html><head><title>제목</title><style>p{}</style></head><body><p>본문</p></body></html>"
    assert render(source, is_markdown=False).html == "<p>본문</p>"


def test_text_between_blocks_becomes_a_paragraph() -> None:
    html = render("<h2>항구</h2>배가 <b>둘</b> 왔다.<p>끝</p>", is_markdown=False).html
    assert html == '<h2 id="s-항구">항구</h2>\n<p>배가 <b>둘</b> 왔다.</p>\n<p>끝</p>'


def test_search_text_has_one_line_a_block() -> None:
    rendered = render("# 항구\n\n배가 **둘**\n왔다.\n\n- 하나\n- 둘\n\n<table><tr><td>가</td><td>나</td></tr></table>")
    assert rendered.text == "항구\n배가 둘 왔다.\n하나\n둘\n가 나"


def test_the_lead_is_the_first_paragraph_that_tells_something() -> None:
    assert (
        render("![항구](/assets/img/harbour.jpg)\n\n출처: [해온일보](https://a.example/1)\n\n배가 왔다.").lead
        == "배가 왔다."
    )
    assert render("출처: 해온일보").lead == "출처: 해온일보"
    assert render("").lead == ""


# --- links


def test_own_addresses_become_paths_under_the_base_path() -> None:
    lookup = markup.Lookup(FILES.get, base_path="/blog", site_host="haeon.example")
    html = render(
        "[가](https://haeon.example/blog/뉴스/) [나](/about/) [다](/blog/about/) [라](//www.haeon.example/x)",
        lookup=lookup,
    ).html
    assert re.findall(r'href="([^"]*)"', html) == [
        "/blog/%EB%89%B4%EC%8A%A4/",
        "/blog/about/",
        "/blog/about/",
        "https://www.haeon.example/x",
    ]


def test_rel_holds_real_tokens_only() -> None:
    html = render(
        '<a href="https://a.example/" rel="dofollow sponsored">밖</a> <a href="/x" rel="dofollow">안</a>'
    ).html
    assert '<a href="https://a.example/" rel="noopener sponsored">밖</a>' in html
    assert '<a href="/x">안</a>' in html


def test_a_link_that_leads_nowhere_safe_leaves_its_words() -> None:
    assert (
        render('<a href="javascript:alert(1)">눌러</a> <a href="data:text/html,x">보기</a>').html == "<p>눌러 보기</p>"
    )


# --- pictures


def test_an_own_picture_has_its_size_and_waits_its_turn() -> None:
    html = render("![항구](https://haeon.example/assets/img/harbour.jpg)").html
    assert html == (
        '<p><img alt="항구" src="/assets/img/harbour.jpg" width="720" height="405" loading="lazy" decoding="async"></p>'
    )


def test_a_missing_picture_is_told_with_its_line_and_leaves_its_words() -> None:
    rendered = render("글\n\n![부두](/assets/img/pier.jpg)\n")
    assert "<img" not in rendered.html
    assert "부두" in rendered.html
    (notice,) = rendered.notices
    assert (notice.kind, notice.line) == ("lost", 12)
    assert "/assets/img/pier.jpg" in notice.what


def test_a_picture_elsewhere_is_a_link() -> None:
    html = render("![부두](https://pictures.example/pier.jpg)\n\n<img src='//pictures.example/b.jpg'>").html
    assert "<img" not in html
    assert '<a class="picture-link" href="https://pictures.example/pier.jpg" rel="noopener">부두</a>' in html
    assert '<a class="picture-link" href="https://pictures.example/b.jpg" rel="noopener">pictures.example</a>' in html


def test_a_picture_inside_the_source_is_left_out_and_told() -> None:
    rendered = render("<img src='data:image/png;base64,AAAA' alt='점'>")
    assert "data:" not in rendered.html
    assert [notice.kind for notice in rendered.notices] == ["lost"]


def test_paths_with_spaces_hangul_and_dots_are_found() -> None:
    files = {"/assets/항구 사진.jpg": Picture("/assets/항구 사진.jpg", width=2, height=1)}
    lookup = markup.Lookup(files.get, base_path="/blog")
    for source in ("/assets/항구 사진.jpg", "/assets/%ED%95%AD%EA%B5%AC%20사진.jpg", "assets/x/../항구 사진.jpg"):
        html = render(f'<img src="{source}" alt="">', lookup=lookup).html
        assert 'src="/blog/assets/%ED%95%AD%EA%B5%AC%20%EC%82%AC%EC%A7%84.jpg"' in html


def test_the_leading_picture_is_not_shown_twice() -> None:
    html = render("![항구](/assets/img/harbour.jpg)\n\n글\n\n![다시](/assets/img/harbour.jpg)").html
    without = markup.drop_leading_picture(html, "/assets/img/harbour.jpg")
    assert without.startswith("<p>글</p>")
    assert without.count("<img") == 1
    assert markup.drop_leading_picture(html, "/assets/img/other.jpg") == html


def test_the_leading_picture_goes_with_its_figure_its_link_and_its_caption() -> None:
    for below in ("", "<figcaption>해온항 &amp; <b>배</b></figcaption>"):
        source = f'<figure><a href="/x"><img src="/assets/img/harbour.jpg" alt="a > b"></a>{below}</figure><p>글</p>'
        html = render(source).html
        assert markup.drop_leading_picture(html, "/assets/img/harbour.jpg") == "<p>글</p>"
        assert leading_caption(html, "/assets/img/harbour.jpg") == ("해온항 & 배" if below else "")


def test_a_leading_picture_elsewhere_goes_when_it_is_the_hero() -> None:
    html = render("![속보](https://pictures.example/a.jpg)\n\n글").html
    assert markup.drop_leading_picture(html, "https://pictures.example/a.jpg") == "<p>글</p>"


# --- the closing advertisement


@pytest.mark.parametrize(
    "line",
    [
        '실시간 뉴스 속보는, <a href="https://haeon.example" rel="dofollow">https://haeon.example</a>',
        '빠르고 정확한 뉴스를 원한다면? 바로, <a href="https://news.example/">news.example</a>',
        '유용한 생활 정보가 필요하시다면, <a href="https://life.example" rel="dofollow">life.example</a>',
    ],
)
def test_a_closing_line_of_advertising_is_left_out_and_told(line: str) -> None:
    rendered = render(f"<p>글</p>\n\n{line}\n\n<p>&nbsp;</p>")
    assert rendered.html == rendered.text.join(("<p>", "</p>")) == "<p>글</p>"
    assert [notice.line for notice in rendered.notices] == [12]


@pytest.mark.parametrize(
    "line",
    [
        '출처: <a href="https://haeon.example" rel="dofollow">https://haeon.example</a>',
        '자세한 내용은 <a href="https://www.haeon.example" rel="dofollow">www.haeon.example</a>',
        '문의: <a href="https://city.example">https://city.example</a>',
        '뉴스 원문 <a href="https://news.example/1">https://news.example/1</a>',
        '관련 소식은 <a href="https://city.example">해온시청</a>이 알린다.',
        "<a href='https://city.example'>https://city.example</a>",
    ],
)
def test_a_source_line_or_one_that_informs_stays(line: str) -> None:
    rendered = render(f"<p>글</p>\n\n{line}")
    assert len(rendered.text.split("\n")) == 2
    assert rendered.notices == ()


def test_a_closing_link_without_words_is_no_advertisement() -> None:
    assert render('<p>글</p><a href="/x"><h3></h3><hr></a>', is_markdown=False).text == "글"


def test_an_advertisement_that_is_not_last_stays() -> None:
    assert "속보는" in render('실시간 뉴스 속보는, <a href="https://haeon.example">haeon.example</a>\n\n글').text


# --- the lead band


def test_the_lead_band_has_small_headings_no_ids_and_no_artefacts() -> None:
    html = markup.render_feature("## 해온일보 속보\n\n배가 **둘** 왔다. (글자 수: 12)", lookup=LOOKUP)
    assert html == "<h2>해온일보 속보</h2>\n<p>배가 <strong>둘</strong> 왔다.</p>"


def test_the_lead_band_is_no_way_in_either() -> None:
    assert (
        markup.render_feature("<img src=x onerror=alert(1)>글<script>alert(1)</script>", lookup=LOOKUP) == "<p>글</p>"
    )


# --- anything


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(
                [
                    "\n\n",
                    "# ",
                    "- ",
                    "> ",
                    "```\n",
                    "**",
                    "|a|b|\n|-|-|\n",
                    "<table><tr><td>",
                    "<h4>",
                    "<img src=/a>",
                    "[^1]",
                ]
            ),
            st.sampled_from(
                ["<iframe src=//youtu.be/abcdefg>", "<b>", "</p>", "{: .a}", "[a](#b)", "<center>", "<td><b>"]
            ),
        ),
        max_size=15,
    ).map("".join)
)
def test_any_source_becomes_html_that_stands(source: str) -> None:
    rendered = render(source)
    assert sanitize.clean(without_ours(rendered.html)).strip() == without_ours(rendered.html)
    assert "\n\n" not in rendered.text


def test_code_that_a_phone_cannot_show_whole_is_reached_by_the_keyboard() -> None:
    short, wide, korean = "ls -l", "curl --silent https://example.org/", "# 상류 댐이 물을 내보냈다, 모두"
    page = render("\n\n".join(f"```\n{text}\n```" for text in (short, wide, korean))).html
    assert [block.startswith(' tabindex="0"') for block in page.split("<pre")[1:]] == [False, True, True]
