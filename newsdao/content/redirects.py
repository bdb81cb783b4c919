"""Old addresses that lead to a post, and posts that lead elsewhere: jekyll-redirect-from's keys."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from newsdao.content import permalinks
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.metadata import Metadata
from newsdao.content.slugs import term_slug
from newsdao.content.web_addresses import is_web

Resolve = Callable[[str], str]


def own_path(written: str, config: JekyllConfig) -> str:
    """An address as a path of this site, "" when it is another site's."""
    try:
        parts = urlsplit(written.strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    if (parts.scheme or host) and host != config.host:
        return ""
    path = permalinks.as_path(permalinks.decoded(parts.path))
    base = config.base_path
    path = path[len(base) :] if base and path.startswith(f"{base}/") else path
    return "" if permalinks.is_too_long(path) else path


def redirects_from(meta: Metadata, permalink: str, config: JekyllConfig, resolve: Resolve) -> tuple[str, ...]:
    """The old addresses of `redirect_from`, a text or a list. resolve: takes Liquid out of an address."""
    found = (own_path(resolve(written), config) for written in meta.texts("redirect_from"))
    return tuple(dict.fromkeys(path for path in found if path and path not in {"/", permalink}))


def redirects_to(meta: Metadata, permalink: str, config: JekyllConfig, resolve: Resolve) -> str:
    """Where `redirect_to` leads: a path of this site or an absolute http(s) URL; "" when it leads nowhere."""
    written = next((resolve(text).strip() for text in meta.texts("redirect_to")), "")
    if not written:
        return ""
    path = own_path(written, config)
    if path == permalink:
        meta.tell("lost", "redirect_to", "`redirect_to` leads back to this very post", "name another address")
        return ""
    if path:
        return path
    if is_web(written):
        return written
    meta.tell("lost", "redirect_to", f"`redirect_to: {written[:80]}` is no address", "write a path, or https://…")
    return ""


def canonical_url(meta: Metadata, permalink: str, config: JekyllConfig) -> str:
    """The page elsewhere, or here, that the author calls the original; "" when it is the post's own."""
    written = meta.text("canonical_url")
    if not written:
        return ""
    if not is_web(written):
        meta.tell("note", "canonical_url", "`canonical_url` is no web address", "write it with https://")
        return ""
    return "" if own_path(written, config) == permalink else written


def author_page(meta: Metadata, key: str) -> str:
    """The page of an author whose document (`_authors/kim.md`) says no more than who it is: their stories."""
    return f"/author/{term_slug(key)}/" if meta.text("name") or meta.text("full_name") else ""


def loops(targets: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The rings among redirects, each once, as the addresses one comes by. targets: address → where it leads.

    What leads to itself stands where the site has a page of its own, and is no ring.
    """
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for start in targets:
        way = [start]
        while (after := targets.get(way[-1])) is not None and after not in way:
            way.append(after)
        if after is not None and after != way[-1]:
            ring = way[way.index(after) :]
            found.setdefault(frozenset(ring), tuple(ring))
    return list(found.values())
