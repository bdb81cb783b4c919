"""Blocks in order: alignment as a class, no bare text between blocks, nothing empty."""

from newsdao.content.characters import folded
from newsdao.content.fragment import INLINE, VOID, Element, drop, elements, is_blank, new_element, take, unwrap
from newsdao.content.sanitize import BLOCK_ALIASES, INLINE_ALIASES

_SIDES = {"left": "left", "center": "center", "right": "right", "end": "right"}
_ALIGNABLE = frozenset("blockquote caption div figcaption figure h1 h2 h3 h4 h5 h6 li p td th".split())  # noqa: SIM905 - reads better as words
_MAY_BE_EMPTY = frozenset({"td", "th", "tr", "li", "dd", "dt"}) | VOID
_STANDS_ALONE = frozenset({"br"})


def rename_aliases(root: Element) -> None:
    """Elements this site has no use for become the nearest one it has."""
    for element in elements(root, *BLOCK_ALIASES):
        if element.tag == "center":
            element.set("align", "center")
        element.tag = "div"
    for element in elements(root, *INLINE_ALIASES):
        element.tag = INLINE_ALIASES[str(element.tag)]


def align_by_class(root: Element) -> None:
    """`align` becomes a class of ours. Call after `mend_styles`, which makes an `align` of a style."""
    for element in elements(root):
        side = _SIDES.get(take(element, "align").strip().lower(), "")
        if side and element.tag in _ALIGNABLE:
            element.set("class", f"{element.get('class', '')} align-{side}".strip())


def drop_empties(root: Element) -> None:
    """Takes out what shows nothing: paragraphs of no-break spaces, spans without a class, emptied headings."""
    for element in reversed(elements(root)):
        is_empty = _shows_nothing(element)
        if element.tag in INLINE and (is_empty or (element.tag == "span" and not element.attrib)):
            unwrap(element)  # a blank between two words is one in bold too
        elif is_empty:
            drop(element)


def _shows_nothing(element: Element) -> bool:
    if element.tag in _MAY_BE_EMPTY or element.get("id") or element.get("name"):
        return False
    if not is_blank(element.text) or any(not is_blank(child.tail) for child in element):
        return False
    return all(child.tag in _STANDS_ALONE for child in element) and element.tag not in {"col", "colgroup"}


def gather_stray_text(root: Element) -> None:
    """Text and inline elements that stand between blocks become paragraphs."""
    children = list(root)
    paragraph: Element | None = None
    if not is_blank(root.text):
        paragraph = new_element("p")
        paragraph.text, root.text = root.text, "\n"
        root.insert(0, paragraph)
    for child in children:
        if child.tag in INLINE or child.tag in {"img", "br"}:
            paragraph = _gathered(child, paragraph)
            continue
        paragraph = None
        if not is_blank(child.tail):
            paragraph = new_element("p")
            paragraph.text, child.tail = child.tail, None
            child.addnext(paragraph)
    _trim_paragraphs(root)


def space_evenly(root: Element) -> None:
    """One line break between the blocks of the page."""
    root.text = None
    for child in root:
        child.tail = "\n"


def _gathered(child: Element, paragraph: Element | None) -> Element | None:
    """Moves an inline element with its text into the paragraph, a new one if there's none open."""
    if paragraph is None:
        if child.tag == "br" and is_blank(child.tail):
            drop(child)
            return None
        paragraph = new_element("p")
        child.addprevious(paragraph)
    paragraph.append(child)
    return paragraph


def _trim_paragraphs(root: Element) -> None:
    for paragraph in root:
        if paragraph.tag == "p" and len(paragraph) == 0 and paragraph.text and folded(paragraph.text):
            paragraph.text = paragraph.text.strip("\n ")
