"""What a site's `_config.yml` says of the addresses it had, as patterns.

A pattern is a path whose segments may hold one token each: ":category", ":tag", ":author" (a name), ":year", ":month",
":day", ":num" (a page's number). Paths are as people read them, without base path, percent-escapes and last slash.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsdao.content.permalinks import as_path, is_too_long

_NUMBERS = frozenset({"num", "year", "month", "day"})
_TOKENS = (*sorted(_NUMBERS), "category", "tag", "author")
_FOLDERS = {"tag_dir": "tag", "tag_page_dir": "tag", "category_dir": "category", "category_path": "category"}
_MOST_RULES = 50


@dataclass(frozen=True, slots=True)
class AddressRules:
    """Patterns of pages of the list of all stories; of pages of terms and days; of feeds, the site's or a term's."""

    lists: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


def match(pattern: str, path: str) -> dict[str, str] | None:
    """What a path holds where the pattern has tokens; None when it is no such path."""
    wanted, given = pattern.strip("/").split("/"), path.strip("/").split("/")
    if len(wanted) != len(given):
        return None
    found: dict[str, str] = {}
    for segment, text in zip(wanted, given, strict=True):
        before, token, after = _parted(segment)
        inner = text[len(before) : len(text) - len(after)]
        if not (text.startswith(before) and text.endswith(after)) or bool(inner) != bool(token):
            return None
        if token:
            found[token] = inner
    return found if all(is_number(found[token]) for token in found.keys() & _NUMBERS) else None


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def _parted(segment: str) -> tuple[str, str, str]:
    """ "page:num" as ("page", "num", "")."""
    for token in _TOKENS:
        before, found, after = segment.partition(f":{token}")
        if found:
            return before, token, after
    return segment, "", ""


def rules_of(values: Mapping[str, Any]) -> AddressRules:
    """values: `_config.yml` as read. What is no path is passed over."""
    return AddressRules(_paths(_lists(values)), _paths(_terms(values)), _paths(_feeds(values)))


def _lists(values: Mapping[str, Any]) -> list[str]:
    """jekyll-paginate's `paginate_path` and its successor's, each with the list that stands above its pages."""
    written = (_text(values, "paginate_path"), _text(values, "pagination", "permalink"))
    pages = [as_path(one).rstrip("/") for one in written if ":num" in one]
    return [*pages, *(page.rpartition("/")[0].removesuffix("/page") for page in pages)]


def _terms(values: Mapping[str, Any]) -> list[str]:
    """jekyll-archives' permalinks, jekyll-paginate-v2's, and the folders that other plugins are told."""
    archives = ("jekyll-archives", "permalinks")
    named = [
        _with_token(_text(values, *archives, "category"), "category"),
        _with_token(_text(values, *archives, "tag"), "tag"),
        _with_token(_text(values, "autopages", "categories", "permalink"), "category"),
        _with_token(_text(values, "autopages", "tags", "permalink"), "tag"),
    ]
    days = [_text(values, *archives, span) for span in ("year", "month", "day")]
    folders = [f"{folder}/:{kind}" for key, kind in _FOLDERS.items() if (folder := _text(values, key).strip("/"))]
    return [*named, *days, *folders]


def _with_token(pattern: str, kind: str) -> str:
    """The plugins' own words for a term's name, ":name", ":cat" and ":tag", as the one of this module."""
    for token in (":category", ":cat", ":tag", ":name"):
        if token in pattern:
            return pattern.replace(token, f":{kind}", 1)
    return ""


def _feeds(values: Mapping[str, Any]) -> list[str]:
    """jekyll-feed's `path`, also when it is given to the collection of posts, and its feeds of tags."""
    by_tag = _text(values, "feed", "tags", "path").rstrip("/")
    own = [_text(values, "feed", "path"), _text(values, "feed", "collections", "posts", "path")]
    return [*own, f"{by_tag}/:tag.xml" if by_tag else ""]


def _paths(written: Sequence[str]) -> tuple[str, ...]:
    paths = (as_path(one).rstrip("/") for one in written if one and "://" not in one)
    return tuple(dict.fromkeys(path for path in paths if path and not is_too_long(path)))[:_MOST_RULES]


def _text(values: Any, *keys: str) -> str:
    for key in keys:
        values = values.get(key) if isinstance(values, Mapping) else None
    return values.strip() if isinstance(values, str) else ""
