"""The picture a post names in its front matter."""

import posixpath
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, unquote, urlsplit

from newsdao.content.characters import fit
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.manuscript import Lookup
from newsdao.content.metadata import Metadata
from newsdao.content.pictures import absolute, not_fetched
from newsdao.content.post import Picture
from newsdao.errors import FetchError

_PATH_KEYS = ("path", "src", "url", "file", "facebook", "twitter")
_NONE = frozenset({"false", "no", "none", "off"})
_URL_SAFE = "/:?#[]@!$&'()*+,;=-._~%"


def picture(meta: Metadata, config: JekyllConfig, resolve: Callable[[str], str], lookup: Lookup) -> Picture | None:
    """`image:` as a text or as `{path, width, height, alt}`; None when there is none, or no such file.

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
    declared = Picture(src, meta.text("image", "alt") or meta.text("image_alt"))
    if not declared.is_own:
        fetched = _fetched(address, meta, lookup)
        if fetched is not None:
            return replace(fetched, alt=declared.alt)
        return replace(declared, width=_pixels(meta, "width"), height=_pixels(meta, "height"))
    found = lookup.picture_of(src)
    if found is None:
        # A picture the site gives all its posts is no fault of each of them.
        if "image" in meta.matter.values:
            meta.tell("lost", "image", f"the picture {src} is missing", "add the file, or take the key out")
        return None
    return replace(found, alt=declared.alt or found.alt)


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
