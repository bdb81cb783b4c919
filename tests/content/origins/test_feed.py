"""A feed becomes a Jekyll site: what it says of each story is kept, and what it doesn't say is never guessed."""

import io
import json
import time
from typing import Any

import pytest
import yaml
from feed_exports import ATOM, SITE, item, json_feed, json_item, rss
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.content.origins import feed
from newsdao.content.origins.document import Document, rendered
from newsdao.content.origins.told import Told
from newsdao.errors import ExportError


def convert(data: bytes, url: str = "") -> tuple[dict[str, Document], Told]:
    told = Told("feed.xml")
    return {one.path: one for one in feed.documents(io.BytesIO(data), told, url)}, told


def one(data: bytes, url: str = "") -> tuple[Document, Told]:
    found, told = convert(data, url)
    (document,) = [document for document in found.values() if document.kind != "data"]
    return document, told


def matter(document: Document) -> dict[str, Any]:
    return yaml.load(rendered(document).decode().split("---\n")[1], Loader=yaml.BaseLoader)


def said(told: Told) -> str:
    return "\n".join(map(str, [*told.notices, *told.rejected]))


def test_rss_keeps_address_moment_names_and_the_whole_text() -> None:
    more = f'\t\t<enclosure url="{SITE}/river.jpg" length="1" type="image/jpeg" />\n'
    document, told = one(rss(item(more=more)))
    assert document.path == "_posts/2024-06-14-haeon-river.html"
    assert matter(document) == {
        "title": "해온강 수위 사흘째 상승",
        "date": "2024-06-14 22:30:00 +0900",
        "categories": ["사회"],
        "tags": ["강 & 물"],
        "author": "김나루",
        "excerpt": "<p>물이 불었다. [&#8230;]</p>",
        "image": f"{SITE}/river.jpg",
        "permalink": "/2024/06/14/haeon-river/",
        "feed_id": f"{SITE}/?p=11",
        "guid": f"{SITE}/?p=11",
    }
    assert document.body == "<p>물이 불었다.</p>"
    assert said(told) == ""


def test_atom_keeps_them_too() -> None:
    document, _ = one(ATOM.encode())
    assert matter(document) == {
        "title": "해온강 <b>수위</b> 상승",
        "date": "2024-06-14 22:30:00 +0900",
        "last_modified_at": "2024-06-15 09:00:00 +0900",
        "categories": ["사회"],
        "tags": ["강"],
        "authors": ["김나루", "이다미"],
        "excerpt": "요약",
        "image": f"{SITE}/river.jpg",
        "permalink": "/2024/06/14/haeon-river.html",
        "feed_id": f"{SITE}/2024/06/14/haeon-river",
        "guid": f"{SITE}/2024/06/14/haeon-river",
    }
    assert f'<a href="{SITE}/about/">' in document.body


def test_json_feed_keeps_them_too() -> None:
    document, _ = one(json_feed(json_item()))
    found = matter(document)
    assert found["date"] == "2024-06-14 22:30:00 +0900" and found["last_modified_at"] == "2024-06-15 09:00:00 +0900"
    assert (found["categories"], found["tags"], found["author"]) == (["사회"], ["강"], "김나루")
    assert (found["permalink"], found["image"]) == ("/2024/06/14/haeon-river/", f"{SITE}/river.jpg")
    document, _ = one(
        json_feed(json_item(authors=None, author={"name": "이다미"}, content_html=None, content_text="a < b\n\nc"))
    )
    assert matter(document)["author"] == "이다미" and document.body == "<p>a &lt; b</p>\n<p>c</p>"


@pytest.mark.parametrize("data", [rss(item()), ATOM.encode(), json_feed(json_item())])
def test_the_feed_s_own_facts_become_the_site_s_configuration(data: bytes) -> None:
    config = convert(data)[0]["_config.yml"].values
    assert (config["title"], config["url"], config["timezone"]) == ("해온 소식", SITE, "Asia/Seoul")
    assert str(config["lang"]).startswith("ko")


def test_a_feed_in_utc_says_nothing_of_the_site_s_zone() -> None:
    date = "<pubDate>Fri, 14 Jun 2024 13:30:00 +0000</pubDate>"
    found, _ = convert(rss(item(date=date)))
    assert found["_config.yml"].values["timezone"] == ""
    assert found["_posts/2024-06-14-haeon-river.html"].values["date"] == "2024-06-14 13:30:00 +0000"


def test_a_story_of_another_host_names_it_as_its_origin() -> None:
    link = "https://elsewhere.example/story/"
    found = matter(one(rss(item(link=link)))[0])
    assert found["canonical_url"] == link and "permalink" not in found


def test_a_feed_that_names_no_site_is_of_the_host_it_came_from() -> None:
    data = rss(item()).replace(f"<link>{SITE}</link>".encode(), b"")
    assert "canonical_url" in matter(one(data)[0])
    assert matter(one(data, f"{SITE}/feed/")[0])["permalink"] == "/2024/06/14/haeon-river/"


@pytest.mark.parametrize("date", ["", "<pubDate>soon</pubDate>", "<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>"])
def test_an_entry_without_a_date_is_told_and_left_out(date: str) -> None:
    found, told = convert(rss(item(date=date), item(link=f"{SITE}/other/", guid="2")))
    assert [path for path in found if path.startswith("_posts")] == ["_posts/2024-06-14-other.html"]
    (error,) = told.rejected
    assert "entry 1" in error.why and "never guessed" in error.remedy


