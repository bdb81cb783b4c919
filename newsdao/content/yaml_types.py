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


def typed(value: Any) -> Any:
    """YAML read as text, with the types that Jekyll's authors know: `false` is false, `3` a number, nothing is nil.

    A number that would print otherwise than it was written ("1.10") stays text.
    """
    if isinstance(value, Mapping):
        return {key: typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [typed(one) for one in value]
    if not isinstance(value, str):
        return value
    if not value or value in _WORDS:
        return _WORDS.get(value)
    if _WHOLE.fullmatch(value):
        return int(value)
    if _DECIMAL.fullmatch(value) and str(float(value)) == value:
        return float(value)
    return value
