"""Each key of `_config.yml` that themes have: where a reader, a crawler or the publisher meets it."""

import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from newsroom import Newsroom
from PIL import Image

from newsdao.extensions import db
from newsdao.store import sources

BASE = "title: 해온신문\nurl: https://news.example.kr\nbaseurl: /blog\npermalink: pretty\nsections: [사회]\n"
ABOUT = "---\ntitle: 해온신문은\npermalink: /about/\n---\n\n우리는 해온시의 일을 적는다.\n"
NAVIGATION = """
navigation_header:
  - {title: 첫 화면, url: /}
  - {title: 블로그, url: /blog/}
  - {title: 소개, url: /about/}
  - {title: 사회, url: /society/}
  - {title: 곧 생길 곳, url: /soon/}
  - {title: 자매지, url: "https://sister.example/"}
navigation_footer:
  - {title: 소개, url: /about}
  - {title: 주제, url: /tags/}
  - {title: 없는 곳, url: /nowhere/}
  - {title: 소식지, url: /assets/letter.pdf}
  - {title: 편지, url: "mailto:desk@news.example.kr"}
  - {title: 나쁜 것, url: "javascript:alert(1)"}
  - {title: "<b>굵은</b>", url: "https://bold.example/?a=1&b=2"}
social_links:
  Mastodon: https://social.example/@haeon
  RSS: /feed.xml
  Empty:
"""


def opened(open_newsroom, config: str, post: str = "") -> Newsroom:
    room = open_newsroom(config=BASE + config)
    room.post("river", more=post)
    room.sync()
    return room


def links(text: str, part: str) -> list[tuple[str, str]]:
    """(title, href) of the links within an element."""
    inner = text[text.index(f"<{part}") : text.index(f"</{part}>")]
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', inner, re.DOTALL)
    return [(unescape(title), unescape(href)) for href, title in found]


def head(text: str) -> str:
    return text[: text.index("</head>")]


def told(room: Newsroom) -> str:
    return "\n".join(str(notice) for notice in room.sync().notices if notice.path == "_config.yml")


def test_the_masthead_shows_sections_and_then_the_header_s_own_pages_that_are_there(open_newsroom) -> None:
    room = opened(open_newsroom, NAVIGATION)
    titles = [title for title, _ in links(room.get("/blog/"), "header")]
    assert titles == ['해온신문<span class="dot" aria-hidden="true">.</span>', "검색", "사회", "전체 기사"]
    room.write("about.md", ABOUT)
    room.sync()
    assert ("소개", "/blog/about/") in links(room.get("/blog/"), "header")
    assert [title for title, _ in links(room.get("/blog/"), "header")][1:] == ["검색", "사회", "소개", "전체 기사"]
    assert re.search(r'href="/blog/about/" aria-current="true">소개', room.get("/blog/about/"))


def test_the_footer_shows_its_links_the_header_s_foreign_ones_and_networks_but_none_that_is_dead(open_newsroom) -> None:
    room = opened(open_newsroom, NAVIGATION)
    room.write("about.md", ABOUT)
    room.write("assets/letter.pdf", b"%PDF-1.4\n")
    room.sync()
    shown = links(room.get("/blog/"), "footer")[3:]
    assert shown == [
        ("소개", "/blog/about/"), ("주제", "/blog/tags/"), ("소식지", "/blog/assets/letter.pdf"),
        ("편지", "mailto:desk@news.example.kr"), ("<b>굵은</b>", "https://bold.example/?a=1&b=2"),
        ("자매지", "https://sister.example/"), ("Mastodon", "https://social.example/@haeon"), ("RSS", "/blog/feed.xml"),
    ]  # fmt: skip
    for _, href in shown:
        if href.startswith("/"):
            assert room.reader.get(href.partition("#")[0]).status_code == 200, href


