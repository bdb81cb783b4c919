"""Patterns of addresses by RFC 9309, held against a reference made of a regular expression."""

import re
import time
from urllib.parse import quote, unquote_to_bytes

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdao.content.robots_patterns import matches, normal, normal_path

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
TEXT = st.text("ab/*$%2AF가é-?=", max_size=12)


def octets(text: str) -> bytes:
    return b"".join(
        unquote_to_bytes(part) if re.fullmatch(r"%[0-9A-Fa-f]{2}", part) and chr(int(part[1:], 16)) in _PLAIN
        else part.upper().encode() if re.fullmatch(r"%[0-9A-Fa-f]{2}", part) else quote(part, safe="/*$?=-").encode()
        for part in re.findall(r"%[0-9A-Fa-f]{2}|.", text)
    )  # fmt: skip


def reference(pattern: str, path: str) -> bool:
    """RFC 9309 §2.2.3 as a regular expression over what both are once encoded alike."""
    wanted = octets(pattern).decode()
    given = octets(path).decode().replace("*", "%2A").replace("$", "%24")
    if not wanted:
        return False
    end = wanted.endswith("$")
    pieces = (re.escape(one.replace("$", "%24")) for one in (wanted[:-1] if end else wanted).split("*"))
    return re.match(".*".join(pieces) + (r"\Z" if end else ""), given) is not None


@given(TEXT, TEXT)
@example("/*a$", "/aba")
@example("/a*a$", "/a")
@example("/%2A", "/*")
@example("$", "")
def test_a_pattern_names_what_the_rule_says(pattern: str, path: str) -> None:
    """seo-and-feeds §5 M: RFC 9309."""
    assert matches(f"/{pattern}", f"/{path}") == reference(f"/{pattern}", f"/{path}")


@given(TEXT)
def test_its_one_form_is_final(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert normal_path(normal_path(text)) == normal_path(text)
    assert normal(text).isascii() and not re.search(r"[\s#]", normal(text))


@pytest.mark.parametrize(
    ("pattern", "path", "is_named"),
    [
        ("/사설/", "/%EC%82%AC%EC%84%A4/1/", True), ("/%ec%82%ac%ec%84%a4/", "/사설/1/", True),
        ("/fish", "/fish.html", True), ("/fish", "/Fish", False), ("/fish/", "/fish", False),
        ("/*.pdf$", "/a/b.pdf", True), ("/*.pdf$", "/a.pdf?x", False), ("/*?before=", "/latest/?before=3", True),
        ("/a%2Fb", "/a/b", False), ("/%61", "/a", True), ("", "/", False), ("*", "/x", True), ("/$", "/", True),
        ("/$", "/x", False), ("/a\nDisallow: /", "/a", False),
    ],
)  # fmt: skip
def test_known_cases(pattern: str, path: str, is_named: bool) -> None:
    assert matches(pattern, path) is is_named


def test_no_pattern_takes_long() -> None:
    began = time.monotonic()
    assert not matches("/" + "a*" * 200 + "b$", "/" + "a" * 2000)
    assert time.monotonic() - began < 1
