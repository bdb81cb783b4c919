"""`**bold**` that an author left inside an HTML block, where Markdown doesn't look: a reader takes it for dirt."""

import re

from newsdao.content import maths
from newsdao.content.fragment import Element, ancestors, elements, new_element

_BOLD = re.compile(r"\*\*(\*?)(?=[^\s*])([^*\n]+)(?<=\S)\*\*\1(?!\*)")
_CODE = frozenset({"code", "pre", "kbd"})


def embolden(root: Element) -> None:
    """Makes <strong> of each pair of `**` or `***` that stands within one piece of text outside code."""
    for element in [root, *elements(root)]:
        if element.tail and "**" in element.tail and not _is_code(element.getparent()):
            _embolden_tail(element)
        if element.text and "**" in element.text and not _is_code(element):
            _embolden_text(element)


def _is_code(element: Element | None) -> bool:
    """Or a formula."""
    if element is None:
        return False
    return any(one.tag in _CODE or one.get("class") == maths.CLASS for one in (element, *ancestors(element)))


def _embolden_tail(element: Element) -> None:
    text, strong = _parted(element.tail or "")
    element.tail = text
    for later in reversed(strong):
        element.addnext(later)


def _embolden_text(element: Element) -> None:
    text, strong = _parted(element.text or "")
    element.text = text
    for at, later in enumerate(strong):
        element.insert(at, later)


def _parted(text: str) -> tuple[str, list[Element]]:
    """The text before the first bold words, and the bold words, each with the text after it."""
    pieces = _BOLD.split(text)
    strong: list[Element] = []
    for words, after in zip(pieces[2::3], pieces[3::3], strict=True):
        bold = new_element("strong")
        bold.text, bold.tail = words, after
        strong.append(bold)
    return pieces[0], strong
