"""A story that moves leaves a 301, one that is withdrawn is gone everywhere, for every worker at once."""

import json

import pytest
from newsroom import Newsroom

from newsdao import create_app

OLD = "/사회/2026/11/20/river/"
CONFIG = "title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\nsections: [사회, 정치]\n"
FEEDS = ["/rss.xml", "/atom.xml", "/feed.xml", "/feed.json", "/category/사회/rss.xml", "/tag/강/feed.json"]
ELSEWHERE = [*FEEDS, "/", "/latest/", "/category/사회/", "/tag/강/", "/archive/2026/11/20/",
             "/sitemaps/2026-11-1.xml"]  # fmt: skip


@pytest.fixture
def rooms(open_newsroom) -> tuple[Newsroom, Newsroom]:  # type: ignore[no-untyped-def]
    """Two processes of one instance, each with its own cache."""
    room: Newsroom = open_newsroom(config=CONFIG)
    for slug in ("river", "snow"):
        room.post(slug, more="tags: [강]\n", date='"2026-11-20 09:00:00 +0900"')
    room.sync()
    return room, Newsroom(room.folder, create_app(room.app.extensions["newsdao"].settings))


def ids(room: Newsroom) -> set[str]:
    return {item["id"] for item in json.loads(room.get("/feed.json"))["items"]}


@pytest.mark.parametrize(
    ("change", "new"),
    [
        ({"category": "정치"}, "/정치/2026/11/20/river/"),
        ({"more": "slug: flood\n"}, "/사회/2026/11/20/flood/"),
        ({"more": "permalink: /강/\n"}, "/강/"),
    ],
)
def test_a_story_that_moves_leads_on_from_where_it_stood(
    rooms: tuple[Newsroom, Newsroom], change: dict[str, str], new: str
) -> None:
    """seo-and-feeds, decisions M: an old URL never dies: a moved article leaves a 301."""
    room, other = rooms
    known = ids(room)
    assert other.reader.get(OLD).status_code == 200
    room.post("river", **change)
    room.sync()
    for one in rooms:
        for ask in (one.reader.get, one.reader.head):
            answer = ask(f"{OLD}?utm_source=x&before=3")
            assert answer.status_code == 301
            location = answer.headers["Location"]
            assert "?" not in location, "a query string names no page"
        landed = one.reader.get(location)
        assert landed.status_code == 200 and landed.request.path == new
        assert f'<link rel="canonical" href="https://news.example.kr{location}">' in landed.get_data(as_text=True)
    assert ids(room) == known, "subscribers see nothing twice"


def test_a_withdrawn_story_is_gone_everywhere_at_once(rooms: tuple[Newsroom, Newsroom]) -> None:
    """seo-and-feeds §4 M: 404/301 too; withdrawn is 410 in page, lists, feeds and sitemaps."""
    room, _ = rooms
    room.post("river", "강물이 분다", more="tags: [강]\nredirect_from: /old/\n", body="비밀의 문장이다.")
    room.sync()
    for one in rooms:
        for path in ELSEWHERE:
            assert "/river/" in one.get(path), path
    (room.folder / "_posts/2026-11-20-river.md").unlink()
    room.sync(prune=True)
    for one in rooms:
        for ask in (one.reader.get, one.reader.head):
            assert ask(f"{OLD}?x=1").status_code == 410
        for former in ("/old/", "/old", "/old/index.html", OLD.rstrip("/"), f"{OLD}index.html"):
            assert one.reader.get(former).status_code == 410, former
        for path in ELSEWHERE:
            text = one.get(path)
            assert "비밀의 문장" not in text and "강물이 분다" not in text, path
            # A feed may name what it takes back.
            assert path in FEEDS or "/river/" not in text, path
    room.post("river", more="tags: [강]\n")
    room.sync()
    for one in rooms:
        assert one.reader.get(OLD).status_code == 200


def test_where_a_withdrawn_story_once_stood_is_gone_too_until_another_stands_there(
    rooms: tuple[Newsroom, Newsroom],
) -> None:
    """seo-and-feeds §4 M: 404/301 too: a search engine knows a story that moved by either address."""
    room, _ = rooms
    room.post("river", category="정치")
    room.sync()
    (room.folder / "_posts/2026-11-20-river.md").unlink()
    room.sync(prune=True)
    for one in rooms:
        for path in (OLD, "/정치/2026/11/20/river/"):
            assert one.reader.get(path).status_code == 410, path
    room.post("snow", more=f"redirect_from: {OLD}\n")
    room.sync()
    for one in rooms:
        assert one.reader.get(OLD).status_code == 301
