"""The page cache: never an old page, never somebody else's."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsroom import Newsroom
from sqlalchemy import event

from newsdao.extensions import cache, db

SEOUL = ZoneInfo("Asia/Seoul")


class Queries:
    """Counts the statements of one application's engine."""

    def __init__(self, room: Newsroom) -> None:
        self.count = 0
        with room.app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._on_execute)

    def _on_execute(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self.count += not statement.startswith("BEGIN")


PAGES = [
    "/", "/latest/", "/category/사회/", "/tag/강/", "/author/김나루/", "/archive/", "/archive/2026/11/20/", "/feeds/",
    "/archive/2026/", "/archive/2026/11/", "/tags/",
    "/사회/2026/11/20/river/", "/sitemap.xml",
    "/sitemaps/2026-11-1.xml", "/sitemaps/pages.xml", "/news-sitemap.xml", "/live.json", "/nowhere/",
]  # fmt: skip
FRONTS = ["/", "/category/사회/", "/tag/강/", "/author/김나루/"]
FEEDS = [
    "/rss.xml", "/category/사회/atom.xml", "/feed.json", "/rss/full.xml", "/feeds.opml", "/feeds/2026-11-20-1/rss.xml",
    "/category/사회/feeds/2026-11-20-1/feed.json",
]  # fmt: skip


def fill(room: Newsroom) -> None:
    # A given order of sections: else a move that changes it would make every page new by itself.
    room.write(
        "_config.yml",
        "title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\nsections: [사회, 정치, 경제]\n",
    )
    for number in range(40):
        room.post(f"s{number}", title=f"해온시 소식 {number}", category=["사회", "정치", "경제"][number % 3])
    room.post("river", more="tags: [강]\nauthor: 김나루\n")
    room.sync()


def test_no_page_asks_more_than_four_queries_a_front_or_a_story_five_and_no_feed_more_than_six(
    newsroom: Newsroom,
) -> None:
    fill(newsroom)
    queries = Queries(newsroom)
    for path in [*PAGES, *FEEDS]:
        newsroom.app.extensions["newsdao"].frame = None  # a process that has just started
        queries.count = 0
        newsroom.reader.get(path)
        # A feed also asks what was withdrawn, and where its archive begins; home what the editor, the authors and the
        # readers put on top; a term's page what goes with the term; a story for its relatives. An address that isn't a
        # route is asked for first.
        is_more = path in (*FRONTS, "/사회/2026/11/20/river/")
        most = 6 if path in FEEDS else 5 if is_more else 4
        assert 1 <= queries.count <= most, f"{path}: {queries.count} queries"


def test_a_page_that_is_kept_asks_the_database_nothing(newsroom: Newsroom) -> None:
    fill(newsroom)
    for path in [*PAGES, *FEEDS]:
        newsroom.reader.get(path)
    queries = Queries(newsroom)
    for path in [*FEEDS, *PAGES]:
        newsroom.reader.get(path)
        # An address where nothing stands is looked up each time; the page that says so is kept.
        assert queries.count == 0 or path == "/nowhere/", path


def test_a_sync_shows_at_once_on_every_page_it_touches(newsroom: Newsroom) -> None:
    fill(newsroom)
    listing = ["/", "/latest/", "/category/사회/", "/archive/2026/11/20/", "/rss.xml", "/atom.xml", "/feed.xml",
               "/feed.json", "/category/사회/rss.xml", "/sitemaps/2026-11-1.xml"]  # fmt: skip
    for path in listing:
        assert "breaking-now" not in newsroom.get(path)
    newsroom.post("breaking-now", date='"2026-11-20 23:00:00 +0900"')
    newsroom.sync()
    for path in listing:
        assert "breaking-now" in newsroom.get(path), path


def test_a_story_that_moves_leaves_its_old_section_and_its_old_address(newsroom: Newsroom) -> None:
    fill(newsroom)
    assert "/river/" in newsroom.get("/category/사회/")
    newsroom.get("/category/정치/")
    newsroom.post("river", category="정치")
    newsroom.sync()
    assert "/river/" not in newsroom.get("/category/사회/")
    assert "/river/" in newsroom.get("/category/정치/")
    answer = newsroom.reader.get("/사회/2026/11/20/river/")
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith("/2026/11/20/river/")
    assert newsroom.reader.get(answer.headers["Location"]).status_code == 200


def test_a_withdrawn_story_is_410_and_gone_from_every_list(newsroom: Newsroom) -> None:
    fill(newsroom)
    for path in [*PAGES, *FEEDS]:
        newsroom.reader.get(path)
    (newsroom.folder / "_posts/2026-11-20-river.md").unlink()
    newsroom.sync(prune=True)
    assert newsroom.reader.get("/사회/2026/11/20/river/").status_code == 410
    for path in [
        "/",
        "/latest/",
        "/category/사회/",
        "/feed.json",
        "/rss/full.xml",
        "/feeds/2026-11-20-1/rss.xml",
        "/sitemaps/2026-11-1.xml",
        "/archive/2026/11/20/",
    ]:
        assert "/river/" not in newsroom.get(path), path
    for path in ["/rss.xml", "/atom.xml", "/category/사회/atom.xml"]:
        assert "해온강 수위 사흘째 상승" not in newsroom.get(path), "a feed says that it is gone, and not what it said"


def test_a_scheduled_story_appears_by_itself_at_its_minute(newsroom: Newsroom, monkeypatch) -> None:
    from newsdao.web import frame

    at = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    monkeypatch.setattr(frame, "now", lambda: datetime.now(UTC))
    newsroom.post("before")
    newsroom.post("scheduled", date=f'"{at:%Y-%m-%d %H:%M:%S} +0000"')
    newsroom.sync()
    with newsroom.app.test_request_context():
        address = at.astimezone(frame.current().site.timezone).strftime("/사회/%Y/%m/%d/scheduled/")
    paths = ["/", "/latest/", "/category/사회/", "/rss.xml", "/news-sitemap.xml"]
    for path in paths:
        assert "/scheduled/" not in newsroom.get(path)
    # Nor does a count or a date betray it.
    month = at.astimezone(SEOUL).strftime("/archive/%Y/%m/")
    assert "archive/2026/11/20/" in newsroom.get("/archive/2026/11/")
    if month == "/archive/2026/11/" or newsroom.reader.get(month).status_code == 200:
        assert at.astimezone(SEOUL).strftime("archive/%Y/%m/%d/") not in newsroom.get(month)
    assert "1건" in newsroom.get("/archive/") and "2건" not in newsroom.get("/archive/")
    assert f"{at.astimezone(SEOUL):%Y-%m-%dT%H}" not in newsroom.get("/sitemap.xml")
    assert newsroom.reader.get(address).status_code == 404
    monkeypatch.setattr(frame, "now", lambda: at)
    for path in paths:
        assert "/scheduled/" in newsroom.get(path), path
    assert newsroom.reader.get(address).status_code == 200


def test_query_strings_headers_and_cookies_choose_no_page(newsroom: Newsroom) -> None:
    fill(newsroom)
    plain = newsroom.get("/")
    poisons = [
        {"query_string": "utm_source=x&before=1"},
        {"headers": {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Original-URL": "/admin"}},
        {"headers": {"Cookie": "lang=en; session=1", "Accept-Language": "en"}},
    ]
    for poison in poisons:
        assert "evil.example" not in newsroom.get("/", **poison)
    assert newsroom.get("/") == plain


def test_a_feed_is_the_same_bytes_twice_and_304_to_who_has_it(newsroom: Newsroom) -> None:
    fill(newsroom)
    for path in ["/rss.xml", "/atom.xml", "/feed.xml", "/feed.json", "/category/사회/rss.xml"]:
        first = newsroom.reader.get(path)
        with newsroom.app.app_context():
            cache.clear()
        second = newsroom.reader.get(path)
        assert first.data == second.data
        tag = first.headers["ETag"]
        assert not tag.startswith("W/")
        again = newsroom.reader.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        since = newsroom.reader.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
        assert since.status_code == 304
        head = newsroom.reader.head(path)
        assert head.headers["Content-Length"] == str(len(first.data)) and head.data == b""
