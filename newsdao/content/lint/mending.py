"""What a machine may put right in a post: each change moves a few characters, and every other byte stays."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsdao.content import front_matter
from newsdao.content.decoding import Opened, opened
from newsdao.content.front_matter import FrontMatter
from newsdao.content.lint import descriptions, headlines, links, structure
from newsdao.content.lint.rule import Rule
from newsdao.errors import PostError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,}|\{%-?\s*(?:highlight|raw|endraw|endhighlight)\b|<(?:pre|code|/pre|/code)\b)")
_DOFOLLOW = re.compile(r"""\s+rel\s*=\s*(["'])([^"'<>]*\bdofollow\b[^"'<>]*)\1""", re.IGNORECASE)
_TITLE = re.compile(r"(?P<key>title[ \t]*:[ \t]*)(?P<value>\S.*?)(?P<end>[ \t]*)")
_H1_HASH = re.compile(r"(?P<indent> {0,3})#(?=[ \t]+\S)")
_H1_TAG = re.compile(r"<(/?)h1(?=[\s>])", re.IGNORECASE)
_COUNTED_KEYS = frozenset({"description", "excerpt", "feature_text"})


@dataclass(frozen=True, slots=True)
class Change:
    """line: of the file, 1-based. before, after: the line, without its end."""

    rule: Rule
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it is to be. changes: in the order of its lines."""

    path: str
    data: bytes
    changes: tuple[Change, ...]


def mend(path: str, data: bytes, host: str, wants: Callable[[Rule], bool]) -> Mended:
    """The file with what is wanted put right; the very same bytes where that is nothing. host: without "www.".

    Raises PostError for a file that can't be read. A file is left alone where a change would alter more than it says.
    """
    matter = front_matter.split(path, data)
    opening = opened(path, data)
    lines = _LINE.findall(opening.text)
    changes: list[Change] = []
    for number, line in enumerate(lines):
        text = line.rstrip("\r\n")
        for rule, after in _steps(text, number + 1, matter, host, lines):
            if after != text and wants(rule):
                changes.append(Change(rule, number + 1, text, after))
                text = after
        lines[number] = text + line[len(line.rstrip("\r\n")) :]
    edited = _encoded(opening, "".join(lines)) if changes else data
    if changes and not _is_sound(path, matter, edited):
        return Mended(path, data, ())
    return Mended(path, edited, tuple(changes))


def _encoded(opening: Opened, text: str) -> bytes:
    return opening.mark + text.encode(opening.encoding, "strict")


def _steps(text: str, number: int, matter: FrontMatter, host: str, lines: list[str]) -> Iterator[tuple[Rule, str]]:
    """Each rule, and the line as that rule would have it; every step is made on what the one before left."""
    if number < matter.body_line:
        yield from _of_front_matter(text, number, matter)
        return
    if _is_code(matter, number, lines):
        return
    steps: tuple[tuple[Rule, Callable[[str], str]], ...] = (
        (descriptions.COUNTED, lambda one: descriptions.ARTEFACT.sub("", one)),
        (links.DOFOLLOW, lambda one: _DOFOLLOW.sub(_other_rels, one)),
        (links.INSECURE, lambda one: links.insecure(host).sub("https", one) if host else one),
        (structure.FIRST, lambda one: _lowered(one) if _may_lower(matter) else one),
    )
    for rule, step in steps:
        after = step(text)
        yield rule, after
        text = after


def _of_front_matter(text: str, number: int, matter: FrontMatter) -> Iterator[tuple[Rule, str]]:
    key = max((name for name, line in matter.lines.items() if line <= number), key=matter.lines.__getitem__, default="")
    if key in _COUNTED_KEYS:
        yield descriptions.COUNTED, descriptions.ARTEFACT.sub("", text)
    if key == "title" and matter.lines[key] == number and (found := _TITLE.fullmatch(text)):
        yield headlines.SPACING, found["key"] + headlines.STRAY.sub(_blank, found["value"]) + found["end"]


def _blank(stray: re.Match[str]) -> str:
    return "" if not stray[0].strip("\u200b\u2060\ufeff") else " "


def _other_rels(found: re.Match[str]) -> str:
    kept = [token for token in found[2].split() if token.lower() != "dofollow"]
    return f" rel={found[1]}{' '.join(kept)}{found[1]}" if kept else ""


def _may_lower(matter: FrontMatter) -> bool:
    """Whether h1 may become h2: where nothing below would have to move with it."""
    return not re.search(r"^ {0,3}##[ \t]|<h[2-6][\s>]|^ {0,3}#{3,}[ \t]", matter.body, re.MULTILINE | re.IGNORECASE)


def _lowered(text: str) -> str:
    return _H1_TAG.sub(r"<\1h2", _H1_HASH.sub(r"\g<indent>##", text, count=1))


def _is_code(matter: FrontMatter, number: int, lines: list[str]) -> bool:
    """Whether the text shows code anywhere: there a line may be an example, and nobody's fault."""
    return lines[number - 1].startswith(("    ", "\t")) or bool(re.search(_FENCE.pattern, matter.body, re.MULTILINE))


def _is_sound(path: str, before: FrontMatter, edited: bytes) -> bool:
    """Whether the file still has its keys, and reads as one."""
    try:
        after = front_matter.split(path, edited)
    except PostError:
        return False
    untouched = before.values.keys() - {"title", *_COUNTED_KEYS}
    same = all(before.values[key] == after.values.get(key) for key in untouched)
    return same and before.values.keys() == after.values.keys() and before.body_line == after.body_line
