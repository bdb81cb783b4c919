"""What markup offers of a picture: never more than it has, and the same text around it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from newsdao.content import renditions as widths_of
from newsdao.content.post import Picture
from newsdao.presenters import renditions
from newsdao.presenters.urls import Urls

URLS = Urls("https://a.kr/blog")
HOME = Picture("/assets/강 1.jpg", "강", 1600, 900, "image/jpeg", 9, digest="0123456789abcdef", colour="#3b5566", id=7)


@given(width=st.integers(1, 9000), height=st.integers(1, 9000))
def test_no_picture_is_offered_wider_than_it_is(width: int, height: int) -> None:
    picture = Picture("/a.jpg", "", width, height, digest="0123456789abcdef", colour="#000000", id=1)
    found = widths_of.widths(picture)
    assert (found == ()) == (width * height > 40_000_000)
    if found:
        assert found == tuple(sorted(set(found))) and found[-1] == min(width, 1920)
        assert all(widths_of.height(picture, one) <= max(height, 1) for one in found)


def test_each_format_has_its_widths_and_the_page_knows_the_colour() -> None:
    shown = renditions.offered(HOME, URLS, "lead")
    (avif, srcset), (webp, _) = shown.sources
    assert (avif, webp) == ("image/avif", "image/webp")
    assert srcset.split(", ")[0] == "/blog/img/7-10123456789a-260.avif 260w"
    assert [one.split()[1] for one in srcset.split(", ")] == ["260w", "520w", "780w", "1120w", "1400w", "1600w"]
    assert shown.src == "/blog/img/7-10123456789a-780.jpg" and shown.colour == "#3b5566"


def test_a_small_picture_has_two_widths() -> None:
    assert renditions.offered(HOME, URLS, "river").sources[0][1].count("w,") == 1


def test_what_has_no_rendition_is_offered_as_it_is() -> None:
    film = Picture("/a b.gif", "", 80, 60, "image/gif", 9)
    assert renditions.offered(film, URLS, "hero") == renditions.Offered("/blog/a%20b.gif")


def test_a_box_that_cuts_a_picture_s_sides_asks_for_the_whole_of_its_width() -> None:
    assert "(min-width:700px) 171px,128px" in renditions.offered(HOME, URLS, "river").sizes
    upright = Picture("/a.jpg", "", 900, 1600, digest="0123456789abcdef", id=7)
    assert "(min-width:700px) 128px,96px" in renditions.offered(upright, URLS, "river").sizes


def test_a_text_s_own_pictures_are_offered_in_widths_and_all_else_stays_as_it_is() -> None:
    own = '<img alt="강 &amp; &lt;둑&gt;" src="/blog/assets/%EA%B0%95%201.jpg" width="1600" height="900">'
    html = f'<p>앞</p>{own}<pre>&lt;img src="/blog/a.jpg"&gt;</pre><img src="https://b.kr/a.jpg"><p>뒤</p>'
    assert renditions.srcs(html, URLS) == {HOME.src}
    shown = renditions.illustrated(html, {HOME.src: HOME}, URLS)
    picture = re.search(r"<picture>(.*?)</picture>", shown)
    assert picture is not None and shown == html.replace(own, picture[0])
    assert picture[1].count("<source type=") == 2 and 'src="/blog/img/7-10123456789a-780.jpg"' in picture[1]
    assert 'alt="강 &amp; &lt;둑&gt;" ' in picture[1] and 'width="1600" height="900"' in picture[1]


@given(st.text(alphabet='<>"= /imgsrcaltx&;', max_size=80))
def test_a_text_without_known_pictures_is_untouched(html: str) -> None:
    assert renditions.illustrated(html, {}, URLS) == html
    renditions.illustrated(html, {HOME.src: HOME}, URLS)
