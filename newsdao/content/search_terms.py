"""What of a text can be searched: its words, folded, and the marks an index keeps of them.

Korean writes what a word does onto the word itself (푸틴은, 푸틴과, 푸틴이), so an index of words finds too little; and
most nouns have two syllables, so one of three characters finds nothing. Hence overlapping pairs ("bigrams").
A text is kept in a spelled form in which "contains" is all there is to ask:

    " 푸틴은 <covid<19> <5><g>망"     a space before each word; "<" before a run of letters of an alphabet or of
                                    digits; ">" after digits, and after a letter that stands alone

so "<covi" finds the beginnings of covid, "<19>" finds 19 and not 1987, and "틴" anywhere in a word of syllables.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Raised whenever the same text would be spelled or marked otherwise: every index is then made anew.
VERSION = 1

# Scripts from here on (Thai, Hangul, kana, Han) are written without spaces, or with endings grown onto the words.
SYLLABIC = "\u0e00"
# What a mark begins with or holds, beside "<" and ">": ASCII that no folded word holds. The index's table lists them.
WORD_START, ACROSS, WHOLE, INITIALS, FILED, SUBJECT = "^", "~", "$", "!", "=", "@"

# Of a longer text the beginning is read: a book is no story, and PostgreSQL takes 1 MB of marks.
LONGEST = 50_000
LONGEST_RUN = 40
_LONGEST_WHOLE = 12

_INVISIBLE = re.compile("[\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_MARKED = re.compile("[\xc0-\u058f\u0591-\u06ff\u1e00-\u1fff]")
_MARKS_ON_LETTERS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u064b-\u065f\u0670]")
_FOREIGN_DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_FOREIGN_DIGITS = {0x660 + at: str(at) for at in range(10)} | {0x6F0 + at: str(at) for at in range(10)}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# Vowel signs of Indic and Southeast Asian scripts belong to their words.
_SIGNS = "\u0900-\u0963\u0966-\u096f\u0971-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3"
_SIGN = re.compile(f"[{_SIGNS}]")
_WORD, _SIGNED_WORD = re.compile(r"[^\W_]+"), re.compile(rf"(?:[^\W_]|[{_SIGNS}])+")
# A word as it stands in a text that is not folded yet.
WRITTEN_WORD = re.compile(
    rf"(?:[^\W_]|[\u3371-\u33df])(?:[^\W_]|[{_SIGNS}\u3371-\u33df\u0300-\u036f\xad\u200b-\u200d]|,(?=\d{{3}}(?!\d)))*"
)
_RUN = re.compile(rf"\d+|[^\W\d_{SYLLABIC}-\U0010ffff]+")
_SPELLED_RUN = re.compile(rf"(?<=<)[^<> {SYLLABIC}-\U0010ffff]+")
_HAN = re.compile("[\u3005-\u3007\u3400-\u9fff\U00020000-\U0003ffff]")

# 조사, longest first: what is left before one is the word. Two syllables at least must be left (나라, not 나 + 라).
_PARTICLES = str.split(
    "에서부터 으로부터 에게서는 에서는 에서도 으로는 으로도 으로써 으로서 이라고 이라며 이라는 이라도 에게는 에게도 "
    "에게서 까지도 까지는 부터는 로부터 한테서 께서는 에서 에는 에도 에게 에의 으로 로서 로써 라고 라며 라는 이나 "
    "이란 이며 이자 이든 부터 까지 만은 만이 만을 만도 과의 와의 과는 와는 과도 와도 께서 한테 처럼 보다 마저 조차 "
    "밖에 은 는 이 가 을 를 의 에 로 와 과 도 만 께 란 나 며"
)
_ENDS = frozenset(one[-1] for one in _PARTICLES)
_PARTICLE = re.compile(rf"(?:{'|'.join(sorted(_PARTICLES, key=len, reverse=True))})\Z")
# What a title's words are about, these say nothing of.
_EMPTY = frozenset(
    str.split(
        "위한 위해 대한 대해 통한 통해 따른 따라 관한 관해 있는 있다 있어 없는 없다 하는 한다 했다 하고 하며 된다 되는 "
        "됐다 이번 지난 오는 또한 그리고 그러나 하지만 때문 경우 가운데 것으 것이 것을 "
        "the of and to in for on with is are was"
    )
)
_LEAD_JAMO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


class Entry(NamedTuple):
    """A story as it is searched: each text spelled (see above), initials as `initials` gives them.

    filed: marks of the terms it stands under. Its marks follow from these fields alone, so they can be taken out again.
    """

    title: str
    terms: str
    lead: str
    body: str
    initials: str
    filed: str


def folded(text: str) -> str:
    """The same for what is the same to a reader: width, case, accents, composed or not, commas of thousands."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    if not text.isascii():
        text = text.casefold()
        if _FOREIGN_DIGIT.search(text):
            text = text.translate(_FOREIGN_DIGITS)
        if _MARKED.search(text):
            bare = _MARKS_ON_LETTERS.sub("", unicodedata.normalize("NFD", text))
            text = unicodedata.normalize("NFC", bare)
    return _THOUSANDS.sub("", text.lower())


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    text = folded(text[:LONGEST])
    return (_SIGNED_WORD if _SIGN.search(text) else _WORD).findall(text)


