"""Tables a screen reader can follow: real headers with a scope, and a box that scrolls sideways."""

import re

from newsdao.content.fragment import (
    HEADINGS,
    Element,
    ancestors,
    elements,
    is_blank,
    new_element,
    replace,
    sole_child,
    take,
    text_of,
    unwrap,
)
from newsdao.content.headings import unique
from newsdao.content.inline_styles import SHADE
from newsdao.content.sanitize import ID_PREFIX

_CELLS = ("td", "th")
_BOLD = frozenset({"b", "strong"})
# "1,281", "+0.12", "△3.4%", "3,200톤": a sign, digits, and at most a unit of three letters.
_NUMBER = re.compile(
    r"[+\-−–±△▲▽▼↑↓]?\s?(?:[$€¥₩]\s?)?\d[\d,]*(?:\.\d+)?\s?(?:[%‰℃㎜㎝㎞㎡㎥㎏]|[가-힣]{1,3}|[A-Za-z]{1,3})?"
)
_NO_NUMBER = frozenset({"-", "–", "—", "·", "…", "없음"})
_WRAPPER = '<div class="table-scroll"'


def mend_tables(root: Element) -> None:
    """Header rows and columns the author marked by bold type or by a ground become headers; the rest stays."""
    for table in elements(root, "table"):
        rows = _rows(table)
        _make_head(table, rows)
        _make_row_headers(rows)
        for header in table.iter("th"):
            _mend_header(header)
        _align_numbers(rows)
        if not any(parent.tag == "table" for parent in ancestors(table)):
            _wrap(table)


def name_scrollers(html: str, names: list[str]) -> str:
    """Opens the boxes to the keyboard, after the sanitiser, which lets nothing focusable through.

    names: for each box in order the id of the caption or heading that says what it holds, or "".
    """
    parts = html.split(_WRAPPER)
    opened = [parts[0]]
    for part, name in zip(parts[1:], [*names, *[""] * len(parts)], strict=False):
        role = f'role="region" aria-labelledby="{name}"' if name else 'role="group"'
        opened.append(f'{_WRAPPER} tabindex="0" {role}{part}')
    return "".join(opened)


def scroller_names(root: Element) -> list[str]:
    """The ids of what names each box: its caption, else the heading it stands under. Call after ids are ours."""
    names: list[str] = []
    taken = {name: 0 for element in elements(root) if (name := element.get("id"))}
    above = ""
    for element in elements(root):
        if element.tag in HEADINGS:
            above = element.get("id") or ""
        elif element.tag == "div" and element.get("class") == "table-scroll":
            caption = next(element.iter("caption"), None)
            if caption is not None and not caption.get("id"):
                caption.set("id", ID_PREFIX + unique("table", taken))
                taken[caption.get("id") or ""] = 0
            names.append(above if caption is None else caption.get("id") or "")
    return [name if '"' not in name and "&" not in name and "<" not in name else "" for name in names]


def _rows(table: Element) -> list[Element]:
    """The table's own rows, without those of a table inside it."""
    sections = [table, *(child for child in table if child.tag in {"thead", "tbody", "tfoot"})]
    return [row for section in sections for row in section if row.tag == "tr"]


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in _CELLS]


def _make_head(table: Element, rows: list[Element]) -> None:
    head = table.find("thead")
    if head is not None:
        if not text_of(head):
            table.remove(head)
        return
    if len(rows) < 2 or not _reads_as_header(rows):
        return
    head = new_element("thead")
    body = rows[0].getparent()
    assert body is not None  # noqa: S101 - a row always stands in a table
    head.append(rows[0])
    (table if body is table else body).addprevious(head) if body is not table else table.insert(0, head)
    for cell in _cells(rows[0]):
        cell.tag = "th"


def _reads_as_header(rows: list[Element]) -> bool:
    first, rest = _cells(rows[0]), rows[1:]
    if all(cell.tag == "th" for cell in first):
        return bool(first)
    if len(first) < 2:
        return False
    return any(
        all(cell.tag == "th" or marks_header(cell) for cell in first)
        and not all(marks_header(cell) for row in rest for cell in _cells(row))
        for marks_header in (_is_bold, _is_shaded)
    )


def _make_row_headers(rows: list[Element]) -> None:
    """In a table of two columns, a first column all in bold names its rows, unless everything is bold."""
    body = [_cells(row) for row in rows if row.getparent() is None or row.getparent().tag != "thead"]  # type: ignore[union-attr]
    if not body or any(len(cells) != 2 for cells in body):
        return
    if all(_is_bold(first) or first.tag == "th" for first, _ in body) and not all(
        _is_bold(second) for _, second in body
    ):
        for first, _ in body:
            first.tag = "th"


def _is_bold(cell: Element) -> bool:
    """Whether all the cell's text is bold; an empty cell isn't."""
    inner: Element | None = cell
    while inner is not None and inner.tag not in _BOLD:
        inner = sole_child(inner)
    if inner is not None:
        return bool(text_of(inner))
    return (
        bool(text_of(cell)) and is_blank(cell.text) and all(c.tag in _BOLD | {"br"} and is_blank(c.tail) for c in cell)
    )


def _is_shaded(cell: Element) -> bool:
    return SHADE in (cell.get("class") or "").split()


def _align_numbers(rows: list[Element]) -> None:
    """Sets a column of numbers after the first to the right, with its header, where the author aligned nothing.

    Not in a table with joined cells: there a cell's place isn't its column.
    """
    cells = [cell for row in rows for cell in _cells(row)]
    if any(_says_how(cell) for cell in cells):
        return
    heads = [row for row in rows if (parent := row.getparent()) is not None and parent.tag == "thead"]
    body = [_cells(row) for row in rows if row not in heads]
    width = max((len(row) for row in body), default=0)
    for place in range(1, width):
        column = [row[place] for row in body if place < len(row)]
        texts = [text for cell in column if (text := text_of(cell)) and text not in _NO_NUMBER]
        if len(texts) > 1 and all(_NUMBER.fullmatch(text) for text in texts):
            for cell in [*column, *(row[place] for row in map(_cells, heads) if place < len(row))]:
                cell.set("class", " ".join(filter(None, (cell.get("class"), "align-right"))))


def _says_how(cell: Element) -> bool:
    return "align-" in (cell.get("class") or "") or bool(cell.get("colspan") or cell.get("rowspan"))


def _mend_header(header: Element) -> None:
    if not text_of(header) and not len(header):
        header.tag = "td"  # the empty corner heads nothing
        take(header, "scope")
        return
    if not header.get("scope"):
        header.set("scope", _scope(header))
    if _is_bold(header):
        for bold in [child for child in header.iter(*_BOLD) if child is not header]:
            unwrap(bold)


def _scope(header: Element) -> str:
    row = header.getparent()
    section = row.getparent() if row is not None else None
    if row is None or (section is not None and section.tag == "thead"):
        return "col"
    return "col" if all(cell.tag == "th" for cell in _cells(row)) and len(_cells(row)) > 1 else "row"


def _wrap(table: Element) -> None:
    parent = table.getparent()
    if parent is not None and parent.tag == "div" and parent.get("class") == "table-scroll":
        return
    wrapper = new_element("div", {"class": "table-scroll"})
    replace(table, wrapper)
    wrapper.append(table)
