"""The home page's order, with no editor at hand."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsdao.content.post import Picture, Post, Term
from newsdao.presenters.front_page import FrontPage, compose, shows_picture

MakePost = Callable[..., Post]
SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SOCIETY, POLITICS, SPORT = (Term("category", name, name) for name in ("사회", "정치", "스포츠"))
SECTIONS = (SOCIETY, POLITICS, SPORT)
OWN = Picture("/assets/river.jpg", "강", 1600, 900, "image/jpeg", 9000)


@pytest.fixture
def story(make_post: MakePost) -> MakePost:
    """story(3): the fourth newest, without deck or picture, of the sections in turn."""

    def make(number: int, **changes: object) -> Post:
        at = NOW - timedelta(minutes=20 * number)
        bare = {
            "permalink": f"/{number}/",
            "published_at": at,
            "updated_at": at,
            "categories": (SECTIONS[number % 3],),
            "picture": None,
            "excerpt": "",
            "feature_text": "",
            "title": f"소식 {number}",
        }
        return make_post(number, **(bare | changes))

    return make


def front(posts: Sequence[Post]) -> FrontPage:
    by_section = [(term, [one for one in posts if one.section == term]) for term in SECTIONS]
    return compose(posts, by_section, NOW, SEOUL)


def told(page: FrontPage) -> list[str]:
    """The titles that stand on top and in the river."""
    top = [one.title for one in (page.breaking, page.lead, *page.seconds) if one]
    return top + [one.title for group in page.stream for one in group.articles]


def test_a_site_without_a_story_has_no_lead_and_nothing_else() -> None:
    assert front([]) == FrontPage(None, None, [], [], [], is_few=True, most_read=[], is_current=False)


def test_the_only_story_leads_even_when_it_is_breaking(story: MakePost) -> None:
    page = front([story(0, is_breaking=True)])
    assert page.lead is not None and page.breaking is None
    assert (page.seconds, page.stream, page.sections) == ([], [], [])


def test_the_newest_story_with_a_deck_leads_and_a_picture_alone_does_not(story: MakePost) -> None:
    deck = "상류 댐이 초당 3,200톤을 방류하면서 해온대교 수위가 주의 단계를 넘었다고 시가 밝혔다."
    posts = [story(number) for number in range(30)]
    posts[1] = story(1, picture=OWN)
    posts[3] = story(3, feature_text=deck)
    posts[4] = story(4, feature_text=deck)
    assert front(posts).lead is posts[3]


def test_a_deck_of_long_ago_does_not_lead_over_what_is_new(story: MakePost) -> None:
    deck = "상류 댐이 초당 3,200톤을 방류하면서 해온대교 수위가 주의 단계를 넘었다고 시가 밝혔다."
    for days, leads in ((1, 2), (3, 0), (800, 0)):
        posts = [story(number) for number in range(4)]
        posts[2] = story(2, feature_text=deck, published_at=NOW - timedelta(days=days))
        posts[3] = story(3, published_at=NOW - timedelta(days=days + 1))
        assert front(posts).lead is posts[leads]


def test_a_story_of_another_section_does_not_stand_beside_the_lead_if_it_is_long_over(story: MakePost) -> None:
    posts = [story(number, categories=(SOCIETY,)) for number in range(3)]
    posts += [story(number, published_at=NOW - timedelta(days=90 + number)) for number in range(4, 9)]
    assert list(front(posts).seconds) == posts[1:3]


def test_no_story_stands_twice_on_top_or_in_the_river(story: MakePost) -> None:
    posts = [story(number, is_breaking=number == 2) for number in range(25)]
    page = front(posts)
    assert page.breaking is posts[2]
    assert sorted(told(page)) == sorted(set(told(page)))
    on_top = {one.title for one in (page.breaking, page.lead, *page.seconds) if one}
    assert not on_top & {one.title for section in page.sections for one in section.articles}


def test_breaking_news_holds_the_banner_for_half_a_day(story: MakePost) -> None:
    def banner(hours: float) -> Post | None:
        at = NOW - timedelta(hours=hours)
        return front([story(0), story(1, is_breaking=True, published_at=at)]).breaking  # type: ignore[return-value]

    assert banner(11.9) is not None
    assert banner(12.1) is None


def test_the_seconds_are_of_other_sections_than_the_lead(story: MakePost) -> None:
    page = front(
        [story(number, categories=(SOCIETY,) if number < 6 else (SECTIONS[number % 3],)) for number in range(30)]
    )
    assert page.lead is not None and page.lead.section == SOCIETY
    assert {one.section for one in page.seconds} == {POLITICS, SPORT}


def test_a_river_stands_beside_the_lead_only_when_it_is_long_enough_to_leave_no_hole(story: MakePost) -> None:
    few, many = front([story(number) for number in range(11)]), front([story(number) for number in range(12)])
    assert (few.is_wide, few.is_few, few.sections) == (False, True, [])
    assert (many.is_wide, many.is_few) == (True, False)
    assert [section.term for section in many.sections] == list(SECTIONS)
    pictured = front([story(number, picture=OWN if number == 0 else None) for number in range(12)])
    assert not pictured.is_wide, "a picture makes the lead taller than eleven headlines"


def test_a_section_of_one_story_is_no_part_of_the_page_but_a_line_below_those_that_are(story: MakePost) -> None:
    posts = [story(number, categories=(SOCIETY if number else POLITICS,)) for number in range(20)]
    page = compose(posts, [(POLITICS, posts[12:13]), (SOCIETY, posts[4:12])], NOW, SEOUL)
    assert [(one.term, one.is_main) for one in page.sections] == [(SOCIETY, True), (POLITICS, False)]
    assert page.mains == 1


def test_where_nothing_came_in_for_a_day_nothing_is_called_the_latest(story: MakePost) -> None:
    assert front([story(number) for number in range(12)]).is_current
    old = [story(number, published_at=NOW - timedelta(days=2, hours=number)) for number in range(12)]
    assert not front(old).is_current


def test_one_section_alone_would_only_repeat_the_river(story: MakePost) -> None:
    posts = [story(number, categories=(SOCIETY,)) for number in range(30)]
    page = front(posts)
    assert (page.sections, page.is_wide) == ([], False)
    assert len(told(page)) == 30


def test_seconds_show_large_pictures_only_when_both_have_one(story: MakePost) -> None:
    posts = [story(number, picture=OWN if number in {1, 2} else None) for number in range(30)]
    assert front(posts).has_pictures
    posts[2] = story(2)
    assert not front(posts).has_pictures


@pytest.mark.parametrize(
    "picture",
    [
        None,
        Picture("/assets/banner.jpg", "", 720, 405, "image/jpeg", 9000, is_shared=True),
        Picture("https://pictures.example.com/a.jpg", "", 1600, 900),
        Picture("//pictures.example.com/a.jpg", "", 1600, 900),
        Picture("/assets/missing.jpg"),
    ],
)
def test_a_shared_a_remote_and_an_unmeasured_picture_are_never_shown(story: MakePost, picture: Picture | None) -> None:
    assert not shows_picture(story(0, picture=picture))
    assert shows_picture(story(0, picture=OWN))
