"""A file's front matter and body, from whatever an author saved."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.content.front_matter import FrontMatter, split
from newsdao.errors import PostError

POSTS = Path(__file__).parents[1] / "corpus"


def read(text: str | bytes) -> FrontMatter:
    return split("_posts/2026-03-02-1.md", text if isinstance(text, bytes) else text.encode())


def read_file(trait: str) -> FrontMatter:
    name = f"post_with_{trait}.md"
    return split(name, (POSTS / name).read_bytes())


def values(*lines: str) -> dict[str, object]:
    return dict(read("\n".join(["---", *lines, "---", "본문", ""])).values)


@pytest.mark.parametrize("written", ["no", "yes", "2024", "1.10", "0777", "2024-06-14", "1_000", "0x1F", ".inf"])
def test_a_scalar_is_the_text_its_author_wrote(written: str) -> None:
    assert values(f"title: {written}") == {"title": written}


@pytest.mark.parametrize("written", ["", "~", "null", "# 나중에"])
def test_null_is_no_text(written: str) -> None:
    assert values(f"title: {written}") == {"title": ""}


def test_lists_and_mappings_hold_text_too() -> None:
    found = values("tags: [1, yes, 다리]", "image: {path: /a.jpg, width: 600}")
    assert found == {"tags": ["1", "yes", "다리"], "image": {"path": "/a.jpg", "width": "600"}}


def test_what_stood_without_quotes_is_remembered() -> None:
    found = read("---\na: 1\nb: '1'\nc: \"1\"\nd: >\n  1\n---\n")
    assert found.was_plain == {"a"}


def test_keys_and_body_know_their_line() -> None:
    found = read("---\ntitle: 가\n\ndate: 2026-03-02\n---\n\n본문\n")
    assert (found.lines, found.body_line, found.body) == ({"title": 2, "date": 4}, 6, "\n본문\n")


@pytest.mark.parametrize("closing", ["---", "...", "---  ", "---\t"])
def test_front_matter_ends_with_dashes_or_dots_and_spaces_after_them(closing: str) -> None:
    found = read(f"---  \ntitle: 가\n{closing}\n본문")
    assert (found.values, found.body) == ({"title": "가"}, "본문")


@pytest.mark.parametrize(
    "text",
    ["", "제목 없는 글\n", "# 제목\n\n---\n\n글\n", "----\na: b\n----\n", "+++\na = 1\n+++\n", "---\n\n줄 아래의 글\n"],
)
def test_a_file_without_front_matter_is_all_body(text: str) -> None:
    found = read(text)
    assert (found.values, found.body) == ({}, text)


def test_front_matter_of_another_kind_is_told() -> None:
    assert [notice.line for notice in read("+++\ntitle = '가'\n+++\n글").notices] == [1]


def test_empty_front_matter_has_no_keys() -> None:
    assert read("---\n---\n본문").body == "본문"


def test_blank_lines_before_the_front_matter_are_passed_over_and_told() -> None:
    found = read("\n\n---\ntitle: 가\n---\n본문")
    assert (found.values, found.lines, found.body_line) == ({"title": "가"}, {"title": 4}, 6)
    assert [notice.kind for notice in found.notices] == ["repaired"]


@pytest.mark.parametrize(
    ("trait", "what"),
    [
        ("crlf_and_bom", "UTF-8 with a byte order mark and CRLF line ends"),
        ("utf16", "UTF-16"),
        ("cp949", "CP949 (EUC-KR)"),
    ],
)
def test_files_of_other_editors_are_converted_and_told(trait: str, what: str) -> None:
    found = read_file(trait)
    assert found.values == {"title": "메모장에서 쓴 글", "category": "생활"}
    assert found.body == "\n줄 끝이 다른 글.\n"
    assert [notice.what for notice in found.notices] == [f"was converted from {what}"]


def test_old_mac_line_ends_are_line_ends() -> None:
    assert read("---\rtitle: 가\r---\r본문\r").body == "본문\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "---\ntitle: año\n---\n".encode("latin-1"),
        "---\ntitle: 新しい橋が開通しました\n---\n".encode("euc-jp"),
        "---\ntitle: 新大桥今天正式通车\n---\n".encode("gbk"),
        b"---\ntitle: a\0b\n---\n",
    ],
    ids=["png", "latin-1", "euc-jp", "gbk", "nul"],
)
def test_what_is_in_no_known_encoding_is_refused_with_its_line(data: bytes) -> None:
    with pytest.raises(PostError) as refused:
        read(data)
    assert refused.value.line >= 1
    assert "UTF-8" in refused.value.remedy


@pytest.mark.parametrize(
    ("trait", "title"),
    [
        ("bracketed_title", '[예산 다시 보기] 해온시 도서관 "문 닫는 날" 줄인다'),
        ("quoted_start_of_title", '"우리는 늦지 않았다" 서린항 어민들의 겨울'),
        ("colons_in_title", "라온전자: 3분기: 흑자로 돌아서다"),
        ("hash_in_title", "도하 시장이 고른 말 #다시걷는도하"),
    ],
)
def test_a_title_that_yaml_stumbles_over_is_read_as_meant_and_told(trait: str, title: str) -> None:
    found = read_file(trait)
    assert found.values["title"] == title
    assert [(notice.kind, notice.line) for notice in found.notices] == [("repaired", 2)]


def test_the_other_keys_of_broken_front_matter_are_kept() -> None:
    found = read_file("bracketed_title").values
    assert found["categories"] == "사회 교육"
    assert found["excerpt"] == "해온시가 도서관 세 곳의 휴관일을 한 달에 이틀로 줄인다.\n"
    assert found["image"] == "/assets/img/library.jpg"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["title: [속보]"], "[속보]"),
        (["title: {단독}"], "{단독}"),
        (["title: [속보", "category: 사회"], "[속보"),
        (["title: **굵은** 제목"], "**굵은** 제목"),
        (["title: @해온시 발표"], "@해온시 발표"),
        (["title: `코드` 이야기"], "`코드` 이야기"),
        (["title: 100%: 가득", "x: 1"], "100%: 가득"),
        (["title: %할인"], "%할인"),
        (["title: 'It's 해온'"], "It's 해온"),
        (['title: "그는 "늦었다"고 했다"'], '그는 "늦었다"고 했다'),
        (['title: "가" 그리고 "나"'], '"가" 그리고 "나"'),
        (["title:붙여 쓴 제목", "category: 사회"], "붙여 쓴 제목"),
        (["title： 전각 쌍점", "category: 사회"], "전각 쌍점"),
        ([" title: 밀린 제목", "category: 사회"], "밀린 제목"),
        (["\ttitle: 탭으로 밀린 제목", "category: 사회"], "탭으로 밀린 제목"),
        (['title: "닫지 않은 따옴표', "category: 사회"], '"닫지 않은 따옴표'),
        (["title: - 줄표로 시작", "category: 사회"], "- 줄표로 시작"),
        (["title: 제목 # 사람이 남긴 메모"], "제목"),
    ],
)
def test_titles_are_read_as_a_careful_person_would(lines: list[str], expected: str) -> None:
    assert values(*lines)["title"] == expected


def test_a_folded_text_whose_lines_lost_their_indent_is_kept() -> None:
    found = values("title: 가", "excerpt: >", "첫 줄이", "이어진다", "image: /a.jpg")
    assert found == {"title": "가", "excerpt": "첫 줄이 이어진다\n", "image": "/a.jpg"}


def test_a_broken_list_keeps_its_items() -> None:
    assert values("tags:", "  - [가] 나", "  - 다")["tags"] == ["[가] 나", "다"]


@pytest.mark.parametrize(
    ("lines", "line", "before", "after"),
    [
        (["title: [해온시] 다리 다시 열려"], 2, "title: [해온시] 다리 다시 열려", "[해온시] 다리 다시 열려"),
        (["layout: post", "title: [속보]"], 3, "title: [속보]", "[속보]"),
        (["title: 나루시장 후기 #맛집"], 2, "title: 나루시장 후기 #맛집", "나루시장 후기 #맛집"),
        (['title: "가" 그리고 나'], 2, 'title: "가" 그리고 나', '"가" 그리고 나'),
        (["title:다리 다시 열려", "slug: x"], 2, "title:다리 다시 열려", "다리 다시 열려"),
        (["excerpt: >", "가운데: 줄이", " 들여 쓰지 않았다", "slug: x"], None, None, None),
    ],
)
def test_a_repair_shows_the_line_as_it_stands_and_what_was_taken(lines, line, before, after) -> None:
    repairs = [
        notice for notice in read("\n".join(["---", *lines, "---", "본문"])).notices if notice.kind == "repaired"
    ]
    assert all(notice.before and notice.after for notice in repairs)
    if line is not None:
        assert [(one.line, one.before, one.after) for one in repairs] == [(line, before, after)]


def test_a_repair_of_a_text_over_several_lines_shows_them_all() -> None:
    found = read("---\nexcerpt: '강물이\n  불었다\ntitle: 다리\n---\n본문")
    (notice,) = [one for one in found.notices if one.kind == "repaired"]
    assert (notice.before, notice.after) == ("excerpt: '강물이\n  불었다", "'강물이 불었다")


def test_white_space_before_the_front_matter_is_shown_as_it_stands() -> None:
    (notice,) = read("\n\n---\ntitle: 다리\n---\n본문").notices
    assert (notice.before, notice.after) == ("\n\n---", "---")


def test_what_a_repair_shows_is_short_however_long_the_line() -> None:
    found = read("---\ntitle: [해온] " + "가" * 9000 + "\n---\n본문")
    (notice,) = found.notices
    assert len(notice.before) == len(notice.after) == 400


def test_a_repeated_key_is_told_and_the_last_one_counts() -> None:
    found = read_file("duplicate_keys")
    assert found.values["title"] == "나중에 쓴 제목"
    assert [(notice.kind, notice.line) for notice in found.notices] == [("note", 4)]


@pytest.mark.parametrize(
    ("trait", "line", "why"),
    [("yaml_alias", 3, "alias"), ("yaml_tag", 3, "tag"), ("unclosed_front_matter", 1, "never closes")],
)
def test_what_is_refused_is_refused_by_name_and_line(trait: str, line: int, why: str) -> None:
    with pytest.raises(PostError) as refused:
        read_file(trait)
    assert (refused.value.line, why in refused.value.why) == (line, True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("---\nexcerpt: " + "가" * 22_000 + "\n---\n", "larger than 64 KiB"),
        ("가" * 2_000_000, "larger than 5 MB"),
        ("---\na: " + "[" * 25 + "]" * 25 + "\n---\n", "nested more than 20 deep"),
        ("---\n" + "".join(f"{' ' * n}a:\n" for n in range(25)) + "---\n", "nested more than 20 deep"),
        ("---\n? [a, b]\n: c\n---\n", "a key of the front matter"),
        ("---\n- 가\n- 나\n---\n", "can't be read"),
        ("---\n그냥 글\n---\n", "can't be read"),
    ],
    ids=["front matter", "file", "flow depth", "block depth", "odd key", "list", "scalar"],
)
def test_limits_are_errors_with_a_name(text: str, why: str) -> None:
    with pytest.raises(PostError, match=why):
        read(text)


@pytest.mark.parametrize("text", ["---\na: " + "[" * 60_000 + "\n---\n", "---\n" + "? " * 30_000 + "\n---\n"])
def test_hostile_nesting_is_refused_before_it_is_built(text: str) -> None:
    with pytest.raises(PostError, match=r"20 deep|key of the front matter"):
        read(text)


def test_characters_that_break_feeds_and_lines_are_taken_out_of_values_and_body() -> None:
    found = read(
        '---\ntitle: "가\\u0000\\x08나\\u202e다\\uffff"\nslug: 라\x0b\x85마\u2028바\n---\n본\x1b문\u202d\ufffe\n'
    )
    assert found.values == {"title": "가나다", "slug": "라마 바"}
    assert found.body == "본문\n"


def test_text_is_composed_so_that_equal_words_are_equal() -> None:
    taken_apart = unicodedata.normalize("NFD", "한강")
    found = read(f"---\ntitle: {taken_apart}\n---\n{taken_apart}")
    assert (found.values["title"], found.body) == ("한강", "한강")


def test_the_source_of_the_front_matter_is_kept_as_written() -> None:
    assert read("---\ntitle:   '가'  # 메모\nb: [ 1 ]\n---\n").source == "title:   '가'  # 메모\nb: [ 1 ]\n"


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_front_matter_or_a_post_error(data: bytes) -> None:
    for file in (data, b"---\n" + data + b"\n---\nbody", b"---\ntitle: " + data + b"\ndate: x\n---\n"):
        try:
            found = read(file)
        except PostError as error:
            assert error.path and error.why and error.remedy
        else:
            assert isinstance(found.body, str)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60))
def test_any_one_line_title_comes_through_in_single_quotes(title: str) -> None:
    quoted = title.replace("'", "''")
    found = values(f"title: '{quoted}'")["title"]
    assert found == read(title).body
