"""An export of Ghost becomes a Jekyll site: nothing of it is lost quietly, nothing for members becomes public."""

import io
import json
from typing import Any

import pytest
import yaml
from ghost_export import ID, export, meta, post, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.content.origins import ghost
from newsdao.content.origins.document import Document, rendered
from newsdao.content.origins.told import Told
from newsdao.errors import ExportError


def convert(data: bytes) -> tuple[dict[str, Document], Told]:
    told = Told("export.json")
    return {one.path: one for one in ghost.documents(io.BytesIO(data), told)}, told


def one(*posts: dict[str, Any], **joined: Any) -> tuple[Document, Told]:
    found, told = convert(export(*posts, **joined))
    (document,) = [document for document in found.values() if document.kind != "data"]
    return document, told


def matter(document: Document) -> dict[str, Any]:
    return yaml.load(rendered(document).decode().split("---\n")[1], Loader=yaml.BaseLoader)


def said(told: Told) -> str:
    return "\n".join(map(str, [*told.notices, *told.rejected]))


def test_a_story_keeps_its_address_its_moment_its_names_and_its_words() -> None:
    row = post(
        1, custom_excerpt="물이 불었다.", feature_image="__GHOST_URL__/content/images/2024/06/river.jpg", featured=1,
        updated_at="2024-06-15T00:00:00.000Z", html='<p><a href="__GHOST_URL__/about/">소개</a></p>',
    )  # fmt: skip
    more = meta(
        1, meta_description="강 소식", feature_image_alt="불어난 강", feature_image_caption="사진 <b>이다미</b>"
    )
    document, told = one(row, tags={1: [1, 2, 3]}, authors={1: [2, 1]}, metas=[more])
    assert document.path == "_posts/2024-06-14-haeon-river.html"
    assert matter(document) == {
        "title": "해온강 수위 사흘째 상승",
        "date": "2024-06-14 22:30:00 +0900",
        "last_modified_at": "2024-06-15 09:00:00 +0900",
        "categories": ["사회"],
        "tags": ["강"],
        "authors": ["dami", "naru"],
        "excerpt": "물이 불었다.",
        "description": "강 소식",
        "image": {"path": "/content/images/2024/06/river.jpg", "alt": "불어난 강", "caption": "사진 <b>이다미</b>"},
        "permalink": "/haeon-river/",
        "internal_tags": ["#속보함"],
        "featured": "true",
        "ghost_id": ID.format(1),
    }
    assert document.body == '<p><a href="/about/">소개</a></p>'
    assert "copy Ghost's folder content/images" in said(told)


def test_the_site_s_own_facts_become_its_configuration() -> None:
    found, told = convert(export(post(1)))
    config = matter_of_data(found["_config.yml"])
    assert (config["title"], config["lang"], config["timezone"]) == ("해온 소식", "ko", "Asia/Seoul")
    assert config["logo"] == "/content/images/logo.png"
    assert matter_of_data(found["_data/authors.yml"]) == {
        "naru": {"name": "김나루", "url": "https://naru.example.kr"},
        "dami": {"name": "이다미"},
    }
    assert dict(+told.left_out) == {"newsletters": 1, "tiers": 1}
    written = b"".join(map(rendered, found.values()))
    assert b"@example.kr" not in written and b"$2a$" not in written


def matter_of_data(document: Document) -> dict[str, Any]:
    return yaml.safe_load(rendered(document))


def test_both_forms_of_an_export_are_read() -> None:
    bare = json.dumps({"meta": {}, "data": tables(post(1))}).encode()
    assert convert(bare)[0].keys() == convert(export(post(1)))[0].keys()
    assert convert(b"\xef\xbb\xbf" + bare)[0].keys() == convert(bare)[0].keys()


@pytest.mark.parametrize("visibility", ["members", "paid", "tiers", "status:-free"])
def test_what_was_for_members_stays_hidden_and_is_told(visibility: str) -> None:
    document, told = one(post(1, visibility=visibility))
    assert matter(document)["published"] == "false" and matter(document)["ghost_visibility"] == visibility
    assert f"is for {visibility} alone" in said(told)


def test_what_was_sent_by_mail_alone_stays_hidden() -> None:
    assert matter(one(post(1, status="sent"))[0])["published"] == "false"
    assert matter(one(post(1), metas=[meta(1, email_only=1)])[0])["published"] == "false"


