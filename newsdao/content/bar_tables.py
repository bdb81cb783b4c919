"""kramdown's tables without a header row, which Python-Markdown would show as lines of bars."""

import re
from collections.abc import Iterator
from itertools import groupby

_ROW = re.compile(r" {0,3}\|.*\|\s*")
_SEPARATOR = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
_BAR = re.compile(r"(?<!\\)\|")


def with_headers(lines: list[str]) -> Iterator[str]:
    """Puts an empty header above rows that have none (it is dropped again later), and mends a separator too short."""
    previous = ""
    for is_row, run in groupby(lines, lambda line: bool(_ROW.fullmatch(line))):
        rows = list(run)
        yield from _headed(rows) if is_row and not previous.strip() else rows
        previous = rows[-1]


def _headed(rows: list[str]) -> list[str]:
    columns = max(len(_BAR.findall(row)) for row in rows) - 1
    separator = "|" + "---|" * columns
    if len(rows) < 2 or not _SEPARATOR.fullmatch(rows[1]):
        return ["|" + " |" * columns, separator, *rows]
    is_short = len(_BAR.findall(rows[1])) < len(_BAR.findall(rows[0]))
    return [rows[0], separator, *rows[2:]] if is_short else rows
