"""What a sanitised body refers to: addresses it links to, and pictures that lie elsewhere."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, unquote, urljoin, urlsplit

# As the sanitiser writes it: every value in double quotes. Each part begins with what no other can, so it is linear.
_ATTRIBUTES = r'((?:\s+[^\s"=<>/]+(?:="[^"]*")?)*)'
_LINK = re.compile(rf"<a(?=\s){_ATTRIBUTES}\s*/?>", re.ASCII)
_PICTURE = re.compile(rf"<img(?=\s){_ATTRIBUTES}\s*/?>", re.ASCII)
_ADDRESS = re.compile(r'\s(?:href|src)="([^"]*)"')
_IS_PICTURE_LINK = re.compile(r'\sclass="(?:[^"]*\s)?picture-link[\s"]')


def links(html: str) -> Iterator[str]:
    """Every link's address, as a browser would take it."""
    for found in _LINK.finditer(html):
        if address := _ADDRESS.search(found[1]):
            yield unescape(address[1])


def remote_picture_hosts(html: str) -> Iterator[str]:
    """The host of every picture that lies elsewhere, whether it is shown or, as a rule, linked to."""
    pictures = [found[1] for found in _PICTURE.finditer(html)]
    pictures += [found[1] for found in _LINK.finditer(html) if _IS_PICTURE_LINK.search(found[1])]
    for attributes in pictures:
        address = _ADDRESS.search(attributes)
        if address and (host := host_of(unescape(address[1]))):
            yield host


def host_of(address: str) -> str:
    """The host an absolute address names; "" for a path, and for what is no address."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def path_on_site(address: str, permalink: str, base_path: str) -> str | None:
    """The path of this site that an address in the article at `permalink` means: decoded, NFC, without the base path.

    None when it leads elsewhere, or no further than within the page.
    """
    if not address or address.startswith("#"):
        return None
    try:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        joined = urlsplit(urljoin(base_path + quote(permalink), address)).path
        # urljoin climbs out of "/../a" and loses the slash.
        path = f"/{unquote(joined).lstrip('/')}"
    except ValueError:
        return None
    if base_path and path != base_path and not path.startswith(f"{base_path}/"):
        return None
    return unicodedata.normalize("NFC", path[len(base_path) :] or "/")
