"""YAML of which every scalar is text, as its author wrote it: `title: no` is "no", `2024` is "2024", null is "".

Read from the parser's events, so that an alias, a tag or a nesting too deep is refused before anything is built of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from newsdao.content.characters import fit
from newsdao.errors import PostError

MAX_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# " #" opens a comment, but nobody writes one as "#1" or "#해시태그".
_CUT_OFF = re.compile(r"\s+#[^\s#]")


@dataclass(frozen=True, slots=True)
class TextMapping:
    """A mapping's values: str, list or dict, all scalars text.

    lines: top-level key → line, 1-based in the file. plain: the top-level keys whose scalar is unquoted.
    flow: top-level key → source text of a one-line `[…]` or `{…}`. cut_off: top-level key → the whole line's text,
    where YAML takes a part that looks like text for a comment. repeated: top-level keys given again, and where.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    flow: dict[str, str] = field(default_factory=dict)
    cut_off: dict[str, str] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)

    def update(self, other: "TextMapping") -> None:
        """Take over another part of the same mapping; what stands later wins."""
        self.repeated.update({key: other.lines[key] for key in other.values.keys() & self.values.keys()})
        for name in ("values", "lines", "flow", "cut_off", "repeated"):
            getattr(self, name).update(getattr(other, name))
        self.plain.difference_update(other.values)
        self.plain.update(other.plain)

    def put(self, key: str, value: Any, line: int) -> None:
        """Set a value that was read by hand."""
        self.update(TextMapping({key: value}, {key: line}))


class NoMapping(yaml.YAMLError):
    """It is YAML, but no mapping. problem, problem_mark: as libyaml's own errors have them."""

    def __init__(self, problem: str, event: yaml.Event) -> None:
        super().__init__(problem)
        self.problem = problem
        self.problem_mark = event.start_mark


def read_mapping(path: str, source: str, first_line: int) -> TextMapping:
    """source: the YAML, of which the first line is the file's line first_line.

    Raises yaml.YAMLError when it isn't a YAML mapping, PostError when it is one that is refused.
    """
    # The binding to libyaml is ten times as fast; the pure parser gives the same events.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _Reader(path, source, first_line, yaml.parse(source, Loader=loader)).mapping()


class _Reader:
    def __init__(self, path: str, source: str, first_line: int, events: Iterator[yaml.Event]) -> None:
        self.path = path
        self.source_lines = source.split("\n")
        self.first_line = first_line
        self.events = events
        self.end = (0, 0)

    def mapping(self) -> TextMapping:
        found = TextMapping()
        event = self._next()
        while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return found
        if not isinstance(event, yaml.MappingStartEvent):
            if isinstance(event, yaml.ScalarEvent) and _is_null(event):
                return found
            raise NoMapping("it isn't a list of `key: value` lines", event)
        self._check(event, 1)
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self._pair(event, found)
        if not isinstance(self._next(), yaml.DocumentEndEvent) or not isinstance(self._next(), yaml.StreamEndEvent):
            raise NoMapping("a second YAML document begins", event)
        return found

    def _pair(self, event: yaml.Event, found: TextMapping) -> None:
        key = self._key(event)
        one = TextMapping(lines={key: self._line(event)})
        start = self._next()
        one.values[key] = self._value(start, 2)
        if isinstance(start, yaml.ScalarEvent):
            if not start.style:
                one.plain.add(key)
                self._note_cut_off(key, start, one)
        elif isinstance(start, yaml.CollectionStartEvent) and start.flow_style:
            self._note_flow(key, start, one)
        found.update(one)

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refusal(event, "a key of the front matter is a list or a mapping", "write keys as plain words")
        self._check(event, 1)
        return fit(event.value)

    def _value(self, event: yaml.Event, depth: int) -> Any:
        self._check(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return "" if _is_null(event) else fit(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                items.append(self._value(item, depth + 1))
            self.end = _end(item)
            return items
        pairs: dict[str, Any] = {}
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            pairs[self._key(key)] = self._value(self._next(), depth + 1)
        self.end = _end(key)
        return pairs

    def _check(self, event: yaml.Event, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            why = "the front matter uses a YAML anchor or alias (& or *)"
            raise self._refusal(event, why, "write the value out, or put it in quotes")
        # Old Ruby wrote `! 'text'`, which says no more than 'text'.
        if getattr(event, "tag", None) not in {None, "", "!"}:
            why = "the front matter uses a YAML tag (!)"
            raise self._refusal(event, why, "remove the tag, or put the value in quotes")
        if depth > MAX_DEPTH:
            raise self._refusal(event, f"the front matter is nested more than {MAX_DEPTH} deep", "make it flatter")

    def _note_cut_off(self, key: str, event: yaml.ScalarEvent, one: TextMapping) -> None:
        (line, start), (last, end) = _start(event), _end(event)
        if line == last and _CUT_OFF.match(text := self.source_lines[line], end):
            one.cut_off[key] = text[start:].strip()

    def _note_flow(self, key: str, event: yaml.Event, one: TextMapping) -> None:
        (line, start), (last, end) = _start(event), self.end
        if line == last:
            one.flow[key] = self.source_lines[line][start:end]

    def _line(self, event: yaml.Event) -> int:
        return self.first_line + _start(event)[0]

    def _refusal(self, event: yaml.Event, why: str, remedy: str) -> PostError:
        return PostError(self.path, self._line(event), why, remedy)

    def _next(self) -> yaml.Event:
        return next(self.events)


def _start(event: yaml.Event) -> tuple[int, int]:
    """Line and column, from 0."""
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _end(event: yaml.Event) -> tuple[int, int]:
    mark = event.end_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _is_null(event: yaml.ScalarEvent) -> bool:
    return not event.style and event.value in _NULLS
