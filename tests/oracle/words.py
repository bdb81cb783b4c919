"""The words a reader sees of a piece of HTML, and where two readings of it part."""

import difflib
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike"  # noqa: SIM905 - reads better as words
    " strong sub sup time tt u var wbr".split()
)
# What a reader sees as a list's item, code, a quotation, a definition or a heading, by element.
BLOCKS = {
    **{name: name for name in ("li", "pre", "blockquote", "dt", "dd")},
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
_HIDDEN = frozenset({"script", "style", "template"})
_FRAMES = frozenset({"iframe", "video", "audio", "object"})
_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


PictureWords = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the readings part: Jekyll's words there, and ours."""

    theirs: tuple[str, ...]
    ours: tuple[str, ...]

    @property
    def weight(self) -> int:
        """The longer side counts."""
        return max(len(self.theirs), len(self.ours))

    def __str__(self) -> str:
        return f"{' '.join(self.theirs)[:300]} → {' '.join(self.ours)[:300]}"


def align(theirs: Sequence[str], ours: Sequence[str]) -> tuple[Place, ...]:
    if list(theirs) == list(ours):
        return ()
    places = difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
    return tuple(
        Place(tuple(theirs[first:last]), tuple(ours[start:end]))
        for kind, first, last, start, end in places
        if kind != "equal"
    )


def _no_words(_address: str, _alternative: str) -> str:
    return ""


class Words(HTMLParser):
    """Reads HTML as words: blocks and line breaks part them, inline elements don't; quotes are made straight.

    words_of: a picture's address and its alternative text → the words that stand for it.
    keeps_links: whether what stands in a frame, and our link to it, are words.
    shown: the address of a picture that is shown elsewhere: as the first of the text it is passed over.
    blocks: how many of each of BLOCKS there are.
    in_words, in_links: how many pictures, and frames, were met; has_passed: whether the shown one was.
    """

    def __init__(self, words_of: PictureWords = _no_words, *, shown: str = "", keeps_links: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.words_of = words_of
        self.shown = shown
        self.has_passed = False
        self.frames = frozenset[str]() if keeps_links else _FRAMES
        self.pieces: list[str] = []
        self.hidden = 0
        self.link = ""
        self.blocks: Counter[str] = Counter()
        self.in_words = 0
        self.in_links = 0

    @classmethod
    def of(
        cls, html: str, words_of: PictureWords = _no_words, *, shown: str = "", keeps_links: bool = False
    ) -> "Words":
        words = cls(words_of, shown=shown, keeps_links=keeps_links)
        words.feed(html)
        words.close()
        return words

    @property
    def found(self) -> list[str]:
        return unicodedata.normalize("NFC", "".join(self.pieces)).translate(_QUOTES).split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.blocks[BLOCKS[tag]] += 1
        if tag == "img":
            self._picture(given)
        elif tag in _HIDDEN | self.frames:
            self.hidden += 1
            self.in_links += tag in self.frames
        elif tag == "a" and self.frames and "embed-link" in given.get("class", "").split():
            self.hidden += 1
            self.link = "a"
        if tag not in _INLINE:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and (tag in _HIDDEN | self.frames or tag == self.link):
            self.hidden -= 1
            self.link = "" if tag == self.link else self.link
        if tag not in _INLINE:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)

    def _picture(self, given: dict[str, str]) -> None:
        source, shown = given.get("src", "").strip(), self.shown
        self.shown = ""
        if shown and _file(source) == _file(shown):
            self.has_passed = True
            return
        words = self.words_of(source, given.get("alt", "").strip())
        self.in_words += bool(words)
        self.pieces.append(words)


def _file(address: str) -> str:
    """An address without its scheme, host and query, as far as two readings may write them differently."""
    return unquote(urlsplit(address).path)
