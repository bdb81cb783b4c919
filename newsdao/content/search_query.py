"""A reader's question, read: words, "phrases", -words and first sounds (ㅍㅌ), as what an index is asked.

Nothing that can be typed is an error.

What is asked of the index narrows the stories down; where that alone doesn't decide, `needle` is looked for in the
spelled texts (see search_terms).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsdao.content import search_terms as terms
from newsdao.content.characters import fit, folded

# A query costs what its words cost.
MOST_CHARACTERS = 200
MOST_WORDS = 16

_PART = re.compile(r"(-?)\"([^\"]*)\"?|(\S+)")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂「」『』", '"') | dict.fromkeys("－−–—", "-"))
_ASKED_RUN = re.compile(rf"<([^<> {terms.SYLLABIC}-\U0010ffff]+)(>?)")
# What is one mark as a whole: a syllable, two of them, a run.
_SURE = re.compile(rf" ?[{terms.SYLLABIC}-\U0010ffff]{{1,2}}|<[^<> {terms.SYLLABIC}-\U0010ffff]+>?")
# ᄑ, as a Mac types ㅍ.
_LEADS = {0x1100 + at: sound for at, sound in enumerate("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")}
_SOUNDS = frozenset(map(chr, range(0x3131, 0x3164)))
# With fewer, first sounds that may begin anywhere find everything.
_FEWEST_LOOSE_INITIALS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of the index; is_beginning: any mark that begins so."""

    text: str
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Node", ...]


Node = Mark | All | Either


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a phrase that a story must hold.

    words: as typed, folded. needle: spelled. asks: of the index. is_sure: the index alone decides. stem: the word
    without its particle, found where it stands as a word, whatever particle it has there; "" where there is none.
    is_quoted: to be found just so. is_loose: wherever the spaces are. is_initials: words are first sounds, looked for
    in titles.
    """

    words: tuple[str, ...]
    needle: str
    asks: Node
    is_sure: bool = False
    stem: str = ""
    is_quoted: bool = False
    is_loose: bool = False
    is_initials: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """text: what was typed, fit to be shown. unwanted: what no story found may hold."""

    text: str
    atoms: tuple[Atom, ...] = ()
    unwanted: tuple[Atom, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: -words alone are no question."""
        return not self.atoms


def read(typed: str) -> Query:
    text = folded(fit(typed[: 2 * MOST_CHARACTERS]))[:MOST_CHARACTERS].strip()
    atoms: dict[str, Atom] = {}
    unwanted: dict[str, Atom] = {}
    for is_unwanted, is_phrase, part in _parts(text):
        found = terms.words(part)
        sounds = part.translate(_LEADS)
        if terms.is_initials(sounds) and not is_unwanted and not is_phrase:
            atoms.setdefault(sounds, _initials(sounds))
        elif found and is_unwanted:
            refused = _atom(found, is_quoted=True)
            unwanted.setdefault(refused.needle, refused)
        elif found:
            atom = _atom(found, is_quoted=is_phrase)
            # "푸틴은" asks for more than 푸틴은 does.
            atoms.setdefault(f"{atom.needle}\0{is_phrase}", atom)
    return Query(text, tuple(atoms.values())[:MOST_WORDS], tuple(unwanted.values())[:MOST_WORDS])


def _parts(text: str) -> Iterator[tuple[bool, bool, str]]:
    """(is unwanted, is a phrase, what it says)"""
    for match in _PART.finditer(text.translate(_QUOTES)):
        if match[3] is None:
            yield bool(match[1]), True, match[2]
            continue
        word = match[3]
        is_unwanted = word.startswith("-") and len(word) > 1
        # A quotation mark in the middle of a word parts it as a space would.
        yield is_unwanted, False, word.lstrip("-") if is_unwanted else word