@pytest.mark.parametrize(
    "date", ["<dc:date>2024-06-14T22:30:00+09:00</dc:date>", "<pubDate>14 Jun 2024 22:30 +0900</pubDate>"]
)
def test_dates_of_other_forms_are_read(date: str) -> None:
    assert matter(one(rss(item(date=date)))[0])["date"] == "2024-06-14 22:30:00 +0900"


def test_a_recording_is_kept_as_a_link_below_the_text() -> None:
    more = f'\t\t<enclosure url="{SITE}/talk.mp3?a=1&amp;b=2" length="1" type="audio/mpeg" />\n'
    assert f'<audio src="{SITE}/talk.mp3?a=1&amp;b=2"></audio>' in one(rss(item(more=more)))[0].body


def test_what_is_embedded_is_still_there_for_the_reading_of_the_body() -> None:
    frame = '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>'
    assert frame in one(rss(item(content=frame)))[0].body


def test_the_summary_is_the_text_where_there_is_no_other() -> None:
    whole = "<content:encoded><![CDATA[<p>물이 불었다.</p>]]></content:encoded>".encode()
    document, _ = one(rss(item()).replace(whole, b""))
    assert "물이 불었다" in document.body and "excerpt" not in matter(document)


def test_plain_addresses_are_told_of() -> None:
    document, told = one(rss(item(link=f"{SITE}/?p=11")))
    assert "permalink" not in matter(document) and "/?p=12" in said(told)
    assert "canonical_url" not in matter(document)


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_is_plain_and_told_by_its_line() -> None:
    data = rss(item(), item(link=f"{SITE}/b/", guid="2", more="\t\t<x>a & b</x>\n"))
    found, told = convert(data)
    assert len([path for path in found if path.startswith("_posts")]) == 2
    (notice,) = told.notices
    assert notice.kind == "repaired" and data.decode().split("\n")[notice.line - 1].strip() == "<x>a & b</x>"


ENTITIES = b"""<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaa">
<!ENTITY b "&a;&a;">]>
<rss version="2.0"><channel/></rss>"""


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        (b"", 1, "no RSS"),
        (b"hello", 1, "no RSS"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, 1, ""),
        (b"<!DOCTYPE html>\n<html><head><title>x</title></head><body><p>x</body></html>", None, "no RSS"),
        (b"{}", 1, "no JSON Feed"),
        (b"[]", 1, "no JSON Feed"),
        (b'{"version": 5}', 1, "no JSON Feed"),
        (b'{\n"version": ', 2, "not whole"),
        (b'{"a":' * 200_000, 1, "deeper"),
        (ENTITIES, 2, "entities"),
        (ENTITIES.decode().encode("utf-16"), 2, "entities"),
        (b" " * (21 << 20), 0, "larger than 20 MB"),
    ],
    ids=["empty", "text", "picture", "page", "object", "list", "number", "cut", "deep", "bomb", "wide bomb", "large"],
)  # fmt: skip
def test_what_is_no_feed_is_one_line_with_its_remedy(data: bytes, line: int | None, why: str) -> None:
    began = time.process_time()
    with pytest.raises(ExportError) as refused:
        convert(data)
    assert time.process_time() - began < 30  # what isn't linear takes minutes
    error = refused.value
    assert why in error.why and error.remedy and "\n" not in str(error)
    assert line is None or error.line == line


@pytest.mark.parametrize(
    "piece",
    ["<a>", "<![CDATA[", "<!--", "<item>", "&amp", "<p ", "<", "<item><title>x</title></item>", "&#", "<!DOCTYPE "],
)
def test_no_feed_takes_long(piece: str) -> None:
    data = rss(item()).replace(b"</channel>", piece.encode() * (200_000 // len(piece)) + b"</channel>")
    began = time.process_time()
    try:
        convert(data)
    except ExportError as error:
        assert error.remedy
    assert time.process_time() - began < 30  # what isn't linear takes minutes


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=200, deadline=2000)
@given(st.dictionaries(st.sampled_from([*json_item(), "author", "attachments", "language", "external_url"]), JSON))
def test_no_value_of_a_json_feed_breaks_a_conversion(values: dict[str, Any]) -> None:
    found, _ = convert(json_feed(json_item(**values), json_item(url=f"{SITE}/other/")))
    assert any(path.endswith("-other.html") for path in found)
    assert all(rendered(document) for document in found.values())


@settings(max_examples=200, deadline=5000)
@given(st.text("<>/&;[]!-CDAT\"'= \n\u0000itemtlglnk:x", max_size=120))
def test_no_text_in_a_feed_breaks_a_conversion(text: str) -> None:
    try:
        found, _ = convert(rss(item(content=text, more=text)))
    except ExportError as error:
        assert error.remedy
    else:
        assert all(rendered(document) for document in found.values())


def test_a_json_feed_is_known_by_its_content_whatever_white_space_stands_before_it() -> None:
    data = b"\xef\xbb\xbf\n  " + json.dumps(json.loads(json_feed(json_item()))).encode()
    assert one(data)[0].path == "_posts/2024-06-14-haeon-river.html"
