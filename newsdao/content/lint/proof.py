"""A post as it lies before the sub-editor: what its author wrote, what was made of it, and what it is held against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from newsdao.content import kramdown, sanitize
from newsdao.content.fragment import Element, parse
from newsdao.content.front_matter import FrontMatter
from newsdao.content.post import Post
from newsdao.content.post_paths import parse as parse_path


@dataclass(frozen=True, slots=True)
class House:
    """What all posts of a site are held against.

    brands: what the site may be called, folded: its name, its host. host: without "www.". sections: the categories
    that the publisher lists, folded; empty where none are. now: aware. is_signed: whether the site names who signs
    what nobody signs.
    """

    brands: frozenset[str]
    host: str
    sections: frozenset[str]
    now: datetime
    is_signed: bool = False


@dataclass(frozen=True)
class Proof:
    """values: front matter with the site's defaults under it. description, preview: what the page will say of itself
    to engines, and to link previews.
    """

    post: Post
    matter: FrontMatter
    values: Mapping[str, Any]
    description: str
    preview: str
    house: House

    @property
    def path(self) -> str:
        return self.post.source_path

    @cached_property
    def body(self) -> Element:
        """The text as its author wrote it, balanced, before anything of it was mended."""
        source = self.matter.body
        is_markdown = parse_path(self.path).is_markdown
        return parse(sanitize.parse(kramdown.to_html(source) if is_markdown else source))

    def written(self, key: str) -> str:
        """The text of the file's own front matter, as written; "" where it has none."""
        value = self.matter.values.get(key, "")
        return value if isinstance(value, str) else ""

    def line(self, key: str) -> int:
        return self.matter.lines.get(key, 1)

    def line_of(self, *pieces: str) -> int:
        """The line of the body that holds the first of these pieces which is there; else the body's first."""
        for piece in pieces:
            at = self.matter.body.find(piece) if piece else -1
            if at >= 0:
                return self.matter.body_line + self.matter.body.count("\n", 0, at)
        return self.matter.body_line
