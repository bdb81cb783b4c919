"""A file of a Jekyll site to be written: what every converter makes of another program's export."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from newsdao.content.characters import fit
from newsdao.content.front_matter import MAX_FILE, MAX_FRONT_MATTER

DocumentKind = Literal["post", "page", "draft", "data"]

# The order in which a person looks for them; other keys follow as they come.
_ORDER = (
    "title", "date", "last_modified_at", "categories", "tags", "author", "authors", "excerpt", "description",
    "feature_text", "image", "permalink", "redirect_from", "canonical_url", "lang", "published", "indexing",
    "render_with_liquid",
)  # fmt: skip
# What YAML takes for the end of a line and an author doesn't; and tabs, which it takes for nothing good.
_BREAKS = re.compile("[\t\u2028\u2029]")
_NOTHING: tuple[Any, ...] = (None, "", [], {}, ())


@dataclass(frozen=True, slots=True)
class Document:
    """path: in the site's folder, "/" between. values: the front matter; empty ones are left out when it is rendered.

    body: HTML; of "data" ("_config.yml") there is none. key: by which its origin knows it for ever ("wordpress:12"),
    whatever its path becomes. line: of the export, for notices.
    """

    kind: DocumentKind
    path: str
    values: Mapping[str, Any]
    body: str = ""
    key: str = ""
    line: int = 0


_LIQUID = re.compile(r"\{[{%]")


def rendered(document: Document) -> bytes:
    """The file's bytes: the same document gives the same bytes for ever, so that a second conversion writes nothing."""
    values = {key: value for key, value in document.values.items() if value not in _NOTHING}
    if document.kind == "data":
        return _yaml(values).encode()
    body = _unmarked(document.body).strip("\n")
    if _LIQUID.search(f"{body} {values}"):
        values["render_with_liquid"] = False  # there it was text
    ordered = {key: values[key] for key in (*_ORDER, *values) if key in values}
    return f"---\n{_yaml(ordered)}---\n{body}\n".encode()


def excess(data: bytes) -> str:
    """Why a rendered post is more than a sync would read, or ""."""
    if len(data) > MAX_FILE:
        return f"it is larger than {MAX_FILE >> 20} MB"
    if data.startswith(b"---\n") and data.find(b"\n---\n") > MAX_FRONT_MATTER:
        return f"all but its body is larger than {MAX_FRONT_MATTER >> 10} KiB"
    return ""


def _unmarked(text: str) -> str:
    """Fit for a page, and without the marks of files that were glued together."""
    return fit(text).replace("\ufeff", "")


def _fit(value: Any) -> Any:
    """Plain text, lists and mappings that no database or parser stumbles over."""
    if isinstance(value, str):
        return _BREAKS.sub(" ", _unmarked(value)).strip()
    if isinstance(value, Mapping):
        return {_fit(str(key)): _fit(one) for key, one in value.items()}
    return [_fit(one) for one in value] if isinstance(value, (list, tuple)) else value


class _Dumper(yaml.SafeDumper):
    """Texts of several lines stand as blocks, and nothing is an alias of anything."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _yaml(values: Mapping[str, Any]) -> str:
    if not values:
        return ""
    return yaml.dump(_fit(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1 << 20)