def test_a_page_that_comes_or_goes_changes_the_footer_of_every_page_at_once(open_newsroom) -> None:
    room = opened(open_newsroom, "navigation_footer: [{title: 소개, url: /about/}]\n")
    pages = ["/blog/", "/blog/latest/", "/blog/%EC%82%AC%ED%9A%8C/2026/11/20/river/", "/blog/feeds/"]
    assert not any("/blog/about/" in room.get(page) for page in pages)
    file = room.write("about.md", ABOUT)
    room.sync()
    assert all("/blog/about/" in room.get(page) for page in pages)
    file.unlink()
    room.sync(prune=True)
    assert not any("/blog/about/" in room.get(page) for page in pages)


def test_a_sync_that_changes_nothing_leaves_every_kept_page_good(open_newsroom) -> None:
    room = opened(open_newsroom, NAVIGATION + "sharing_links: {x: true}\npaginate_path: /blog/page:num\n")
    before = room.app.extensions["newsdao"].generations.snapshot()
    room.sync()
    assert room.app.extensions["newsdao"].generations.snapshot() == before


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("github_username: haeon\ntwitter_username: haeon_x\n",
         [("GitHub", "https://github.com/haeon"), ("X", "https://x.com/haeon_x")]),
        ("minima: {social_links: [{platform: github, user_url: 'https://github.com/haeon'}]}\n",
         [("github", "https://github.com/haeon")]),
        ("social_links: [{title: 카페, url: 'https://cafe.example/'}]\n", [("카페", "https://cafe.example/")]),
        ("navs: [{label: 첫 화면, href: /}, {label: 바깥, href: //out.example/}]\n", [("바깥", "https://out.example/")]),
        ("navigation_footer: nonsense\nsocial_links: 3\nnavigation_header: {a: b}\n", []),
        ("navigation_footer: [x, {title: 가}, {url: /a}, {title: [나], url: /b}, {title: 다, url: '#top'}]\n", []),
    ],
)  # fmt: skip
def test_other_themes_ways_to_say_the_same_are_read(
    open_newsroom, config: str, expected: list[tuple[str, str]]
) -> None:
    assert links(opened(open_newsroom, config).get("/blog/"), "footer")[3:] == expected


def test_sharing_links_are_plain_links_below_the_story_in_the_publisher_s_order(open_newsroom) -> None:
    room = opened(open_newsroom, 'sharing_links: {Twitter: "#0d94e7", facebook: true, Email: true, line: "false"}\n')
    story = room.get("/blog/%EC%82%AC%ED%9A%8C/2026/11/20/river/")
    shared = links(story[story.index('<nav class="sharing"') :], "nav")
    assert [name for name, _ in shared] == ["X", "Facebook", "이메일"]
    address = "https%3A%2F%2Fnews.example.kr%2Fblog%2F%25EC%2582%25AC%25ED%259A%258C%2F2026%2F11%2F20%2Friver%2F"
    assert shared[0][1].startswith(f"https://x.com/intent/post?url={address}&text=")
    assert shared[2][1].startswith("mailto:?subject=")
    story = opened(open_newsroom, "").get("/blog/%EC%82%AC%ED%9A%8C/2026/11/20/river/")
    assert re.search(r'<nav class="sharing"[^>]* hidden>\s*<ul>\s*</ul>', story)  # until a script has something to add


def test_a_service_without_a_plain_link_is_told_with_those_there_are(open_newsroom) -> None:
    said = told(opened(open_newsroom, "sharing_links:\n  Google+: true\n"))
    assert said.startswith("_config.yml:6: `sharing_links` names google+") and "facebook" in said


