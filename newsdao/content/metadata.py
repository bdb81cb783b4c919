"""A post's front matter with the site's defaults under it, asked key by key."""

from collections.abc import Mapping
from typing import Any

from newsdao.content.characters import folded
from newsdao.content.front_matter import FrontMatter
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.jekyll_defaults import merge
from newsdao.content.places import Place
from newsdao.content.post import Notice, NoticeKind
from newsdao.errors import PostError

_TRUE = frozenset({"true", "yes", "on", "1", "y"})
_FALSE = frozenset({"false", "no", "off", "0", "n"})


class Metadata:
    """values: the defaults of `_config.yml` under the author's own. notices: what the author should be told."""

    def __init__(self, path: str, matter: FrontMatter, defaults: Mapping[str, Any]) -> None:
        self.path = path
        self.matter = matter
        self.values = _merged(matter, defaults)
        self.notices: list[Notice] = []

    def raw_text(self, *keys: str) -> str:
        """The text at nested keys as written, or ""."""
        found: Any = self.values
        for key in keys:
            found = found.get(key, "") if isinstance(found, Mapping) else ""
        return found if isinstance(found, str) else ""

    def text(self, *keys: str) -> str:
        """The text at nested keys on one line, or ""."""
        return folded(self.raw_text(*keys))

    def is_true(self, *keys: str) -> bool:
        return self.text(*keys).lower() in _TRUE

    def is_false(self, *keys: str) -> bool:
        return self.text(*keys).lower() in _FALSE

    def texts(self, key: str) -> list[str]:
        """A text, or a list's texts."""
        found = self.values.get(key, "")
        return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str) and one]

    def was_plain(self, key: str) -> bool:
        """Whether the value stood without quotes; a default's counts as such."""
        return key not in self.matter.values or key in self.matter.was_plain

    def line(self, key: str) -> int:
        return self.matter.lines.get(key, 1)

    def source_line(self, key: str) -> str:
        """The line on which a top-level key stands, as written; "" where the file doesn't hold it."""
        lines = self.matter.source.split("\n")
        first = self.matter.body_line - len(lines)
        at = self.matter.lines.get(key, 0) - first
        return lines[at] if 0 <= at < len(lines) else ""

    def tell(
        self, kind: NoticeKind, key: str, what: str, remedy: str = "", *, before: str = "", after: str = ""
    ) -> None:
        self.notices.append(Notice(self.path, self.line(key), kind, what, remedy, before, after))

    def refusal(self, key: str, why: str, remedy: str) -> PostError:
        return PostError(self.path, self.line(key), why, remedy)


def metadata(path: str, place: Place, matter: FrontMatter, config: JekyllConfig) -> Metadata:
    return Metadata(path, matter, config.defaults_for(config.collection_path(path), place.defaults_type))


def _merged(matter: FrontMatter, defaults: Mapping[str, Any]) -> dict[str, Any]:
    merged = merge(defaults, matter.values)
    # `excerpt: ""` overrides a default; `excerpt:` is null, and doesn't.
    merged.update({key: "" for key, value in matter.values.items() if value == "" and key not in matter.was_plain})
    # Categories of the defaults aren't replaced but added to.
    both = [_listed(source.get("categories")) for source in (defaults, matter.values)]
    if all(both):
        merged["categories"] = list(dict.fromkeys(both[0] + both[1]))
    return merged


def _listed(value: Any) -> list[Any]:
    names = value.split() if isinstance(value, str) else value
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
