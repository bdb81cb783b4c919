"""The differences we want, as rules: which place where the readings part is one of them. differences.toml says why."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from words import Place

_BARS = re.compile(r"[|\s\\]|[-—–:+=]{2,}|\[|\]\([^()]*\)")
_PSEUDO_TAG = re.compile(r"<[^<>\s][^<>]*>?|[^<>\s]*>")
_CLOSING_TAG = re.compile(r"</\w+>")
_LONGEST_CLOSING = 40  # words
_CLOSING_LINE = re.compile(r"the closing line “(.*)” was left out", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """What we tell the author of a post."""

    lost: Sequence[str]
    notes: Sequence[str]

    @property
    def has_lost_liquid(self) -> bool:
        return any("{%" in one or "{{" in one or "Liquid" in one for one in self.lost)


def _joined(words: Sequence[str]) -> str:
    return "".join(words)


def _is_bold_in_html(place: Place, _: Told) -> bool:
    return _joined(place.theirs).replace("*", "") == _joined(place.ours) != ""


def _is_bars(place: Place, _: Told) -> bool:
    return _BARS.sub("", _joined(place.theirs)) == _BARS.sub("", _joined(place.ours))


def _is_pseudo_tag(place: Place, _: Told) -> bool:
    theirs, ours = " ".join(place.theirs), " ".join(place.ours)
    return "<" in ours and _PSEUDO_TAG.sub("", ours).split() == _PSEUDO_TAG.sub("", theirs).split()


def _is_stray_closing_tag(place: Place, _: Told) -> bool:
    theirs = " ".join(place.theirs)
    return "</" in theirs and _CLOSING_TAG.sub("", theirs).split() == list(place.ours)


def _is_task(place: Place, _: Told) -> bool:
    return not place.theirs and re.fullmatch(r"\[[ xX]?\]|[☐☑]", " ".join(place.ours)) is not None


def _is_rule_under_text(place: Place, _: Told) -> bool:
    return not place.ours and set(place.theirs) <= {"—", "***", "* * *", "___"}


def _is_liquid_left_out(place: Place, told: Told) -> bool:
    """What Liquid prints is missing, or what it defines: a link's address, the end of an emphasis."""
    theirs, ours = "".join(place.theirs), "".join(place.ours)
    return told.has_lost_liquid and (ours in theirs or any(mark in ours for mark in ("{{", "{%", "[", "_")))


PLACES: Mapping[str, Callable[[Place, Told], bool]] = {
    "bold within HTML": _is_bold_in_html,
    "bars": _is_bars,
    "stray closing tags": _is_stray_closing_tag,
    "words in angle brackets": _is_pseudo_tag,
    "tasks": _is_task,
    "rules under text": _is_rule_under_text,
    "Liquid left out": _is_liquid_left_out,
}
# Rules that the words are read by, before they are compared.
READINGS = ("leading picture", "pictures in words", "frames as links", "closing advertisement")


def rule_of(place: Place, told: Told) -> str:
    """The first rule by which the place is wanted, or ""."""
    return next((name for name, is_wanted in PLACES.items() if is_wanted(place, told)), "")


def without_closing_line(words: Sequence[str], told: Told) -> tuple[list[str], bool]:
    """Jekyll's words without the line of advertising that we told the author we left out, and whether there was one."""
    for note in told.notes:
        line = "".join(found[1].split()) if (found := _CLOSING_LINE.search(note)) else ""
        for at in range(len(words) - 1, max(len(words) - _LONGEST_CLOSING, -1), -1):
            if line and "".join(words[at:]) == line:
                return list(words[:at]), True
    return list(words), False
