"""The faces that cards are set in: two that come with the house, and the system's for what neither has.

Noto Sans KR has Hangul, Hanja, kana, Latin, Greek and Cyrillic, Noto Sans Arabic its script in every weight. Hebrew,
Thai, Hindi and others come from the system by fontconfig, where there is one; what no face has is not drawn.
"""

import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

import pylopdf_fonts_ar
import pylopdf_fonts_ko
from fontTools.ttLib import TTFont
from PIL import ImageFont

from newsdao.content.bidi import runs

_ASKED_AT_MOST = 2  # seconds
_BOLD = 700
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Face:
    """A font file. is_bold: whether its strokes are heavy by themselves; the Korean one's are thickened in drawing."""

    path: Path
    index: int = 0
    is_variable: bool = False
    is_bold: bool = False
    characters: frozenset[int] = field(default=frozenset(), repr=False, compare=False)

    def at(self, size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
        return _opened(self, size, bold and self.is_variable)


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line in one face and one direction."""

    text: str
    face: Face
    is_rtl: bool

    @property
    def direction(self) -> str:
        return "rtl" if self.is_rtl else "ltr"


def settable(text: str) -> str:
    """The text without what no face has."""
    return " ".join("".join(letter for letter in text if letter in _JOINERS or _face(letter)).split())


def set_line(line: str, *, is_rtl: bool) -> list[Run]:
    """The line's runs from left to right. line: settable."""
    return [run for text, from_right in runs(line, is_rtl=is_rtl) for run in _by_face(text, from_right)]


def _by_face(text: str, is_rtl: bool) -> Iterator[Run]:
    """A sign stays in the face of the letter before it when that has it, so that a word is shaped as a whole."""
    faces: list[Face] = []
    for letter in text:
        before = faces[-1] if faces else None
        is_sign = letter in _JOINERS or not letter.isalnum()
        if before and is_sign and (letter in _JOINERS or ord(letter) in before.characters):
            faces.append(before)
        else:
            faces.append(_face(letter) or before or _house_faces()[0])
    found = [
        Run("".join(letter for letter, _ in group), face, is_rtl)
        for face, group in groupby(zip(text, faces, strict=True), key=lambda pair: pair[1])
    ]
    yield from reversed(found) if is_rtl else found


@lru_cache(maxsize=64)
def _opened(face: Face, size: int, bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(face.path), size, index=face.index, layout_engine=ImageFont.Layout.RAQM)
    if bold:
        axes = font.get_variation_axes()
        font.set_variation_by_axes([_BOLD if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes])
    return font


@cache
def _house_faces() -> tuple[Face, Face]:
    korean, arabic = pylopdf_fonts_ko.sans_path(), pylopdf_fonts_ar.sans_path()
    return (
        Face(korean, characters=_characters(korean, 0)),
        Face(arabic, is_variable=True, is_bold=True, characters=_characters(arabic, 0)),
    )


_of_system: list[Face] = []
_scripts_without: set[str] = set()


@lru_cache(maxsize=20_000)
def _face(letter: str) -> Face | None:
    """The first face that has the character: the house's, one of the system's used before, or one asked for."""
    code = ord(letter)
    known = next((face for face in (*_house_faces(), *_of_system) if code in face.characters), None)
    if known or letter.isspace() or unicodedata.category(letter)[0] == "C":
        return known
    script = unicodedata.name(letter, "").split(" ")[0]
    if script in _scripts_without:
        return None
    found = _asked(code)
    if found is None:
        _scripts_without.add(script)
    else:
        _of_system.append(found)
    return found


def _asked(code: int) -> Face | None:
    """What fontconfig has for a character; it always answers, so what it names is looked into."""
    command = ["fc-match", "-f", "%{file}\n%{index}\n%{weight}", f"sans:bold:charset={code:x}"]
    try:
        told = subprocess.run(command, capture_output=True, timeout=_ASKED_AT_MOST, check=True)  # noqa: S603
        name, index, weight = told.stdout.decode().split("\n")
        face = Face(Path(name), int(index) & 0xFFFF, is_bold=float(weight) >= 180)
        characters = _characters(face.path, face.index)
        face.at(40, bold=False)
    except (OSError, ValueError, subprocess.SubprocessError, LookupError):
        return None
    found = Face(face.path, face.index, is_bold=face.is_bold, characters=characters)
    return found if code in characters else None


def _characters(path: Path, index: int) -> frozenset[int]:
    with TTFont(path, lazy=True, fontNumber=index) as font:
        return frozenset(font.getBestCmap() or ())