def test_favicons_that_are_there_stand_in_the_head_and_the_large_ones_in_the_manifest(open_newsroom) -> None:
    config = "favicons: {16: /assets/16.png, 32: /assets/32.png, 180: /assets/180.png, 512: /assets/512.png}\n"
    room = opened(open_newsroom, config + "favicon_ico: /assets/f.ico\n")
    assert "/static/icons/favicon-96.png" in head(room.get("/blog/"))
    for size in (32, 180, 512):
        (room.folder / "assets").mkdir(exist_ok=True)
        Image.new("RGB", (size, size), "navy").save(room.folder / "assets" / f"{size}.png")
    Image.new("RGB", (32, 32), "red").save(room.folder / "assets" / "f.ico")
    room.sync()
    icon = r'<link rel="(icon|apple-touch-icon)" href="https://news.example.kr/blog([^"]+)"(?: sizes="(\w+)")?'
    icons = re.findall(icon, head(room.get("/blog/")))
    assert icons == [("icon", "/assets/32.png", "32x32"), ("icon", "/assets/180.png", "180x180"),
                     ("icon", "/assets/f.ico", "any"), ("apple-touch-icon", "/assets/180.png", "")]  # fmt: skip
    for path in ("/blog/manifest.json", "/blog/site.webmanifest"):
        found = json.loads(room.get(path))["icons"]
        assert [icon["src"] for icon in found] == ["/blog/assets/180.png", "/blog/assets/512.png"]
    for _, path, _ in icons:
        assert room.reader.get(f"/blog{path}").status_code == 200
    assert room.reader.get("/blog/favicon.ico").data == (room.folder / "assets" / "f.ico").read_bytes()


def test_logo_author_and_networks_stand_in_the_structured_data(open_newsroom) -> None:
    config = "author: 도하\nlogo: /assets/logo.png\nsocial: {links: ['https://social.example/haeon']}\n"
    room = opened(open_newsroom, config)
    (room.folder / "assets").mkdir()
    Image.new("RGB", (400, 100), "navy").save(room.folder / "assets" / "logo.png")
    room.sync()
    page = room.get("/blog/")
    assert "https://news.example.kr/blog/assets/logo.png" in page and "https://social.example/haeon" in page
    assert "도하" in room.get("/blog/%EC%82%AC%ED%9A%8C/2026/11/20/river/")


def test_tagline_follows_the_name_in_the_home_page_s_title_and_twitter_stands_in_the_card(open_newsroom) -> None:
    page = head(opened(open_newsroom, "tagline: 해온시의 하루\ntwitter: {username: haeon}\n").get("/blog/"))
    assert "<title>해온신문 | 해온시의 하루</title>" in page
    assert '<meta name="twitter:site" content="@haeon">' in page


def test_webmaster_verifications_stand_in_the_home_page_s_head(open_newsroom) -> None:
    page = head(opened(open_newsroom, "webmaster_verifications: {google: g-token, naver: n-token}\n").get("/blog/"))
    assert '<meta name="google-site-verification" content="g-token">' in page
    assert '<meta name="naver-site-verification" content="n-token">' in page


def test_the_posts_collection_s_description_is_that_of_the_list_of_all_stories(open_newsroom) -> None:
    config = 'collections: {posts: {output: true, title: Posts, description: "해온시의 모든 일을 적습니다."}}\n'
    assert '<meta name="description" content="해온시의 모든 일을 적습니다.">' in opened(open_newsroom, config).get(
        "/blog/latest/"
    )


def test_defaults_lie_under_every_post_s_own_front_matter(open_newsroom) -> None:
    config = 'defaults: [{scope: {path: "", type: posts}, values: {tags: [강], author: 도하}}]\n'
    room = opened(open_newsroom, config)
    story = room.get("/blog/%EC%82%AC%ED%9A%8C/2026/11/20/river/")
    assert "#강" in story and "도하" in story


def test_the_time_zone_decides_the_day_a_reader_sees(open_newsroom) -> None:
    room = open_newsroom(config=BASE + "timezone: Europe/London\n")
    room.post("river", date='"2026-11-20 01:00:00 +0900"')
    room.sync()
    assert "/2026/11/19/river/" in room.get("/blog/latest/")


