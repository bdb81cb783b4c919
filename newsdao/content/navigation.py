"""The links that a site's `_config.yml` asks for, in Alembic's keys, Minima's and the like.

Alembic: `navigation_header`, `navigation_footer` (lists of title and url), `social_links` (network → address).
Minima: `github_username` and its kin, `minima.social_links`. Others: `navs` (lists of label and href).
"""

from collections.abc import Mapping
from typing import Any

from newsdao.content.characters import fit, folded
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.redirects import own_path
from newsdao.content.site import Link
from newsdao.content.web_addresses import is_web

_TITLES = ("title", "label", "name", "text", "platform")
_ADDRESSES = ("url", "href", "link", "user_url")
_MOST = 30
_TITLE_LIMIT = 80
# What a service is called in `sharing_links` → its name here.
SERVICES = {
    "twitter": "x", "x": "x", "facebook": "facebook", "linkedin": "linkedin", "reddit": "reddit", "tumblr": "tumblr",
    "telegram": "telegram", "whatsapp": "whatsapp", "line": "line", "band": "band", "threads": "threads",
    "bluesky": "bluesky", "email": "email", "mail": "email",
}  # fmt: skip
# Key of Minima's → the network's name, and what stands before the user's.
_ACCOUNTS = {
    "github_username": ("GitHub", "https://github.com/"),
    "facebook_username": ("Facebook", "https://www.facebook.com/"),
    "instagram_username": ("Instagram", "https://www.instagram.com/"),
    "linkedin_username": ("LinkedIn", "https://www.linkedin.com/in/"),
    "youtube_username": ("YouTube", "https://www.youtube.com/@"),
    "telegram_username": ("Telegram", "https://t.me/"),
}


def header(config: JekyllConfig) -> tuple[Link, ...]:
    return _listed(config.values.get("navigation_header") or config.values.get("navs"), config)


def footer(config: JekyllConfig) -> tuple[Link, ...]:
    return _listed(config.values.get("navigation_footer"), config)


def social(config: JekyllConfig) -> tuple[Link, ...]:
    """Where else the publisher is found; X from `twitter_username` only, since `twitter.username` is for previews."""
    raw = config.values.get("social_links")
    named = _listed([{"title": name, "url": url} for name, url in _map(raw).items()], config)
    listed = _listed(raw, config) or _listed(_map(config.values.get("minima")).get("social_links"), config)
    accounts = {**_ACCOUNTS, "twitter_username": ("X", "https://x.com/")}
    users = [
        Link(network, before + user)
        for key, (network, before) in accounts.items()
        if (user := config.value(key).removeprefix("@")) and is_web(before + user)
    ]
    return (named or listed or tuple(users))[:_MOST]


def sharing(config: JekyllConfig) -> tuple[str, ...]:
    """The services to which a reader may pass a story on, in the publisher's order, by their names here."""
    return tuple(dict.fromkeys(SERVICES[name] for name in _sharing(config) if name in SERVICES))


def unknown_sharing(config: JekyllConfig) -> tuple[str, ...]:
    return tuple(name for name in _sharing(config) if name not in SERVICES)


def _sharing(config: JekyllConfig) -> tuple[str, ...]:
    """Alembic's map of a service to a colour or `true`; a list of names is taken as well."""
    raw = config.values.get("sharing_links")
    chosen = [name for name, value in _map(raw).items() if str(value).lower() not in {"false", "no", "off", ""}]
    names = raw if isinstance(raw, list) else chosen
    return tuple(folded(fit(name)).lower()[:_TITLE_LIMIT] for name in names if isinstance(name, str))[:_MOST]


def _listed(raw: Any, config: JekyllConfig) -> tuple[Link, ...]:
    """What is no list of links, or leads to no address, is passed over."""
    rows = [row for row in raw if isinstance(row, dict)] if isinstance(raw, list) else []
    found = (_link(_first(row, _TITLES), _first(row, _ADDRESSES), config) for row in rows)
    return tuple(dict.fromkeys(link for link in found if link is not None))[:_MOST]


def _link(title: str, address: str, config: JekyllConfig) -> Link | None:
    title, address = folded(fit(title))[:_TITLE_LIMIT], fit(address).strip()
    if not title or not address or address.startswith("#"):
        return None
    if address.lower().startswith("mailto:"):
        return Link(title, address) if "@" in address and not any(map(str.isspace, address)) else None
    if path := own_path(address, config):
        return Link(title, path)
    address = f"https:{address}" if address.startswith("//") else address
    return Link(title, address) if is_web(address) else None


def _first(row: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((value for key in keys if isinstance(value := row.get(key), str) and value.strip()), "")


def _map(raw: Any) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}
