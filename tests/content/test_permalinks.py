"""Addresses as Jekyll 4.3 makes them. The expected ones were read from sites built with it, or from its own tests."""

import re
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.content.permalinks import STYLES, UrlParts, as_path, expand, feed_id, is_too_long, unknown_tokens

MOMENT = datetime(2024, 7, 1, 9, 5, 7, tzinfo=ZoneInfo("Asia/Seoul"))


def parts(slug: str = "362", *categories: str, moment: datetime = MOMENT) -> UrlParts:
    return UrlParts(moment, slug, f"2024-07-01-{slug}", f"2024-07-01-{slug}", categories)


@pytest.mark.parametrize(
    ("style", "address"),
    [
        ("date", "/news/2024/07/01/362.html"),
        ("pretty", "/news/2024/07/01/362/"),
        ("ordinal", "/news/2024/183/362.html"),
        ("weekdate", "/news/2024/W27/Mon/362.html"),
        ("none", "/news/362.html"),
    ],
)
def test_each_style_of_jekyll_has_its_address(style: str, address: str) -> None:
    assert expand(STYLES[style], parts("362", "News")) == address


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("year", "2024"), ("short_year", "24"), ("month", "07"), ("i_month", "7"), ("short_month", "Jul"),
        ("long_month", "July"), ("day", "01"), ("i_day", "1"), ("y_day", "183"), ("w_year", "2024"), ("week", "27"),
        ("w_day", "1"), ("short_day", "Mon"), ("long_day", "Monday"), ("hour", "09"), ("minute", "05"),
        ("second", "07"), ("title", "A.b-나"), ("slug", "a-b-나"), ("name", "2024-07-01-a-b-나"),
        ("categories", "큰 일/r&d"), ("slugified_categories", "큰-일/r-d"), ("collection", "posts"),
    ],
)  # fmt: skip
def test_each_token_of_jekyll_has_its_value(token: str, value: str) -> None:
    assert expand(f"/:{token}/", parts("A.b 나", "큰 일", "R&D", "r&d")) == f"/{value}/"


def test_the_iso_year_of_a_week_is_not_always_the_calendars() -> None:
    moment = datetime(2024, 12, 30, tzinfo=ZoneInfo("Asia/Seoul"))
    assert expand("/:w_year/:week/:w_day", parts(moment=moment)) == "/2025/01/1"


def test_an_underscore_after_a_token_is_text() -> None:
    assert expand("/:month_:day/", parts()) == "/07_01/"


def test_unknown_tokens_stay_and_are_named() -> None:
    assert expand("/:nothing/:title/", parts()) == "/:nothing/362/"
    assert unknown_tokens("/:nothing/:title/:month_") == ["nothing"]


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("my_category/permalinked-post", "/my_category/permalinked-post"),
        ("/:title", "/362"),
        (":title:output_ext", "/362.html"),
        ("/2016/04/02/错误.html", "/2016/04/02/错误.html"),
        ("/2016/04/03/%E9%94%99%E8%AF%AF.html", "/2016/04/03/错误.html"),
        ("/%2e%2e/%2e%2e/%2e%2e/baddie.html", "/baddie.html"),
        ("/../../etc/passwd", "/etc/passwd"),
        ("//evil.example/x", "/evil.example/x"),
        ("/\\evil.example", "/evil.example"),
        ("/a?b=1#c", "/a"),
        ("/a\tb\n", "/ab"),
        (unicodedata.normalize("NFD", "/한강/"), "/한강/"),
        ("/%ff/", "/%ff/"),
        ("https://news.example.kr/a/", "/https:/news.example.kr/a/"),
    ],
)
def test_a_permalink_of_front_matter_is_a_path_of_this_site(permalink: str, address: str) -> None:
    assert expand(permalink, parts()) == address


def test_categories_are_downcased_once_each_and_keep_their_spaces_and_slashes() -> None:
    address = expand(STYLES["pretty"], parts("1", "External Sources", "external sources", "정치/국회", "C#"))
    assert address == "/external sources/정치/국회/c#/2024/07/01/1/"


def test_jekylls_escapes_of_file_names_are_kept() -> None:
    slug = "escape-+ %20[]"
    assert expand(STYLES["date"], parts(slug)) == "/2024/07/01/escape-+-20.html"


@pytest.mark.parametrize(
    ("permalink", "slug", "expected"),
    [
        ("/news/2024/07/01/362/", "362", "/news/2024/07/01/362"),
        ("/news/2024/07/01/362.html", "362", "/news/2024/07/01/362"),
        ("/362/", "362", "/362"),
        ("/breaking/bridge/", "2024-bridge", "/breaking/2024-bridge"),
    ],
)
def test_a_feeds_entry_has_the_id_jekyll_gave_it(permalink: str, slug: str, expected: str) -> None:
    assert feed_id(permalink, slug) == expected


def test_an_address_no_file_system_could_hold_is_too_long() -> None:
    assert is_too_long(f"/{'가' * 86}/")
    assert not is_too_long(f"/{'가' * 85}/")


@settings(deadline=None, max_examples=300)
@given(
    st.text(max_size=60),
    st.text(max_size=30),
    st.lists(st.text(max_size=20), max_size=3),
    st.sampled_from(list(STYLES)),
)
def test_any_permalink_slug_and_categories_give_a_safe_path(
    permalink: str, slug: str, categories: list[str], style: str
) -> None:
    for template in (permalink, f"/{permalink}/:title/", STYLES[style]):
        path = expand(template, parts(slug, *categories))
        assert path.startswith("/")
        assert "//" not in path
        assert not {".", ".."} & set(path.split("/"))
        assert path == unicodedata.normalize("NFC", path)
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\]", path)
        assert as_path(path) == path


@given(st.text(max_size=60))
def test_a_permalink_written_by_hand_has_no_query(permalink: str) -> None:
    assert not re.search("[?#]", expand(permalink.replace("%", ""), parts()))