def test_keys_without_effect_are_told_in_one_line_and_scripts_in_another(open_newsroom) -> None:
    config = (
        "date_format: ordinal\npaginate: 3\nshow_excerpts: true\ngoogle_analytics: UA-1\ndisqus: {shortname: haeon}\n"
    )
    said = told(opened(open_newsroom, config)).splitlines()
    assert len(said) == 2
    assert said[0].startswith("_config.yml:6: `date_format` has no effect") and "`paginate`" in said[0]
    assert "`show_excerpts`" in said[0]
    assert said[1].startswith("_config.yml:9: `google_analytics`, `disqus.shortname`: kept, not run")
    assert "UA-1" not in opened(open_newsroom, config).get("/blog/")


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("title: Haeon Daily\n", "_config.yml: no `lang` is named"),
        ("title: Haeon Daily\nlang: english (US)\n", "_config.yml:2: `lang: english (US)` is no language"),
        ("title: 해온신문\nlang: ko-KO\n", "_config.yml:2: `lang: ko-KO` names no region: pages are said to be in ko"),
        ("title: 해온신문\nlang: ko_KR\n", ""),
        ("title: Haeon Daily\nlang: en\n", ""),
        ("title: 해온신문\n", ""),
    ],
)
def test_a_site_that_names_no_language_is_told_how_it_is_taken(open_newsroom, config: str, said: str) -> None:
    found = told(open_newsroom(config=config))
    assert found.startswith(said) and bool(found) == bool(said)


def test_unknown_keys_are_kept_with_the_whole_file_byte_for_byte(open_newsroom) -> None:
    config = "# 우리 것\nfonts: {preconnect_urls: ['https://fonts.example']}\r\nown_key: '값'\n"
    room = opened(open_newsroom, config)
    with room.app.app_context():
        assert sources.one(db.session(), "_config.yml") == (BASE + config).encode()


@pytest.mark.parametrize(
    ("lang", "tag", "direction"),
    [("fa", "fa", "rtl"), ("fa_IR", "fa-IR", "rtl"), ("ar", "ar", "rtl"), ("ja", "ja", "ltr"),
     ("uz-Arab", "uz-Arab", "rtl"), ("zh-CN", "zh-CN", "ltr"), ("fa-Latn", "fa-Latn", "ltr")],
)  # fmt: skip
def test_a_site_in_another_language_is_told_so_and_speaks_english_not_korean(
    open_newsroom, lang: str, tag: str, direction: str
) -> None:
    room = open_newsroom(config=f"title: Haeon\nurl: https://news.example.kr\nlang: {lang}\n")
    room.write("_posts/2026-11-20-river.md", "---\ntitle: Haeon\ncategories: [News]\n---\n\nThe river rose.\n")
    room.sync(datetime(2026, 11, 23, tzinfo=UTC))
    for path in (
        "/",
        "/latest/",
        "/archive/",
        "/feeds/",
        "/news/2026/11/20/river.html",
        "/nowhere/",
        "/category/news/",
    ):
        page = room.reader.get(path).get_data(as_text=True)
        assert f'<html lang="{tag}" dir="{direction}">' in page, path
        assert not re.search("[가-힣]", page), path
    assert "All stories" in room.get("/") and "By day" in room.get("/")
    assert json.loads(room.get("/manifest.json"))["dir"] == direction


SITES = [
    "seed", "seedlike/koreanews", "seedlike/frowth-official", "seedlike/whereispost", "jekyll-sites/18f",
    "jekyll-sites/mzlogin", "jekyll-sites/mehdix-ir", "jekyll-sites/bitcoincore",
]  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_no_real_site_s_masthead_or_footer_holds_a_dead_link(corpus: Path, open_newsroom, name: str) -> None:
    room = open_newsroom()
    room.write("_config.yml", (corpus / name / "_config.yml").read_bytes())
    room.post("river")
    room.sync()
    page = room.get("/")
    for title, href in links(page, "header") + links(page, "footer"):
        if href.startswith("/"):
            assert room.reader.get(href.partition("#")[0]).status_code == 200, (title, href)
        else:
            assert href.startswith(("https://", "http://", "mailto:")), (title, href)
