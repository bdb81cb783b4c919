"""Code that is too wide for a phone scrolls sideways: the keyboard must reach it (WCAG 2.1.1)."""

import re
import unicodedata

from newsdao.content.fragment import Element, elements

_COLUMNS = 30  # what the narrowest page, 320 px, shows of a line
_BLOCK = re.compile(r"<pre(?=[\s>])")


def wide_code(root: Element) -> list[bool]:
    """Of each block in order, whether it has a line that a narrow page can't show whole."""
    return [
        any(_columns(line) > _COLUMNS for line in "".join(map(str, block.itertext())).splitlines())
        for block in elements(root, "pre")
    ]


def open_wide_code(html: str, wide: list[bool]) -> str:
    """Opens the wide blocks to the keyboard, after the sanitiser, which lets nothing focusable through."""
    told = iter(wide)
    return _BLOCK.sub(lambda tag: f'{tag[0]} tabindex="0"' if next(told, False) else tag[0], html)


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)
