"""A fragment of HTML as a tree, and the few moves the other modules make on it.

The tree is lxml's. Its parser isn't HTML5's, so it's only ever given what `sanitize.parse` has already balanced.
"""

import re
from collections.abc import Iterator

from lxml.etree import Element as new_element  # noqa: N813 - it makes one, as the name now says
from lxml.etree import HTMLParser, SubElement, fromstring, iterwalk, tostring
from lxml.etree import _Element as Element

from newsdao.content.characters import folded, is_blank

__all__ = ["Element", "SubElement", "is_blank", "new_element"]

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset(
    "a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp"  # noqa: SIM905 - reads better as words
    " small span strike strong sub sup time tt u var wbr".split()
)
VOID = frozenset({"br", "hr", "img", "col", "source", "wbr"})
_CELLS = frozenset({"td", "th"})
_EMPTY_LINES = re.compile(r"\s*\n\s*")


def parse(html: str) -> Element:
    """The fragment under one root element, whatever its depth. html: balanced."""
    # A parser is made each time: one kept for all threads would be locked by each of them.
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    return fromstring(f"<html><body><div>{html}</div></body></html>", parser)[0][0]


def serialise(root: Element) -> str:
    """What stands under the root, as HTML."""
    inner = tostring(root, encoding="unicode", method="html", with_tail=False)
    return inner[inner.index(">") + 1 : -len("</div>")]


def text_of(element: Element) -> str:
    """The element's text on one line."""
    return folded("".join(map(str, element.itertext())))


def take(element: Element, name: str) -> str:
    """Takes an attribute off the element and returns what it said, or ""."""
    value = element.get(name)
    if value is None:
        return ""
    del element.attrib[name]
    return str(value)


def elements(root: Element, *tags: str) -> list[Element]:
    """The elements under the root in the order of the page, as a list that outlives changes to the tree."""
    return [element for element in root.iter(*tags) if element is not root]


def ancestors(element: Element) -> Iterator[Element]:
    """From the parent outward to the root."""
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()


def add_text_before(element: Element, text: str | None) -> None:
    """Puts text where the element begins."""
    if not text:
        return
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def drop(element: Element) -> None:
    """Takes the element out with all it holds; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    add_text_before(element, element.tail)
    element.tail = None
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Takes the element out and leaves what it holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    add_text_before(element, element.text)
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "")
    else:
        add_text_before(element, element.tail)
    at = parent.index(element)
    element.tail = None
    parent[at : at + 1] = children


def replace(element: Element, other: Element) -> None:
    """Puts another element in the place of this one."""
    parent = element.getparent()
    if parent is not None:
        other.tail, element.tail = element.tail, None
        parent.replace(element, other)


def sole_child(element: Element) -> Element | None:
    """The one child, when the element holds nothing else."""
    if len(element) == 1 and is_blank(element.text) and is_blank(element[0].tail):
        return element[0]
    return None


def lines_of_text(root: Element) -> str:
    """Plain text, one line a block, table cells of a row parted by a space."""
    parts: list[str] = []
    for event, element in iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        if tag in _CELLS or tag == "br":
            parts.append(" ")
        elif tag not in INLINE:
            parts.append("\n")
        if event == "start" and element.text:
            parts.append(_folded_newlines(element.text))
        elif event == "end" and element is not root and element.tail:
            parts.append(_folded_newlines(element.tail))
    lines = (folded(line) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _folded_newlines(text: str) -> str:
    return _EMPTY_LINES.sub(" ", text)
