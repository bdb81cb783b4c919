"""Front matter that `_config.yml` gives to many files at once: Jekyll's `defaults:` and its rules of precedence."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

Values = Mapping[str, Any]
_OLD_TYPES = {"post": "posts", "page": "pages", "draft": "drafts"}


def defaults_for(sets: Sequence[Values], path: str, post_type: str) -> dict[str, Any]:
    """The values that apply to a file. sets: `defaults:` as read; path: relative to the source; post_type: "posts"."""
    merged: dict[str, Any] = {}
    winning: Values | None = None
    for one in sets:
        scope, values = _part(one, "scope"), _part(one, "values")
        if not _applies(scope, path, post_type):
            continue
        if winning is None or _precedes(scope, winning):
            merged, winning = merge(merged, values), scope
        else:
            merged = merge(values, merged)
    return merged


def merge(under: Values, over: Values) -> dict[str, Any]:
    """Jekyll's deep merge: mappings merge, null (here "") never hides a value, anything else over wins."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(below, value)
        elif value != "" or key not in merged:
            merged[key] = value
    return merged


def _part(one: Any, name: str) -> Values:
    part = one.get(name) if isinstance(one, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _applies(scope: Values, path: str, post_type: str) -> bool:
    wanted = str(scope.get("type", post_type))
    if _OLD_TYPES.get(wanted, wanted) != post_type:
        return False
    prefix = _path(scope)
    if "*" in prefix:
        return bool(_glob(prefix).match(path))
    return path.startswith(prefix)  # a prefix of text, not of folders: so Jekyll compares


def _precedes(scope: Values, winning: Values) -> bool:
    mine, theirs = _path(scope), _path(winning)
    if len(mine) != len(theirs):
        return len(mine) > len(theirs)
    return "type" in scope or "type" not in winning


def _path(scope: Values) -> str:
    path = scope.get("path", "")
    return path.lstrip("/") if isinstance(path, str) else ""


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """A shell pattern that matches a folder or file and all below it."""
    parts = re.split(r"(\*\*/|\*+|\?)", pattern.rstrip("/"))
    meanings = {"**/": "(?:[^/]+/)*", "?": "[^/]"}
    expression = "".join(
        meanings.get(part) or ("[^/]*" if part and not part.strip("*") else re.escape(part)) for part in parts
    )
    return re.compile(f"{expression}(?:/|$)")
