"""The table of contents an author asked for, by kramdown's `{:toc}` or by `[TOC]`."""

from urllib.parse import quote

from newsdao.content.fragment import HEADINGS, Element, SubElement, elements, new_element, replace, text_of

MARK = "[TOC]"


def place_contents(root: Element) -> None:
    """Puts nested lists of links to the headings where the mark stands. Call after levels and ids are settled."""
    marks = [paragraph for paragraph in elements(root, "p") if text_of(paragraph) == MARK]
    headings = [heading for heading in elements(root, *HEADINGS) if heading.get("id") and not _is_left_out(heading)]
    for mark in marks:
        replace(mark, _lists(headings))


def _is_left_out(heading: Element) -> bool:
    """Whether the author took it out of the contents, by kramdown's `{:.no_toc}`."""
    return "no_toc" in (heading.get("class") or "").split()


def _lists(headings: list[Element]) -> Element:
    box = new_element("div", {"class": "toc"})
    open_lists: list[tuple[int, Element]] = []  # (level of the headings in it, list), outermost first
    for heading in headings:
        level = int(str(heading.tag)[1])
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            parent = open_lists[-1][1][-1] if open_lists else box
            open_lists.append((level, SubElement(parent, "ul")))
        item = SubElement(open_lists[-1][1], "li")
        link = SubElement(item, "a", {"href": "#" + quote(str(heading.get("id")), safe="-._~:")})
        link.text = text_of(heading)
    return box
