"""Addresses: each page at one, old ones led on, foreign ones refused."""

import unicodedata
from urllib.parse import quote

import pytest
from newsroom import Newsroom

from newsdao.web.redirects import local_path


def test_old_spellings_of_an_address_lead_to_the_page(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    path = "/사회/2026/11/20/river"
    for spelling in (path, f"{path}.html", f"{path}/index.html", unicodedata.normalize("NFD", f"{path}/")):
        answer = newsroom.reader.get(quote(spelling))
        assert answer.status_code == 301, spelling
        assert answer.headers["Location"] == quote(f"{path}/")


def test_redirect_from_leads_to_the_article_wherever_it_moves(newsroom: Newsroom) -> None:
    newsroom.post("river", more="redirect_from:\n  - /old/river/\n  - /older/\n")
    newsroom.sync()
    newsroom.post("river", category="정치", more="redirect_from: [/old/river/]\n")
    newsroom.sync()
    for old in ("/old/river/", "/older/", "/old/river", "/사회/2026/11/20/river/"):
        answer = newsroom.reader.get(quote(old))
        assert (answer.status_code, answer.headers["Location"]) == (301, quote("/정치/2026/11/20/river/")), old


@pytest.mark.parametrize(
    "path",
    ["/nowhere/", "/category/none/", "/tag/none/rss.xml", "/archive/2026/13/40/", "/archive/2026/11/20/",
     "/sitemaps/2026-11-1.xml", "/sitemaps/2026-13-1.xml", "/category/사회/?before=x",
     "/latest/?before=999",
     "/latest/?before=%EF%BC%91", "/assets/../../app.py", "/assets/%2e%2e/newsdao.sqlite3", "/newsdao.sqlite3",
     "/static/../app.py", "/static/css/none.css"],
)  # fmt: skip
def test_an_address_where_nothing_stands_is_404_with_a_page_that_helps(newsroom: Newsroom, path: str) -> None:
    newsroom.sync()
    answer = newsroom.reader.get(path)
    assert answer.status_code == 404
    if not path.startswith("/static/"):
        assert "noindex" in answer.text and "<h1" in answer.text


@pytest.mark.parametrize("path", ["/%00", "/a%0d%0ab/", "/%ff%fe/", "/category/%00/", "/tag/%c3%28/rss.xml"])
def test_broken_bytes_in_an_address_are_400(newsroom: Newsroom, path: str) -> None:
    newsroom.sync()
    answer = newsroom.reader.get(path)
    assert answer.status_code == 400
    assert "noindex" in answer.text and "<h1" in answer.text


def test_an_unknown_host_is_421_once_the_site_has_an_address(open_newsroom) -> None:
    room = open_newsroom(site_url="https://news.example.kr", trusted_hosts=("www.example.kr",), env="development")
    room.sync()
    expected = {"news.example.kr": 200, "NEWS.example.kr:443": 200, "www.example.kr": 200, "localhost:8000": 200,
                "127.0.0.1": 200, "[::1]:8000": 200, "evil.example": 421, "": 421}  # fmt: skip
    for host, status in expected.items():
        assert room.reader.get("/", headers={"Host": host}).status_code == status, host
        assert room.reader.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nSet-Cookie: x", "/\tevil", "", "a/b"]
)
def test_a_redirect_never_leaves_the_site(newsroom: Newsroom, path: str) -> None:
    from werkzeug.exceptions import NotFound

    with newsroom.app.test_request_context(), pytest.raises(NotFound):
        local_path(path)


def test_a_site_below_a_path_stands_there_and_links_there(open_newsroom) -> None:
    room = open_newsroom(config="title: 뉴스다오\nurl: https://a.example.kr\nbaseurl: /blog\npermalink: pretty\n")
    room.post("river")
    room.sync()
    page = room.get("/blog/")
    assert 'href="/blog/%EC%82%AC%ED%9A%8C/2026/11/20/river/"' in page
    assert '<link rel="canonical" href="https://a.example.kr/blog/">' in page
    assert room.get(f"/blog{quote('/사회/2026/11/20/river/')}")
    assert room.reader.get("/").headers["Location"] == "/blog/"
    assert room.reader.get(quote("/사회/2026/11/20/river/")).status_code == 404
    assert room.reader.get("/robots.txt").status_code == 200


def test_the_address_in_the_settings_overrules_the_configuration_s_in_stored_bodies_too(open_newsroom) -> None:
    room = open_newsroom(config="title: 뉴스다오\nurl: https://old.example.kr\n", site_url="https://a.example.kr/news")
    room.post("river", body="[어제 기사](/사회/2026/11/19/rain/)와 [첫 화면]({{ site.baseurl }}/).")
    room.sync()
    page = room.get("/news" + quote("/사회/2026/11/20/river.html"), headers={"Host": "localhost"})
    assert 'href="/news/%EC%82%AC%ED%9A%8C/2026/11/19/rain/"' in page or 'href="/news/사회/2026/11/19/rain/"' in page
    assert 'href="/news/">첫 화면' in page
    assert '<link rel="canonical" href="https://a.example.kr/news/' in page
    assert "old.example.kr" not in page


def test_pages_of_a_section_cover_every_story_once_and_older_pages_stand_still(newsroom: Newsroom) -> None:
    for number in range(95):
        newsroom.post(f"s{number}")
    newsroom.sync()

    def walk() -> list[tuple[str, list[str]]]:
        import re

        address, pages = "/category/사회/", []
        while address:
            text = newsroom.get(address)
            pages.append((address, re.findall(r"/2026/11/20/(s\d+|late)/", text)))
            older = re.search(r'href="([^"]*\?before=\d+)" rel="next"', text)
            assert len(pages) < 10
            address = older[1] if older else ""
        return pages

    before = walk()
    stories = [story for _, listed in before for story in dict.fromkeys(listed)]
    assert sorted(stories) == sorted(f"s{number}" for number in range(95))
    newsroom.post("late", date='"2026-11-20 10:00:00 +0900"')
    newsroom.sync()
    assert walk()[1:] == before[1:]


def test_a_picture_is_served_from_the_site_s_own_media(newsroom: Newsroom) -> None:
    from PIL import Image

    (newsroom.folder / "assets").mkdir()
    Image.new("RGB", (720, 405)).save(newsroom.folder / "assets" / "a.jpg")
    (newsroom.folder / "assets" / "b.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
    )
    newsroom.post("river", more="image: /assets/a.jpg\n", body="![](/assets/b.svg)")
    newsroom.sync()
    answer = newsroom.reader.get("/assets/a.jpg")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    drawing = newsroom.reader.get("/assets/b.svg")
    if drawing.status_code == 200:
        assert drawing.headers["Content-Disposition"] == "attachment"
        assert "sandbox" in drawing.headers["Content-Security-Policy"]


def test_every_answer_carries_the_headers_that_guard_it(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    for path in ["/", "/rss.xml", "/nowhere/", "/robots.txt", "/static/css/site.css", "/sitemap.xml"]:
        headers = newsroom.reader.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert "Set-Cookie" not in headers and "Cookie" not in headers.get("Vary", ""), path
    assert newsroom.reader.get("/rss.xml").headers["Access-Control-Allow-Origin"] == "*"
    assert newsroom.reader.post("/").status_code == 405


def test_static_files_with_a_version_are_kept_for_ever(newsroom: Newsroom) -> None:
    import re

    newsroom.sync()
    address = re.search(r'href="(/static/css/site\.css\?v=[0-9a-f]{12})"', newsroom.get("/"))
    assert address is not None
    answer = newsroom.reader.get(address[1])
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.mimetype == "text/css" and b"@layer" in answer.data
