"""What the publisher asks of robots: `robots:` in `_config.yml`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from newsdao.content.characters import fit
from newsdao.content.post import Term
from newsdao.content.robots_patterns import matches_any
from newsdao.content.site import RobotsRules
from newsdao.content.slugs import term_slug

_LISTS = ("noindex", "disallow")
_CHOICES = ("training", "ai_input")
_MOST = 100
_LONGEST = 500


def rules_of(values: Mapping[str, Any]) -> RobotsRules:
    """values: `_config.yml` as read. What makes no sense is passed over: `mistakes` tells of it."""
    raw = _map(values)
    noindex, disallow = (_texts(raw.get(name)) for name in _LISTS)
    return RobotsRules(
        noindex=tuple(filter(_is_pattern, noindex)),
        noindex_sections=tuple(term_slug(one) for one in noindex if not _is_pattern(one)),
        disallow=tuple(filter(_is_pattern, disallow)),
        training=_choice(raw.get("training")),
        ai_input=_choice(raw.get("ai_input")),
    )


def may_be_found(rules: RobotsRules, path: str, categories: Iterable[Term] = ()) -> bool:
    """Whether search engines are told of a page. path: of this site, without base path."""
    is_hidden = any(term.slug in rules.noindex_sections for term in categories)
    return not (is_hidden or matches_any((*rules.noindex, *rules.disallow), path))


def mistakes(values: Mapping[str, Any]) -> Iterator[str]:
    """What of `robots:` has no effect, or not the wanted one."""
    raw = values.get("robots")
    if raw and not isinstance(raw, Mapping):
        yield "`robots` holds no keys such as noindex, disallow, training or ai_input"
        return
    for key, value in _map(values).items():
        if key in _CHOICES:
            if value and not _choice(value):
                yield f"`robots.{key}` is neither refuse nor allow"
        elif key not in _LISTS:
            yield f"`robots.{key}` means nothing here"
    for pattern in _texts(_map(values).get("disallow")):
        if not _is_pattern(pattern):
            yield f"`robots.disallow: {pattern[:60]}` begins with no /"
    rules = rules_of(values)
    for pattern in rules.noindex:
        if matches_any(rules.disallow, pattern.rstrip("$").replace("*", "x")):
            yield f"`{pattern[:60]}` is asked not to be shown, and not to be read: what isn't read can't ask"


def _map(values: Mapping[str, Any]) -> Mapping[str, Any]:
    raw = values.get("robots")
    return raw if isinstance(raw, Mapping) else {}


def _texts(value: Any) -> list[str]:
    found = value if isinstance(value, list) else [value]
    texts = [fit(one).strip() for one in found if isinstance(one, str)]
    return [text for text in texts if text and len(text) <= _LONGEST][:_MOST]


def _is_pattern(text: str) -> bool:
    return text.startswith(("/", "*"))


def _choice(value: Any) -> Literal["", "refuse", "allow"]:
    text = value.strip().lower() if isinstance(value, str) else ""
    if text in {"refuse", "no", "false"}:
        return "refuse"
    return "allow" if text in {"allow", "yes", "true"} else ""
