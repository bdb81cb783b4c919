"""What a post's Liquid may ask of its page and its site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from newsdao.content import terms
from newsdao.content.identity import Identity
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.metadata import Metadata
from newsdao.content.places import Place
from newsdao.content.post_paths import PostPath
from newsdao.content.slugs import titleize
from newsdao.content.yaml_types import typed

# RFC 3986's path characters less the parentheses, which end a Markdown link.
_PATH_SAFE = "/:@!$&'*+,;=-._~"
_MARKUP = frozenset({"md", "markdown", "html", "htm", "mkd"})
# What only a build of the whole site knows.
_OF_THE_BUILD = frozenset(
    {
        "posts", "pages", "tags", "categories", "collections", "documents", "static_files", "html_pages", "html_files",
        "related_posts", "time",
    }
)  # fmt: skip
_OF_THE_LAYOUT = frozenset({"next", "previous", "content", "output", "excerpt"})
_VERSION = "4.3.4"


def _nothing(_: str) -> None:
    return None


@dataclass(frozen=True)
class Scope:
    """page, site: what follows `page.` and `site.`; data: what follows `site.data.`; all typed (yaml_types.typed).

    find_post: the name in `post_url`, or the path in `link`, → a permalink. include_of: the name of a file below
    `_includes/` → its text, None when there is no such file. timezone: the site's, in which dates are told.
    """

    page: Mapping[str, Any] = field(default_factory=dict)
    site: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    find_post: Callable[[str], str | None] = _nothing
    include_of: Callable[[str], str | None] = _nothing
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    @cached_property
    def variables(self) -> dict[str, Any]:
        # An address that the configuration doesn't give is nothing, in Jekyll too.
        site = {"url": "", "baseurl": "", **self.site, "data": self.data}
        return {"page": self.page, "site": site, "jekyll": {"environment": "production", "version": _VERSION}}

    def is_unknowable(self, path: list[object]) -> bool:
        """Whether only a build of the whole site, or a layout, could tell what the path means: `site.posts`."""
        root, key = path[0], path[1] if len(path) > 1 and isinstance(path[1], str) else ""
        if root == "paginator":
            return True
        if root == "page":
            return key in _OF_THE_LAYOUT and key not in self.page
        return root == "site" and (key in _OF_THE_BUILD or (key in self._collections and key not in self.site))

    @cached_property
    def _collections(self) -> frozenset[object]:
        named = self.site.get("collections")
        return (
            frozenset(one for one in named if isinstance(one, str)) if isinstance(named, (dict, list)) else frozenset()
        )

    @property
    def base(self) -> str:
        base = self.text("baseurl").strip("/")
        return f"/{base}" if base else ""

    def text(self, key: str) -> str:
        """A value of the site's that is text, or ""."""
        found = self.site.get(key)
        return found if isinstance(found, str) else ""

    def relative_url(self, path: str) -> str:
        if _is_absolute(path):
            return path
        return quote(self.base + (f"/{path.removeprefix('/')}" if path else ""), safe=f"{_PATH_SAFE}()%?#[]")

    def absolute_url(self, path: str) -> str:
        return path if _is_absolute(path) else self.text("url").rstrip("/") + self.relative_url(path)

    def address(self, name: str, *, is_link: bool) -> str | None:
        """What `post_url` and `link` give: the page's path, encoded, base path first. None when nothing is there."""
        found = self.find_post(name) if name else None
        if found is None and is_link and name.rpartition(".")[2].lower() not in _MARKUP and "." in name:
            found = "/" + name.lstrip("/")
        return None if found is None else self.base + quote(found, safe=_PATH_SAFE)


def page_values(
    meta: Metadata, identity: Identity, place: Place, post_path: PostPath, config: JekyllConfig
) -> dict[str, Any]:
    """What follows `page.`: the front matter with the site's defaults under it, and what Jekyll adds."""
    own: dict[str, Any] = {
        "url": quote(identity.permalink, safe=f"{_PATH_SAFE}()"),
        "path": meta.path,
        "relative_path": meta.path,
        "name": meta.path.rpartition("/")[2],
        "ext": post_path.suffix,
    }
    if not place.is_page:
        own |= _post_values(meta, identity, config, is_draft=post_path.is_draft)
    quoted = {key: one for key, one in meta.values.items() if isinstance(one, str) and not meta.was_plain(key)}
    return {**typed(meta.values), **quoted, **own}


def _post_values(meta: Metadata, identity: Identity, config: JekyllConfig, *, is_draft: bool) -> dict[str, Any]:
    folder, _, name = identity.feed_id.rpartition("/")
    return {
        "title": meta.raw_text("title") or titleize(identity.slug),
        "id": f"{quote(folder, safe=_PATH_SAFE)}/{name}",
        # As Ruby prints a moment; the date filters read it again.
        "date": identity.published_at.astimezone(config.timezone).strftime("%Y-%m-%d %H:%M:%S %z"),
        "slug": identity.slug,
        "categories": list(identity.categories),
        "tags": list(terms.tag_names(meta.values)),
        "collection": "posts",
        "draft": is_draft,
    }


def _is_absolute(path: str) -> bool:
    scheme, colon, _ = path.partition(":")
    return path.startswith("//") or (bool(colon) and scheme.isascii() and scheme.isalpha())
