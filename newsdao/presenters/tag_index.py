"""All tags by their first letter: ㄱ ㄴ ㄷ …, A to Z, numbers, Hanja, and whatever else there is."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

# In the order of the syllables' initials (Unicode, Hangul Syllables); a doubled one stands with its single.
_INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
_DOUBLED = dict(zip("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ", strict=True))
_HANGUL = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
DIGITS, HAN, OTHERS = "0-9", "han", "etc"
KEYS = (*_HANGUL, *_LATIN, DIGITS, HAN, OTHERS)
# Up to so many stand on one page; beyond, each letter shows its most used, and leads to a page of its own.
_ON_ONE_PAGE, _OF_A_LETTER = 800, 24
# The most a letter's page holds, by use.
_MOST = 3000


class Tag(Protocol):
    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def count(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Initial:
    """key: as addresses have it ("ㄱ", "a", "0-9", "han", "etc"). count: of all its tags; tags: the shown ones."""

    key: str
    count: int
    tags: Sequence[Tag]

    @property
    def is_whole(self) -> bool:
        return len(self.tags) == self.count

    @property
    def label(self) -> str:
        """As it stands over them; "" for the others, which have no letter."""
        return {DIGITS: "0–9", HAN: "漢", OTHERS: ""}.get(self.key, self.key.upper())


def index(tags: Sequence[Tag], *, hangul_first: bool) -> list[Initial]:
    """The letters that have tags. Of more tags than a page holds each letter shows its most used."""
    most = len(tags) if len(tags) <= _ON_ONE_PAGE else _OF_A_LETTER
    found = _by_initial(tags)
    order = KEYS if hangul_first else (*_LATIN, *_HANGUL, DIGITS, HAN, OTHERS)
    return [_initial(key, found[key], most) for key in order if key in found]


def letter(tags: Sequence[Tag], key: str) -> Initial | None:
    """One letter with its tags; None where it has none."""
    found = _by_initial(tags).get(key)
    return _initial(key, found, _MOST) if found else None


def initial(name: str) -> str:
    """The key of a name's first letter or digit."""
    first = next((char for char in unicodedata.normalize("NFC", name) if char.isalnum()), "")
    if "가" <= first <= "힣":
        return _INITIALS[(ord(first) - ord("가")) // 588]
    if first in _DOUBLED or (first and first in _HANGUL):
        return _DOUBLED.get(first, first)
    plain = unicodedata.normalize("NFKD", first)[:1].lower()
    if plain and plain in _LATIN:
        return plain
    if first.isdecimal():
        return DIGITS
    return HAN if unicodedata.name(first or " ", "").startswith("CJK UNIFIED") else OTHERS


def _by_initial(tags: Sequence[Tag]) -> dict[str, list[Tag]]:
    found: dict[str, list[Tag]] = {}
    for tag in tags:
        found.setdefault(initial(tag.name), []).append(tag)
    return found


def _initial(key: str, tags: Sequence[Tag], most: int) -> Initial:
    shown = sorted(tags, key=lambda tag: (-tag.count, tag.slug))[:most]
    return Initial(key, len(tags), sorted(shown, key=lambda tag: (tag.name.casefold(), tag.slug)))
