"""The picture a post names in its front matter."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import quote, unquote, urlsplit

from newsdao.content import summary
from newsdao.content.characters import fit
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.manuscript import Lookup
from newsdao.content.metadata import Metadata
from newsdao.content.pictures import absolute, drop_leading_picture, leading_caption, not_fetched
from newsdao.content.post import Picture
from newsdao.errors import FetchError

_PATH_KEYS = ("path", "src", "url", "file", "facebook", "twitter")
_CAPTION, _CREDIT = ("caption",), ("credit", "photographer")
_NONE = frozenset({"false", "no", "none", "off"})
_URL_SAFE = "/:?#[]@!$&'()*+,;=-._~%"


def picture(meta: Metadata, config: JekyllConfig, resolve: Callable[[str], str], lookup: Lookup) -> Picture | None:
    """`image:` as a text or as `{path, width, height, alt, caption, credit}`; None when there is none, or no such file.

    resolve: takes Liquid out of an address.
    """
    written = meta.text("image") or next((text for key in _PATH_KEYS if (text := meta.text("image", key))), "")
    if not written or written.lower() in _NONE:
        return None
    address = resolve(written)
    src = source(address, config)
    if not src:
        meta.tell("lost", "image", f"`image: {written[:80]}` names no picture", "give a path or an https address")
        return None
    alt = meta.text("image", "alt") or meta.text("image_alt")
    declared = Picture(src, alt, caption=_below(meta, _CAPTION, resolve), credit=_below(meta, _CREDIT, resolve))
    if not declared.is_own:
        fetched = _fetched(address, meta, lookup)
        if fetched is not None:
            return _described(fetched, declared)
        return replace(declared, width=_pixels(meta, "width"), height=_pixels(meta, "height"))
    found = lookup.picture_of(src)
    if found is None:
        # A picture the site gives all its posts is no fault of each of them.
        if "image" in meta.matter.values:
            meta.tell("lost", "image", f"the picture {src} is missing", "add the file, or take the key out")
        return None
    return _described(found, replace(declared, alt=declared.alt or found.alt))


def shown_once(picture: Picture | None, html: str) -> tuple[Picture | None, str]:
    """The hero, and the body without it. A caption it has in the body becomes the hero's, unless it has its own:
    then the body keeps both.
    """
    caption = leading_caption(html, picture.src) if picture else ""
    if picture is None or (caption and picture.caption and caption != picture.caption):
        return picture, html
    return replace(picture, caption=picture.caption or caption), drop_leading_picture(html, picture.src)


def _described(measured: Picture, declared: Picture) -> Picture:
    """What the file is like, and what the author says of it."""
    return replace(measured, alt=declared.alt, caption=declared.caption, credit=declared.credit)


def _below(meta: Metadata, names: tuple[str, ...], resolve: Callable[[str], str]) -> str:
    """The words below the picture: the first of `image: {name}` and `image_name:` that says something; plain text."""
    keys = [path for name in names for path in (("image", name), (f"image_{name}",))]
    written = next((text for path in keys if (text := meta.raw_text(*path))), "")
    if not written:
        image = meta.values.get("image")
        inside = image if isinstance(image, Mapping) else {}
        if unread := next((name for name in names if inside.get(name) or meta.values.get(f"image_{name}")), ""):
            meta.tell("lost", "image", f"the picture's `{unread}` is no text", "write it as words on one line")
        return ""
    return summary.plain(resolve(written))


def _fetched(address: str, meta: Metadata, lookup: Lookup) -> Picture | None:
    """The site's own copy of a picture elsewhere, if it keeps one."""
    try:
        return lookup.remote_picture(absolute(address))
    except FetchError as error:
        meta.tell("note", "image", not_fetched(error), error.remedy)
        return None


def source(address: str, config: JekyllConfig) -> str:
    """An author's address of a picture as Picture.src: a path of this site, or an https URL; "" when it is neither."""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and host:
        if not _is_own(host, config):
            rest = address.partition("://")[2]
            return f"https://{quote(rest, safe=_URL_SAFE)}"
    elif parts.scheme or host:
        return ""
    return _path(parts.path, config.base_path)


def _is_own(host: str, config: JekyllConfig) -> bool:
    return bool(config.host) and host.removeprefix("www.") == config.host.removeprefix("www.")


def _path(path: str, base: str) -> str:
    """From the site's root, whether written "/assets/a.jpg" or "assets/a.jpg"; never above it."""
    path = fit(unquote(path)).replace("\\", "/").replace("\n", "").replace("\t", "")
    if base and path.startswith(f"{base}/"):
        path = path[len(base) :]
    clean = posixpath.normpath("/" + path.lstrip("/"))
    return clean if clean != "/" else ""


def _pixels(meta: Metadata, side: str) -> int | None:
    digits = meta.text("image", side).removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and 0 < len(digits) <= 5 and int(digits) else None
