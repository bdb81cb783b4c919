"""Another program's JSON, of which nothing may be taken for granted."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from newsdao.content.decoding import decode
from newsdao.content.origins.told import Told
from newsdao.errors import PostError

Table = Mapping[str, Any]


def read_json(file: BinaryIO, told: Told, limit: int, remedy: str) -> Any:
    """Raises ExportError, which names the line. limit: bytes."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise told.unreadable(0, f"is larger than {limit >> 20} MB", "export in parts")
    try:
        return json.loads(decode(told.path, data).text)
    except PostError as error:
        raise told.unreadable(error.line, error.why, remedy) from None
    except json.JSONDecodeError as error:
        why = "ends in the middle: the export is not whole" if error.pos >= len(error.doc.rstrip()) else "is no JSON"
        raise told.unreadable(error.lineno, why, remedy) from None
    except RecursionError:
        raise told.unreadable(1, "is nested deeper than any export", remedy) from None
    except ValueError:
        raise told.unreadable(1, "holds a number longer than any export does", remedy) from None


def table(tables: Mapping[str, Any], name: str) -> Sequence[Table]:
    """The rows of a table; none when there is no such list."""
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else ()


def text(row: Table, name: str) -> str:
    """A text or a number as text; "" when it is missing or of another kind."""
    value = row.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18 else ""


def is_on(row: Table, name: str) -> bool:
    """Databases write true as true, 1 or "1"."""
    return row.get(name) in (1, "1")
