"""Articles along time: now, today, yesterday, and by day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from newsdao.content.post import Post
from newsdao.presenters import stream

MakePost = Callable[..., Post]
SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 23, 0, 40, tzinfo=UTC)  # 09:40 in Seoul


def ago(make_post: MakePost, **since: float) -> Post:
    at = NOW - timedelta(**since)
    return make_post(0, permalink=f"/{at.isoformat()}/", published_at=at, updated_at=at)


def test_the_last_hour_is_now_then_come_today_yesterday_and_the_days(make_post: MakePost) -> None:
    posts = [
        ago(make_post, **since)
        for since in (
            {"minutes": 2},
            {"minutes": 59},
            {"minutes": 61},
            {"hours": 9},
            {"hours": 10},
            {"days": 3},
            {"days": 3.1},
        )
    ]
    groups = stream.grouped(posts, NOW, SEOUL)
    assert [(group.label, group.day, len(group.articles)) for group in groups] == [
        ("stream.now", date(2026, 11, 23), 2),
        ("stream.today", date(2026, 11, 23), 2),
        ("stream.yesterday", date(2026, 11, 22), 1),
        ("", date(2026, 11, 20), 2),
    ]


def test_a_story_of_today_without_a_time_is_not_now(make_post: MakePost) -> None:
    midnight = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    just_after = midnight + timedelta(minutes=5)
    post = make_post(0, published_at=midnight, updated_at=midnight, is_time_known=False)
    (group,) = stream.grouped([post], just_after, SEOUL)
    assert (group.label, group.is_timed) == ("stream.today", False)


def test_one_minute_before_midnight_is_yesterday_even_within_the_same_utc_day(make_post: MakePost) -> None:
    at = datetime(2026, 11, 22, 14, 59, tzinfo=UTC)
    (group,) = stream.grouped([make_post(0, published_at=at, updated_at=at)], NOW, SEOUL)
    assert (group.label, group.day) == ("stream.yesterday", date(2026, 11, 22))


def test_older_days_fold_into_one_group_that_dates_each_story(make_post: MakePost) -> None:
    posts = [ago(make_post, minutes=5), ago(make_post, days=2), ago(make_post, days=9), ago(make_post, days=400)]
    folded = stream.folded(stream.grouped(posts, NOW, SEOUL))
    assert [(group.label, group.is_dated, len(group.articles)) for group in folded] == [
        ("stream.now", False, 1),
        ("stream.earlier", True, 3),
    ]


@given(st.lists(st.floats(min_value=0, max_value=100_000), max_size=30))
def test_no_story_is_lost_or_moved_by_grouping_and_folding(hours: list[float]) -> None:
    times = sorted((NOW - timedelta(hours=one) for one in hours), reverse=True)
    posts = [_bare(at) for at in times]
    groups = stream.grouped(posts, NOW, SEOUL)
    assert [one for group in groups for one in group.articles] == posts
    assert [one for group in stream.folded(groups) for one in group.articles] == posts


def test_a_long_day_falls_into_parts_latest_first_and_untimed_stories_come_last(make_post: MakePost) -> None:
    def at(hour: int, *, is_time_known: bool = True) -> Post:
        moment = datetime(2026, 11, 20, hour, 0, tzinfo=SEOUL).astimezone(UTC)
        return make_post(0, published_at=moment, updated_at=moment, is_time_known=is_time_known)

    parts = stream.day_parts([at(23), at(18), at(12), at(6), at(5), at(0, is_time_known=False)], SEOUL)
    assert [(part.label, len(part.articles)) for part in parts] == [
        ("stream.evening", 2),
        ("stream.afternoon", 1),
        ("stream.morning", 1),
        ("stream.night", 1),
        ("stream.untimed", 1),
    ]


def test_a_day_without_any_time_needs_no_heading(make_post: MakePost) -> None:
    untimed = [make_post(number, is_time_known=False) for number in range(291)]
    (part,) = stream.day_parts(untimed, SEOUL)
    assert (part.label, part.is_timed, len(part.articles)) == ("", False, 291)


def _bare(at: datetime) -> Post:
    return Post(
        source_path="",
        permalink=f"/{at.isoformat()}/",
        feed_id="",
        sort_name="",
        title="첫눈",
        published_at=at,
        updated_at=at,
        is_time_known=True,
        lang="ko",
        body_html="",
    )
