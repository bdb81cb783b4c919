"""In which order the parts of a line stand when some are read from the right (a plain form of UAX #9).

Enough for headlines: letters, figures, signs and brackets between them; no embeddings, which no headline has.
"""

import unicodedata
from itertools import groupby

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_FIGURES = frozenset({"EN", "AN"})
# Between two figures or after them: 1,200 and 12.5 and 40% (UAX #9, W4 and W5).
_OF_FIGURES = frozenset({"CS", "ES", "ET"})


def runs(line: str, *, is_rtl: bool) -> list[tuple[str, bool]]:
    """The line in parts of one direction, as they stand from left to right; True where one is read from the right."""
    parts = [
        ("".join(letter for letter, _ in group), level)
        for level, group in groupby(zip(line, _levels(line, is_rtl), strict=True), key=lambda pair: pair[1])
    ]
    # Rule L2: from the highest level down, whatever is at least as deep is turned around.
    for depth in (2, 1):
        turned: list[tuple[str, int]] = []
        for is_deep, group in groupby(parts, key=lambda part: part[1] >= depth):
            found = list(group)
            turned += reversed(found) if is_deep else found
        parts = turned
    return [(text, level == 1) for text, level in parts]


def _levels(line: str, is_rtl: bool) -> list[int]:
    """0 and 2 are read from the left, 1 from the right."""
    base = "R" if is_rtl else "L"
    kinds = _kinds(line, base)
    strong = [_side(kind) for kind in kinds]
    levels = []
    for place, kind in enumerate(kinds):
        side = _between(strong, place, base) if kind == "N" else kind
        levels.append({"R": 1, "figure": 2, "L": 2 if is_rtl else 0}[side])
    return levels


def _kinds(line: str, base: str) -> list[str]:
    """Per character L, R, "figure" or N. A figure after Latin is Latin (W7); a mark is as what it stands on (W1)."""
    classes = [unicodedata.bidirectional(letter) for letter in line]
    kinds: list[str] = []
    last = base
    for place, found in enumerate(classes):
        if found in _STRONG:
            last = _STRONG[found]
            kinds.append(last)
        elif found in {"NSM", "BN"}:
            kinds.append(kinds[-1] if kinds else "N")
        elif found in _FIGURES:
            kinds.append("L" if found == "EN" and last == "L" else "figure")
        elif found in _OF_FIGURES and _is_among_figures(classes, place):
            kinds.append("L" if last == "L" else "figure")
        else:
            kinds.append("N")
    return kinds


def _is_among_figures(classes: list[str], place: int) -> bool:
    before = place > 0 and classes[place - 1] in _FIGURES
    after = place + 1 < len(classes) and classes[place + 1] in _FIGURES
    return (before or after) if classes[place] == "ET" else (before and after)


def _side(kind: str) -> str | None:
    """Which side a character takes for the signs beside it: figures count as read from the right (N1)."""
    return {"L": "L", "R": "R", "figure": "R"}.get(kind)


def _between(sides: list[str | None], place: int, base: str) -> str:
    """What a sign between two characters of one direction is; else the line's own (N1, N2)."""
    before = next((side for side in reversed(sides[:place]) if side), base)
    after = next((side for side in sides[place:] if side), base)
    return before if before == after else base
