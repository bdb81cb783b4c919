"""Headings that make an outline, and the ids by which a page's own links find their places."""

import re
from urllib.parse import quote, unquote

from newsdao.content.fragment import HEADINGS, Element, drop, elements, sole_child, take, text_of, unwrap
from newsdao.content.sanitize import ID_PREFIX

_DEEPEST = 6
Taken = dict[str, int]  # ids in use → the last number given to headings of the same words
_UNSPEAKABLE = re.compile(r"[^\w\- ]")
_EMPHASIS = frozenset({"b", "strong", "span", "u", "mark"})


def level_headings(root: Element, *, top: int) -> None:
    """Renumbers headings from `top` down without skipping a level, and takes off emphasis that spans a whole one."""
    open_levels: list[tuple[int, int]] = []  # (as written, as it becomes), outermost first
    for heading in elements(root, *HEADINGS):
        if not text_of(heading) and next(heading.iter("img"), None) is None:
            drop(heading)
            continue
        _take_off_emphasis(heading)
        written = int(str(heading.tag)[1])
        while open_levels and open_levels[-1][0] >= written:
            open_levels.pop()
        level = min(open_levels[-1][1] + 1 if open_levels else top, _DEEPEST)
        open_levels.append((written, level))
        heading.tag = f"h{level}"


def _take_off_emphasis(heading: Element) -> None:
    while (child := sole_child(heading)) is not None and child.tag in _EMPHASIS and not child.get("id"):
        unwrap(child)


def prefix_ids(root: Element) -> None:
    """Makes every id one of ours, gives each heading one, and leads `#…` links to the new names."""
    taken: Taken = {}
    for element in elements(root):
        written = take(element, "id") or take(element, "name")
        if not written and element.tag in HEADINGS:
            written = unique(_spoken(text_of(element)), taken)
        name = ID_PREFIX + "-".join(written.split())
        if not written or name in taken:
            continue
        taken.setdefault(name, 0)
        element.set("id", name)
    _lead_links(root, taken)


def drop_ids(root: Element) -> None:
    """For a text that stands on a page beside another: its headings aren't linked to."""
    for element in elements(root):
        take(element, "id")
        take(element, "name")
    _lead_links(root, {})


def unique(name: str, taken: Taken) -> str:
    """The name, or the name with the first free number, as GitHub gives them to equal headings."""
    candidate, number = name, taken.get(ID_PREFIX + name, 0)
    while ID_PREFIX + candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    if number:
        taken[ID_PREFIX + name] = number
    return candidate


def _spoken(text: str) -> str:
    """An id as kramdown's GFM makes it: lower case, white space as "-", punctuation gone, Hangul kept."""
    return _UNSPEAKABLE.sub("", text.lower()).replace(" ", "-") or "section"


def _lead_links(root: Element, taken: Taken) -> None:
    for link in elements(root, "a"):
        address = link.get("href") or ""
        if not address.startswith("#"):
            continue
        name = ID_PREFIX + unquote(address[1:])
        if name in taken:
            link.set("href", "#" + quote(name, safe="-._~:"))
        else:
            take(link, "href")
