"""The types that YAML's plain scalars have, for readers that need them: NewsDAO itself reads every scalar as text."""

import re
from collections.abc import Mapping
from typing import Any

_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,14})\.\d{1,15}", re.ASCII)
_WORDS = {
    word: value
    for words, value in (
        (("true", "yes", "on"), True),
        (("false", "no", "off"), False),
        (("null", "~"), None),
    )
    for one in words
    for word in (one, one.capitalize(), one.upper())
}


def typed(value: Any, known: dict[int, Any] | None = None) -> Any:
    """YAML read as text, with the types that Jekyll's authors know: `false` is false, `3` a number, nothing is nil.

    A number that would print otherwise than it was written ("1.10") stays text. known: by identity, what is typed
    already: an alias stays one, so that the result is no larger than the source.
    """
    known = {} if known is None else known
    if id(value) in known:
        return known[id(value)]
    if isinstance(value, Mapping):
        pairs: dict[Any, Any] = {}
        known[id(value)] = pairs
        pairs.update((key, typed(one, known)) for key, one in value.items())
        return pairs
    if isinstance(value, list):
        items: list[Any] = []
        known[id(value)] = items
        items.extend(typed(one, known) for one in value)
        return items
    return _scalar(value) if isinstance(value, str) else value


def _scalar(text: str) -> Any:
    if not text or text in _WORDS:
        return _WORDS.get(text)
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and str(float(text)) == text:
        return float(text)
    return text
