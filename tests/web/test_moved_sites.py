"""Addresses that a site answered under its former system answer here."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from newsroom import Newsroom
from PIL import Image

from newsdao.content.slugs import slugify
from newsdao.extensions import db
from newsdao.store import queries

CONFIG = """title: 해온신문
url: https://news.example.kr
permalink: pretty
paginate_path: "blog/page:num"
jekyll-archives: {permalinks: {category: "/topics/:name/", tag: "/words/:name/"}}
feed: {path: old/feed.atom}
"""
# Every address of the specification and of the habits of themes → what a reader ends at.
LED = {
    "/index.html": "/", "/blog/": "/latest/", "/blog/page2/": "/latest/", "/page3/": "/latest/", "/page/3/": "/latest/",
    "/archives/": "/archive/", "/categories/": "/feeds/#category", "/tag/": "/tags/", "/tags": "/tags/",
    "/categories/사회/": "/category/사회/", "/category/사회": "/category/사회/", "/topics/사회/": "/category/사회/",
    "/tags/node-js/": "/tag/node.js/", "/tag/Node.js": "/tag/node.js/", "/tag/node-js/": "/tag/node.js/",
    "/words/node-js/": "/tag/node.js/", "/author/도하/page/2/": "/author/도하/", "/authors/도하": "/author/도하/",
    "/tabs/about/": "/about/", "/tabs/archives/": "/archive/", "/2026/11/20/": "/archive/2026/11/20/",
    "/2026/11/": "/archive/2026/11/", "/2026/": "/archive/2026/",
    "/archive/2026/11/20": "/archive/2026/11/20/", "/latest": "/latest/", "/feeds": "/feeds/",
    "/feed/": "/rss.xml", "/rss/": "/rss.xml", "/index.xml": "/rss.xml", "/search.json": "/feed.json",
    "/old/feed.atom": "/feed.xml", "/feed/사회.xml": "/category/사회/feed.xml",
    "/feed/by_tag/Node.js.xml": "/tag/node.js/feed.xml", "/tag/node-js/feed.xml": "/tag/node.js/feed.xml",
    "/tag/node-js/rss/": "/tag/node.js/rss.xml",
    "/feed.xml/": "/feed.xml", "/sitemap.xml/index.html": "/sitemap.xml", "/robots.txt/": "/robots.txt",
    "/redirects.json/": "/redirects.json", "/sw.js/": "/sw.js", "/manifest.json/": "/site.webmanifest",
}  # fmt: skip
SERVED = {
    "/feed.xml": "application/atom+xml", "/rss.xml": "application/rss+xml", "/atom.xml": "application/atom+xml",
    "/sitemap.xml": "application/xml", "/robots.txt": "text/plain", "/manifest.json": "application/manifest+json",
    "/site.webmanifest": "application/manifest+json", "/sw.js": "text/javascript",
    "/service-worker.js": "text/javascript", "/redirects.json": "application/json", "/favicon.ico": "image/",
}  # fmt: skip
ABOUT = "---\ntitle: 해온신문은\npermalink: /about/\n---\n\n우리는 해온시의 일을 적는다.\n"


@pytest.fixture(params=["", "/blog"])
def moved(request: pytest.FixtureRequest, open_newsroom) -> tuple[Newsroom, str]:
    """A site that came from Jekyll, at the root of its host and below a path."""
    base = request.param
    room = open_newsroom(config=CONFIG + (f"baseurl: {base}\n" if base else ""))
    room.post("river", more='tags: ["Node.js"]\nauthor: 도하\nredirect_from: [/old/river/]\n')
    room.write("about.md", ABOUT)
    room.sync()
    return room, base


def test_every_old_address_leads_in_one_step_to_a_page_that_answers(moved: tuple[Newsroom, str]) -> None:
    room, base = moved
    for old, new in LED.items():
        for ask in (room.reader.get, room.reader.head):
            answer = ask(base + quote(old))
            assert answer.status_code == 301, old
            location = answer.headers["Location"]
            assert unquote(location) == base + new, old
            parts = urlsplit(location)
            assert not parts.netloc and not parts.scheme
            assert ask(parts.path).status_code == 200, location


def test_the_files_of_an_old_site_are_served_where_they_were(moved: tuple[Newsroom, str]) -> None:
    room, base = moved
    for path, media_type in SERVED.items():
        for ask in (room.reader.get, room.reader.head):
            answer = ask(base + path)
            assert answer.status_code == 200, path
            assert answer.mimetype.startswith(media_type), path
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            # A worker in a sandbox has no origin, so nothing it could clear away.
            assert "sandbox" not in answer.headers["Content-Security-Policy"], path
    assert room.get(f"{base}/manifest.json") == room.get(f"{base}/site.webmanifest")


@pytest.mark.parametrize(
    "path", ["/category/none", "/tags/none/", "/feed/none.xml", "/2019/", "/words/none/", "/404.html"]
)
def test_what_never_stood_anywhere_is_404_at_once(moved: tuple[Newsroom, str], path: str) -> None:
    room, base = moved
    assert room.reader.get(base + path).status_code == 404


@pytest.mark.parametrize("offline", ["on", "off"])
def test_the_service_worker_s_successor_is_asked_for_anew_and_reaches_the_whole_site(
    moved: tuple[Newsroom, str], offline: str
) -> None:
    room, base = moved
    house = room.app.extensions["newsdao"]
    house.settings = replace(house.settings, offline=offline)
    for path in ("/sw.js", "/service-worker.js"):
        answer = room.reader.get(base + path)
        assert answer.headers["Service-Worker-Allowed"] == f"{base}/"
        if offline == "on":
            assert answer.headers["Cache-Control"] == "public, max-age=600"
            assert all(word in answer.text for word in ("skipWaiting", "claim", "caches.delete", "navigationPreload"))
            continue
        assert answer.headers["Cache-Control"] == "no-cache"
        assert all(word in answer.text for word in ("skipWaiting", "claim", "caches.delete", "unregister"))
        assert "reload" not in answer.text.split("self.addEventListener", 1)[1] and "navigate" not in answer.text
    assert "worker-src 'self'" in room.reader.get(f"{base}/").headers["Content-Security-Policy"]


def test_redirects_json_tells_old_paths_and_whole_new_addresses_and_is_never_old(moved: tuple[Newsroom, str]) -> None:
    room, base = moved
    home = f"https://news.example.kr{base}"
    river = home + quote("/사회/2026/11/20/river/")
    assert json.loads(room.get(f"{base}/redirects.json")) == {f"{base}/old/river/": river}
    room.post("river", more='tags: ["Node.js"]\nauthor: 도하\nredirect_from: [/old/river/, /older/]\n')
    room.write("gone.md", "---\ntitle: 옮김\nredirect_to: https://elsewhere.example/a\n---\n")
    room.write("here.md", "---\ntitle: 옮김\nredirect_to: /about/\nredirect_from: /there/\n---\n")
    room.sync()
    assert json.loads(room.get(f"{base}/redirects.json")) == {
        f"{base}/old/river/": river, f"{base}/older/": river, f"{base}/gone/": "https://elsewhere.example/a",
        f"{base}/here/": f"{home}/about/", f"{base}/there/": f"{home}/about/",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/categories/", "/blog/", "/tags/node-js/", "/archives/", "/feed/사회/", "/2026/11/"])
def test_the_publisher_s_own_page_at_such_an_address_is_shown_instead(moved: tuple[Newsroom, str], path: str) -> None:
    room, base = moved
    assert room.reader.get(base + quote(path)).status_code in {301, 404}
    room.write("own.md", ABOUT.replace("/about/", path))
    room.sync()
    assert "우리는 해온시의 일을 적는다" in room.get(base + quote(path))
    room.write("own.md", ABOUT.replace("/about/", "/elsewhere/"))
    room.sync()
    assert room.reader.get(base + quote(path)).headers["Location"] == f"{base}/elsewhere/"


def test_a_term_whose_only_story_waits_for_its_minute_is_not_led_to(newsroom: Newsroom) -> None:
    newsroom.post("later", date='"2099-01-01 09:00:00 +0900"', more="tags: [내일]\n")
    newsroom.sync()
    for path in ("/tags/내일/", "/tag/내일", "/2099/01/01/", "/categories/사회/"):
        assert newsroom.reader.get(quote(path)).status_code == 404, path


def test_a_term_that_comes_later_is_led_to_at_once(newsroom: Newsroom) -> None:
    newsroom.post("river", more="tags: [강]\n")
    newsroom.sync()
    assert newsroom.reader.get(quote("/tags/눈/")).status_code == 404
    newsroom.post("snow", more="tags: [눈]\n")
    newsroom.sync()
    assert newsroom.reader.get(quote("/tags/눈/")).headers["Location"] == quote("/tag/눈/")


def test_the_publisher_s_page_for_what_is_missing_says_404_and_stands_in_no_sitemap(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.write("404.html", "---\ntitle: 없는 기사\npermalink: /404.html\n---\n\n<p>주소를 다시 보아 주세요.</p>\n")
    newsroom.sync()
    for _ in range(2):
        answer = newsroom.reader.get("/404.html")
        assert (answer.status_code, "주소를 다시 보아 주세요." in answer.text) == (404, True)
    assert "404" not in newsroom.get("/sitemaps/pages.xml")


def test_the_publisher_s_favicon_goes_before_ours(newsroom: Newsroom) -> None:
    newsroom.sync()
    ours = newsroom.reader.get("/favicon.ico").data
    Image.new("RGBA", (48, 48), "green").save(newsroom.folder / "favicon.ico")
    newsroom.sync()
    own = newsroom.reader.get("/favicon.ico")
    assert own.data == (newsroom.folder / "favicon.ico").read_bytes() != ours
    assert own.mimetype.startswith("image/")


def test_an_address_without_its_slash_in_another_unicode_form_leads_on(newsroom: Newsroom) -> None:
    import unicodedata

    newsroom.post("river")
    newsroom.sync()
    answer = newsroom.reader.get(quote(unicodedata.normalize("NFD", "/category/사회")))
    assert (answer.status_code, answer.headers["Location"]) == (301, quote("/category/사회/"))


FOLDERS = {"category": ("category", "categories"), "tag": ("tag", "tags"), "author": ("author", "authors")}


@pytest.mark.parametrize("name", ["seedlike/whereispost", "jekyll-sites/mzlogin", "jekyll-sites/mehdix-ir"])
def test_every_term_of_a_real_site_is_found_where_jekyll_s_plugins_had_it(
    corpus: Path, open_newsroom, name: str
) -> None:
    room = open_newsroom()
    room.folder = corpus / name
    room.sync()
    with room.app.app_context():
        terms = [(term.kind, term.slug, term.name) for term in queries.terms(db.session())]
    assert len(terms) >= 5
    for kind, slug, called in terms:
        for part in {called, called.lower(), slugify(called), slug} - {""}:
            for folder in FOLDERS[kind]:
                path = f"/{folder}/{part.replace('/', '-')}"
                asked = room.reader.get(quote(path))
                assert asked.status_code == 301, path
                assert room.reader.get(asked.headers["Location"]).status_code == 200, path
