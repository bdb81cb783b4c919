"""Draws a social card: a newspaper's top, a headline as large as it can stand, and nothing else.

The same card gives the same bytes. Colours are those of static/css/tokens.css; every word stands in the middle 2:1,
which is what KakaoTalk's crop leaves.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from PIL import Image, ImageDraw

from newsdao.adapters.card_fonts import Run, set_line, settable
from newsdao.content import card_lines
from newsdao.content.cards import SIZES, Card, Shape

PAPER, INK, SOFT, RULE, FLASH = "#fcfbf8", "#15171a", "#555b63", "#dcd8cf", "#c4122f"
MOST_BYTES = 150_000

_MARGIN = 76
_TOP = 60  # of the words; 15 px more than KakaoTalk's crop takes
_FOOT = 58
_NAME, _DAY, _KICKER = 38, 27, 32
_RULE_AT, _RULE_HIGH = 132, 6
_SIZES = (156, 144, 134, 124, 116, 108, 100, 92, 86, 80, 74, 68, 62, 57, 52, 48, 44, 40)
_LEADING = 1.24
# Below this size a word that is wider than a line is parted rather than set smaller still.
_PARTED_FROM = 62
_TALL = 800
_MOST_LINES = 5
_MOST_LINES_TALL = 8
# How much the Korean face's strokes are thickened on each side, of its size: it comes in its regular weight alone.
_WEIGHT = 0.0165


@dataclass(frozen=True, slots=True)
class _Type:
    size: int
    bold: bool
    colour: str = INK

    def weight_of(self, run: Run) -> float:
        return round(self.size * _WEIGHT, 2) if self.bold and not run.face.is_bold else 0


@dataclass(frozen=True, slots=True)
class _Headline:
    lines: Sequence[str]
    size: int

    @property
    def leading(self) -> int:
        return round(self.size * _LEADING)

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def paint(card: Card, shape: Shape = "") -> bytes:
    """A JPEG of SIZES[shape], ≤ 150 KB."""
    return _Painter(card, SIZES[shape]).painted()


class _Painter:
    """left, right: the edges of the words. Where a card is set from the right, begin is the right one."""

    def __init__(self, card: Card, size: tuple[int, int]) -> None:
        self.card = card
        self.width, self.height = size
        self.image = Image.new("RGB", size, PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self.begin, self.end = _MARGIN, self.width - _MARGIN

    def painted(self) -> bytes:
        title, name = settable(self.card.title), settable(self.card.name)
        if self.card.is_site or not title:
            self._site(name, title if self.card.is_site else "")
        else:
            self._masthead(name)
            self._story(title)
        return _jpeg(self.image)

    def _masthead(self, name: str) -> None:
        day = settable(self.card.day)
        small, bold = _Type(_DAY, bold=False, colour=SOFT), _Type(_NAME, bold=True)
        room = self.end - self.begin - self._wide(day, small) - 60
        name = card_lines.held(name, partial(self._wide, kind=bold), room, 1, self.card.lang)[0] if name else ""
        middle = _TOP + _NAME / 2
        self._write(name, self.begin, middle, bold)
        if name:
            self._point(self.begin + self._wide(name, bold), middle, _NAME)
        self._write(day, self.end - self._wide(day, small), middle + 3, small)
        colour = FLASH if self.card.breaking else INK
        self._box(self.begin, _RULE_AT, self.end - self.begin, _RULE_HIGH, colour)

    def _story(self, title: str) -> None:
        """Kicker and headline as one block, a little above the middle of what the rule leaves."""
        kicker = round(_KICKER * 1.9) if self.card.section or self.card.breaking else 0
        top, foot = _RULE_AT + _RULE_HIGH + 34, self.height - _FOOT
        headline = self._fitted(title, foot - top - kicker)
        spare = foot - top - kicker - headline.height
        y = top + round(spare * 0.42)
        if kicker:
            self._kicker(y + _KICKER * 0.7)
        self._lines(headline, y + kicker)

    def _kicker(self, middle: float) -> None:
        x, kind = float(self.begin), _Type(_KICKER, bold=True, colour=FLASH)
        if breaking := settable(self.card.breaking):
            wide = self._wide(breaking, kind) + 32
            self._box(x, middle - 26, wide, 52, FLASH, radius=5)
            self._write(breaking, x + 16, middle, _Type(_KICKER, bold=True, colour="#ffffff"))
            x += wide + 20
        section = settable(self.card.section)
        room = self.end - x
        if section and room > 0:
            held = card_lines.held(section, partial(self._wide, kind=kind), room, 1, self.card.lang)
            self._write(held[0], x, middle, kind)

    def _site(self, name: str, about: str) -> None:
        """The site's own card: its name as large as it can stand between two rules, and what it says of itself."""
        self._box(self.begin, 84, self.end - self.begin, _RULE_HIGH, INK)
        self._box(self.begin, self.height - 86, self.end - self.begin, 2, RULE)
        small = _Type(36, bold=False, colour=SOFT)
        told = card_lines.held(about, partial(self._wide, kind=small), 980, 2, self.card.lang) if about else []
        headline = self._fitted(name, 250, most=2, narrower=60)
        block = headline.height + (28 + 52 * len(told) if told else 0)
        y = (self.height - block) / 2
        self._lines(headline, y)
        if headline.lines:
            last = headline.lines[-1]
            wide = self._wide(last, _Type(headline.size, bold=True))
            self._point(self.begin + wide, y + headline.leading * (len(headline.lines) - 0.5), headline.size)
        for place, line in enumerate(told):
            self._write(line, self.begin, y + headline.height + 28 + 52 * place + 26, small)

    def _fitted(self, title: str, room: float, most: int = 0, narrower: int = 0) -> _Headline:
        """The headline in the largest type in which it stands; cut at a word where even the smallest is too large."""
        is_tall = self.height > _TALL
        most = most or (_MOST_LINES_TALL if is_tall else _MOST_LINES)
        width = self.end - self.begin - narrower
        for size in _SIZES:
            measure = self._measure(size)
            lines = min(most, int(room // round(size * _LEADING)), _most_at(size) + 2 * is_tall)
            parts_words = size <= _PARTED_FROM
            found = card_lines.broken(title, measure, width, lines, self.card.lang, parts_words=parts_words)
            if found is not None:
                return _Headline(found, size)
        smallest = _SIZES[-1]
        lines = min(most, int(room // round(smallest * _LEADING)))
        return _Headline(card_lines.held(title, self._measure(smallest), width, lines, self.card.lang), smallest)

    def _measure(self, size: int) -> Callable[[str], float]:
        return cache(partial(self._wide, kind=_Type(size, bold=True)))

    def _lines(self, headline: _Headline, top: float) -> None:
        for place, line in enumerate(headline.lines):
            middle = top + headline.leading * (place + 0.5)
            self._write(line, self.begin, middle, _Type(headline.size, bold=True))

    def _wide(self, line: str, kind: _Type) -> float:
        runs = set_line(line, is_rtl=self.card.is_rtl)
        return sum(_length(run, kind) for run in runs)

    def _write(self, line: str, x: float, middle: float, kind: _Type) -> None:
        """x: how far its first edge is from the left, were the card set from the left. middle: of its capitals."""
        runs = set_line(line, is_rtl=self.card.is_rtl)
        place = self._x(x, sum(_length(run, kind) for run in runs))
        for run in runs:
            font, weight = run.face.at(kind.size, bold=kind.bold), kind.weight_of(run)
            base = middle + kind.size * 0.36
            self.draw.text(
                (place, base), run.text, kind.colour, font, anchor="ls", direction=run.direction,
                stroke_width=weight, stroke_fill=kind.colour,
            )  # fmt: skip
            place += _length(run, kind)

    def _point(self, x: float, middle: float, size: int) -> None:
        """The wordmark's full stop in the signal colour."""
        across = max(7, round(size * 0.17))
        foot = middle + size * 0.36
        x = self._x(x + size * 0.07, across)
        self.draw.rectangle((x, foot - across, x + across, foot), fill=FLASH)

    def _box(self, x: float, y: float, wide: float, high: float, colour: str, radius: int = 0) -> None:
        x = self._x(x, wide)
        self.draw.rounded_rectangle((x, y, x + wide - 1, y + high - 1), radius, fill=colour)

    def _x(self, x: float, wide: float) -> float:
        return self.width - x - wide if self.card.is_rtl else x


def _most_at(size: int) -> int:
    """How many lines look well in a size: the larger, the fewer."""
    return next((most for least, most in ((126, 1), (101, 2), (81, 3)) if size >= least), _MOST_LINES_TALL)


def _length(run: Run, kind: _Type) -> float:
    font = run.face.at(kind.size, bold=kind.bold)
    return font.getlength(run.text, direction=run.direction)


def _jpeg(image: Image.Image) -> bytes:
    """No chroma is left out: red letters on paper would fray."""
    for quality in (90, 84, 76, 66, 54, 42, 30):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling=0, optimize=True, progressive=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()
