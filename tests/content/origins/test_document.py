"""What is written is what is read again, whatever the words."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from newsdao.content.characters import fit
from newsdao.content.front_matter import split
from newsdao.content.origins.document import Document, excess, rendered
from newsdao.content.origins.told import MAX_NOTICES, Told
from newsdao.content.origins.wpautop import paragraphs

WORDS = st.text(max_size=60) | st.text(" \n\t'\"#:-[]{}&*!|>%@`?,~강水🌊\u200b\u2028\x85\ufeff\x00", max_size=30)


def as_read(value: str) -> str:
    """As the converters mean it: fit to be stored, a line break of any kind being one, nothing around it."""
    return re.sub("[\t\u2028\u2029]", " ", fit(value).replace("\ufeff", "")).strip()


@settings(max_examples=500, deadline=None)
@given(WORDS, WORDS, st.lists(WORDS, max_size=3), WORDS)
def test_every_value_and_every_body_survives_being_written_and_read(
    title: str, excerpt: str, tags: list[str], body: str
) -> None:
    values: dict[str, Any] = {
        "title": title,
        "excerpt": excerpt,
        "tags": tags,
        "image": {"path": title, "alt": excerpt},
    }
    data = rendered(Document("post", "_posts/2024-01-01-a.html", values, body))
    found = split("a.html", data)
    assert not [notice for notice in found.notices if "more than once" not in notice.what]
    assert (found.values.get("title", ""), found.values.get("excerpt", "")) == (as_read(title), as_read(excerpt))
    if tags:
        assert found.values["tags"] == [as_read(one) for one in tags]
    assert found.body.strip("\n") == fit(body).replace("\ufeff", "").strip("\n")


def test_the_same_document_gives_the_same_bytes_in_our_order_of_keys() -> None:
    values = {
        "wordpress_id": "1",
        "permalink": "/a/",
        "date": "2024-06-14 22:30:00 +0900",
        "title": "강: 물",
        "tags": [],
    }
    data = rendered(Document("post", "a.html", values, "<p>물</p>\n\n"))
    assert data.decode() == (
        "---\ntitle: '강: 물'\ndate: 2024-06-14 22:30:00 +0900\npermalink: /a/\nwordpress_id: '1'\n---\n<p>물</p>\n"
    )


def test_more_than_a_sync_would_read_is_known_before_it_is_written() -> None:
    assert excess(rendered(Document("post", "a.html", {"title": "a"}, "x" * 6_000_000))) == "it is larger than 5 MB"
    assert "64 KiB" in excess(rendered(Document("post", "a.html", {"excerpt": "x" * 70_000}, "")))
    assert excess(rendered(Document("post", "a.html", {"title": "a"}, "x"))) == ""


def test_what_there_is_no_room_to_say_is_counted() -> None:
    told = Told("export.xml")
    for line in range(MAX_NOTICES + 5):
        told.tell("note", line, "x")
    told.close()
    assert len(told.notices) == MAX_NOTICES + 1 and told.notices[-1].what.startswith("5 more")


def test_paragraphs_are_where_wordpress_makes_them() -> None:
    expected = {
        "하나\n둘\n\n셋": "<p>하나<br />\n둘</p>\n<p>셋</p>",
        "하나\r\n\r\n둘".replace("\r\n", "\n"): "<p>하나</p>\n<p>둘</p>",
        "<p>이미</p>\n\n<p>있다</p>": "<p>이미</p>\n<p>있다</p>",
        "앞<h2>제목</h2>뒤": "<p>앞</p>\n<h2>제목</h2>\n<p>뒤</p>",
        "<ul>\n<li>가</li>\n<li>나</li>\n</ul>\n글": "<ul>\n<li>가</li>\n<li>나</li>\n</ul>\n<p>글</p>",
        "<blockquote>인용\n\n둘</blockquote>": "<blockquote><p>인용</p>\n<p>둘</p></blockquote>",
        "<pre>a\n\n  b</pre>\n글": "<pre>a\n\n  b</pre>\n<p>글</p>",
        "앞<br><br>뒤": "<p>앞</p>\n<p>뒤</p>",
        "<div>글\n둘</div>": "<div>글<br />\n둘</div>",
        "a<script>\n\nx</script>": "<p>a<script>\n\nx</script></p>",
        "<img\nsrc='a'> 글": "<p><img src='a'> 글</p>",
        " \n ": "",
    }
    assert {text: paragraphs(text) for text in expected} == expected


@given(st.text("가나 \n\t.\r\x0b", max_size=80))
def test_no_word_is_lost_between_paragraphs(text: str) -> None:
    words = re.sub(r"<[^<>]*>", " ", paragraphs(text)).split()
    assert words == text.split()
