"""Pictures in the text: measured when they are the site's own, a link when they are anyone else's."""

import posixpath
import re
from html import unescape
from urllib.parse import quote, unquote, urlsplit

from newsdao.content.characters import fit, folded
from newsdao.content.fragment import Element, add_text_before, ancestors, drop, elements, new_element, replace, take
from newsdao.content.links import href, site_path
from newsdao.content.manuscript import Manuscript
from newsdao.content.post import Picture
from newsdao.errors import FetchError

_ATTRIBUTE = r'(?:\s+[\w-]+(?:="[^"]*")?)*'
_FIRST_PICTURE = re.compile(
    rf'<img(?=\s)(?P<img>{_ATTRIBUTE})\s*/?>|<a class="picture-link"(?P<a>{_ATTRIBUTE})>[^<]*</a>', re.ASCII
)
_OPENING = re.compile(rf"<(p|figure|a|div|span|b|strong|em){_ATTRIBUTE}\s*>\s*\Z", re.ASCII)
_CLOSING = re.compile(r"\s*</(p|figure|a|div|span|b|strong|em)>\s*")
_CAPTION = re.compile(r"\A(\s*(?:</a>)?\s*)<figcaption[^<>]*>(.*?)</figcaption>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r'\s(?:src|href)="([^"]*)"')


def place_pictures(root: Element, manuscript: Manuscript) -> None:
    """Gives each picture its size, or takes its place with a link or its words."""
    for picture in elements(root, "img"):
        source = (picture.get("src") or "").strip()
        if not source or source.startswith("data:"):
            _say_lost(picture, manuscript, "a picture without a file of its own was left out", source)
        elif path := _own_path(source, manuscript):
            _place_own(picture, path, manuscript, source)
        else:
            _place_remote(picture, source, manuscript)


def drop_leading_picture(html: str, src: str) -> str:
    """The body without its first picture, when that is the one already shown above it; src: as in Picture.src.

    Its caption goes with it: see `leading_caption`.
    """
    found = _leading(html, src)
    if found is None:
        return html
    before, after = found
    after = _CAPTION.sub(r"\1", after, count=1)
    while (opening := _OPENING.search(before)) and (closing := _CLOSING.match(after)) and opening[1] == closing[1]:
        before, after = before[: opening.start()], after[closing.end() :]
    return before + after


def leading_caption(html: str, src: str) -> str:
    """What the body says below the picture that `drop_leading_picture` takes out; plain text, one line."""
    found = _leading(html, src)
    caption = _CAPTION.match(found[1]) if found else None
    return folded(unescape(_TAG.sub("", caption[2]))) if caption else ""


def _leading(html: str, src: str) -> tuple[str, str] | None:
    """What stands before the body's first picture and after it, when that is the one of `src`."""
    first = _FIRST_PICTURE.search(html)
    address = _ADDRESS.search(first[0]) if first else None
    if first is None or address is None or not _is_same(address[1].replace("&amp;", "&"), src):
        return None
    return html[: first.start()], html[first.end() :]


def _is_same(address: str, src: str) -> bool:
    """Whether an address in the body, with whatever base path, is the picture's."""
    if "://" in src:
        return unquote(address) == unquote(src)
    return "://" not in address and unquote(address).endswith(unquote(src))


def _own_path(source: str, manuscript: Manuscript) -> str:
    """The path a picture has on this site, decoded; "" when it's somebody else's."""
    path = site_path(source, manuscript.lookup)
    if path is None and "//" not in source and ":" not in source.partition("/")[0]:
        path = "/" + source.partition("?")[0].partition("#")[0]  # "assets/a.jpg": meant from the site's root
    if path is None:
        return ""
    return posixpath.normpath("/" + fit(unquote(path)).lstrip("/"))


def _place_own(picture: Element, path: str, manuscript: Manuscript, source: str) -> None:
    known = manuscript.lookup.picture_of(path)
    if known is None:
        _say_lost(picture, manuscript, f"the picture {path} is missing", source, "add the file or take it out")
        return
    _show(picture, known, manuscript)


def _show(picture: Element, known: Picture, manuscript: Manuscript) -> None:
    picture.set("src", href(quote(known.src, safe="/"), manuscript.lookup) if known.is_own else known.src)
    picture.set("alt", picture.get("alt") or known.alt)
    _set_size(picture, known)
    picture.set("loading", "lazy")
    picture.set("decoding", "async")


def _set_size(picture: Element, known: Picture) -> None:
    for name, value in (("width", known.width), ("height", known.height)):
        if value:
            picture.set(name, str(value))
        else:
            take(picture, name)


def absolute(address: str) -> str:
    """An address that may leave the scheme to the page it stands on."""
    address = address.strip()
    return f"https:{address}" if address.startswith("//") else address


def not_fetched(error: FetchError) -> str:
    return f"the picture {error.url[:300]} was not fetched: it {error.why}"


def _place_remote(picture: Element, source: str, manuscript: Manuscript) -> None:
    address = absolute(source)
    try:
        known = manuscript.lookup.remote_picture(address)
    except FetchError as error:
        manuscript.tell("note", not_fetched(error), error.remedy, near=source[:200])
        known = None
    if known is not None:
        _show(picture, known, manuscript)
        return
    host = urlsplit(address).hostname or ""
    words = (picture.get("alt") or "").strip() or host
    if any(parent.tag == "a" for parent in ancestors(picture)):
        add_text_before(picture, words)
        drop(picture)
        return
    link = new_element("a", {"class": "picture-link", "href": address, "rel": "noopener"})
    link.text = words
    replace(picture, link)


def _say_lost(picture: Element, manuscript: Manuscript, what: str, source: str, remedy: str = "") -> None:
    manuscript.tell("lost", what, remedy, near=source[:200])
    add_text_before(picture, (picture.get("alt") or "").strip())
    drop(picture)
