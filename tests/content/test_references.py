"""What a sanitised body links to, and where on the site that would be."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content import references
from newsdao.content.sanitize import clean


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/사회/강/", "/사회/강/"),
        ("/%EC%82%AC%ED%9A%8C/a%20b/?page=2#다리", "/사회/a b/"),
        ("next/", "/사회/2026/river/next/"),
        ("../dam/", "/사회/2026/dam/"),
        ("/../../etc/", "/etc/"),
        ("www.example.kr", "/사회/2026/river/www.example.kr"),
        ("?page=2", "/사회/2026/river/"),
        ("/가", "/가"),
    ],
)
def test_an_address_of_this_site_is_a_path_whatever_its_form(address: str, path: str) -> None:
    assert references.path_on_site(address, "/사회/2026/river/", "") == path


@pytest.mark.parametrize(
    "address", ["", "#top", "https://example.kr/a", "//example.kr/a", "mailto:a@example.kr", "http://[", "tel:1"]
)
def test_what_leads_elsewhere_or_nowhere_further_is_no_path_of_this_site(address: str) -> None:
    assert references.path_on_site(address, "/river/", "") is None


def test_below_a_base_path_only_what_lies_below_it_is_the_sites() -> None:
    assert references.path_on_site("/blog/강/", "/river/", "/blog") == "/강/"
    assert references.path_on_site("/blog", "/river/", "/blog") == "/"
    assert references.path_on_site("dam/", "/river/", "/blog") == "/river/dam/"
    assert references.path_on_site("/blogs/강/", "/river/", "/blog") is None
    assert references.path_on_site("/강/", "/river/", "/blog") is None


def test_links_are_those_of_the_markup_and_not_what_a_text_says_of_markup() -> None:
    html = clean(
        '<p>글에 &lt;a href="/no/"> 또는 href="/no/"</p><a title="a > b" href="/a/?x=1&amp;y=2">가</a><a id="b">나</a>'
    )
    assert list(references.links(html)) == ["/a/?x=1&y=2"]


def test_pictures_elsewhere_are_counted_by_host_and_own_ones_are_not() -> None:
    html = (
        '<a class="picture-link" href="https://img.example.org/a.jpg" rel="noopener">강</a>'
        '<img src="https://cdn.example.com/b.png" alt=""><img src="/assets/c.png" alt="">'
        '<a class="button" href="https://example.net/">보기</a>'
    )
    assert sorted(references.remote_picture_hosts(html)) == ["cdn.example.com", "img.example.org"]


@given(st.text(), st.text())
def test_any_text_has_links_that_can_be_asked_for_or_none(html: str, address: str) -> None:
    for link in [*references.links(f'<a href="{html}">'), *references.links(html), address]:
        path = references.path_on_site(link, "/river/", "")
        assert path is None or path.startswith("/")
    assert all(references.remote_picture_hosts(f'<img src="{html}"><a class="picture-link" href="{html}">'))


@pytest.mark.parametrize("piece", ["<a ", '<a x="', "<a a a", '<a a="b" ', "<img "])
def test_a_hostile_body_is_read_in_time(piece: str) -> None:
    began = time.monotonic()
    body = piece * (400_000 // len(piece))
    assert list(references.links(body)) + list(references.remote_picture_hosts(body)) == []
    assert time.monotonic() - began < 20
