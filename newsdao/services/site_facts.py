"""The site's own facts on their way from `_config.yml` through the store to the pages."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from newsdao.config import Settings
from newsdao.content import navigation, publisher_config
from newsdao.content.address_rules import AddressRules
from newsdao.content.authors import about
from newsdao.content.jekyll_config import SOCIAL_CARDS, JekyllConfig
from newsdao.content.post import Picture, Term
from newsdao.content.site import Link, Publisher, RobotsRules, Site
from newsdao.services import publisher_pages
from newsdao.services.address_book import AddressBook
from newsdao.services.navigation import standing
from newsdao.services.source_site import SourceSite
from newsdao.store import audit

_TEXTS = ("name", "lang", "description", "twitter", "url", "tagline", "stories_description")
_MOST_ICONS = 20


def site_facts(
    config: JekyllConfig, picture_of: Callable[[str], Picture | None], book: AddressBook
) -> dict[str, Any]:  # fmt: skip
    """What the store keeps of a site's configuration: JSON, in the shape that `stored_site` reads."""
    site = standing(_linked(config), book, lambda path: picture_of(path) is not None)
    site = replace(site, pages=publisher_pages.standing(config, book))
    facts: dict[str, Any] = _lists(asdict(site))
    facts["timezone"] = site.timezone.key
    for name in ("logo", "social_picture"):
        picture: Picture | None = getattr(site, name)
        if picture is not None and picture.is_own:
            picture = picture_of(picture.src)
        facts[name] = asdict(picture) if picture else None
    icons = [picture_of(path) for path in _icon_paths(config)]
    facts["icons"] = [asdict(icon) for icon in icons if icon is not None]
    return facts


def authors(site: SourceSite, picture_of: Callable[[str], Picture | None]) -> dict[str, tuple[Term, dict[str, Any]]]:
    """Slug → a known author, and what is said of them as the store keeps it."""
    return {slug: (term, _lists(asdict(about(facts, picture_of)))) for slug, (term, facts) in site.authors.items()}


def _linked(config: JekyllConfig) -> Site:
    """The site with the links of its configuration as written."""
    return replace(
        config.site(),
        header=navigation.header(config),
        footer=navigation.footer(config),
        social=navigation.social(config),
        sharing=navigation.sharing(config),
        publisher=publisher_config.publisher(config),
    )


def _icon_paths(config: JekyllConfig) -> list[str]:
    """The site paths of its icons; those that lie elsewhere are none of this site's."""
    paths = (path.strip() for path in config.favicons.values())
    return list(dict.fromkeys("/" + path.lstrip("./") for path in paths if path and ":" not in path))[:_MOST_ICONS]


def _lists(value: Any) -> Any:
    """A value with every tuple as a list, as JSON gives it back: else unchanged facts would look new at each sync."""
    if isinstance(value, dict):
        return {name: _lists(one) for name, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, (list, tuple)) else value


def stored_site(facts: Mapping[str, Any], settings: Settings) -> Site:
    """The Site that pages show: stored facts, overruled by the settings."""
    values = {name: facts[name] for name in _TEXTS if facts.get(name)}
    for name in ("logo", "social_picture"):
        values[name] = Picture(**facts[name]) if facts.get(name) else None
    if facts.get("author"):
        values["author"] = Term(**facts["author"])
    if facts.get("social_cards") in SOCIAL_CARDS:
        values["social_cards"] = facts["social_cards"]
    if facts.get("timezone"):
        values["timezone"] = ZoneInfo(facts["timezone"])
    for name in ("same_as", "sharing", "alternate_names"):
        values[name] = tuple(facts.get(name) or ())
    for name in ("header", "footer"):
        values[name] = tuple(Link(**one) for one in facts.get(name) or ())
    values["pages"] = {role: Link(**one) for role, one in (facts.get("pages") or {}).items()}
    values["publisher"] = Publisher(**(facts.get("publisher") or {}))
    asked: dict[str, Any] = facts.get("robots") or {}
    values["robots"] = RobotsRules(**{name: _tuple(one) for name, one in asked.items()})
    values["texts"] = facts.get("texts") or {}
    values["icons"] = tuple(Picture(**one) for one in facts.get("icons") or ())
    rules = facts.get("address_rules") or {}
    values["address_rules"] = AddressRules(**{name: tuple(patterns) for name, patterns in rules.items()})
    values["verifications"] = {**(facts.get("verifications") or {}), **settings.verifications}
    values["url"] = settings.site_url or values.get("url") or settings.local_url
    values["name"] = settings.site_name or values.get("name") or "NewsDAO"
    return Site(**values)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def served_url(session: Session, settings: Settings) -> str:
    """Origin and base path at which the stored site stands, as its pages name it."""
    return (settings.site_url or audit.site_url(session) or settings.local_url).rstrip("/")
