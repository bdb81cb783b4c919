"""What a file of a site is, told from its path: a post, a draft, a page, or a document of a collection.

Jekyll's rules: https://jekyllrb.com/docs/structure/, /docs/pages/ and /docs/collections/.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.post_paths import FOREIGN, HTML, MARKDOWN, SPECIAL, is_post_path, parse

CONFIG_PATHS = ("_config.yml", "_config.yaml")
_UNLISTED = ("Gemfile", "gemfiles")


@dataclass(frozen=True, slots=True)
class Place:
    """collection: the name of the collection a file belongs to, "posts" for posts and drafts, "" for a page."""

    kind: Literal["post", "draft", "page", "document"]
    collection: str = "posts"

    @property
    def is_page(self) -> bool:
        """Whether it stands at its address alone, in no list of stories."""
        return self.kind in {"page", "document"}

    @property
    def defaults_type(self) -> str:
        """What `defaults:` of `_config.yml` call it in `type:`."""
        return {"post": "posts", "draft": "posts", "page": "pages"}.get(self.kind, self.collection)


POST = Place("post")


def place_of(path: str, config: JekyllConfig, *, is_bare: bool = False) -> Place | None:
    """What the file is, None when no page of the site comes from it.

    path: relative to the site's source, "/" between. is_bare: the folder is no Jekyll site but a folder of posts.
    Of pages and documents Jekyll takes those that begin with front matter: whoever has the file asks for that.
    """
    if is_post_path(path, drafts=True, is_bare=is_bare):
        return Place("draft") if parse(config.collection_path(path)).is_draft else POST
    pure = PurePosixPath(config.collection_path(path))
    if is_bare or pure.suffix.lower() not in MARKDOWN | HTML or pure.name.startswith(SPECIAL):
        return None
    folders = pure.parts[:-1]
    if folders and folders[0].removeprefix("_") in config.collections and folders[0].startswith("_"):
        return None if any(map(_is_hidden, folders[1:])) else Place("document", folders[0][1:])
    return None if not is_public(path, config) else Place("page", "")


def is_public(path: str, config: JekyllConfig) -> bool:
    """Whether Jekyll would copy or render a file at this place: no hidden folder, nobody else's package."""
    parts = PurePosixPath(path).parts
    shown = {one.strip("/") for one in config.items("include")}
    return not any(_is_hidden(part) and part not in shown for part in parts) and parts[0] not in _UNLISTED


def _is_hidden(part: str) -> bool:
    return part.startswith(SPECIAL) or part in FOREIGN
