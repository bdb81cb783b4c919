"""What an editor puts on top of the home page: `_data/front.yml`.

lead: haeon-evacuation-order
seconds: [2026-11-23-budget.md, /경제/2026/11/23/raon-q3/]
banner: haeon-bridge-closed   # `none` keeps it empty
until: 2026-11-23 20:00
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import yaml

from newsdao.content.characters import fit, folded
from newsdao.content.post import Notice, Publishable
from newsdao.content.prominence import last_moment

Place = Literal["lead", "second", "banner"]

# Its names below the folder of data files.
NAMES = ("front.yml", "front.yaml")
# As `banner`: no story stands there, whatever breaks.
_NOBODY = frozenset({"none", "false", "no", "off", "없음"})
_NOTHING = frozenset({"", "~", "null"})
# The design has two places beside the lead.
MOST_SECONDS = 2
_PLACES: dict[str, Place] = {"lead": "lead", "seconds": "second", "banner": "banner"}


@dataclass(frozen=True, slots=True)
class Named:
    """A story as the editor names it, and where they do."""

    place: Place
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands in a place by the editor's order. article: None where it can't be shown. until: when that ends.

    is_empty: the place is to stay empty.
    """

    place: Place
    article: Publishable | None
    until: datetime | None = None
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class FrontOrder:
    """named: in order. until: when all of it ends, aware; None when it stands until the file changes."""

    named: tuple[Named, ...] = ()
    is_banner_empty: bool = False
    until: datetime | None = None


def front_order(text: str, path: str, zone: ZoneInfo) -> tuple[FrontOrder, tuple[Notice, ...]]:
    """The editor's order, and what of the file can't be followed: the page then falls back to what it finds itself."""
    reading = _Reading(path, zone)
    try:
        root = yaml.compose(fit(text), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reading.tell(
            mark.line + 1 if mark else 1, "is no YAML", "put it right: until then the home page ranks by itself"
        )
        return FrontOrder(), tuple(reading.notices)
    return reading.order(root), tuple(reading.notices)


class _Reading:
    def __init__(self, path: str, zone: ZoneInfo) -> None:
        self.path, self.zone = path, zone
        self.notices: list[Notice] = []

    def tell(self, line: int, what: str, remedy: str) -> None:
        self.notices.append(Notice(self.path, line, "lost", what, remedy))

    def order(self, root: yaml.Node | None) -> FrontOrder:
        found = dict(self._pairs(root))
        named = [one for key in _PLACES if key in found for one in self._named(key, found[key])]
        banner = found.get("banner")
        is_empty = isinstance(banner, yaml.ScalarNode) and banner.value.strip().lower() in _NOBODY
        return FrontOrder(tuple(named), is_empty, self._until(found.get("until")))

    def _pairs(self, root: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
        if root is None or (isinstance(root, yaml.ScalarNode) and root.value.strip() in _NOTHING):
            return
        if not isinstance(root, yaml.MappingNode):
            self.tell(_line(root), "holds no keys", "write `lead:`, `seconds:`, `banner:` and `until:`")
            return
        for key, value in root.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in _PLACES or name == "until":
                yield name, value
            else:
                what = f"`{name[:40]}` is no place on the front page" if name else "a key of the front page is no word"
                self.tell(_line(key), what, "write `lead:`, `seconds:`, `banner:` or `until:`")

    def _named(self, key: str, node: yaml.Node) -> list[Named]:
        place = _PLACES[key]
        rows = node.value if isinstance(node, yaml.SequenceNode) else [node]
        most = MOST_SECONDS if place == "second" else 1
        found = []
        for row in rows:
            name = folded(row.value) if isinstance(row, yaml.ScalarNode) else None
            if name is None:
                self.tell(_line(row), f"`{key}` names no story", "write a file's name or an address")
            elif name.lower() not in (_NOTHING | _NOBODY):
                found.append(Named(place, name, _line(row)))
        for one in found[most:]:
            self.tell(one.line, f"`{key}` holds more than {most}; the rest was left out", "name fewer")
        return found[:most]

    def _until(self, node: yaml.Node | None) -> datetime | None:
        written = folded(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if node is None or (isinstance(node, yaml.ScalarNode) and written in _NOTHING):
            return None
        try:
            return last_moment(written, self.zone, was_plain=False)
        except (ValueError, OverflowError):
            what = f"`until: {written[:40]}` is no moment" if written else "`until` is no moment"
            self.tell(_line(node), what, "write it as 2026-11-23 20:00")
            return None


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
