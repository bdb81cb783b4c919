"""differences.toml: the differences from Jekyll that we want, each with its reason."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("differences.toml")


@dataclass(frozen=True, slots=True)
class Rule:
    """What differs by the same rule on several sites. name: a key of wanted.PLACES or one of wanted.READINGS."""

    name: str
    sites: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one post. field: a fact, "text", "blocks", or "post" when one side alone has it."""

    site: str
    path: str
    field: str


_READ = tomllib.loads(FILE.read_text(encoding="utf-8"))
RULES = tuple(Rule(one["name"], tuple(one["sites"]), one["reason"]) for one in _READ["rule"])
REASONS = tuple(str(one["reason"]) for one in _READ["difference"])
DIFFERENCES = frozenset(
    Difference(one["site"], path, field)
    for one in _READ["difference"]
    for path in one["paths"]
    for field in one["fields"]
)
