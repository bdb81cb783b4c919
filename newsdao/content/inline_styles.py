"""What an editor wrote into `style`, `<font color>` and `bgcolor`, said by elements and by classes of ours instead.

Underlined, struck, bold and slanted words get their elements. Colours become tones and marks (`colours`), and since a
feed reader, a blind reader and a printer see no class, coloured words that nothing else stresses become strong ones,
and coloured ground under words a <mark>. A colour that nearly the whole text has is its ground and marks nothing.
"""

import re
from collections import Counter
from dataclasses import dataclass

from newsdao.content import colours
from newsdao.content.fragment import HEADINGS, INLINE, Element, elements, new_element, sole_child, take

SHADE = "shade"  # a class that only lives between here and the tables: the cell had a ground of its own
Styles = dict[str, str]  # CSS property → value, both in lower case

_DECLARATION = re.compile(r"([a-z-]{1,40})\s*:\s*([^;]{1,200})")
_BOLD = re.compile(r"bold(?:er)?|[6-9]00")
_PLAIN = re.compile(r"normal|lighter|[1-5]00|initial|unset")
_GROUND_SHARE = 0.8  # of the text's characters; a colour that covers more distinguishes nothing
_STRONG = frozenset({"b", "strong", "th"}) | HEADINGS
_SLANTED = frozenset({"i", "em"})
_STRESSED = _STRONG | _SLANTED | {"u", "mark", "del", "ins", "s", "caption", "summary", "dt", "figcaption"}
_VERBATIM = frozenset({"pre", "code", "kbd"})
_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}
_AMONG_WORDS = INLINE | {"img", "br"}
_NO_WORDS = frozenset({"img", "br", "hr", "col"})
_DEEPEST = 5  # elements looked through for one that stresses the words already


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for the words in an element. tone: meant for them; shown: what an element above shows already.

    holds: the names of the elements around them.
    """

    tone: str = ""
    shown: str = ""
    holds: frozenset[str] = frozenset()


def mend_styles(root: Element) -> None:
    """Takes every style off; `text-align` stays behind as `align`."""
    found = elements(root)
    parents = [_parent(element) for element in found]  # as the author has them
    styles = [_styles(element) if element.attrib else _no_styles(element) for element in found]
    if not any(styles):
        return
    tones = _meant(root, parents, found, [colours.tone(style.get("color", "")) for style in styles])
    grounds = [style.get("background-color", "") for style in styles]
    marks = _meant(root, parents, found, [colours.mark(ground) for ground in grounds])
    around = {root: _Around()}
    for parent, element, style, tone, mark in zip(parents, found, styles, tones, marks, strict=True):
        _unstress(element, style)
        outside = around[parent]
        inside = _Around(tone or outside.tone, outside.shown, outside.holds | {str(element.tag)})
        is_new = bool(style) or inside.tone != inside.shown
        is_plain = not is_new or inside.holds & _VERBATIM or element.tag in _NO_WORDS
        around[element] = inside if is_plain else _dressed(element, style, mark, inside)


def _no_styles(element: Element) -> Styles:
    if element.tag == "font":
        element.tag = "span"
    return {}


def _styles(element: Element) -> Styles:
    styles = dict(_DECLARATION.findall(take(element, "style").lower()))
    if element.tag == "font":
        element.tag = "span"
        styles.setdefault("color", take(element, "color").lower())
    if ground := take(element, "bgcolor").lower():
        styles.setdefault("background-color", ground)
    if "background" in styles:
        styles.setdefault("background-color", styles["background"])
    styles = {name: value.partition("!")[0].strip() for name, value in styles.items()}
    if "text-align" in styles:
        element.set("align", styles["text-align"])
    if element.tag in _ROWS and colours.is_shade(styles.get("background-color", "")):
        for cell in [element] if element.tag in _CELLS else element:
            _add_class(cell, SHADE)
    return styles


def _meant(root: Element, parents: list[Element], found: list[Element], own: list[str]) -> list[str]:
    """The colours less those that most of the text has. own: for each element found its colour, or ""."""
    if not any(own):
        return own
    shown = {root: ""}
    share: Counter[str] = Counter({"": len((root.text or "").strip())})
    for parent, element, colour in zip(parents, found, own, strict=True):
        shown[element] = colour or shown[parent]
        share[shown[element]] += len((element.text or "").strip())
        share[shown[parent]] += len((element.tail or "").strip())
    whole = share.total() * _GROUND_SHARE
    return [colour if share[colour] <= whole else "" for colour in own]


def _unstress(element: Element, style: Styles) -> None:
    """A <b> of normal weight, as word processors put around whole documents, stresses nothing."""
    is_light = element.tag in {"b", "strong"} and _PLAIN.fullmatch(style.get("font-weight", ""))
    if is_light or (element.tag in _SLANTED and style.get("font-style") == "normal"):
        element.tag = "span"


def _dressed(element: Element, style: Styles, mark: str, inside: _Around) -> _Around:
    """Puts what the style says around the element's words, and tells what then holds for them."""
    is_of_words = element.tag in INLINE or _holds_words_only(element)
    if mark and (not is_of_words or element.tag in _CELLS | {"mark"}):
        _add_class(element, f"mark-{mark}")
        mark = ""
    if not is_of_words:
        return inside
    names = _names(style, inside.holds, is_marked=bool(mark))
    tone = "" if inside.tone == inside.shown or _leads_away(element, inside) else inside.tone
    if tone and not names:
        names = [] if _is_stressed(element, inside) else ["strong"]
        names = ["span"] if not names and element.tag not in INLINE else names
    inner = _wrapped(element, names)
    if mark:
        _add_class(element[0], f"mark-{mark}")
    if tone:
        _add_class(inner, f"tone-{tone}")
    return _Around(inside.tone, tone or inside.shown, inside.holds | set(names))


