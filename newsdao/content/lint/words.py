"""Words as search engines count them: Korean particles folded away, and how wide a title stands on a result's page."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W_]+")
# The longer first: "에서는" is no "는" after "에서".
_PARTICLES = re.compile(
    r"(?<=[가-힣]{2})(?:으로부터|에서는|에게서|에서도|이라는|이라고|으로써|으로서|까지의|에서의|으로의|으로도|으로는"
    r"|에서|에게|으로|까지|부터|마다|처럼|보다|에는|에도|와의|과의|라는|라고|은|는|이|가|을|를|의|에|도|와|과|로|만)$"
)
# Verbs and fillers of news prose: said often, and nobody's keyword.
_FILLERS = frozenset(
    "있다 있는 했다 한다 된다 됐다 위해 위한 대한 대해 통해 따라 또한 이번 지난 올해 관련 하는 것으로 이를 밝혔다"  # noqa: SIM905 - reads better as words
    " 말했다 강조했다 전했다 the and for that with from this are was has have will its".split()
)
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff가-힣]{2}")
_WIDE, _LATIN, _CAPITAL, _NARROW = 18, 10, 13, 5.5
_NARROW_ONES = frozenset(" .,:;'|!ijlIt()[]·’‘“”\"-")


def repeated(text: str, times: int) -> list[tuple[str, int]]:
    """The words that stand in a text that often or more, most first. Numbers and single letters are no words."""
    counts = Counter(stem for word in _WORD.findall(text.lower()) if (stem := _stem(word)))
    return [(word, count) for word, count in counts.most_common() if count >= times]


def _stem(word: str) -> str:
    stem = _PARTICLES.sub("", word)
    is_keyword = len(stem) > 1 and not any(map(str.isdigit, stem)) and not {word, stem} & _FILLERS
    # Elsewhere than in Korean, Chinese and Japanese short words are the small change of grammar.
    return stem if is_keyword and (len(stem) > 3 or _EAST_ASIAN.match(stem)) else ""


def pixels(title: str) -> int:
    """About how wide Google sets a title on a desktop: 20 px of a grotesque, Hangul 18 wide."""
    return round(sum(map(_width, title)))


def fitting(title: str, width: int) -> str:
    """A title as Google cuts it, with "…" where it doesn't fit."""
    if pixels(title) <= width:
        return title
    kept = title
    while kept and pixels(kept) + 16 > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _width(character: str) -> float:
    if character >= "\u1100":
        return _WIDE
    if character in _NARROW_ONES:
        return _NARROW
    return _CAPITAL if character.isupper() or character in "mwMW%@" else _LATIN