def test_a_draft_is_a_draft_and_what_is_scheduled_keeps_its_minute() -> None:
    draft, _ = one(post(1, status="draft", published_at=None))
    assert (draft.kind, draft.path) == ("draft", "_drafts/haeon-river.html")
    assert "permalink" not in matter(draft)
    later, _ = one(post(1, status="scheduled", published_at="2030-01-01T00:00:00.000Z"))
    assert later.kind == "post" and matter(later)["date"] == "2030-01-01 09:00:00 +0900"


@pytest.mark.parametrize("row", [post(1, type="page", slug="about"), {**post(1, slug="about", page=1), "type": None}])
def test_a_page_stands_at_its_address_and_in_no_category(row: dict[str, Any]) -> None:
    document, _ = one(row, tags={1: [1]})
    assert (document.kind, document.path) == ("page", "about.html")
    assert matter(document)["permalink"] == "/about/" and "categories" not in matter(document)


def test_a_page_that_is_a_draft_stays_hidden() -> None:
    assert matter(one(post(1, type="page", status="draft", published_at=None))[0])["published"] == "false"


def test_a_story_without_a_date_is_told_and_the_rest_goes_on() -> None:
    found, told = convert(export(post(1, published_at=None), post(2, slug="other")))
    assert [path for path in found if path.startswith("_posts")] == ["_posts/2024-06-14-other.html"]
    assert "no date" in said(told)


def test_a_date_of_ghost_s_first_years_is_read() -> None:
    document, _ = one(post(1, published_at=1718371800000))
    assert matter(document)["date"] == "2024-06-14 22:30:00 +0900"


def test_a_story_of_which_there_is_no_html_is_told_and_keeps_its_plain_text() -> None:
    document, told = one(post(1, html=None, plaintext="첫 < 문단\n\n둘째"))
    assert document.body == "<p>첫 &lt; 문단</p>\n<p>둘째</p>"
    assert "no HTML" in said(told)
    document, told = one(post(1, html=None, plaintext=None))
    assert document.body == "" and "no text here" in said(told)


def test_stories_of_one_name_and_day_get_files_of_their_own() -> None:
    found, _ = convert(export(post(1), post(2)))
    assert len([path for path in found if path.startswith("_posts")]) == 2


def test_a_story_larger_than_a_file_may_be_is_told_and_the_rest_goes_on() -> None:
    found, told = convert(export(post(1, title="긴 글", html="x" * 10_000_000), post(2, slug="other")))
    assert "_posts/2024-06-14-other.html" in found and "긴 글" in said(told)


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        (b"", 1, "not whole"),
        (b"hello", 1, "no JSON"),
        (b"{}", 1, "no posts"),
        (b"[]", 1, "no posts"),
        (b'{"db": []}', 1, "no posts"),
        (b'{"db": [{"data": {"posts": {}}}]}', 1, "no posts"),
        (b'{"db": [{"data": 1}]}', 1, "no posts"),
        (export(post(1))[:-40], None, ""),
        (b'{\n"db": [\n{"data": x', 3, "no JSON"),
        (b'{"db": [\n{"data"', 2, "not whole"),
        (b"[" * 200_000, 1, "deeper"),
        (b'{"a":' * 200_000, 1, "deeper"),
        (b'{"a":' + b"1" * 10_000 + b"}", 1, "number"),
        (b'{\n"a": "\x00"}', 2, "binary"),
        ('{\n"a": "해온'.encode() + b'\xff"}', 2, "UTF-8"),
        (b"<rss/>", 1, "no JSON"),
    ],
)
def test_what_is_no_whole_export_is_one_line_with_its_remedy(data: bytes, line: int | None, why: str) -> None:
    with pytest.raises(ExportError) as refused:
        convert(data)
    error = refused.value
    assert why in error.why and error.remedy and "\n" not in str(error)
    assert error.path == "export.json" and (line is None or error.line == line)


def test_an_export_larger_than_can_be_read_whole_is_refused_without_reading_it() -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            self.asked += size
            return b" " * size

    file = Endless()
    with pytest.raises(ExportError, match="larger than 200 MB"):
        list(ghost.documents(file, Told("export.json")))
    assert file.asked == ghost.MAX_BYTES + 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300, deadline=2000)
@given(st.dictionaries(st.sampled_from(sorted(post(1))), JSON, max_size=8), JSON, JSON)
def test_no_value_of_any_column_breaks_a_conversion(values: dict[str, Any], tags: Any, users: Any) -> None:
    data = tables({**post(1), **values}, post(2, slug="other"), tags={1: [1]})
    data |= {"tags": tags, "users": users}
    found, _ = convert(json.dumps({"data": data}).encode())
    assert "_posts/2024-06-14-other.html" in found
    for document in found.values():
        assert rendered(document)
