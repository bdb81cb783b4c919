"""Where a worker keeps its pages: within bounds, and the most read stay."""

from hypothesis import given
from hypothesis import strategies as st
from newsroom import Newsroom

from newsdao.extensions import cache
from newsdao.web.kept_pages import KeptPages


def test_the_page_that_everybody_reads_stays_however_many_others_are_asked_for() -> None:
    kept = KeptPages(most_pages=20)
    kept.set("home", b"home")
    for number in range(200):
        kept.set(f"old {number}", b"x")
        assert kept.get("home") == b"home", number
    assert kept.get("old 199") == b"x" and kept.get("old 0") is None


@given(st.lists(st.tuples(st.sampled_from(["set", "get", "delete", "clear"]), st.integers(0, 5), st.integers(0, 3000))))
def test_no_more_bytes_are_kept_than_there_is_room_for(steps: list[tuple[str, int, int]]) -> None:
    kept = KeptPages(most_bytes=4000)
    for what, key, size in steps:
        match what:
            case "set":
                kept.set(str(key), b"x" * size)
            case "get":
                kept.get(str(key))
            case "delete":
                kept.delete(str(key))
            case "clear":
                kept.clear()
        assert kept.bytes == sum(len(one) for _, one in kept._cache.values()) <= 4000


def test_what_is_larger_than_all_the_room_is_served_and_not_kept() -> None:
    kept = KeptPages(most_bytes=1000)
    kept.set("small", b"x")
    kept.set("large", b"x" * 2000)
    assert kept.get("large") is None and kept.bytes == 0


def test_pages_are_kept_there(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    with newsroom.app.app_context():
        cache.clear()
        newsroom.get("/")
        assert isinstance(cache.cache, KeptPages) and cache.cache.bytes > 1000
