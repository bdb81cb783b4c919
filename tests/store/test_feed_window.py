"""What a feed holds: a window by time and by count."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from newsdao.content.post import Post
from newsdao.extensions import db
from newsdao.store import windows
from newsdao.store.writes import Reading, Writer, begin

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DAY = timedelta(hours=24)
RUNS = st.lists(st.tuples(st.sampled_from([1, 20, 49, 51, 120, 320]), st.sampled_from([0, 1, 4, 29, 90])), max_size=3)


@settings(
    max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(runs=RUNS)
@example(runs=[(291, 4)])
@example(runs=[(320, 1)])
@example(runs=[(50, 29), (1, 0)])
@example(runs=[(49, 29), (120, 0)])
def test_a_burst_is_never_cut_in_the_middle(open_newsroom, runs: list[tuple[int, int]]) -> None:
    """seo-and-feeds, Decisions: the newest 50, then the rest of the last 24 hours, up to 300 in all."""
    room = open_newsroom()
    at, moments = NOW, []
    for count, minutes in runs:
        for _ in range(count):
            moments.append(at)
            at -= timedelta(minutes=minutes)
    with room.app.app_context():
        session = db.session()
        begin(session)
        writer = Writer(session, ZoneInfo("Asia/Seoul"), NOW)
        for number, moment in enumerate(moments):
            post = Post(
                source_path=f"{number}.md", permalink=f"/{number}/", feed_id=f"/{number}", sort_name=f"{9999 - number}",
                title="글", published_at=moment, updated_at=moment, is_time_known=True, lang="ko", body_html="",
            )  # fmt: skip
            writer.insert(Reading(post, b"", str(number), str(number), 1))
        writer.finish()
        session.commit()
        found = [one.permalink for one in windows.feed_window(session, NOW, None)]
    lately = sum(moment > NOW - DAY for moment in moments)
    expected = min(max(50, lately), 300, len(moments))
    assert found == [f"/{number}/" for number in range(expected)]
