"""Every phrase a reader sees, one file a language. Another language is another file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


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


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", str(value)))
    return found
