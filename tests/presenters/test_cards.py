"""Which picture stands for a story, and when a card's address changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao import locales
from newsdao.content.cards import LEAST_PIXELS, RATIOS, crop
from newsdao.content.post import Picture, Post, Term
from newsdao.content.site import Site
from newsdao.presenters import cards

MakePost = Callable[..., Post]
OWN = Picture("/assets/river.jpg", "강", 1600, 900, "image/jpeg", 9)
SHARED = replace(OWN, is_shared=True)


@pytest.mark.parametrize(
    ("policy", "picture", "is_card"),
    [
        ("missing", OWN, False), ("missing", SHARED, False), ("missing", None, True),
        ("shared", OWN, False), ("shared", SHARED, True), ("shared", None, True),
        ("always", OWN, True), ("always", SHARED, True), ("always", None, True),
    ],
)  # fmt: skip
def test_the_site_says_which_stories_have_a_card(
    policy: str, picture: Picture | None, is_card: bool, make_post: MakePost, site: Site
) -> None:
    """seo-and-feeds, Decisions: `social_cards: missing | shared | always`."""
    site = replace(site, social_cards=policy)
    found = cards.article_picture(make_post(id=7, picture=picture), site)
    assert found is not None
    assert found.src.startswith("/og/7-") is is_card
    assert is_card or found == picture


def test_a_card_is_described_by_the_headline_it_shows(make_post: MakePost, site: Site) -> None:
    card = cards.article_picture(make_post(id=7, picture=None), site)
    assert card is not None
    assert (card.width, card.height, card.type, card.alt) == (1200, 630, "image/jpeg", make_post().title)


def test_a_card_shows_headline_section_day_and_wordmark(make_post: MakePost, site: Site) -> None:
    post = make_post(id=7, title="강이  넘쳤다 🔥", is_breaking=True)
    card = cards.card_of(post, site, locales.load("ko"))
    assert (card.title, card.section, card.day, card.name) == ("강이 넘쳤다", "사회", "2026년 11월 20일", "뉴스다오")
    assert card.breaking == "속보" and not card.is_rtl
    assert cards.card_of(replace(post, lang="fa"), site, locales.load("en")).is_rtl


_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["강이 넘쳤다", "강이 넘쳤다 🔥", "강이  넘쳤다", "비가 그쳤다", "강이 넘쳤다\ufe0f"]),
        "is_breaking": st.booleans(),
        "lang": st.sampled_from(["ko", "fa", "ja"]),
        "categories": st.sampled_from([(), (Term("category", "a", "사회"),), (Term("category", "b", "경제"),)]),
        "published_at": st.sampled_from([datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (1, 2, 15, 16)]),
        "excerpt": st.sampled_from(["가", "나"]),
        "tags": st.sampled_from([(), (Term("tag", "a", "강"),)]),
        "permalink": st.sampled_from(["/a/", "/b/"]),
    },
)
_SITES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["뉴스다오", "해온일보"]),
        "timezone": st.sampled_from([ZoneInfo("Asia/Seoul"), ZoneInfo("UTC")]),
        "description": st.sampled_from(["가", "나"]),
        "twitter": st.sampled_from(["a", "b"]),
    },
)


@given(st.tuples(_CHANGES, _SITES), st.tuples(_CHANGES, _SITES))
def test_the_address_changes_exactly_when_what_the_card_shows_does(
    make_post: MakePost, site: Site, one: tuple[dict, dict], other: tuple[dict, dict]
) -> None:
    """seo-and-feeds §2: KakaoTalk's cache is sticky, so a new image path per card version."""
    words = locales.load("ko")
    (first, at_first), (second, at_second) = (
        (make_post(id=7, picture=None, **post), replace(site, **of_site)) for post, of_site in (one, other)
    )
    is_same = cards.card_of(first, at_first, words) == cards.card_of(second, at_second, words)
    assert (cards.card_version(first, at_first) == cards.card_version(second, at_second)) is is_same
    is_same = cards.card_of_site(at_first) == cards.card_of_site(at_second)
    assert (cards.site_version(at_first) == cards.site_version(at_second)) is is_same


def test_a_crop_s_address_changes_with_the_file(make_post: MakePost, site: Site) -> None:
    addresses = {
        cards.shaped_pictures(make_post(id=7, picture=picture), site)["1x1"].src
        for picture in (OWN, replace(OWN, length=10), replace(OWN, src="/b.jpg"), replace(OWN, alt="다른 말"))
    }
    assert len(addresses) == 3, "the words beside it are not in it"


@given(st.integers(1, 9000), st.integers(1, 9000), st.sampled_from(list(RATIOS)))
def test_a_crop_lies_within_the_picture_has_its_shape_and_is_never_enlarged(
    width: int, height: int, shape: str
) -> None:
    found = crop(width, height, shape)
    if found is None:
        return
    across, down = RATIOS[shape]
    assert 0 <= found.left < found.right <= width and 0 <= found.top < found.bottom <= height
    assert found.width <= found.right - found.left and found.height <= found.bottom - found.top
    assert found.width * found.height >= LEAST_PIXELS
    assert abs(found.width / found.height - across / down) < 0.01


def test_a_site_with_a_picture_of_its_own_needs_no_card(site: Site) -> None:
    assert cards.site_picture(site) == site.social_picture
    drawn = cards.site_picture(replace(site, social_picture=None))
    assert drawn.src.startswith("/og/site-") and (drawn.width, drawn.height) == (1200, 630)
