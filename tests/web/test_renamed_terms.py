"""A category, tag or author that is renamed in the posts: its old page and feeds lead to the new one."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from newsroom import Newsroom

CONFIG = "title: 뉴스다오\nurl: https://news.example.kr\npermalink: /:year/:title/\n"


def save(room: Newsroom, tags: dict[str, str]) -> None:
    """Story → its tag, "" for none; stories that aren't named are taken away."""
    for file in room.folder.glob("_posts/*.md"):
        if file.stem[11:] not in tags:
            file.unlink()
    for slug, tag in tags.items():
        room.post(slug, more=f"tags: [{tag}]\n" if tag else "")


@pytest.mark.parametrize("kind", ["category", "tag", "author"])
def test_the_old_page_and_its_feeds_lead_to_the_new_name(newsroom: Newsroom, kind: str) -> None:
    key = {"category": "categories: [{}]\n", "tag": "tags: [{}]\n", "author": "author: {}\n"}[kind]
    newsroom.write("_config.yml", CONFIG)
    for name in ("홍슈", "홍수"):
        for number in range(3):
            text = f"---\ntitle: 소식\ndate: 2026-11-20 0{number}:00\n{key.format(name)}---\n본문.\n"
            newsroom.write(f"_posts/2026-11-20-{number}.md", text)
        newsroom.sync()
        assert newsroom.reader.get(f"/{kind}/{name}/").status_code == 200
    for path in ("", "rss.xml", "atom.xml", "feed.xml", "feed.json"):
        answer = newsroom.reader.get(f"/{kind}/홍슈/{path}?utm_source=x")
        assert answer.status_code == 301, path
        assert answer.headers["Location"].endswith(f"/{kind}/%ED%99%8D%EC%88%98/{path}"), path
        assert newsroom.reader.head(f"/{kind}/홍슈/{path}").status_code == 301
    folder = {"category": "categories", "tag": "tags", "author": "authors"}[kind]
    assert newsroom.reader.get(f"/{folder}/홍슈/").headers["Location"].endswith(f"/{kind}/%ED%99%8D%EC%88%98/")


def test_chains_are_folded_and_a_name_that_lives_again_leads_nowhere(newsroom: Newsroom) -> None:
    for tag in ("가", "나", "다"):
        save(newsroom, {"a": tag, "b": tag})
        newsroom.sync()
    for tag in ("가", "나"):
        assert newsroom.reader.get(f"/tag/{tag}/").headers["Location"].endswith("/tag/%EB%8B%A4/")
    save(newsroom, {"a": "다", "b": "가"})
    newsroom.sync()
    assert newsroom.reader.get("/tag/가/").status_code == 200
    save(newsroom, {"a": "가", "b": "가"})
    newsroom.sync()
    assert newsroom.reader.get("/tag/다/").headers["Location"].endswith("/tag/%EA%B0%80/")
    assert newsroom.reader.get("/tag/나/").headers["Location"].endswith("/tag/%EA%B0%80/")


def test_what_lived_again_and_ended_does_not_lead_where_it_once_led(newsroom: Newsroom) -> None:
    for tags in ({"a": "가"}, {"a": "나"}, {"a": "나", "b": "가"}, {"a": "나"}):
        save(newsroom, tags)
        newsroom.sync(prune=True)
    assert newsroom.reader.get("/tag/나/").status_code == 200
    assert newsroom.reader.get("/tag/가/").status_code == 404


def test_stories_that_go_their_own_ways_are_no_renaming(newsroom: Newsroom) -> None:
    save(newsroom, {"a": "가", "b": "가", "c": "가"})
    newsroom.sync()
    save(newsroom, {"a": "나", "b": "다", "c": ""})
    newsroom.sync()
    assert newsroom.reader.get("/tag/가/").status_code == 404


def test_a_term_whose_stories_were_withdrawn_is_not_renamed_by_the_last_of_them(newsroom: Newsroom) -> None:
    save(newsroom, {"a": "가", "b": "가", "c": "가"})
    newsroom.sync()
    save(newsroom, {"a": "나"})
    newsroom.sync(prune=True)
    assert newsroom.reader.get("/tag/가/").status_code == 404
    assert "a/" in newsroom.get("/tag/나/")


def test_kept_pages_of_both_workers_know_at_once(open_newsroom) -> None:  # type: ignore[no-untyped-def]
    """Two processes share an instance: what one syncs the other answers."""
    from newsdao import create_app

    room: Newsroom = open_newsroom(config=CONFIG)
    save(room, {"a": "가", "b": "가"})
    room.sync()
    other = Newsroom(room.folder, create_app(room.app.extensions["newsdao"].settings))
    for reader in (room.reader, other.reader):
        assert reader.get("/tag/가/").status_code == 200
        assert reader.get("/tag/나/").status_code == reader.get("/tag/나/rss.xml").status_code == 404
    save(room, {"a": "나", "b": "나"})
    room.sync()
    for reader in (room.reader, other.reader):
        assert reader.get("/tag/가/").status_code == reader.get("/tag/가/rss.xml").status_code == 301
        assert reader.get("/tag/나/").status_code == reader.get("/tag/나/rss.xml").status_code == 200


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "가", "나", "다"])), min_size=2, max_size=5)
)
@example([{"a": "가"}, {"a": "나"}, {"a": "가"}, {"a": "나"}])
def test_after_any_renames_every_name_is_a_page_one_step_from_one_or_nowhere(  # type: ignore[no-untyped-def]
    open_newsroom, states: list[dict[str, str]]
) -> None:
    room: Newsroom = open_newsroom(config=CONFIG)
    room.post("늘")
    for state in [*states]:
        save(room, state | {"늘": ""})
        room.sync(prune=True)
        for tag in ("가", "나", "다"):
            answer = room.reader.get(f"/tag/{tag}/")
            if tag in state.values():
                assert answer.status_code == 200
            elif answer.status_code == 301:
                assert room.reader.get(answer.headers["Location"]).status_code == 200
            else:
                assert answer.status_code == 404