def spelled(found: Iterable[str]) -> str:
    """Folded words in the form that is kept and asked; without the space that a kept text begins with."""
    return _RUN.sub(_marked_run, " ".join(found))


def _marked_run(match: re.Match[str]) -> str:
    run = match[0]
    return f"<{run}>" if len(run) == 1 or run[0].isdecimal() else f"<{run}"


def field(*texts: str) -> str:
    """A text of a story as an Entry holds it; "" when it has no words."""
    spelling = spelled(words("\n".join(filter(None, texts))))
    return f" {spelling}" if spelling else ""


def initials(title: str) -> str:
    """초성: the first sounds of each word's syllables, " ㅍㅌㄱ ㅅㅈㅍ"; other characters part words."""
    found = "".join(_initial(char) for char in folded(title)).split()
    return f" {' '.join(found)}" if found else ""


def _initial(char: str) -> str:
    return _LEAD_JAMO[(ord(char) - 0xAC00) // 588] if "가" <= char <= "힣" else " "


def is_initials(text: str) -> bool:
    """Whether a word of a query asks by first sounds."""
    return len(text) > 1 and all(char in _LEAD_JAMO for char in text)


def is_han(text: str) -> bool:
    """Whether a character is a word by itself: 中 is China wherever it stands."""
    return bool(_HAN.fullmatch(text))


def filing(kind: str, slug: str) -> str:
    """The mark of standing under a term."""
    return f"{FILED}{kind[0]}{slug.encode().hex()}"


@lru_cache(maxsize=1 << 15)  # stories share most of their words
def stem(word: str) -> str:
    """A folded word without the particle at its end, two syllables at least; the word itself where there is none."""
    if len(word) < 3 or word[-1] not in _ENDS:
        return word
    bare = _PARTICLE.sub("", word)
    return bare if len(bare) > 1 else word[:-1] if word[-1] in _PARTICLES else word


def marks(entry: Entry) -> set[str]:
    """All that an index keeps of a story."""
    found = set(entry.filed.split())
    for text in entry[:4]:
        found |= _marks_of(text)
    found |= {f"{SUBJECT}{word}" for word in subjects(entry)}
    found |= _initial_marks(entry.initials)
    return found


def _marks_of(text: str) -> set[str]:
    """The pairs within and across words, the beginnings, the whole words with and without particle, the runs."""
    listed = text.split(" ")[1:]
    pairs = set(pairwise(text))
    found = {
        f"{one}{other}" for one, other in pairs
        if (one >= SYLLABIC and other != " ") or (other >= SYLLABIC and one != " ")
    }  # fmt: skip
    found |= {f"{WORD_START}{other}" for one, other in pairs if one == " " and other >= SYLLABIC}
    across = {(one[-1], other[0]) for one, other in pairwise(listed)}
    found |= {f"{one}{ACROSS}{other}" for one, other in across if one >= SYLLABIC or other >= SYLLABIC}
    if "<" in text:
        found |= {run[:LONGEST_RUN] for run in _SPELLED_RUN.findall(text)}
    found.update(_HAN.findall(text))
    for word in set(listed):
        if 1 < len(word) <= _LONGEST_WHOLE and "<" not in word:
            found.add(f"{word}{WHOLE}")
            found.add(f"{stem(word)}{WHOLE}")
    return found


def _initial_marks(text: str) -> set[str]:
    """Pairs, with those across words; the beginnings of words too, whose one letter nobody asks for."""
    bare = text.replace(" ", "")
    return {f"{INITIALS}{one}{other}" for one, other in pairwise(bare)}


def subjects(entry: Entry) -> list[str]:
    """What a story is about, as its title, terms and lead say: words without particles, each once, in order."""
    text = f"{entry.title}{entry.terms}{entry.lead}"
    return [one for one in dict.fromkeys(map(_subject, text.split())) if one and one not in _EMPTY]


def _subject(word: str) -> str:
    if "<" not in word:
        return stem(word) if 1 < len(word) <= _LONGEST_WHOLE else ""
    bare = word.replace("<", "").replace(">", "")
    return bare if len(bare) > 1 and not bare.isdecimal() and len(bare) <= LONGEST_RUN else ""
