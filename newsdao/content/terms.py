"""Categories, tags and authors by Jekyll's rules."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsdao.content.characters import folded
from newsdao.content.post import Term, TermKind
from newsdao.content.slugs import term_slug
from newsdao.content.web_addresses import is_web

_NAME_KEYS = ("name", "full_name", "display_name", "title")
_URL_KEYS = ("url", "uri", "website", "web", "site", "home", "homepage")


def category_names(folders: Sequence[str], values: Mapping[str, Any]) -> tuple[str, ...]:
    """The folders above `_posts`, then `categories` (text splits on white space), then `category` (it doesn't)."""
    several = _names(values.get("categories"), splits=True)
    return _unique([*folders, *several, *_names(values.get("category"), splits=False)])


def tag_names(values: Mapping[str, Any]) -> tuple[str, ...]:
    """`tag`, which doesn't split, or else `tags`, which does."""
    return _unique(_names(values.get("tag"), splits=False) or _names(values.get("tags"), splits=True))


def terms(kind: TermKind, names: Iterable[str]) -> tuple[Term, ...]:
    """The names as terms; of names with one address the first stays. A comma of "a, b" belongs to neither."""
    found: dict[str, Term] = {}
    for name in names:
        if clean := folded(name).strip(","):
            found.setdefault(slug := term_slug(clean), Term(kind, slug, clean))
    return tuple(found.values())


def authors(values: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[Term, ...]:
    """`authors`, or else `author`: a key of known (`_data/authors.yml`), a name, a mapping, or a list of these."""
    written = values.get("authors") or values.get("author") or []
    found: dict[str, Term] = {}
    for one in written if isinstance(written, list) else [written]:
        if term := author(one, known):
            found.setdefault(term.slug, term)
    return tuple(found.values())


def author(written: Any, known: Mapping[str, Any]) -> Term | None:
    """One author, or None when nobody is named. A known one's page stands at the key, as Jekyll's themes have it."""
    key = written.strip() if isinstance(written, str) and written.strip() in known else ""
    facts = known[key] if key else written
    if isinstance(facts, str):
        name, url = facts, ""
    elif isinstance(facts, Mapping):
        # A known author without a name is called by the key; a mapping may also just point to one.
        pointed = facts.get("key") or facts.get("login") or facts.get("username") or ""
        name = _first(facts, _NAME_KEYS) or (written if isinstance(written, str) else str(pointed))
        url = _first(facts, _URL_KEYS)
    else:
        return None
    name = folded(name)
    return Term("author", term_slug(key or name), name, url if is_web(url) else "") if name else None


def _first(facts: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next((value for key in keys if isinstance(value := facts.get(key), str) and value.strip()), "").strip()


def _names(value: Any, *, splits: bool) -> list[str]:
    if value == "false":  # `tags: false` takes a default's away
        return []
    if isinstance(value, str):
        value = value.split() if splits else [value]
    if not isinstance(value, list):
        return []
    flat = [name for item in value for name in (item if isinstance(item, list) else [item])]
    return [name for name in flat if isinstance(name, str) and name.strip()]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
