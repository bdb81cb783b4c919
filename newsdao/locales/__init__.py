"""Every phrase a reader sees, one file a language. Another language is another file.

What a sync says of a publisher's files is said in English where it is found out; notices/ holds it in other languages.
"""

import re
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

# "{1}" in a notice: what stands there is the author's. A longer one than anybody wrote is left as it is.
_HOLE = re.compile(r"\{(\d)\}")
_LONGEST = 1000


class Catalogue:
    """phrases: dotted key → phrase with {placeholders}."""

    def __init__(self, lang: str, phrases: dict[str, str]) -> None:
        self.lang = lang
        self.phrases = phrases

    def __call__(self, key: str, **values: object) -> str:
        """The phrase. Raises KeyError for a key or a placeholder that is not there."""
        return self.phrases[key].format(**values)


@cache
def load(lang: str) -> Catalogue:
    """The catalogue of a language (BCP 47); English where there is none."""
    primary = lang.split("-")[0].lower()
    file = files(__name__) / f"{primary}.toml"
    if not primary.isalpha() or not file.is_file():
        primary, file = "en", files(__name__) / "en.toml"
    return Catalogue(primary, dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")))))


@cache
def notices(lang: str) -> Callable[[str], str]:
    """Gives the language's word for what a notice says, and the English itself where there is none."""
    primary = lang.split("-")[0].lower()
    file = files(__name__) / "notices" / f"{primary}.toml"
    if not primary.isalpha() or not file.is_file():
        return lambda text: text
    phrases = tomllib.loads(file.read_text(encoding="utf-8"))
    known = [(_matcher(english), phrase) for english, phrase in phrases.items()]

    @lru_cache(maxsize=1000)
    def say(text: str) -> str:
        for matcher, phrase in known if len(text) <= _LONGEST else ():
            if found := matcher.fullmatch(text):
                return _HOLE.sub(lambda hole: say(found[int(hole[1])]), phrase)
        return text

    return say


def _matcher(english: str) -> re.Pattern[str]:
    literals = _HOLE.split(english)[::2]
    return re.compile("(.+?)".join(map(re.escape, literals)), re.DOTALL)


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", str(value)))
    return found
