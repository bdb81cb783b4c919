"""The Alembic theme's includes as the HTML that the rest of the house understands."""

import re
from collections.abc import Callable, Mapping
from html import escape

from newsdao.content.liquid_scope import Scope

_VIDEO_ID = re.compile(r"[\w-]{6,20}", re.ASCII)
_DIGITS = re.compile(r"\d{1,5}", re.ASCII)

Parameters = Mapping[str, str]


def include(name: str, parameters: Parameters, scope: Scope) -> str | None:
    """What `{% include figure.html image="…" %}` shows; None when the include isn't one of Alembic's."""
    make = _INCLUDES.get(name.removesuffix(".html"))
    return None if make is None else make(parameters, scope)


def _figure(parameters: Parameters, scope: Scope) -> str | None:
    image, caption = parameters.get("image"), parameters.get("caption", "")
    if not image:
        return None
    alt = parameters.get("alt") or caption
    sizes = "".join(
        f' {side}="{parameters[side]}"' for side in ("width", "height") if _DIGITS.fullmatch(parameters.get(side, ""))
    )
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(scope.relative_url(image))}" alt="{escape(alt)}"{sizes}>{below}</figure>'


def _button(parameters: Parameters, scope: Scope) -> str | None:
    link, text = parameters.get("link"), parameters.get("text")
    if not link or not text:
        return None
    # One bare name is an address in the page; anything else is relative to the site's root.
    address = link if link.startswith("#") else scope.relative_url(link)
    return f'<a href="{escape(address)}" class="button">{escape(text)}</a>'


def _video(parameters: Parameters, _scope: Scope) -> str | None:
    video = parameters.get("id", "")
    if not _VIDEO_ID.fullmatch(video):
        return None
    title = escape(parameters.get("title", ""))
    return f'<iframe src="https://www.youtube.com/embed/{video}" title="{title}"></iframe>'


def _map(parameters: Parameters, _scope: Scope) -> str | None:
    place = parameters.get("id", "")
    if not place:
        return None
    title = escape(parameters.get("title") or "지도")
    return f'<a href="https://www.google.com/maps/d/viewer?mid={escape(place)}">{title}</a>'


def _icon(parameters: Parameters, _scope: Scope) -> str:
    return escape(parameters.get("title", ""))


def _form(_parameters: Parameters, scope: Scope) -> str | None:
    email = scope.text("email")
    return f'<a href="mailto:{escape(email)}">{escape(email)}</a>' if email else None


_INCLUDES: dict[str, Callable[[Parameters, Scope], str | None]] = {
    "figure": _figure,
    "button": _button,
    "video": _video,
    "map": _map,
    "icon": _icon,
    "site-form": _form,
}
