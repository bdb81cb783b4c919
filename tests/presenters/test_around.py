"""What stands below an article."""

from dataclasses import dataclass

from newsdao.presenters.around import around


@dataclass(frozen=True)
class Story:
    permalink: str


STORIES = [Story(f"/{number}/") for number in range(11)]


def test_no_story_stands_twice_and_five_more_remain_when_all_others_are_among_them() -> None:
    shown = around(STORIES[:4], STORIES[4], STORIES[5], STORIES)
    assert (shown.previous, shown.next) == (STORIES[4], STORIES[5])
    assert list(shown.more) == STORIES[6:11]


def test_a_neighbour_that_is_related_stands_as_related() -> None:
    shown = around(STORIES[:2], STORIES[1], STORIES[5], STORIES[:6])
    assert (shown.previous, shown.next) == (None, STORIES[5])
    assert list(shown.more) == STORIES[2:5]


def test_a_lone_story_has_nothing_around_it() -> None:
    shown = around((), None, None, ())
    assert (shown.related, shown.previous, shown.next, list(shown.more)) == ((), None, None, [])
