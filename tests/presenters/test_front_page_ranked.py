"""The home page with an editor at hand, and stories that ask for a place themselves."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsdao.content.front_order import Choice
from newsdao.content.post import Post, Term
from newsdao.presenters.front_page import FrontPage, Wishes, compose

MakePost = Callable[..., Post]
SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECTIONS = tuple(Term("category", name, name) for name in ("사회", "정치", "스포츠"))


@pytest.fixture
def story(make_post: MakePost) -> MakePost:
    def make(number: int, hours: float | None = None, **changes: object) -> Post:
        at = NOW - (timedelta(minutes=20 * number) if hours is None else timedelta(hours=hours))
        bare = {
            "permalink": f"/{number}/", "published_at": at, "updated_at": at, "categories": (SECTIONS[number % 3],),
            "picture": None, "excerpt": "", "feature_text": "", "title": f"소식 {number}",
        }  # fmt: skip
        return make_post(number, **(bare | changes))

    return make


def front(posts: Sequence[Post], **wishes: object) -> FrontPage:
    by_section = [(term, [one for one in posts if one.section == term]) for term in SECTIONS]
    asked = {
        "ranked": [one for one in posts if one.rank], "breaking": [one for one in posts if one.is_breaking], **wishes
    }  # fmt: skip
    return compose(posts, by_section, NOW, SEOUL, Wishes(**asked))  # type: ignore[arg-type]


def top(page: FrontPage) -> list[str]:
    return [one.title.removeprefix("소식 ") if one else "-" for one in (page.breaking, page.lead, *page.seconds)]


def test_the_editor_s_choices_stand_where_they_were_put_however_old_they_are(story: MakePost) -> None:
    posts = [story(number) for number in range(30)]
    old = story(900, hours=24 * 400)
    chosen = [Choice("lead", old), Choice("second", posts[7]), Choice("second", posts[3]), Choice("banner", posts[9])]
    page = front(posts, chosen=chosen)
    assert top(page) == ["9", "900", "7", "3"]
    assert not {"9", "7", "3"} & {one.title.removeprefix("소식 ") for group in page.stream for one in group.articles}


def test_a_choice_that_cannot_be_shown_or_is_over_leaves_its_place_to_what_is_found(story: MakePost) -> None:
    posts = [story(number) for number in range(30)]
    gone = [Choice("lead", None), Choice("second", posts[5], NOW - timedelta(minutes=1))]
    assert top(front(posts, chosen=gone)) == top(front(posts))
    page = front(posts, chosen=[Choice("lead", posts[5], NOW + timedelta(hours=1))])
    assert page.lead is posts[5]
    assert page.until == NOW + timedelta(hours=1)


def test_one_chosen_second_gets_a_companion_of_another_section(story: MakePost) -> None:
    posts = [story(number) for number in range(30)]
    page = front(posts, chosen=[Choice("lead", posts[0]), Choice("second", posts[4])])
    assert page.seconds[0] is posts[4] and len(page.seconds) == 2
    assert page.seconds[1].section not in {posts[0].section, posts[4].section}


def test_ranks_of_stories_put_them_on_top_newest_of_a_rank_first(story: MakePost) -> None:
    posts = [story(number, rank={6: 1, 9: 1, 4: 3, 12: 2}.get(number, 0)) for number in range(30)]
    assert top(front(posts))[1:] == ["6", "9", "12"]


def test_the_editor_s_file_goes_before_a_story_s_own_rank(story: MakePost) -> None:
    posts = [story(number, rank={6: 1}.get(number, 0)) for number in range(30)]
    assert top(front(posts, chosen=[Choice("lead", posts[8])]))[1:3] == ["8", "6"]


@pytest.mark.parametrize(
    ("hours", "changed", "leads"),
    [(47, 47, True), (49, 49, False), (60, 5, True), (24 * 8, 1, False), (24 * 365 * 7, 1, False)],
)
def test_a_rank_holds_two_days_after_the_last_change_and_a_week_at_most(
    story: MakePost, hours: float, changed: float, leads: bool
) -> None:
    pinned = story(500, hours=hours, rank=1, updated_at=NOW - timedelta(hours=changed))
    posts = [story(number) for number in range(30)]
    page = front(posts, ranked=[pinned])
    assert (page.lead is pinned) == leads


def test_breaking_news_holds_the_banner_as_long_as_it_says(story: MakePost) -> None:
    posts = [story(number) for number in range(30)]
    evacuation = story(700, hours=30, is_breaking=True, breaking_until=NOW + timedelta(hours=2))
    assert front([*posts, evacuation], breaking=[evacuation]).breaking is evacuation
    short = story(1, is_breaking=True, breaking_until=NOW - timedelta(minutes=1))
    assert front([posts[0], short, *posts[2:]]).breaking is None


def test_of_several_breaking_stories_the_newest_has_the_banner_and_the_rest_stay_in_the_river(story: MakePost) -> None:
    posts = [story(number, is_breaking=number in {8, 5, 20}) for number in range(30)]
    page = front(posts)
    assert page.breaking is posts[5]
    told = [one for group in page.stream for one in group.articles]
    assert posts[8] in told and posts[20] in told


def test_a_breaking_story_that_leads_needs_no_banner_too(story: MakePost) -> None:
    posts = [story(number, is_breaking=number in {5, 8}) for number in range(30)]
    page = front(posts, chosen=[Choice("lead", posts[5])])
    assert top(page)[:2] == ["8", "5"]
    assert front(posts, chosen=[Choice("lead", posts[5]), Choice("second", posts[8])]).breaking is None


def test_the_editor_may_keep_the_banner_empty_or_put_any_story_there(story: MakePost) -> None:
    posts = [story(number, is_breaking=number == 5) for number in range(30)]
    assert front(posts, chosen=[Choice("banner", None, None, is_empty=True)]).breaking is None
    assert front(posts, chosen=[Choice("banner", None)]).breaking is posts[5], "its story was withdrawn"
    assert front(posts, chosen=[Choice("banner", posts[11])]).breaking is posts[11]


def test_most_read_is_shown_only_when_enough_was_read_to_mean_something(story: MakePost) -> None:
    posts = [story(number) for number in range(30)]
    assert front(posts, read=[(one, 90) for one in posts[:4]]).most_read == []
    assert front(posts, read=[(one, 4) for one in posts[:9]]).most_read == []
    read = [(one, 50 - number) for number, one in enumerate(posts[:15])]
    assert front(posts, read=read).most_read == posts[:10]
    few = [(one, 9 - number) for number, one in enumerate(posts[:9])]
    assert front(posts, read=few).most_read == posts[:5]


def test_a_wire_has_its_river_over_the_whole_width(story: MakePost) -> None:
    wire = [story(number, hours=number * 0.1) for number in range(40)]
    page = front(wire)
    assert (page.is_busy, page.is_wide) == (True, False)
    assert sum(len(group.articles) for group in page.stream) == 37
    assert not front([story(number, hours=number) for number in range(40)]).is_busy
