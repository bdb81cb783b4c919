"""Where links lead, and what they say of it."""

from urllib.parse import quote, unquote, urlsplit, urlunsplit

from newsdao.content.fragment import Element, elements, take, unwrap
from newsdao.content.manuscript import Lookup
from newsdao.content.sanitize import SCHEMES

# RFC 3986's path characters; "%" too, since what the author has encoded stays as it is.
_PATH_SAFE = "/:@!$&'()*+,;=-._~%"
_KEPT_RELS = frozenset({"nofollow", "ugc", "sponsored", "noreferrer"})


def site_path(url: str, lookup: Lookup) -> str | None:
    """The path an address has on this site, without the base path and as written; None when it leads elsewhere."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in {"", "http", "https"} or (parts.scheme and not host):
        return None
    if host and host != lookup.site_host.removeprefix("www."):
        return None
    if not host and not parts.path.startswith("/"):
        return None
    path = parts.path or "/"
    base = lookup.base_path
    if base and (path == base or path.startswith(f"{base}/")):
        return path[len(base) :] or "/"
    return path if not (base and host) else None


def href(path: str, lookup: Lookup) -> str:
    """A path of this site, with its base path, as an attribute holds it."""
    return lookup.base_path + quote(path, safe=_PATH_SAFE)


def mend_links(root: Element, lookup: Lookup) -> None:
    """Own addresses become paths of this site, foreign ones absolute; `rel` holds real tokens only."""
    for link in elements(root, "a"):
        address = _mended((link.get("href") or "").strip(), lookup)
        _set(link, "href", address)
        _set(link, "rel", _rel(link, address))
        if not address and not link.get("id"):
            unwrap(link)


def _mended(address: str, lookup: Lookup) -> str:
    if address.startswith("#") or not address:
        return address if unquote(address) not in {"", "#"} else ""
    path = site_path(address, lookup)
    if path is not None:
        parts = urlsplit(address)
        return urlunsplit(("", "", href(path, lookup), parts.query, parts.fragment))
    if address.startswith("//"):
        return f"https:{address}"
    scheme = address.partition(":")[0].lower() if ":" in address.partition("/")[0] else ""
    return address if not scheme or scheme in SCHEMES else ""


def _rel(link: Element, address: str) -> str:
    kept = [token for token in (link.get("rel") or "").lower().split() if token in _KEPT_RELS]
    is_external = address.startswith(("http://", "https://"))
    return " ".join(dict.fromkeys([*(["noopener"] if is_external else []), *kept]))


def _set(element: Element, name: str, value: str) -> None:
    if value:
        element.set(name, value)
    else:
        take(element, name)
