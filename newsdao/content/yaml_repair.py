"""Front matter that isn't quite YAML, read line by line as its author meant it."""

import re
from dataclasses import dataclass, field

import yaml

from newsdao.content.post import Notice
from newsdao.content.yaml_text import TextMapping, read_mapping
from newsdao.errors import PostError

_KEY = re.compile(r"""(?P<q>["']?)(?P<key>[^\W\d][\w.-]*)(?P=q)[ \t]*:(?=[ \t]|$)""")
# Only of these it is certain that "title:제목" and "title：제목" mean a key.
_KNOWN_KEY = re.compile(
    r"(?P<key>title|date|categor(?:y|ies)|tags?|excerpt|feature_text|image|authors?|description|permalink|slug"
    r"|layout|published|lang)[ \t]*[:：]"
)
_MAX_NOTICES = 20
# Characters of a repair's before and after: enough to know it by.
MAX_SHOWN = 400
_BLOCK_SCALAR = re.compile(r"[>|][+-]?\d?[+-]?[ \t]*(?:#.*)?$")


@dataclass
class _Entry:
    """A key with the lines that belong to it. line: 1-based in the file; first: that line as written."""

    key: str
    line: int
    rest: str
    first: str
    more: list[str] = field(default_factory=list)

    @property
    def written(self) -> str:
        return "\n".join([self.first, *self.more]).rstrip()

    @property
    def source(self) -> str:
        return "\n".join([f"{self.key}: {self.rest}", *self.more, ""])


def repair(path: str, source: str, first_line: int, error: yaml.YAMLError) -> tuple[TextMapping, list[Notice]]:
    """What can be read of it, and one notice a repaired key. Raises PostError when no key can be made out."""
    entries, stray = _entries(source, first_line)
    if not entries:
        raise unreadable(path, first_line, error)
    found = TextMapping()
    notices: list[Notice] = []
    for entry in entries:
        try:
            found.update(read_mapping(path, entry.source, entry.line))
        except yaml.YAMLError:
            found.put(entry.key, _by_hand(entry), entry.line)
            if len(notices) < _MAX_NOTICES:
                what = f"`{entry.key}` isn't valid YAML and was read as it stands"
                notices.append(_repaired(path, entry.line, what, entry, found))
    what = "this line of the front matter belongs to no key and was left out"
    notices += [Notice(path, line, "lost", what, "write `key: value`") for line in stray[:_MAX_NOTICES]]
    if not notices:
        line = _line(error, first_line)
        entry = max((one for one in entries if one.line <= line), key=lambda one: one.line, default=entries[0])
        notices.append(_repaired(path, line, "the front matter isn't valid YAML here", entry, found))
    return found, notices


def unreadable(path: str, first_line: int, error: yaml.YAMLError) -> PostError:
    """The error for front matter of which nothing can be made."""
    problem = getattr(error, "problem", None) or "not YAML"
    return PostError(
        path,
        _line(error, first_line),
        f"the front matter can't be read ({problem})",
        'write it as `key: value` lines, and put values with : # [ or " in quotes',
    )


def _line(error: yaml.YAMLError, first_line: int) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return first_line + (int(mark.line) if mark else 0)


def _repaired(path: str, line: int, what: str, entry: _Entry, found: TextMapping) -> Notice:
    value = found.values.get(entry.key, "")
    after = value if isinstance(value, str) else ", ".join(map(str, value))
    before, after = entry.written[:MAX_SHOWN], after.strip()[:MAX_SHOWN]
    return Notice(path, line, "repaired", what, "put the value in quotes", before, after)


def _entries(source: str, first_line: int) -> tuple[list[_Entry], list[int]]:
    entries: list[_Entry] = []
    stray: list[int] = []
    for number, text in enumerate(source.split("\n"), first_line):
        line = text if entries else text.lstrip()
        if match := _KEY.match(line) or _KNOWN_KEY.match(line):
            entries.append(_Entry(match["key"], number, line[match.end() :].strip(), text))
        elif entries:
            entries[-1].more.append(text)
        elif line and not line.startswith("#"):
            stray.append(number)
    return entries, stray


def _by_hand(entry: _Entry) -> str | list[str]:
    more = [line.strip() for line in entry.more]
    if _BLOCK_SCALAR.match(entry.rest):
        return _literal(more) if entry.rest.startswith("|") else _folded(more)
    items = [line for line in more if line]
    if not entry.rest and items and all(line.startswith("- ") for line in items):
        return [_unquoted(line[2:].strip()) for line in items]
    return _unquoted(" ".join([entry.rest, *items]).strip())


def _literal(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n") + "\n"


def _folded(lines: list[str]) -> str:
    """As YAML folds `>`: lines of a paragraph joined by spaces, a blank line a new line."""
    paragraphs = re.split(r"\n\n+", "\n".join(lines).strip("\n"))
    return "\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs) + "\n"


def _unquoted(text: str) -> str:
    """Without the quotes around it, unless they belong to a first and a last word: `"가" 그리고 "나"`."""
    quote = text[:1]
    if len(text) < 2 or quote not in {'"', "'"} or text[-1] != quote:
        return text
    inner = text[1:-1]
    at = inner.find(quote)
    is_closing = at > 0 and not inner[at - 1].isspace() and not inner[at + 1 : at + 2].isalnum()
    return text if is_closing else inner.replace(f"\\{quote}", quote)
