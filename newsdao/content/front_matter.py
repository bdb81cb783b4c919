"""A post file parted into front matter and body, both as clean text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from newsdao.content.characters import fit
from newsdao.content.decoding import decode
from newsdao.content.post import Notice
from newsdao.content.yaml_repair import MAX_SHOWN, repair
from newsdao.content.yaml_text import TextMapping, read_mapping
from newsdao.errors import PostError

MAX_FILE = 5 * 1024 * 1024
MAX_FRONT_MATTER = 64 * 1024

# Jekyll: a line of just "---" opens, a line of just "---" or "..." closes.
_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LATE_OPENING = re.compile(r"\s+(?=---[ \t]*\n[ \t]*[\w\"'-]+[ \t]*:)")
_KEY_LINE = re.compile(r"""\s*["']?\w[\w .-]*["']?[ \t]*:(?:\s|\Z)""")
_OTHER_FORMS = re.compile(r"(?:\+\+\+|;;;.*|---[ \t]?\w+|-----*|= yaml =)[ \t]*\n")
# Keys that are one text, whatever brackets it begins with: `title: [속보]` is no list.
_TEXT_KEYS = frozenset({"title", "excerpt", "description", "feature_text", "slug"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """values: str (scalars as written, null ""), list or dict. lines: top-level key → line of the file, 1-based.

    was_plain: the top-level keys whose scalar was unquoted: an unquoted date is read by another rule, an unquoted
    empty value is null. source: the front matter as written, between the fences. body_line: where the body begins.
    """

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    was_plain: frozenset[str]
    source: str
    body: str
    body_line: int
    notices: tuple[Notice, ...] = ()


def split(path: str, data: bytes) -> FrontMatter:
    """path: the file's path relative to the site's folder. Raises PostError for what can't or mustn't be read."""
    if len(data) > MAX_FILE:
        raise PostError(path, 0, f"is larger than {MAX_FILE >> 20} MB", "split the post, and keep pictures in files")
    decoded = decode(path, data)
    notices = []
    if decoded.was:
        what = f"was converted from {' and '.join(decoded.was)}"
        notices.append(Notice(path, 1, "note", what, "save it as UTF-8 with LF line ends"))
    text, skipped = decoded.text, 0
    if late := _LATE_OPENING.match(text):
        skipped = late.group().count("\n")
        what, before = "white space stands before the front matter", f"{late.group()[:MAX_SHOWN]}---"
        notices.append(Notice(path, 1, "repaired", what, "remove it", before, "---"))
        text = text[late.end() :]
    return _split(path, text, skipped, notices)


def _split(path: str, text: str, skipped: int, notices: list[Notice]) -> FrontMatter:
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening and not closing and _KEY_LINE.match(text, opening.end()):
        raise PostError(path, skipped + 1, "the front matter opens here and never closes", "end it with a line of ---")
    if not opening or not closing:
        if _OTHER_FORMS.match(text):
            what = "this looks like front matter of another kind and was taken as text"
            notices.append(Notice(path, 1, "note", what, "write YAML between two lines of ---"))
        return FrontMatter({}, {}, frozenset(), "", fit(text), skipped + 1, tuple(notices))
    source = text[opening.end() : closing.start()]
    if len(source.encode()) > MAX_FRONT_MATTER:
        why = f"the front matter is larger than {MAX_FRONT_MATTER >> 10} KiB"
        raise PostError(path, skipped + 1, why, "move text into the body")
    found = _read(path, source, skipped + 2, notices)
    body_line = skipped + text.count("\n", 0, closing.end()) + 2
    body = fit(text[closing.end() + 1 :])
    return FrontMatter(found.values, found.lines, frozenset(found.plain), source, body, body_line, tuple(notices))


def _read(path: str, source: str, first_line: int, notices: list[Notice]) -> TextMapping:
    # YAML would end a line at U+2028; for an author it's a stray character in a title.
    text = fit(source).replace("\u2028", " ").replace("\u2029", " ")
    try:
        found = read_mapping(path, text, first_line)
    except yaml.YAMLError as error:
        found, repairs = repair(path, text, first_line, error)
        notices += repairs
    lines = text.split("\n")
    _mend_texts(path, found, notices, lambda line: lines[line - first_line])
    notices += [
        Notice(path, line, "note", f"`{key}` is given more than once; the last one counts", "remove the others")
        for key, line in found.repeated.items()
    ]
    return found


def _mend_texts(path: str, found: TextMapping, notices: list[Notice], source_line: Callable[[int], str]) -> None:
    """Give titles and the like back what YAML took for a list or a comment. source_line: by the file's line."""
    meant = {key: text for key, text in {**found.flow, **found.cut_off}.items() if key in _TEXT_KEYS}
    for key, text in meant.items():
        what = "a comment" if key in found.cut_off else "a list"
        found.values[key] = text
        line, what = found.lines[key], f"YAML takes a part of `{key}` for {what}"
        before, after = source_line(line)[:MAX_SHOWN], text[:MAX_SHOWN]
        notices.append(Notice(path, line, "repaired", what, "put it in quotes", before, after))
