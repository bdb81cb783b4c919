"""Liquid's grammar: where its tags stand, and what its expressions mean."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

_OPENING = re.compile(r"\{[{%]")
_NAME = re.compile(r"\w*")
_STRING_OR_PATH = r"""(?:"[^"]*"|'[^']*'|[\w.-]+)"""
_EXPRESSION = re.compile(rf"\s*({_STRING_OR_PATH})\s*")
_FILTER = re.compile(rf"\|\s*(\w+)\s*(?::\s*({_STRING_OR_PATH})\s*)?")
# RFC 3986's path characters less the parentheses, which end a Markdown link.
_PATH_SAFE = "/:@!$&'*+,;=-._~"
_MARKUP = frozenset({"md", "markdown", "html", "htm", "mkd"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A `{{ args }}` (is_output) or a `{% name args %}`, standing at text[start:end]. content: of a raw or comment."""

    start: int
    end: int
    name: str
    args: str
    is_output: bool
    trims_left: bool
    trims_right: bool
    content: str = ""

    def holding(self, content: str, end: int) -> "Tag":
        return replace(self, content=content, end=end)


@dataclass(frozen=True, slots=True)
class Site:
    """What expressions may ask. values: what follows `site.`; find_post: a post's name or path → its permalink."""

    values: Mapping[str, Any]
    find_post: Callable[[str], str | None]

    def text(self, *keys: str) -> str | None:
        found: Any = self.values
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found if isinstance(found, str) else None

    @property
    def base(self) -> str:
        base = (self.text("baseurl") or "").strip("/")
        return f"/{base}" if base else ""

    def relative_url(self, path: str) -> str:
        return path if _is_absolute(path) else f"{self.base}/{path.lstrip('/')}"

    def absolute_url(self, path: str) -> str:
        return path if _is_absolute(path) else (self.text("url") or "").rstrip("/") + self.relative_url(path)


def next_tag(text: str, at: int, unclosed: set[str]) -> Tag | None:
    """The first tag from there on. unclosed: kinds of brackets that nothing closes any more; filled here, kept by the
    caller, so that a text of nothing but openings is read once.
    """
    while opening := _OPENING.search(text, at):
        brackets = opening[0]
        tag = None if brackets in unclosed else _tag(text, opening.start(), unclosed)
        if tag is not None:
            return tag
        at = opening.end()
    return None


def _tag(text: str, start: int, unclosed: set[str]) -> Tag | None:
    """The tag that opens there; None when it is text: never closed, or closed only in some later paragraph."""
    is_output = text[start + 1] == "{"
    end = text.find("}}" if is_output else "%}", start + 2)
    if end < 0:
        unclosed.add(text[start : start + 2])
        return None
    if text.find("\n" if is_output else "\n\n", start, end) >= 0:
        return None
    inner = text[start + 2 : end]
    trims_left, trims_right = inner.startswith("-"), inner.endswith("-") and len(inner) > 1
    inner = inner[trims_left : len(inner) - trims_right].strip()
    name = "" if is_output or not (match := _NAME.match(inner)) else match[0]
    return Tag(start, end + 2, name, inner[len(name) :].strip(), is_output, trims_left, trims_right)


def evaluate(expression: str, site: Site) -> str | None:
    """The text an expression stands for, None when it can't be known: `"/a.png" | relative_url`, `site.url`."""
    head = _EXPRESSION.match(expression)
    if head is None:
        return None
    value, at = _value(head[1], site), head.end()
    while value is not None and at < len(expression):
        step = _FILTER.match(expression, at)
        if step is None:
            return None
        value, at = _filtered(value, step[1], step[2], site), step.end()
    return value


def address(tag: Tag, site: Site) -> str | None:
    """What `post_url` and `link` give: the page's path, encoded, base path first."""
    name = tag.args.strip("\"' ")
    found = site.find_post(name) if name else None
    if found is None and tag.name == "link" and name.rpartition(".")[2].lower() not in _MARKUP and "." in name:
        found = "/" + name.lstrip("/")
    return None if found is None else site.base + quote(found, safe=_PATH_SAFE)


def _value(written: str, site: Site) -> str | None:
    if written[0] in "\"'":
        return written[1:-1]
    keys = written.split(".")
    if keys[0] != "site" or len(keys) < 2:
        return None
    found = site.text(*keys[1:])
    return "" if found is None and keys[1:] in (["baseurl"], ["url"]) else found


def _filtered(value: str, name: str, argument: str | None, site: Site) -> str | None:
    other = _value(argument, site) if argument else None
    if name == "relative_url":
        return site.relative_url(value)
    if name == "absolute_url":
        return site.absolute_url(value)
    if name in {"strip", "escape", "xml_escape", "escape_once"}:
        return value.strip() if name == "strip" else value
    if other is None or name not in {"prepend", "append"}:
        return None
    return other + value if name == "prepend" else value + other


def _is_absolute(path: str) -> bool:
    return path.startswith(("http://", "https://", "//", "mailto:"))
