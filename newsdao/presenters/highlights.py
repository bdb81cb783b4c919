"""Where the words of a question stand in a text: marked, and cut out with what stands around them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from newsdao.content import search_terms
from newsdao.content.characters import folded
from newsdao.content.search_query import Atom, Query

# Of a cutting, in characters: what stands before the first word found, and all of it.
_BEFORE, _LENGTH = 36, 150
_SENTENCE_ENDS = ".!?…"


class Part(NamedTuple):
    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """A text's words folded and put together, with where each begins in that (`begins`) and in the text (`spans`)."""

    joined: str
    begins: Sequence[int]
    spans: Sequence[tuple[int, int]]


def marked(text: str, query: Query) -> list[Part]:
    """The whole text."""
    return _parts(text, _merged(_spans(text, query)))


def cutting(text: str, query: Query) -> list[Part]:
    """The words around where most of the question stands, from the beginning of a sentence where one is near.

    Empty where none of it stands there.
    """
    line = folded(text)
    spans = _merged(_spans(line, query))
    if not spans:
        return []
    begin = _sentence(line, _densest(spans))
    end = len(line) if len(line) - begin <= _LENGTH else max(line.rfind(" ", begin, begin + _LENGTH), begin + 1)
    within = [(start - begin, min(stop, end) - begin) for start, stop in spans if begin <= start < end]
    parts = _parts(line[begin:end], within)
    before = [Part("… ")] if begin and line[begin - 2] not in _SENTENCE_ENDS else []
    return [*before, *parts, *([Part(" …")] if end < len(line) else [])]


def _densest(spans: Sequence[tuple[int, int]]) -> int:
    """The beginning of the first of those spans that have most others behind them within a cutting."""
    ahead = [bisect_right(spans, (start + _LENGTH - 2 * _BEFORE, 0)) - at for at, (start, _) in enumerate(spans)]
    return spans[ahead.index(max(ahead))][0]


def _sentence(line: str, at: int) -> int:
    """Where to begin so that a place is read in its sentence, or with the words before it."""
    if at <= _BEFORE:
        return 0
    near = line[at - _BEFORE : at]
    ends = [near.rfind(f"{sign} ") for sign in _SENTENCE_ENDS]
    if max(ends) >= 0:
        return at - _BEFORE + max(ends) + 2
    space = near.find(" ", _BEFORE // 2)
    return at - _BEFORE + space + 1 if space >= 0 else at


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> list[Part]:
    parts, done = [], 0
    for start, stop in spans:
        parts += [Part(text[done:start]), Part(text[start:stop], is_marked=True)]
        done = stop
    return [part for part in (*parts, Part(text[done:])) if part.text]


def _merged(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _spans(text: str, query: Query) -> Iterator[tuple[int, int]]:
    words = _words(text)
    for atom in query.atoms:
        if atom.is_initials:
            yield from _initial_spans(text, words, atom)
            continue
        # With its particle where it has one, as a word is read; the stem is found wherever it stands.
        for sought in filter(None, (atom.stem, "".join(atom.words))):
            lengths = [len(one) for one in atom.words] if sought != atom.stem else [len(sought)]
            yield from _found(words, sought, lengths, is_loose=atom.is_loose)


def _words(text: str) -> _Words:
    spans = [match.span() for match in search_terms.WRITTEN_WORD.finditer(text)]
    known = [_folded_word(text[start:stop]) for start, stop in spans]
    return _Words("".join(known), list(accumulate(map(len, known), initial=0)), spans)


@lru_cache(maxsize=8192)
def _folded_word(written: str) -> str:
    return "".join(search_terms.words(written))


def _found(words: _Words, sought: str, lengths: Sequence[int], *, is_loose: bool) -> Iterator[tuple[int, int]]:
    at = words.joined.find(sought)
    while at >= 0:
        if is_loose or _fits(words, at, sought, lengths):
            yield _place(words, at, at + len(sought))
        at = words.joined.find(sought, at + 1)


def _fits(words: _Words, at: int, sought: str, lengths: Sequence[int]) -> bool:
    """Whether what was found is parted into words as it was asked for, and begins where it may."""
    begins = set(words.begins[bisect_right(words.begins, at) : bisect_right(words.begins, at + len(sought) - 1)])
    if begins != set(accumulate(lengths[:-1], initial=at)) - {at}:
        return False
    is_start = at in words.begins
    if len(sought) == 1 and not search_terms.is_han(sought):
        return is_start
    before = "" if is_start else words.joined[at - 1]
    end = at + len(sought)
    after = "" if end in words.begins else words.joined[end]
    is_whole = search_terms.spelled([sought]).endswith(">")
    return not _is_one_run(before, sought[0]) and not (is_whole and _is_one_run(sought[-1], after))


def _is_one_run(one: str, other: str) -> bool:
    """Whether two neighbours belong to one number, or to one word of an alphabet."""
    is_spelled = bool(one and other) and max(one, other) < search_terms.SYLLABIC
    return is_spelled and one.isdecimal() == other.isdecimal()


def _place(words: _Words, start: int, stop: int) -> tuple[int, int]:
    """A stretch of the folded words in the text; the whole word where folding changed its length."""
    first, last = bisect_right(words.begins, start) - 1, bisect_right(words.begins, stop - 1) - 1
    (begin, _), (other, end) = words.spans[first], words.spans[last]
    if _is_alike(words, first):
        begin += start - words.begins[first]
    if _is_alike(words, last):
        end = other + stop - words.begins[last]
    return begin, end


def _is_alike(words: _Words, number: int) -> bool:
    start, stop = words.spans[number]
    return stop - start == words.begins[number + 1] - words.begins[number]


def _initial_spans(text: str, words: _Words, atom: Atom) -> Iterator[tuple[int, int]]:
    sounds = atom.words[0]
    for start, stop in words.spans:
        word = text[start:stop]
        if search_terms.initials(word).startswith(f" {sounds}"):
            yield start, start + len(sounds)
