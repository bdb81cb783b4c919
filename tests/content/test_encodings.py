"""Bytes of every editor: read as what they were meant to be, and the author told what was done."""

import unicodedata

import pytest
from authored import CONFIG, CONTEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.content.characters import fit
from newsdao.content.post import Post
from newsdao.content.reading import SourceFile, read_post
from newsdao.errors import PostError

TEXT = "---\ntitle: 해온항의 아침\ncategories: [사회]\n---\n배가 둘 들어왔다.\n\n**내일** 또 온다.\n"
BOM = "\ufeff"


def read(data: bytes) -> Post:
    return read_post(SourceFile("_posts/2026-03-02-harbour.md", data), CONFIG, CONTEXT)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (TEXT.encode(), ""),
        ((BOM + TEXT).encode(), "UTF-8 with a byte order mark"),
        ((BOM + TEXT).encode("utf-16-le"), "UTF-16"),
        ((BOM + TEXT).encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (TEXT.encode("utf-16-be"), "UTF-16 without a byte order mark"),
        (("\n" + TEXT).encode("utf-16-le"), "UTF-16 without a byte order mark"),
        ((BOM + TEXT).encode("utf-32-le"), "UTF-32"),
        (TEXT.encode("cp949"), "CP949 (EUC-KR)"),
        (TEXT.encode("euc-kr"), "CP949 (EUC-KR)"),
        (TEXT.replace("\n", "\r\n").encode(), "CRLF line ends"),
        (TEXT.replace("\n", "\r").encode(), "CR line ends"),
        (TEXT.replace("\n", "\r\n", 3).encode(), "mixed line ends"),
        (TEXT.replace("\n", "\r", 2).encode(), "mixed line ends"),
        (TEXT.replace("\n", "\r\n", 3).replace("둘", "둘\r").replace("\r 들", " 들").encode(), "mixed line ends"),
        ((BOM + TEXT.replace("\n", "\r\n")).encode(), "UTF-8 with a byte order mark and CRLF line ends"),
        (TEXT.replace("\n", "\r\n").encode("cp949"), "CP949 (EUC-KR) and CRLF line ends"),
        ((BOM + BOM + TEXT).encode(), "UTF-8 with a byte order mark and byte order marks within the text"),
        (TEXT.replace("title", BOM + "title").encode(), "byte order marks within the text"),
        (TEXT.replace("\n---", f"\n{BOM}---").encode(), "byte order marks within the text"),
        (TEXT.replace("배가", f"배{BOM}가").encode(), "byte order marks within the text"),
    ],
)
def test_a_file_is_read_as_its_editor_meant_it_and_says_how_it_was_saved(data: bytes, what: str) -> None:
    post = read(data)
    assert (post.title, [term.name for term in post.categories]) == ("해온항의 아침", ["사회"])
    assert post.body_html == "<p>배가 둘 들어왔다.</p>\n<p><strong>내일</strong> 또 온다.</p>"
    told = [(notice.line, notice.what) for notice in post.notices if notice.kind == "note"]
    assert told == ([(1, f"was converted from {what}")] if what else [])


def test_letters_taken_apart_are_put_together_everywhere() -> None:
    post = read(unicodedata.normalize("NFD", TEXT).encode())
    assert post.title == "해온항의 아침"
    assert post.permalink == "/사회/2026/03/02/harbour/"
    assert "배가 둘" in post.body_html
    assert unicodedata.is_normalized("NFC", post.body_html + post.text + post.lead)


def test_what_no_reader_sees_is_gone_from_names_and_the_joints_of_letters_stay() -> None:
    matter = "title: 해온\u200b항의\u2060 \u202e아침\u0007\ntags: ['해\u00ad온\u200b']"
    post = read(
        f"---\n{matter}\n---\nمی\u200cخواهم 👩\u200d🚒 \u2067عربي\u2069 가\u202e나\u0000다\u0008라\ufffe".replace(
            "\0", ""
        ).encode()
    )
    assert post.title == "해온항의 아침"
    assert post.tags[0].slug == "해온"
    assert post.text == "می\u200cخواهم 👩\u200d🚒 \u2067عربي\u2069 가나다라"


def test_an_emoji_written_in_halves_is_whole_and_a_lone_half_is_gone() -> None:
    assert fit("\ud83d\ude00가\ude00나\ud83d") == "😀가나"


def test_halves_saved_as_bytes_are_refused_with_their_line() -> None:
    with pytest.raises(PostError) as refused:
        read("---\ntitle: 가\n---\n글 \ud83d\n".encode("utf-8", "surrogatepass"))
    assert (refused.value.line, refused.value.remedy) == (4, "save the file as UTF-8")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), min_size=1, max_size=60), st.booleans())
def test_utf_16_is_the_same_text_with_a_mark_and_without(text: str, is_little: bool) -> None:
    source = f"---\ntitle: 가\n---\n{text}"
    encoding = "utf-16-le" if is_little else "utf-16-be"
    marked, unmarked = read((BOM + source).encode(encoding)), read(source.encode(encoding))
    assert (marked.body_html, marked.title) == (unmarked.body_html, unmarked.title)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_what_is_fit_stays_as_it_is(text: str) -> None:
    assert fit(fit(text)) == fit(text)
    fit(text).encode()
