"""The publisher's own icons, each where it serves best: a tab, a home screen, an installed site."""

from collections.abc import Sequence

from newsdao.content.post import Picture
from newsdao.content.site import Site

# A tab shows 16 to 48 pixels, on fine screens twice as many; iOS wants 180; an installed site asks for 144 at least.
_TAB_MOST = 192
_TOUCH = 180
_SCREEN_LEAST = 144
_SCALABLE = frozenset({"image/svg+xml", "image/x-icon"})


def for_tabs(site: Site) -> Sequence[Picture]:
    return [icon for icon in site.icons if icon.type in _SCALABLE or (icon.width or _TAB_MOST + 1) <= _TAB_MOST]


def for_touch(site: Site) -> Picture | None:
    """The smallest that iOS need not enlarge; None when all are smaller."""
    return min(_squares(site, _TOUCH), key=lambda icon: icon.width or 0, default=None)


def for_screens(site: Site) -> Sequence[Picture]:
    return _squares(site, _SCREEN_LEAST)


def sizes(icon: Picture) -> str:
    """ "32x32"; "any" for what has no pixels of its own."""
    return f"{icon.width}x{icon.height}" if icon.width else "any"


def _squares(site: Site, least: int) -> list[Picture]:
    squares = (icon for icon in site.icons if icon.type == "image/png" and icon.width == icon.height)
    return [icon for icon in squares if (icon.width or 0) >= least]
