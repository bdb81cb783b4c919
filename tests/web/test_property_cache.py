"""Whatever an editor does, in whatever order: every kept page equals one that is rendered anew."""

import contextlib
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from newsroom import Newsroom

from newsdao.extensions import cache
from newsdao.web import frame

SLUGS = ["가", "나"]
SECTIONS = ["사회", "정치"]
# The sections' order is given and neither is ever empty: a change of the masthead would make every page new, and hide
# a key that is missing.
CONFIG = (
    "title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\nsections: [사회, 정치]\n"
    "llms_txt: true\nhumans_txt: 한바다\nauthor: 한바다\n"
)
START = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)

SAVE = st.tuples(
    st.just("save"),
    st.sampled_from(SLUGS),
    st.sampled_from(SECTIONS),
    st.integers(-30, 5),
    st.booleans(),
    st.booleans(),
)
# An update of the story, at a minute of its own that may be to come.
UPDATE = st.tuples(st.just("update"), st.sampled_from(SLUGS), st.integers(-3, 6), st.booleans())
REMOVE = st.tuples(st.just("remove"), st.sampled_from(SLUGS))
# Also beyond what feeds say of a withdrawal: two days in RSS, thirty in Atom.
WAIT = st.tuples(st.just("wait"), st.one_of(st.integers(1, 30), st.sampled_from([49, 24 * 30])))
LOOK = st.tuples(st.just("look"))
# The editor's order of the home page, which ends at an hour that may have passed; "" takes the file away.
RANK = st.tuples(st.just("rank"), st.sampled_from(["lead: 가", "seconds: [나, 가]", "banner: 가", "banner: none", ""]),
                 st.integers(-2, 6))  # fmt: skip


def pages() -> list[str]:
    days = [(START + timedelta(days=day)).strftime("%Y/%m/%d") for day in (-2, -1, 0, 1, 2)]
    return [
        "/", "/latest/", "/archive/", "/archive/2026/", "/archive/2026/11/",
        "/tags/", "/tags/by/ㄱ/", "/feeds/", "/rss.xml", "/feed.json", "/sitemap.xml", "/sitemaps/2026-11-1.xml",
        "/sitemaps/pages.xml", "/news-sitemap.xml", "/tag/강/", "/atom.xml", "/rss/full.xml", "/feeds.opml",
        *(f"/feeds/{day.replace('/', '-')}-1/{file}" for day in days for file in ("rss.xml", "feed.json")),
        *(f"/category/{section}/feeds/{day.replace('/', '-')}-1/atom.xml" for section in SECTIONS for day in days),
        *(f"/tag/강/{file}" for file in ("rss.xml", "feed.json")), "/author/한바다/", "/author/한바다/atom.xml",
        "/nothing/", "/live.json", "/llms.txt", "/humans.txt", "/.well-known/security.txt",
        *(f"/category/{section}/rss.xml" for section in SECTIONS),
        *(f"/category/{section}/" for section in SECTIONS), *(f"/category/{section}/atom.xml" for section in SECTIONS),
        *(f"/archive/{day}/" for day in days),
        *(f"/{section}/{day}/{slug}/" for section in SECTIONS for day in days for slug in SLUGS),
    ]  # fmt: skip


def update(room: Newsroom, slug: str, at: datetime, *, is_hidden: bool) -> None:
    for post in room.folder.glob(f"_posts/*-{slug}.md"):
        head, body = post.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
        head = head.partition("updates:")[0]
        head += f"updates:\n  - {{at: '{at:%Y-%m-%d %H:%M:%S} +0000', text: 갱신 {at:%H}}}\n"
        head += "noindex: true\n" if is_hidden else ""
        post.write_text(f"---\n{head}---\n{body}", encoding="utf-8")


def remove(room: Newsroom, slug: str) -> None:
    for old in room.folder.glob(f"_posts/*-{slug}.md"):
        old.unlink()


def rank(room: Newsroom, order: str, until: datetime) -> None:
    file = room.folder / "_data" / "front.yml"
    if order:
        room.write("_data/front.yml", f"{order}\nuntil: {until:%Y-%m-%d %H:%M} +0000\n")
    else:
        file.unlink(missing_ok=True)


@settings(
    max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(steps=st.lists(st.one_of(SAVE, SAVE, UPDATE, REMOVE, WAIT, LOOK, RANK), min_size=2, max_size=7))
@example(steps=[("save", "가", "사회", 0, True, False), ("save", "가", "정치", 0, False, False)])
@example(steps=[("save", "가", "사회", -2, True, False), ("remove", "가"), ("wait", 49), ("wait", 24 * 30)])
@example(steps=[("save", "가", "사회", -9, True, False), ("save", "나", "사회", -8, True, False), ("remove", "나")])
@example(steps=[("save", "가", "사회", -1, True, False), ("update", "가", 3, False), ("wait", 4)])
@example(steps=[("save", "가", "사회", -1, True, False), ("update", "가", -1, True), ("remove", "가")])
@example(steps=[("save", "가", "사회", 4, True, False), ("wait", 5), ("save", "가", "사회", 4, True, True)])
@example(steps=[("save", "가", "사회", -9, True, False), ("rank", "lead: 가", 3), ("wait", 4), ("rank", "", 0)])
@example(steps=[("rank", "lead: 가", 6), ("save", "가", "사회", 2, True, False), ("wait", 3), ("remove", "가")])
def test_every_kept_page_equals_a_fresh_one(open_newsroom, monkeypatch, steps: list[tuple]) -> None:
    room: Newsroom = open_newsroom(config=CONFIG, security_contact="mailto:desk@news.example.kr")
    for section in SECTIONS:
        room.write(f"_posts/2026-11-02-{section}.md", f"---\ntitle: 늘\ncategories: [{section}]\n---\n늘.\n")
    moment = START
    monkeypatch.setattr(frame, "now", lambda: moment)
    for step in [*steps, ("look",)]:
        match step:
            case ("save", slug, section, hours, tagged, draft):
                at = START + timedelta(hours=hours)
                more = ("tags: [강]\n" if tagged else "") + ("published: false\n" if draft else "")
                remove(room, slug)
                room.post(slug, category=section, date=f'"{at:%Y-%m-%d %H:%M:%S} +0000"', more=more, body=str(step))
            case ("update", slug, hours, hidden):
                update(room, slug, START + timedelta(hours=hours), is_hidden=hidden)
            case ("remove", slug):
                remove(room, slug)
            case ("rank", order, hours):
                rank(room, order, START + timedelta(hours=hours))
            case ("wait", hours):
                moment += timedelta(hours=hours)
        with contextlib.suppress(FileNotFoundError):
            room.sync(now=moment, prune=True)
        kept = {path: room.reader.get(path) for path in pages()}
        with room.app.app_context():
            cache.clear()
        room.app.extensions["newsdao"].frame = None
        for path in pages():
            fresh = room.reader.get(path)
            assert (kept[path].status_code, kept[path].data) == (fresh.status_code, fresh.data), (path, step)
