"""robots.txt as robots read it, and the manifest as a phone does."""

import json
from dataclasses import replace
from math import hypot
from urllib.robotparser import RobotFileParser

import pytest
from PIL import Image

from newsdao.config import PROJECT
from newsdao.content.post import Term
from newsdao.content.site import Site
from newsdao.presenters.robots import TRAINING_AGENTS, RobotsPolicy, robots_txt, web_manifest
from newsdao.presenters.urls import Urls

STORY = "https://news.example.kr/사회/2026/11/20/haeon-river/"
READERS = [
    "Googlebot", "Googlebot-Image", "Yeti", "Blueno", "Daumoa", "bingbot", "facebookexternalhit", "kakaotalk-scrap",
    "Twitterbot", "Discordbot", "OAI-SearchBot", "ChatGPT-User", "Claude-SearchBot", "Claude-User", "PerplexityBot",
    "Applebot", "meta-webindexer", "DuckAssistBot",
]  # fmt: skip
TRAINERS = [
    "GPTBot", "ClaudeBot", "Google-Extended", "Applebot-Extended", "CCBot", "meta-externalagent", "Amazonbot",
    "Bytespider",
]  # fmt: skip


def robot(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser


def test_readers_and_those_who_bring_them_may_come_in(site: Site, urls: Urls) -> None:
    rules = robot(robots_txt(site, urls, policy=RobotsPolicy(closed=("/desk/",))))
    for agent in READERS:
        assert rules.can_fetch(agent, STORY), agent
        assert rules.can_fetch(agent, "https://news.example.kr/static/css/site.css"), agent


def test_unless_the_owner_says_otherwise_nobody_may_train_on_the_stories(site: Site, urls: Urls) -> None:
    text = robots_txt(site, urls, policy=RobotsPolicy())
    assert "Content-Signal: search=yes, ai-input=yes, ai-train=no" in text.splitlines()
    assert sorted(TRAINING_AGENTS) == sorted(TRAINERS)
    for agent in TRAINERS:
        assert not robot(text).can_fetch(agent, STORY), agent


def test_the_owner_may_allow_it(site: Site, urls: Urls) -> None:
    text = robots_txt(site, urls, policy=RobotsPolicy(training="allow", closed=("/desk/",)))
    assert "ai-train=yes" in text and "ai-train=no" not in text
    for agent in TRAINERS:
        assert robot(text).can_fetch(agent, STORY), agent
        assert not robot(text).can_fetch(agent, "https://news.example.kr/desk/"), agent


@pytest.mark.parametrize("training", ["refuse", "allow"])
def test_what_is_closed_is_closed_in_every_group(training: str, site: Site, urls: Urls) -> None:
    text = robots_txt(site, urls, policy=RobotsPolicy(training=training, closed=("/desk/", "/미리보기/")))
    for agent in READERS + TRAINERS:
        for path in ("desk/posts", "미리보기/1"):
            assert not robot(text).can_fetch(agent, f"https://news.example.kr/{path}"), (agent, path)
    groups = [group for group in text.split("\n\n") if "User-agent" in group]
    for group in groups:
        assert "Disallow: /desk/" in group, "a robot with a group of its own reads no other"
        assert "Disallow: /%EB%AF%B8%EB%A6%AC%EB%B3%B4%EA%B8%B0/" in group


def test_daum_finds_its_line_as_it_gave_it(site: Site, urls: Urls) -> None:
    for given in ("abc:123", "#DaumWebMasterTool:abc:123", " abc:123\n"):
        text = robots_txt(replace(site, verifications={"daum": given}), urls, policy=RobotsPolicy())
        assert text.splitlines()[0] == "#DaumWebMasterTool:abc:123"
    assert "Daum" not in robots_txt(replace(site, verifications={}), urls, policy=RobotsPolicy())


def test_a_token_cannot_smuggle_in_a_rule(site: Site, urls: Urls) -> None:
    text = robots_txt(replace(site, verifications={"daum": "a:1\nDisallow: /"}), urls, policy=RobotsPolicy())
    assert robot(text).can_fetch("Googlebot", STORY)


def test_the_sitemaps_are_named_by_their_full_addresses(site: Site, urls: Urls) -> None:
    text = robots_txt(site, urls, policy=RobotsPolicy())
    assert robot(text).site_maps() == [
        "https://news.example.kr/sitemap.xml",
        "https://news.example.kr/news-sitemap.xml",
    ]


def test_a_site_under_a_path_closes_its_own_paths(site: Site) -> None:
    text = robots_txt(site, Urls("https://a.example.kr/blog"), policy=RobotsPolicy(closed=("/desk/",)))
    assert "Disallow: /blog/desk/" in text
    assert "Sitemap: https://a.example.kr/blog/sitemap.xml" in text


def test_the_manifest_tells_a_phone_what_to_put_on_its_screen(site: Site, urls: Urls) -> None:
    manifest = json.loads(web_manifest(site, urls))
    assert (manifest["name"], manifest["short_name"]) == ("뉴스다오", "뉴스다오")
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == ("ko-KR", "ltr", "/")
    assert manifest["description"] == "해온시에서 전하는 빠른 소식"
    for icon in manifest["icons"]:
        assert (PROJECT / icon["src"].lstrip("/")).is_file(), icon["src"]
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}, "what browsers ask for"
    assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "any", "maskable"]


def test_a_long_press_on_the_icon_offers_the_first_sections(site: Site) -> None:
    sections = [Term("category", f"s{number}", f"분야 {number}") for number in range(6)]
    manifest = json.loads(web_manifest(site, Urls("https://a.example.kr/blog"), sections))
    assert manifest["shortcuts"][0] == {"name": "분야 0", "url": "/blog/category/s0/"}
    assert len(manifest["shortcuts"]) == 4


def test_whatever_a_phone_cuts_the_icon_to_nothing_of_the_mark_is_lost() -> None:
    """W3C App Manifest §3.2: a circle of 80 % of the width is always shown."""
    with Image.open(PROJECT / "static/icons/icon-maskable-512.png") as image:
        ground = image.getpixel((0, 0))
        outside = [(x, y) for x in range(0, 512, 4) for y in range(0, 512, 4) if hypot(x - 256, y - 256) > 205]
        assert all(image.getpixel(place) == ground for place in outside)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("뉴스다오", "뉴스다오"),
        ("Haeon Daily: all the news", "Haeon Daily"),
        ("The Haeon Daily", "The Haeon"),
        ("해온시사람들의빠른뉴스신문", "해온시사람들의빠른뉴스신"),
    ],
)
def test_the_short_name_fits_below_an_icon(name: str, short: str, site: Site, urls: Urls) -> None:
    assert json.loads(web_manifest(replace(site, name=name), urls))["short_name"] == short
    assert len(short) <= 12


def test_a_manifest_keeps_to_the_site_s_path_and_direction(site: Site) -> None:
    urls = Urls("https://a.example.kr/blog")
    manifest = json.loads(web_manifest(replace(site, lang="fa", description=""), urls))
    assert manifest["start_url"] == manifest["scope"] == manifest["id"] == "/blog/"
    assert manifest["dir"] == "rtl" and "description" not in manifest
    assert all(icon["src"].startswith("/blog/static/") for icon in manifest["icons"])
