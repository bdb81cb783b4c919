"""All tags by their first letter."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.presenters.tag_index import KEYS, index, initial, letter


@dataclass(frozen=True)
class Tag:
    name: str
    count: int = 1

    @property
    def slug(self) -> str:
        return self.name.lower()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("가람", "ㄱ"), ("까치", "ㄱ"), ("나루", "ㄴ"), ("땅값", "ㄷ"), ("빵", "ㅂ"), ("쌀", "ㅅ"), ("쪽방", "ㅈ"),
        ("해온강", "ㅎ"), ("힣", "ㅎ"), ("ㄲ", "ㄱ"), ("ㅋㅋ", "ㅋ"), ("NATO", "n"), ("éclair", "e"), ("ＡＩ", "a"),
        ("5G", "0-9"), ("٣", "0-9"), ("#4차산업", "0-9"), ("'北'", "han"), ("中國", "han"),
        ("قطار", "etc"), ("Ж", "etc"),
        ("…", "etc"), ("", "etc"),
    ],
)  # fmt: skip
def test_a_name_stands_under_its_first_letter(name: str, key: str) -> None:
    assert initial(name) == key


@given(st.lists(st.text(max_size=8), max_size=40, unique_by=str.lower))
def test_every_tag_stands_once_under_a_letter_that_has_an_address(names: list[str]) -> None:
    found = index([Tag(name) for name in names], hangul_first=True)
    assert sorted(tag.name for one in found for tag in one.tags) == sorted(names)
    assert all(one.key in KEYS and one.is_whole for one in found)


def test_hangul_comes_first_where_the_site_is_korean() -> None:
    tags = [Tag("zebra"), Tag("하늘"), Tag("7월"), Tag("apple"), Tag("강"), Tag("北")]
    assert [one.key for one in index(tags, hangul_first=True)] == ["ㄱ", "ㅎ", "a", "z", "0-9", "han"]
    assert [one.key for one in index(tags, hangul_first=False)] == ["a", "z", "ㄱ", "ㅎ", "0-9", "han"]


def test_ten_thousand_tags_make_a_small_page_and_each_letter_one_of_its_own() -> None:
    tags = [Tag(f"{chr(0xAC00 + number)}{number}", number) for number in range(10_000)]
    found = index(tags, hangul_first=True)
    assert sum(len(one.tags) for one in found) <= 19 * 24
    assert sum(one.count for one in found) == 10_000
    first = letter(tags, "ㄱ")
    assert first is not None and first.is_whole and len(first.tags) == first.count > 1000
    shown = found[0].tags
    assert min(tag.count for tag in shown) > max(tag.count for tag in first.tags if tag not in shown)
    assert letter(tags, "z") is None
