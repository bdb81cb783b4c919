"""Where the lines of a headline break: between words in Korean, between letters where a language has no spaces."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

Measure = Callable[[str], float]

# What no line may begin with, and what none may end with (JIS X 4051, KS X ISO/IEC 26300's kinsoku).
_NO_START = frozenset(
    "、。，．・：；？！”’）〕］｝〉》」』】,.:;?!%)]}>›»…‥·ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_NO_END = frozenset("“‘（〔［｛〈《「『【([{<‹«$₩￥")
_BETWEEN_LETTERS = {"ja", "zh", "yue", "th", "lo", "km", "my"}
# After these a reader pauses anyway.
_PAUSES = frozenset(",;:!?…、，。！？：；”’)）]」』")
_LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never parted, and the space before it when it doesn't begin a line."""

    text: str
    space: str


def shortened(text: str, limit: int = _LONGEST_TITLE) -> str:
    """A text of at most `limit` characters, cut at a word, the "…" counted in."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    whole = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] and text[limit - 1] != " " else cut
    return whole.rstrip(" ,;:·-–—(“‘「『") + "…"


def broken(text: str, measure: Measure, width: float, most: int, lang: str, *, parts_words: bool) -> list[str] | None:
    """The text in at most `most` lines of even length, none wider than `width`; None when they don't hold it.

    parts_words: whether a word wider than a line is broken at its edge; else such a text isn't held.
    """
    units = _units(text, lang)
    if parts_words:
        units = [piece for unit in units for piece in _pieces(unit, measure, width)]
    wide = [measure(unit.text) for unit in units]
    if any(one > width for one in wide) and not parts_words:
        return None
    column = _Column(units, wide, measure(" "), width)
    count = column.fewest()
    return column.even(count) if count <= most else None


def held(text: str, measure: Measure, width: float, most: int, lang: str) -> list[str]:
    """As much of the text as `most` lines hold; "…" tells that more was there."""
    lines = broken(text, measure, width, most, lang, parts_words=True)
    while lines is None:
        text = shortened(text, max(2, len(text.removesuffix("…")) - 1))
        lines = [text] if len(text) < 4 else broken(text, measure, width, most, lang, parts_words=True)
    return lines


@dataclass(frozen=True, slots=True)
class _Column:
    """units with their widths, to be set in lines of `width`. space: the width of a space."""

    units: Sequence[_Unit]
    wide: Sequence[float]
    space: float
    width: float

    def fewest(self) -> int:
        count, x = 0, self.width
        for unit, wide in zip(self.units, self.wide, strict=True):
            x += (self.space if unit.space else 0) + wide
            if count == 0 or x > self.width:
                count, x = count + 1, wide
        return count

    def even(self, count: int) -> list[str]:
        """The best way to set them in `count` lines: lines of one length, ended where the sense pauses."""
        size = len(self.units)
        best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(inf, 0)] * size]
        for _ in range(count):
            before = best[-1]
            best.append([(inf, 0)] * (size + 1))
            for start in range(size):
                if before[start][0] < inf:
                    self._lines_from(start, before[start][0], best[-1])
        ends = [size]
        for row in reversed(best[1:]):
            ends.append(row[ends[-1]][1])
        ends.reverse()
        return [self._text(start, end) for start, end in pairwise(ends)]

    def _lines_from(self, start: int, before: float, best: list[tuple[float, int]]) -> None:
        """Notes for each end that a line beginning here may have what all lines up to it cost."""
        x = 0.0
        for end in range(start + 1, len(self.units) + 1):
            x += self.wide[end - 1] + (self.space if end > start + 1 and self.units[end - 1].space else 0)
            if x > self.width and end > start + 1:
                return
            cost = before + (1 - x / self.width) ** 2 + self._break_cost(end)
            if cost < best[end][0]:
                best[end] = (cost, start)

    def _break_cost(self, end: int) -> float:
        """What speaks against ending a line here, and for it."""
        if end == len(self.units):
            return 0
        last, following = self.units[end - 1].text, self.units[end].text
        cost = -0.06 if last[-1] in _PAUSES else 0.0
        cost += 0.06 if last[0].isdigit() and following[0].isdigit() else 0  # 1조 2천억
        cost += 0.05 if last[0] in _NO_END and last[-1] not in _PAUSES else 0  # “AI
        return cost + (0.08 if len(last) == 1 and self.units[end].space else 0)

    def _text(self, start: int, end: int) -> str:
        parts = self.units[start:end]
        return "".join((unit.space if place else "") + unit.text for place, unit in enumerate(parts))


def _units(text: str, lang: str) -> list[_Unit]:
    found = []
    for word in text.split():
        parts = _letters(word) if _parts_between_letters(word, lang) else [word]
        found += [_Unit(part, "" if place else " ") for place, part in enumerate(parts)]
    return found


def _parts_between_letters(word: str, lang: str) -> bool:
    """Kana tells Japanese in whatever language the page is said to be; Hangul is always held together."""
    if any("가" <= letter <= "힣" for letter in word):
        return False
    return any("\u3040" <= letter <= "\u30ff" for letter in word) or (
        lang.lower().split("-")[0] in _BETWEEN_LETTERS and not word.isascii()
    )


def _letters(word: str) -> list[str]:
    """The word's letters, each with the marks that belong to it; figures and Latin words whole."""
    parts: list[str] = []
    for letter in _graphemes(word):
        before = parts[-1][-1] if parts else ""
        is_joined = letter[0] in _NO_START or before in _NO_END or (_is_latin(letter) and _is_latin(before))
        if before and is_joined:
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts


def _is_latin(letter: str) -> bool:
    return letter != "" and letter[0].isalnum() and ord(letter[0]) < 0x2E80


def _graphemes(word: str) -> list[str]:
    """Letters with their marks and joiners."""
    found: list[str] = []
    for letter in word:
        is_mark = unicodedata.category(letter)[0] == "M" or letter in "\u200c\u200d"
        if found and (is_mark or found[-1].endswith("\u200d")):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _pieces(unit: _Unit, measure: Measure, width: float) -> list[_Unit]:
    """A unit wider than a line in parts that aren't."""
    if measure(unit.text) <= width:
        return [unit]
    pieces = [""]
    for letter in _graphemes(unit.text):
        if pieces[-1] and measure(pieces[-1] + letter) > width:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return [_Unit(piece, "" if place else unit.space) for place, piece in enumerate(pieces)]
