"""Text for lists, heads and feeds: plain, on one line, cut only where a sentence ends."""

import re
import unicodedata

from newsdao.content import kramdown, sanitize
from newsdao.content.characters import fit, folded
from newsdao.content.fragment import HEADINGS, Element, drop, is_blank, lines_of_text, parse

# Naver shows as many characters of a description.
DESCRIPTION_LIMIT = 80
_ARTEFACT = re.compile(r"\s*\(글자\s*수:\s*\d+\)\s*$")
_CLOSERS = "”’」』》〉\"')]〕】"
# Where a sentence may end: its mark and what closes with it, before white space or the end; Korean also without a
# space after it when the author forgot one ("했다.그는").
_END = re.compile(rf"[.!?。！？…]+[{re.escape(_CLOSERS)}]*(?=\s|$)|(?<=[다요죠까음함됨임])[.!?](?=[가-힣“‘])|[。！？]")
_NUMBER = re.compile(r"(\d+)\.$")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]\.|\b(?:Mr|Mrs|Ms|Dr|No|vs|St|Jr|Sr|Inc|Ltd|Co|Corp|Vol|Fig|Prof|Gen|Gov|Sen|Rep|etc|pp|cf|al)\.)$"
)
_JOINER = "\u200d"
_LOOSE_END = ",;:·-–—(“‘「『 "


def plain(text: str) -> str:
    """Markdown or HTML as plain text on one line, without the `(글자 수: N)` some tools leave behind."""
    text = fit(text)
    if not kramdown.has_markup(text):
        return folded(text)
    return _without_artefacts_on_one_line(lines_of_text(_tree(text)))


def feature_plain(source: str) -> str:
    """As `plain`; a heading at the beginning, the same over every post of a site, goes when text follows it."""
    source = fit(source)
    if not kramdown.has_markup(source):
        return folded(source)
    root = _tree(source)
    first = root[0] if len(root) else None
    if first is not None and first.tag in HEADINGS and is_blank(root.text):
        rest = [child for child in root if child is not first]
        if not is_blank(first.tail) or any(lines_of_text(child) for child in rest):
            drop(first)
    return _without_artefacts_on_one_line(lines_of_text(root))


def without_artefacts(text: str) -> str:
    return _ARTEFACT.sub("", text)


def whole_sentences(text: str, limit: int) -> str:
    """As many whole sentences as `limit` characters hold; if not even one, cut at a space, the "…" counted in."""
    line = folded(text)
    if len(line) <= limit:
        return line
    end = max((end for end in _ends(line) if end <= limit), default=0)
    return line[:end] if end else _cut(line, limit)


def _tree(text: str) -> Element:
    return parse(sanitize.parse(kramdown.to_html(text, smart=False)))


def _without_artefacts_on_one_line(text: str) -> str:
    return without_artefacts(folded(text))


def _ends(line: str) -> list[int]:
    return [mark.end() for mark in _END.finditer(line) if _is_end(line, mark)]


def _is_end(line: str, mark: re.Match[str]) -> bool:
    """Not the point of "U.S. 대통령", "No. 5" or "2024. 7. 1."; and not the dots of a pause in mid-sentence."""
    if mark[0] in {"…", "..."} and mark.end() < len(line):
        return False
    if mark[0] != ".":
        return True
    before, after = line[: mark.start() + 1], line[mark.end() :].lstrip()
    if not after:
        return True
    number = _NUMBER.search(before[-8:])
    if number:
        return len(number[1]) >= 3 and not after[0].isdigit()
    return _ABBREVIATION.search(before[-8:]) is None


def _cut(line: str, limit: int) -> str:
    if limit < 1:
        return ""
    head = line[: limit - 1]
    at = len(head) if line[limit - 1 : limit] == " " else head.rfind(" ")
    if at <= 0:
        at = len(head)
        while at and _is_inside_letter(line, at):
            at -= 1
    return head[:at].rstrip(_LOOSE_END) + "…"


def _is_inside_letter(line: str, at: int) -> bool:
    """Whether a cut there would part a letter from its marks, or an emoji from what it is joined with."""
    after = line[at]
    clings = after == _JOINER or unicodedata.category(after).startswith("M") or "🏻" <= after <= "🏿"
    return clings or line[at - 1] == _JOINER
