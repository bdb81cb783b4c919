"""What is marked in titles and cuttings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content import search_query
from newsdao.presenters import highlights


def shown(text: str, query: str) -> str:
    """The text with its marks as [ ]."""
    return "".join(
        f"[{part}]" if is_marked else part for part, is_marked in highlights.marked(text, search_query.read(query))
    )


@pytest.mark.parametrize(
    ("query", "text", "wanted"),
    [
        ("푸틴", "푸틴은 대푸틴을", "[푸틴]은 대[푸틴]을"),
        ("푸틴은", "푸틴이 왔고 푸틴은 갔다", "[푸틴]이 왔고 [푸틴은] 갔다"),
        ("강", "해온강 강물 강", "해온강 [강]물 [강]"),
        ("covid", "COVID-19와 Covids, acovid", "[COVID]-19와 [Covid]s, acovid"),
        ("120mm", "최대 １２０㎜ 비", "최대 [１２０㎜] 비"),
        ("19", "19일 1987년 5.19", "[19]일 1987년 5.[19]"),
        ("1000억", "1,000억 원", "[1,000억] 원"),
        ('"소중한 친구"', "소중한 친구로서 소중한 적, 소중한친구", "[소중한 친구]로서 소중한 적, 소중한친구"),
        ("ㅍㅌ", "푸틴과 포토", "[푸틴]과 [포토]"),
        ("中", "美中 회담", "美[中] 회담"),
        ("academie", "Académie française", "[Académie] française"),
        ("없다", "있다", "있다"),
    ],
)
def test_the_words_of_a_question_are_marked_where_they_stand(query: str, text: str, wanted: str) -> None:
    assert shown(text, query) == wanted


def test_a_loosened_question_is_marked_across_spaces() -> None:
    (query,) = search_query.loosened(search_query.read("소중한친구"))
    assert [part.text for part in highlights.marked("소중한 친구로서", query) if part.is_marked] == ["소중한 친구"]


def test_a_cutting_begins_with_the_sentence_and_ends_with_a_whole_word() -> None:
    text = (
        "첫 문장은 길게 이어지며 아무 말이 없다. " * 8
        + "여기 해온강이 있다. "
        + "뒤에도 말이 이어지고 또 이어진다. " * 12
    )
    cut = "".join(part.text for part in highlights.cutting(text, search_query.read("해온강")))
    assert cut.startswith("여기 해온강이 있다.") and cut.endswith(" …") and len(cut) <= 160
    assert cut.removesuffix(" …") in " ".join(text.split())
    assert highlights.cutting(text, search_query.read("없는말")) == []


@given(text=st.text(max_size=300), query=st.text(max_size=20))
def test_no_text_is_changed_by_marking_it(text: str, query: str) -> None:
    read = search_query.read(query)
    assert "".join(part.text for part in highlights.marked(text, read)) == text
    highlights.cutting(text, read)
