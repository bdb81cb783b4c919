"""The site's own facts on their way from `_config.yml` through the store to the pages."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from newsdao.config import Settings
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.post import Picture, Term
from newsdao.content.site import Site

# What a link preview shows when neither the story nor the site has a picture: drawn by tools/make_icons.py.
SOCIAL_PICTURE = Picture("/static/icons/card.jpg", "", 1200, 630, "image/jpeg")


def site_facts(config: JekyllConfig, picture_of: Callable[[str], Picture | None]) -> dict[str, Any]:
    """What the store keeps of a site's configuration: JSON, in the shape that `stored_site` reads."""
    site = config.site()
    facts = asdict(site)
    facts["timezone"] = site.timezone.key
    for name in ("logo", "social_picture"):
        picture: Picture | None = getattr(site, name)
        if picture is not None and picture.is_own:
            picture = picture_of(picture.src)
        facts[name] = asdict(picture) if picture else None
    facts["verifications"] = dict(site.verifications)
    facts["same_as"] = list(site.same_as)
    return facts


def stored_site(facts: Mapping[str, Any], settings: Settings) -> Site:
    """The Site that pages show: stored facts, overruled by the settings."""
    values = {name: facts[name] for name in ("name", "lang", "description", "twitter", "url") if facts.get(name)}
    for name in ("logo", "social_picture"):
        values[name] = Picture(**facts[name]) if facts.get(name) else None
    values["social_picture"] = values["social_picture"] or SOCIAL_PICTURE
    if facts.get("author"):
        values["author"] = Term(**facts["author"])
    if facts.get("timezone"):
        values["timezone"] = ZoneInfo(facts["timezone"])
    values["same_as"] = tuple(facts.get("same_as") or ())
    values["verifications"] = {**(facts.get("verifications") or {}), **settings.verifications}
    values["url"] = settings.site_url or values.get("url") or settings.local_url
    values["name"] = settings.site_name or values.get("name") or "NewsDAO"
    return Site(**values)
