"""How each engine is asked of the search index: SQLite's FTS5 and PostgreSQL's tsquery say the same in two ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from newsdao.content.search_query import All, Atom, Mark, Node, Query

_TEXTS = ("title", "terms", "lead", "body")
# What a word found there is worth, beside 1 for being there at all.
_WEIGHTS = {"title": 8, "terms": 5, "lead": 3}


@dataclass(frozen=True, slots=True)
class Engine:
    """Parts of statements, `i` being the index's row and `e` the entry; {0}: a parameter's name.

    holds: a function that gives the place of a text in another, 0 when it isn't there. is_marked: whether the row is
    what the index is asked for; is_also_marked: whether, of a row that is found already.
    """

    docid: str
    holds: str
    joined: str
    is_marked: str
    is_also_marked: str
    both: str
    either: str
    without: str

    def asked_without(self, node: Node, unwanted: Sequence[Node]) -> str:
        """Whatever the first says and none of the others does."""
        if not unwanted:
            return self.asked(node)
        return f"({self.asked(node)}) {self.without} ({self.either.join(map(self.asked, unwanted))})"

    def asked(self, node: Node) -> str:
        """A node as the engine's own query; nothing a reader typed can be taken for an operator."""
        if isinstance(node, Mark):
            return self._mark(node)
        sign = self.both if isinstance(node, All) else self.either
        return "(" + sign.join(map(self.asked, node.parts)) + ")"

    def _mark(self, mark: Mark) -> str:
        if self.docid == "i.rowid":
            return '"' + mark.text.replace('"', '""') + '"' + (" *" if mark.is_beginning else "")
        text = mark.text.replace("\\", "\\\\").replace("'", "''")
        return f"'{text}'" + (":*" if mark.is_beginning else "")


_ENGINES = {
    "sqlite": Engine(
        "i.rowid", "instr", "search_index i CROSS JOIN search_entry e ON e.docid = i.rowid",
        "i.search_index MATCH :{0}", "i.rowid IN (SELECT rowid FROM search_index WHERE search_index MATCH :{0})",
        " AND ", " OR ", "NOT",
    ),
    "postgresql": Engine(
        "i.docid", "strpos", "search_index i JOIN search_entry e ON e.docid = i.docid",
        "i.marks @@ CAST(:{0} AS tsquery)", "i.marks @@ CAST(:{0} AS tsquery)", " & ", " | ", "& !",
    ),
}  # fmt: skip


def engine_of(session: Session) -> Engine:
    return _ENGINES[session.get_bind().dialect.name]


@dataclass
class Statement:
    """A SELECT of (docid, score), newest first, and what it is bound to. narrowed: by a mark beside the query."""

    engine: Engine
    query: Query
    narrowed: Mark | None = None
    in_title: bool = False
    bound: dict[str, Any] = field(default_factory=dict)

    def sql(self, *, scored: bool) -> str:
        parts = [one.asks for one in self.query.atoms] + ([self.narrowed] if self.narrowed else [])
        refused = [one.asks for one in self.query.unwanted if one.is_sure]
        asks = self._bind(self.engine.asked_without(All(tuple(parts)), refused))
        where = [
            self.engine.is_marked.format(asks), f"{self.engine.docid} BETWEEN :low AND :high",
            "e.shown_from <= :now", "e.shown_until > :now", *self._checks(),
        ]  # fmt: skip
        score = self._score() if scored else "0"
        return (
            f"SELECT e.docid, {score} FROM {self.engine.joined} WHERE {' AND '.join(where)} "  # noqa: S608 (all bound)
            f"ORDER BY {self.engine.docid} DESC LIMIT :most"
        )

    def _bind(self, value: str) -> str:
        name = f"p{len(self.bound)}"
        self.bound[name] = value
        return name

    def _checks(self) -> Iterator[str]:
        for atom in self.query.atoms:
            if self.in_title and not atom.is_initials:
                yield self._held("title", self._bind(atom.needle))
            elif not atom.is_sure:
                yield self._check(atom)
        for atom in self.query.unwanted:
            if not atom.is_sure:
                yield f"NOT {self._held_anywhere(atom.needle)}"

    def _check(self, atom: Atom) -> str:
        if atom.is_initials:
            return self._held("initials", self._bind(atom.needle), is_loose=atom.is_loose)
        held = self._held_anywhere(atom.needle, is_loose=atom.is_loose)
        if not atom.stem:
            return held
        stem = self._bind(self.engine.asked(Mark(f"{atom.stem}$")))
        return f"({held} OR {self.engine.is_also_marked.format(stem)})"

    def _held_anywhere(self, needle: str, *, is_loose: bool = False) -> str:
        name = self._bind(needle)
        return "(" + " OR ".join(self._held(text, name, is_loose=is_loose) for text in _TEXTS) + ")"

    def _held(self, column: str, name: str, *, is_loose: bool = False) -> str:
        value = f"replace(e.{column}, ' ', '')" if is_loose else f"e.{column}"
        return f"{self.engine.holds}({value}, :{name}) > 0"

    def _score(self) -> str:
        """What each word is worth where it stands; a title that holds them one after the other is worth more."""
        names = [(self._bind(one.stem or one.needle), one.is_loose) for one in self.query.atoms if not one.is_initials]
        worth = [
            f"CASE WHEN {self._held(column, name, is_loose=is_loose)} THEN {weight} ELSE 0 END"
            for name, is_loose in names
            for column, weight in _WEIGHTS.items()
        ]
        if len(names) > 1:
            together = self._bind(" ".join(one.needle.strip() for one in self.query.atoms if not one.is_initials))
            worth.append(f"CASE WHEN {self._held('title', together)} THEN 6 ELSE 0 END")
        return " + ".join(worth) or "0"
