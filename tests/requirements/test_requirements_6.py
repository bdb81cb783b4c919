"""The head, weight, headers and access: docs/requirements.md, 6 and 7."""

import gzip
import re
import unicodedata
from itertools import pairwise
from urllib.parse import quote, unquote

import pytest
from newsroom import Newsroom
from on_a_page import NOW, ORIGIN, RIVER, read

PLACES = ["/", RIVER, "/문화/2026/11/22/snow/", "/category/사회/", "/latest/", "/archive/", "/feeds/"]


@pytest.mark.parametrize("place", PLACES)
def test_6_01_the_head_begins_with_what_a_browser_needs_first(air: Newsroom, place: str) -> None:
    text = air.get(place)
    assert text.index("<meta charset") < 1024
    order = ["<meta charset", 'name="viewport"', "<title>", 'rel="stylesheet"', 'property="og:', 'rel="manifest"']
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    page = read(text)
    assert page.tree.get("lang") == "ko" and len(page.tree.xpath("//h1")) == 1
    levels = [int(one.tag[1]) for one in page.tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not page.tree.xpath("//link[@hreflang]")


def test_6_01_hangul_in_the_data_is_not_escaped_to_twice_its_size(air: Newsroom) -> None:
    assert "\\u" not in re.sub(r"\\u00(3c|3e|26)", "", air.get(RIVER).split("ld+json")[1].split("</script>")[0])


@pytest.mark.parametrize("place", PLACES)
def test_6_02_a_page_is_light_and_asks_nobody_else(air: Newsroom, place: str) -> None:
    answer = air.reader.get(place)
    assert len(gzip.compress(answer.data)) <= 30_000
    page = read(answer.get_data(as_text=True))
    loaded = page.tree.xpath("//img/@src | //script/@src | //link[@rel='stylesheet']/@href | //iframe/@src")
    assert not [one for one in loaded if one.startswith(("http:", "https:", "//"))]
    scripts = [air.reader.get(one).data for one in page.tree.xpath("//script/@src")]
    assert len(gzip.compress(b"".join(scripts))) <= 10_000
    assert len(gzip.compress(air.reader.get("/static/css/site.css").data)) <= 15_000


def test_6_02_the_first_picture_is_not_lazy_and_every_picture_has_its_room(air: Newsroom) -> None:
    for place in ["/", RIVER]:
        pictures = read(air.get(place)).tree.xpath("//main//img")
        assert pictures and pictures[0].get("loading") != "lazy"
        assert all(one.get("loading") == "lazy" for one in pictures[1:])
        assert all(int(one.get("width")) and int(one.get("height")) for one in pictures)


@pytest.mark.parametrize("place", ["/", RIVER, "/rss.xml", "/sitemap.xml", "/robots.txt", "/nothing/"])
def test_6_03_every_answer_is_guarded_and_no_robot_is_kept_from_feeds_and_pictures(open_newsroom, place: str) -> None:
    room = open_newsroom(config="title: 뉴스다오\npermalink: pretty\n", site_url=ORIGIN)
    room.post("river")
    room.sync(NOW)
    headers = room.reader.get(place, base_url=ORIGIN).headers
    policy = headers["Content-Security-Policy"]
    assert all(part in policy for part in ("default-src 'none'", "object-src 'none'", "frame-ancestors 'none'"))
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Strict-Transport-Security"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin" and headers["Permissions-Policy"]
    assert "Cross-Origin-Resource-Policy" not in headers and "Set-Cookie" not in headers
    assert "no-store" not in headers.get("Cache-Control", "")


def test_6_04_a_reader_without_a_mouse_comes_first_to_the_text_and_every_picture_has_words(air: Newsroom) -> None:
    page = read(air.get(RIVER))
    assert page.tree.xpath("//body//a")[0].get("href") == "#main" and page.tree.xpath("//main[@id='main']")
    assert all(one.get("alt") is not None for one in page.tree.xpath("//img"))


def test_7_01_korean_is_broken_between_words_and_an_endless_address_anywhere(air: Newsroom) -> None:
    style = air.get("/static/css/site.css")
    for rule in ("word-break: keep-all", "overflow-wrap: anywhere", "line-break: strict", "text-wrap: balance"):
        assert rule in style, rule
    assert "text-align: justify" not in style and "@font-face" not in style


def test_7_02_hangul_in_an_address_is_composed_and_encoded_wherever_a_machine_reads_it(air: Newsroom) -> None:
    encoded = f"{ORIGIN}{quote(RIVER)}"
    page = read(air.get(RIVER))
    assert page.link("canonical") == page.meta("og:url") == encoded
    for place in ["/sitemaps/2026-11-1.xml", "/rss.xml", "/atom.xml", "/feed.json"]:
        assert encoded in air.get(place), place
    moved = air.reader.get(quote(unicodedata.normalize("NFD", RIVER)))
    assert moved.status_code == 301 and unquote(moved.location) == RIVER


@pytest.mark.parametrize("typed", ["해온", "해온강은", "ㅎㅇㄱ", "ＨＡＥＯＮ", unicodedata.normalize("NFD", "해온강")])
def test_7_03_search_finds_a_word_however_it_is_written(air: Newsroom, typed: str) -> None:
    air.post("latin", "해온강에 온 Haeon 호")
    air.sync(NOW)
    assert "/latin/" in air.get(f"/search?q={quote(typed)}")
