"""What stands around every page: the site, its sections, its addresses and its language, read once a change."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from flask import Flask, current_app, g
from sqlalchemy.exc import SQLAlchemyError

from newsdao import locales
from newsdao.adapters.generations import Generations
from newsdao.config import Settings
from newsdao.content.post import Term
from newsdao.content.site import Link, Site
from newsdao.extensions import db
from newsdao.presenters.urls import Urls
from newsdao.services import invalidation
from newsdao.services.address_book import Names
from newsdao.services.site_facts import stored_site
from newsdao.store import queries

_SECTIONS_IN_NAV = 8
_LINKS_IN_HEADER = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """appears_at: when the next scheduled article becomes visible, UTC, or None. header: the masthead's links
    beside the sections. term_names: see AddressBook; empty until an address asks for one.
    """

    site: Site
    urls: Urls
    nav: tuple[Term, ...]
    words: locales.Catalogue
    appears_at: datetime | None
    header: tuple[Link, ...] = ()
    term_names: Names = field(default_factory=dict)


@dataclass(slots=True)
class House:
    """What a process holds for the whole of its life; `app.extensions["newsdao"]`."""

    settings: Settings
    generations: Generations
    frame: Frame | None = None
    stamps: tuple[tuple[int, bytes], ...] = ()
    invalidate: Callable[[Any], None] | None = None


def init_app(app: Flask, settings: Settings) -> House:
    house = House(settings, Generations(settings.instance / "generations"))
    app.extensions["newsdao"] = house
    return house


def house() -> House:
    return cast("House", current_app.extensions["newsdao"])


def now() -> datetime:
    """The request's one moment, aware, UTC: a page must not see two."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    return cast("datetime", g.now)


def current() -> Frame:
    """The frame as it is now; kept in the process until the site changes, a story is written or one appears."""
    held = house()
    frame = held.frame
    if frame is None or not held.generations.stand(held.stamps) or (frame.appears_at and frame.appears_at <= now()):
        snapshot = held.generations.snapshot()
        frame = _load(held.settings)
        held.frame, held.stamps = frame, held.generations.stamps((invalidation.SITE, invalidation.RIVER), snapshot)
    return frame


def last_known() -> Frame:
    """The frame without asking the database when that can be helped, and without failing when it can't be asked.

    For what must be answered whatever happens: robots.txt answered 5xx shuts the whole site to crawlers.
    """
    held = house()
    if held.frame is not None:
        return held.frame
    try:
        return current()
    except SQLAlchemyError:
        return _built({}, [], None, held.settings)


def _load(settings: Settings) -> Frame:
    # A session of its own: the request's may have begun to read before the generations were taken, and SQLite goes on
    # showing it the store as it was then.
    with db.session.session_factory() as session:
        row, appears_at = queries.frame(session, now())
        return _built(row.facts if row else {}, row.sections if row else [], appears_at, settings)


def _built(facts: dict[str, Any], sections: list[list[str]], appears_at: datetime | None, settings: Settings) -> Frame:
    site = stored_site(facts, settings)
    nav = tuple(Term("category", slug, name) for slug, name in sections[:_SECTIONS_IN_NAV])
    return Frame(site, Urls(site.url), nav, locales.load(site.lang), appears_at, _beside(nav, site.header))


def _beside(nav: tuple[Term, ...], links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links that say more than the sections do."""
    said = {*(f"/category/{term.slug}/" for term in nav), *(term.name for term in nav)}
    return tuple(link for link in links if not {link.url, link.title} & said)[:_LINKS_IN_HEADER]


def next_midnight(frame: Frame) -> datetime:
    """When "today" becomes "yesterday" for the site's readers."""
    local = now().astimezone(frame.site.timezone)
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
