"""Who answers for the paper: `publisher:` in `_config.yml`, and where its own pages stand."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_args

from newsdao.content.characters import fit, folded
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.redirects import own_path
from newsdao.content.site import PageRole, Publisher

ROLES: tuple[PageRole, ...] = get_args(PageRole)
# Where such pages usually stand; the first that is there is taken.
USUAL: dict[PageRole, tuple[str, ...]] = {
    "about": ("/about/", "/소개/", "/about-us/", "/회사소개/", "/company/", "/신문사소개/"),
    "principles": (
        "/principles/", "/편집원칙/", "/editorial-policy/", "/editorial-principles/", "/ethics/", "/윤리강령/",
        "/취재윤리/", "/standards/",
    ),
    "corrections": ("/corrections/", "/정정보도/", "/corrections-policy/", "/정정/", "/고충처리/"),
    "contact": ("/contact/", "/문의/", "/contact-us/", "/연락처/", "/제보/"),
    "masthead": ("/masthead/", "/발행정보/", "/imprint/", "/impressum/", "/staff/", "/만드는사람들/"),
}  # fmt: skip
# What a key may be called; Korean publishers know these by the words of the registration form.
_NAMES = {
    "name": ("name", "title", "제호"),
    "registration": ("registration", "registration_number", "등록번호"),
    "registered_on": ("registered_on", "registered", "등록일", "등록일자"),
    "publisher": ("publisher", "발행인"),
    "editor": ("editor", "편집인"),
    "youth_officer": ("youth_officer", "청소년보호책임자"),
    "address": ("address", "주소", "발행소"),
    "phone": ("phone", "telephone", "전화", "전화번호"),
    "email": ("email", "이메일", "전자우편"),
}
_KNOWN = frozenset({"pages", *(name for names in _NAMES.values() for name in names)})
_LIMIT = 200


def publisher(config: JekyllConfig) -> Publisher:
    raw = _map(config)
    texts = {field.name: _first(raw, _NAMES[field.name]) for field in fields(Publisher)}
    return Publisher(**texts)


def page_addresses(config: JekyllConfig) -> dict[PageRole, str]:
    """Role → the path of the page that the configuration names for it."""
    written = _pages(config)
    found = {role: own_path(address, config) for role in ROLES if isinstance(address := written.get(role), str)}
    return {role: path for role, path in found.items() if path and path != "/"}


def unknown_keys(config: JekyllConfig) -> tuple[str, ...]:
    """What stands in `publisher:` and means nothing here."""
    raw, roles = _map(config), _pages(config)
    strange = (f"publisher.pages.{role}" for role in roles if role not in ROLES)
    return (*(f"publisher.{key}" for key in raw if key not in _KNOWN), *strange)


def mistakes(config: JekyllConfig) -> Iterator[str]:
    """What of `publisher:` can't be read."""
    raw = config.values.get("publisher")
    if raw and not isinstance(raw, Mapping):
        yield "`publisher` holds no keys such as name, registration or editor"
    for key, value in _map(config).items():
        if key == "pages" and value is not None and not isinstance(value, Mapping):
            yield "`publisher.pages` is no list of pages by role"
        elif key in _KNOWN - {"pages"} and value is not None and not isinstance(value, str):
            yield f"`publisher.{key}` is no text"
    found = page_addresses(config)
    for role, address in _pages(config).items():
        if role in ROLES and address and role not in found:
            yield f"`publisher.pages.{role}` is no page of this site"


def role_of(written: Any) -> PageRole | None:
    """The role that a page's front matter claims."""
    name = written.strip().lower() if isinstance(written, str) else ""
    return next((role for role in ROLES if role == name), None)


def _map(config: JekyllConfig) -> Mapping[str, Any]:
    raw = config.values.get("publisher")
    return raw if isinstance(raw, Mapping) else {}


def _pages(config: JekyllConfig) -> Mapping[str, Any]:
    pages = _map(config).get("pages")
    return pages if isinstance(pages, Mapping) else {}


def _first(raw: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    texts = (folded(fit(value)) for key in keys if isinstance(value := raw.get(key), str))
    return next(filter(None, texts), "")[:_LIMIT]
