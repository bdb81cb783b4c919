"""Patterns of addresses as robots.txt has them (RFC 9309 §2.2.2, §2.2.3): "*" is any text, a final "$" the end."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

# RFC 3986's characters that stand in a path and a query as they are; "*" and "$" mean something in a pattern.
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = _UNRESERVED | frozenset("/?:@!&'()+,;=*$")
_OCTET = re.compile(r"%[0-9A-Fa-f]{2}|.", re.DOTALL)


def normal(text: str) -> str:
    """A pattern in the one form in which it is compared: percent-encoded where it must be and nowhere else."""
    return _OCTET.sub(_normal, unicodedata.normalize("NFC", text.strip()))


def normal_path(path: str) -> str:
    """The same of an address, encoded or not, in which "*" and "$" mean themselves. path: with its query, if any."""
    return _OCTET.sub(_normal, unicodedata.normalize("NFC", path)).replace("*", "%2A").replace("$", "%24")


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern names an address. An empty one names none. Both as written; path: below the site's base."""
    wanted, given = normal(pattern), normal_path(path)
    if not wanted:
        return False
    is_whole = wanted.endswith("$")
    first, *others = (wanted[:-1] if is_whole else wanted).replace("$", "%24").split("*")
    if not given.startswith(first):
        return False
    if not others:
        return not is_whole or given == first
    at, last = len(first), others[-1]
    for piece in others[:-1]:
        at = given.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return given.find(last, at) >= 0 if not is_whole else given.endswith(last) and len(given) - len(last) >= at


def matches_any(patterns: Iterable[str], path: str) -> bool:
    return any(matches(pattern, path) for pattern in patterns)


def _normal(found: re.Match[str]) -> str:
    text = found[0]
    if len(text) == 3:
        character = chr(int(text[1:], 16))
        return character if character in _UNRESERVED else text.upper()
    return text if text in _KEPT else quote(text, safe="", errors="replace")
