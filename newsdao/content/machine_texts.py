"""Files for machines that the publisher writes into `_config.yml`: ads.txt, humans.txt, llms.txt."""

from collections.abc import Mapping
from typing import Any

from newsdao.content.characters import fit

# Name of the file → key of the configuration.
_KEYS = {"ads.txt": "ads_txt", "humans.txt": "humans_txt", "llms.txt": "llms_txt"}
_LONGEST = 100_000
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off", "", "~", "null"})


def texts_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Name → text as it is served; "" of a llms.txt that is to be made. values: `_config.yml` as read.

    A list is one line an item; llms.txt may be just `true`.
    """
    found = {}
    for name, key in _KEYS.items():
        text = _text(values.get(key))
        if name == "llms.txt" and text.strip().lower() in _TRUE:
            found[name] = ""
        elif text.strip().lower() not in _FALSE | _TRUE:
            found[name] = f"{text.strip()}\n"[:_LONGEST]
    return found


def unreadable(values: Mapping[str, Any]) -> list[str]:
    """The keys under which something stands that makes no file."""
    made = texts_of(values)
    off = {name for name, key in _KEYS.items() if _text(values.get(key)).strip().lower() in _FALSE - {""}}
    return [key for name, key in _KEYS.items() if values.get(key) and name not in made and name not in off]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(fit(one).strip() for one in value if isinstance(one, str))
    return fit(value) if isinstance(value, str) else ""