def loosened(query: Query) -> list[Query]:
    """The same question, wherever the spaces are: 소중한친구 for 소중한 친구, 해온 강 for 해온강; narrowest first."""
    kept = tuple(one for one in query.atoms if one.is_quoted)
    sounds = tuple(
        replace(one, needle=one.words[0], is_loose=True)
        for one in query.atoms
        if one.is_initials and len(one.words[0]) >= _FEWEST_LOOSE_INITIALS
    )
    typed = ["".join(one.words) for one in query.atoms if not one.is_initials and not one.is_quoted]
    if len(kept) + len(sounds) + len(typed) < len(query.atoms):
        return []
    ways = [_glued(typed)] + ([["".join(typed)]] if len(typed) > 1 else [])
    unique = list(dict.fromkeys(tuple(way) for way in ways if way))
    ways_found = unique or ([()] if sounds else [])
    return [replace(query, atoms=(*kept, *sounds, *map(_loose, way))) for way in ways_found]


def _glued(typed: Sequence[str]) -> list[str]:
    """Single syllables, which found nothing as beginnings of words, as parts of their neighbours."""
    glued: list[str] = []
    for word in typed:
        if glued and (len(word) == 1 or len(glued[-1]) == 1):
            glued[-1] += word
        else:
            glued.append(word)
    return glued


def _needle(found: Sequence[str]) -> str:
    spelling = terms.spelled(found)
    is_beginning = len(spelling) == 1 and not terms.is_han(spelling)
    return f" {spelling}" if is_beginning else spelling


def _atom(found: Sequence[str], *, is_quoted: bool) -> Atom:
    needle = _needle(found)
    asked = _all(_marks(needle))
    is_sure = bool(_SURE.fullmatch(needle)) and len(needle) < terms.LONGEST_RUN
    stem = terms.stem(found[0]) if not is_quoted and len(found) == 1 and "<" not in needle else ""
    if not stem or stem == found[0]:
        return Atom(tuple(found), needle, asked, is_sure, is_quoted=is_quoted)
    return Atom(tuple(found), needle, Either((asked, Mark(f"{stem}{terms.WHOLE}"))), is_sure, stem)


def _loose(word: str) -> Atom:
    needle = terms.spelled([word])
    return Atom((word,), needle, _all(_marks(needle, is_loose=True)), is_loose=True)


def _initials(sounds: str) -> Atom:
    pairs = (Mark(f"{terms.INITIALS}{one}{other}") for one, other in pairwise(sounds))
    return Atom((sounds,), f" {sounds}", _all(pairs), is_initials=True)


def _marks(needle: str, *, is_loose: bool = False) -> Iterator[Node]:
    """What of the index a text that holds the needle has."""
    if len(needle.strip()) == 1:
        yield Mark(needle if needle[0] != " " else f"{terms.WORD_START}{needle[1]}")
        return
    for match in _ASKED_RUN.finditer(needle):
        is_open = match.end() == len(needle) and not match[2]
        yield Mark(match[1][: terms.LONGEST_RUN], is_open)
    for one, other in pairwise(needle):
        if max(one, other) >= terms.SYLLABIC and " " not in (one, other):
            across = (Mark(f"{one}{terms.ACROSS}{other}"),) if is_loose else ()
            yield Either((Mark(f"{one}{other}"), *across)) if across else Mark(f"{one}{other}")
    for one, between, other in zip(needle, needle[1:], needle[2:], strict=False):
        if between == " " and max(one, other) >= terms.SYLLABIC:
            yield Mark(f"{one}{terms.ACROSS}{other}")


def _all(parts: Iterable[Node]) -> Node:
    unique = tuple(dict.fromkeys(parts))
    return unique[0] if len(unique) == 1 else All(unique)


def read_unfinished(typed: str) -> Query:
    """A question that is still being typed: its last word is the beginning of one that titles, leads or terms have."""
    text = typed.rstrip()
    while len(text) > 1 and text[-1] in _SOUNDS and not terms.is_initials(text.split()[-1].translate(_LEADS)):
        text = text[:-1]  # 푸ㅌ, on its way to 푸틴
    query = read(text)
    if query.is_empty or query.atoms[-1].is_initials or len(query.atoms[-1].words) > 1:
        return query
    last = query.atoms[-1]
    word = last.words[0]
    begun = Mark(f"{terms.SUBJECT}{word}", is_beginning=True)
    return replace(query, atoms=(*query.atoms[:-1], replace(last, asks=begun, stem="")))
