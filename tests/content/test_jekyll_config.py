"""`_config.yml` as the site's publisher means it."""

from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from newsdao.content.config_notices import notices
from newsdao.content.jekyll_config import read_config
from newsdao.content.permalinks import STYLES
from newsdao.content.post import Picture, Term
from newsdao.errors import ConfigurationError

CONFIG = """
title: 해온신문
description: 해온시의 하루
url: "https://news.example.kr/"
baseurl: blog
lang: ko_KR
timezone: Europe/London
author: 도하
image: /assets/preview.png
logo: /assets/logo.png
twitter: {username: "@haeon"}
social:
  links: [https://social.example/haeon, 텔레그램]
webmaster_verifications: {google: g-token, naver: n-token, bing: ~}
daum_site_verification: d-token
favicons: {32: /assets/32.png}
favicon_ico: /favicon.ico
navigation_header: [{title: 정치, url: /politics/}, {title: 사회, url: /society/}]
future: true
exclude: [README.md, tools]
"""


def test_without_configuration_the_answers_are_newsdaos_own() -> None:
    config = read_config("")
    assert (config.permalink, config.timezone, config.lang) == (STYLES["pretty"], ZoneInfo("Asia/Seoul"), "ko")
    assert config.site().name == "NewsDAO"


def test_the_site_is_what_the_configuration_says() -> None:
    site = read_config(CONFIG).site()
    assert (site.url, site.name, site.lang) == ("https://news.example.kr/blog", "해온신문", "ko-KR")
    assert (site.timezone, site.description) == (ZoneInfo("Europe/London"), "해온시의 하루")
    assert (site.logo, site.social_picture) == (Picture("/assets/logo.png"), Picture("/assets/preview.png"))
    assert (site.author, site.twitter) == (Term("author", "도하", "도하"), "haeon")
    assert site.verifications == {"google": "g-token", "naver": "n-token", "daum": "d-token"}
    assert site.same_as == ("https://social.example/haeon",)


def test_a_given_address_and_name_go_before_the_configurations() -> None:
    site = read_config(CONFIG).site("https://other.example/", "다른 이름")
    assert (site.url, site.name) == ("https://other.example", "다른 이름")


def test_favicons_sections_and_exclusions_are_read() -> None:
    config = read_config(CONFIG)
    assert config.favicons == {"32": "/assets/32.png", "ico": "/favicon.ico"}
    assert (config.sections, config.exclude, config.future) == (("정치", "사회"), ("README.md", "tools"), True)


def test_the_digest_tells_one_configuration_from_another() -> None:
    assert read_config(CONFIG).digest == sha256(CONFIG.encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("title: 가", STYLES["date"]),
        ("permalink: pretty", STYLES["pretty"]),
        ("permalink: /:title/", "/:title/"),
        ("permalink: date\ncollections: {posts: {permalink: /p/:title/}}", "/p/:title/"),
    ],
)
def test_the_pattern_of_addresses_is_jekylls(text: str, pattern: str) -> None:
    assert read_config(text).permalink == pattern


def test_a_token_jekyll_does_not_know_is_told() -> None:
    assert [":nonsense" in notice.what for notice in notices(read_config("permalink: /:nonsense/:title/"))] == [True]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: 가\ntimezone: KST\n", "_config.yml:2: KST is no time zone; write one such as Asia/Seoul"),
        ("timezone: ../../etc/passwd", "_config.yml:1: "),
        ("title: 가\nurl: [\n", "_config.yml:3: "),
        ("- 가\n", "_config.yml: "),
    ],
)
def test_wrong_configuration_is_one_clear_line_that_names_the_place(text: str, place: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read_config(text)
    assert str(refused.value).startswith(place)
    assert "\n" not in str(refused.value)


DEFAULTS = """
defaults:
  - {scope: {path: ""}, values: {image: /all.png, layout: page, seo: {a: 1, b: 1}}}
  - {scope: {path: "", type: posts}, values: {layout: post, author: 도하}}
  - {scope: {path: "_posts/en"}, values: {lang: en, seo: {b: 2}}}
  - {scope: {path: "", type: drafts}, values: {comments: "false"}}
  - {scope: {path: "section/*/_posts"}, values: {starred: "yes"}}
  - {scope: {path: "_posts/en", type: post}, values: {author: 서린}}
  - {scope: {path: "_posts"}, values: {lang: ko, author: 아무나}}
  - nonsense
"""


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("_posts/a.md", "posts", {"layout": "post", "author": "아무나", "lang": "ko", "image": "/all.png"}),
        ("_posts/en/a.md", "posts", {"layout": "post", "author": "서린", "lang": "en", "image": "/all.png"}),
        ("_drafts/a.md", "posts", {"layout": "post", "author": "도하", "image": "/all.png"}),
        ("section/x/_posts/a.md", "posts", {"layout": "post", "author": "도하", "image": "/all.png", "starred": "yes"}),
        ("section/x/y/_posts/a.md", "posts", {"layout": "post", "author": "도하", "image": "/all.png"}),
    ],
)
def test_the_nearest_default_wins_and_a_type_breaks_ties(path: str, kind: str, expected: dict[str, str]) -> None:
    found = read_config(DEFAULTS).defaults_for(path, kind)
    found.pop("seo")
    assert found == expected


def test_mappings_of_defaults_are_merged() -> None:
    assert read_config(DEFAULTS).defaults_for("_posts/en/a.md", "posts")["seo"] == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("publisher: 해온신문", "`publisher` holds no keys such as name, registration or editor"),
        ("publisher:\n  phone: [1, 2]", "`publisher.phone` is no text"),
        ("publisher:\n  pages: /소개/", "`publisher.pages` is no list of pages by role"),
        ("publisher:\n  pages: {about: 'https://else.example/'}", "`publisher.pages.about` is no page of this site"),
        ("ads_txt: {a: b}", "`ads_txt` is neither a text nor a list of lines"),
        ("humans_txt: [[x]]", "`humans_txt` is neither a text nor a list of lines"),
        ("ads_txt: true", "`ads_txt` is neither a text nor a list of lines"),
        ("llms_txt: {a: b}", "`llms_txt` is neither a text nor a list of lines"),
    ],
)
def test_what_the_publisher_wrote_in_vain_is_told(written: str, said: str) -> None:
    (notice,) = notices(read_config(f"lang: ko\n{written}\n"))
    assert said in notice.what and notice.line == 2


@pytest.mark.parametrize(
    "written",
    [
        "publisher:",
        "publisher:\n  name: 3\n  registered_on: 2024-05-02\n  phone:\n  pages: {about: /소개/}",
        "ads_txt: ''",
        "ads_txt: false",
        "llms_txt: true",
        "humans_txt: [한바다]",
    ],
)
def test_what_is_written_well_or_left_out_is_not(written: str) -> None:
    assert notices(read_config(f"lang: ko\n{written}\n")) == ()
