"""Where a story stood on its old site, and which file it becomes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from newsdao.content.characters import fit
from newsdao.content.permalinks import decoded, is_too_long
from newsdao.content.slugs import term_slug

_TOKEN_START = re.compile(r":(?=[a-z_])")
# Characters that a browser, or Jekyll's patterns, would not read as the path's own.
_AMBIGUOUS = re.compile(r"[%?#\\\s]")
_SPECIAL = "._~#-"
_FOREIGN = frozenset({"node_modules", "vendor", "gemfile", "gemfiles"})


@dataclass(frozen=True, slots=True)
class Root:
    """The old site's place on the web. origin: "https://host" or ""; base: "/blog" or ""."""

    origin: str
    base: str

    @classmethod
    def of(cls, url: str) -> "Root":
        """url: the site's own address; of another kind it is a root that nothing stands under."""
        parts = _split(url)
        if parts is None or parts[0] not in {"http", "https"} or not parts[1]:
            return cls("", "")
        return cls(f"{parts[0]}://{parts[1]}", parts[2].rstrip("/"))

    def holds(self, url: str) -> bool:
        """Whether an address is one of this site's."""
        parts = _split(url)
        own = _split(self.origin)
        return bool(parts and own and _bare(parts[1]) == _bare(own[1]) and _is_below(parts[2] or "/", self.base))

    def permalink(self, link: str) -> str:
        """An absolute address of this site as `permalink:`; "" when it names no path of its own ("/?p=12", the home
        page, another site)."""
        parts = _split(link)
        if parts is None or not self.holds(link):
            return ""
        path = parts[2][len(self.base) :]
        return as_permalink(path) if path.strip("/") else ""


def as_permalink(path: str) -> str:
    """A path so that a permalink's pattern means it and nothing else; readable where that is safe."""
    readable = fit(decoded(path))
    chosen = path if _AMBIGUOUS.search(readable) else readable
    chosen = "/" + _TOKEN_START.sub("%3A", chosen).lstrip("/")
    return "" if is_too_long(chosen) else chosen


def has_query_for_path(link: str) -> bool:
    """Whether it is one of WordPress's plain addresses ("/?p=12")."""
    parts = _split(link)
    return parts is not None and not parts[2].strip("/") and parts[3] != ""


def _split(url: str) -> tuple[str, str, str, str] | None:
    """Scheme, host with port, path, query; None for what is no address."""
    try:
        parts = urlsplit(url.strip())
        return parts.scheme, parts.netloc.rpartition("@")[2].lower(), parts.path, parts.query
    except ValueError:
        return None


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _is_below(path: str, base: str) -> bool:
    return not base or path == base or path.startswith(f"{base}/")


def stem(slug: str, fallback: str) -> str:
    """A slug as a file's name, without suffix, that no file system and no Jekyll rule reads as something else."""
    clean = term_slug(decoded(slug).replace(".", "-")).lstrip(_SPECIAL) if slug.strip() else ""
    return fallback if not clean or clean in _FOREIGN else clean


@dataclass
class Paths:
    """Gives every document a path of its own, the same in every conversion of the same export."""

    _taken: set[str] = field(default_factory=set)

    def post(self, when: datetime, name: str, number: str) -> str:
        return self._own(f"_posts/{when.year:04d}-{when.month:02d}-{when.day:02d}-{name}", number)

    def draft(self, name: str, number: str) -> str:
        return self._own(f"_drafts/{name}", number)

    def page(self, folders: Iterable[str], name: str, number: str) -> str:
        return self._own("/".join([*(stem(folder, "page") for folder in folders), name]), number)

    def _own(self, path: str, number: str) -> str:
        """number: the story's in its origin, which tells it from others of that name."""
        chosen = path if path.lower() not in self._taken else f"{path}-{number}"
        self._taken.add(chosen.lower())
        return f"{chosen}.html"
