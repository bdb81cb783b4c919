"""Names as parts of addresses and as keys to sort by."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.content.slugs import slugify, sort_name, term_slug, titleize


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("News", "news"),
        ("정치", "정치"),
        ("External sources", "external-sources"),
        ("정치/사회", "정치-사회"),
        ("R&D", "rd"),
        ("C#", "c-sharp"),
        ("C++", "c++"),
        ("#해시태그", "해시태그"),
        ("jekyllrb.com", "jekyllrb.com"),
        (unicodedata.normalize("NFD", "한강"), "한강"),
        ("  넓은  사이 ", "넓은-사이"),
        ('"/><VADER>', "vader"),
    ],
)
def test_a_term_has_an_address_that_reads_like_its_name(name: str, slug: str) -> None:
    assert term_slug(name) == slug


@pytest.mark.parametrize("name", ["", "???", ".", "..", "/", "<>"])
def test_a_name_of_nothing_fit_still_has_an_address(name: str) -> None:
    assert re.fullmatch("[0-9a-f]{8}", term_slug(name))


def test_long_names_that_begin_alike_have_addresses_of_their_own() -> None:
    one, other = term_slug("가" * 90), term_slug("가" * 91)
    assert one != other
    assert all(len(slug.encode()) <= 180 for slug in (one, other))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_term_slug_is_one_safe_part_of_a_path(name: str) -> None:
    slug = term_slug(name)
    assert 0 < len(slug.encode("utf-8")) <= 180
    assert slug == unicodedata.normalize("NFC", slug)
    assert slug.strip(".")
    assert not re.search(r"[\s/?#%\\<>\x00-\x1f]", slug)
    assert term_slug(slug) == slug or len(slug.encode()) > 170


@pytest.mark.parametrize(
    ("mode", "is_cased", "slug"),
    [
        ("default", False, "the-config-yml-file-2-나"),
        ("pretty", False, "the-_config.yml-file-2-나"),
        ("pretty", True, "The-_config.yml-file-2-나"),
        ("raw", False, "the-_config.yml-file-#2-나"),
        ("ascii", False, "the-config-yml-file-2"),
        ("none", False, "the _config.yml file #2 나"),
    ],
)
def test_slugify_has_jekylls_modes(mode: str, is_cased: bool, slug: str) -> None:
    assert slugify("The _config.yml file #2 나", mode, is_cased=is_cased) == slug  # type: ignore[arg-type]


def test_latin_slugs_lose_their_accents() -> None:
    assert slugify("Été à Düsseldorf", "latin") == "ete-a-dusseldorf"


@pytest.mark.parametrize(
    ("slug", "title"), [("foo-bar", "Foo Bar"), ("i-dont-like-zeroes", "I Dont Like Zeroes"), ("", "")]
)
def test_a_slug_makes_a_title(slug: str, title: str) -> None:
    assert titleize(slug) == title


def test_file_names_sort_as_people_count() -> None:
    names = ["2024-07-01-9", "2024-07-01-10", "2024-07-01-100", "2024-07-01-999", "2024-07-02-1", "2024-10-01-1"]
    assert sorted(set(names), key=lambda name: sort_name(name).encode()) == names


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.text(max_size=5).filter(lambda t: not re.search("[0-9]", t)))
def test_numbers_of_any_length_sort_by_value(one: int, other: int, before: str) -> None:
    keys = [sort_name(f"{before}-{number}").encode("utf-8", "surrogatepass") for number in (one, other)]
    assert (keys[0] < keys[1]) == (one < other)