def _names(style: Styles, holds: frozenset[str], *, is_marked: bool) -> list[str]:
    """The elements that say what the style does and that don't stand around the words already, outermost first."""
    line = style.get("text-decoration", "")
    said = {
        "mark": is_marked,
        "strong": bool(_BOLD.fullmatch(style.get("font-weight", ""))) and not holds & _STRONG,
        "em": style.get("font-style", "").startswith(("italic", "oblique")) and not holds & _SLANTED,
        "u": "underline" in line and not holds & {"u", "ins", "a"},
        "s": "line-through" in line and not holds & {"s", "del"},
    }
    return [name for name, is_said in said.items() if is_said]


def _is_stressed(element: Element, inside: _Around) -> bool:
    return bool(inside.holds & _STRESSED) or any(name in _STRESSED for name in _names_inside(element))


def _leads_away(element: Element, inside: _Around) -> bool:
    """Whether the words are a link's: that colour says more."""
    return "a" in inside.holds or "a" in _names_inside(element)


def _names_inside(element: Element) -> list[str]:
    """The elements, outermost first, of which each holds all the words."""
    names: list[str] = []
    inner = sole_child(element)
    while inner is not None and len(names) < _DEEPEST:
        names.append(str(inner.tag))
        inner = sole_child(inner)
    return names


def _holds_words_only(element: Element) -> bool:
    return all(child.tag in _AMONG_WORDS for child in element)


def _wrapped(element: Element, names: list[str]) -> Element:
    """Moves what the element holds into new elements, one inside the other, and returns the innermost."""
    for name in reversed(names):
        wrapper = new_element(name)
        wrapper.text, element.text = element.text, None
        wrapper.extend(list(element))
        element.append(wrapper)
    inner = element
    for _ in names:
        inner = inner[0]
    return inner


def _add_class(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class') or ''} {name}".strip())


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None  # noqa: S101 - only the root has none
    return parent
