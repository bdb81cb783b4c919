"""kramdown's tables, put so that Python-Markdown reads them: it asks for a header, and knows no lines between rows."""

import re
from collections.abc import Iterator
from itertools import groupby

_ROW = re.compile(r" {0,3}\|.*\S\s*")
_SEPARATOR = re.compile(r"[\s|:+=-]*[-=][\s|:+=-]*")
_BAR = re.compile(r"(?<!\\)\|")


def with_headers(lines: list[str]) -> Iterator[str]:
    """Puts an empty header above rows that have none (it is dropped again later), and takes out the lines between."""
    previous = ""
    for is_row, run in groupby(lines, lambda line: bool(_ROW.fullmatch(line))):
        rows = list(run)
        yield from _headed(rows) if is_row and not previous.strip() else rows
        previous = rows[-1]


def _headed(rows: list[str]) -> list[str]:
    is_headed = len(rows) > 2 and bool(_SEPARATOR.fullmatch(rows[1])) and not _SEPARATOR.fullmatch(rows[0])
    kept = [row for row in rows if not _SEPARATOR.fullmatch(row)]
    if not kept:
        return rows
    columns = max(map(_columns, kept))
    separator = rows[1] if is_headed and _columns(rows[1]) >= _columns(rows[0]) else "|" + "---|" * columns
    return [kept[0], separator, *kept[1:]] if is_headed else ["|" + " |" * columns, separator, *kept]


def _columns(row: str) -> int:
    return len(_BAR.findall(row)) - row.rstrip().endswith("|")
