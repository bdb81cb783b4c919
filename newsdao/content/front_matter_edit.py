"""Front matter given further keys, every other byte of the file left as its author wrote it."""

import re
from collections.abc import Mapping, Sequence

from newsdao.content import front_matter
from newsdao.content.decoding import opened
from newsdao.content.front_matter import FrontMatter
from newsdao.errors import PostError

# A line with its end, whichever the editor wrote.
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_END = re.compile(r"\r\n|\r|\n")
_INDENT = re.compile(r"[ \t]*")

Value = str | Sequence[str]


def with_keys(path: str, data: bytes, values: Mapping[str, Value]) -> bytes:
    """The file with these top-level keys, in place of those of the same name. Raises PostError where that can't be
    done without touching others, as in front matter that is one `{…}`.
    """
    before = front_matter.split(path, data)
    opening = opened(path, data)
    lines = _LINES.findall(opening.text)
    written = _written(values, lines, opening.encoding)
    lines = _spliced(lines, before, written, values) if _has_front_matter(lines, before) else _begun(lines, written)
    text = "".join(lines)
    edited = opening.mark + text.encode(opening.encoding, "strict")
    _check(path, before, front_matter.split(path, edited), values)
    return edited


def _written(values: Mapping[str, Value], lines: Sequence[str], encoding: str) -> list[str]:
    found = _END.search(lines[0]) if lines else None
    end = found[0] if found else "\n"
    written = []
    for key, value in values.items():
        if isinstance(value, str):
            written.append(f"{key}: {_quoted(value, encoding)}{end}")
        else:
            written += [f"{key}:{end}", *(f"  - {_quoted(one, encoding)}{end}" for one in value)]
    return written


def _quoted(text: str, encoding: str) -> str:
    """In double quotes. Only letters and digits stand as they are, and outside Unicode not even these: YAML ends lines
    at some of the rest, and a file in an old encoding must still be known for what it is.
    """

    def safe(character: str) -> bool:
        return character.isascii() or (character.isalnum() and encoding.startswith("utf"))

    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if safe(one) else f"\\U{ord(one):08X}" for one in plain) + '"'


def _has_front_matter(lines: Sequence[str], matter: FrontMatter) -> bool:
    fence = matter.body_line - 2
    return 0 < fence < len(lines) and lines[fence].strip() in {"---", "..."}


def _begun(lines: list[str], written: list[str]) -> list[str]:
    found = _END.search(written[0])
    end = found[0] if found else "\n"
    return [f"---{end}", *written, f"---{end}", *lines]


def _spliced(lines: list[str], matter: FrontMatter, written: list[str], values: Mapping[str, Value]) -> list[str]:
    closing = matter.body_line - 2
    first = min(matter.lines.values(), default=0)
    match = _INDENT.match(lines[first - 1]) if first else None
    indent = match[0] if match else ""
    dropped = {number for key in values if key in matter.lines for number in _of_key(lines, matter, key, closing)}
    kept = [line for number, line in enumerate(lines[:closing]) if number not in dropped]
    return [*kept, *(indent + line for line in written), *lines[closing:]]


def _of_key(lines: Sequence[str], matter: FrontMatter, key: str, closing: int) -> range:
    """The indices of the lines that a key and its value take; comments and blanks after them stay."""
    start = matter.lines[key] - 1
    end = min((line - 1 for line in matter.lines.values() if line - 1 > start), default=closing)
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return range(start, end)


def _check(path: str, before: FrontMatter, after: FrontMatter, values: Mapping[str, Value]) -> None:
    wanted = {**before.values, **{key: one if isinstance(one, str) else list(one) for key, one in values.items()}}
    if after.values != wanted or after.body != before.body:
        names = ", ".join(values)
        raise PostError(path, 1, f"{names} can't be added to this front matter", "write it as `key: value` lines")
