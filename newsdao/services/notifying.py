"""What happened becomes what is to be sent, and to whom: the first step of a drain, one transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from newsdao.config import Settings
from newsdao.presenters.urls import Urls
from newsdao.services import invalidation, topics
from newsdao.services.site_facts import stored_site
from newsdao.store import deliveries, outbox, queries, subscriptions
from newsdao.store.push_models import DeliveryKind

NOTES_AT_ONCE = 500


class HasFacts(Protocol):
    """A note, as far as it says which pages show the article."""

    @property
    def permalink(self) -> str: ...
    @property
    def former(self) -> list[str]: ...
    @property
    def terms(self) -> list[list[str]]: ...
    @property
    def what(self) -> str: ...
    @property
    def is_page(self) -> bool: ...
    @property
    def is_listed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Addressees:
    """Whom the settings name, and at which addresses the site stands."""

    settings: Settings
    urls: Urls

    @property
    def fixed(self) -> dict[DeliveryKind, Sequence[str]]:
        """By kind, the only targets that may be asked, beside subscribers' own."""
        endpoints = self.settings.indexnow_endpoints if self.settings.indexnow_key else ()
        return {"ping": self.settings.hubs, "indexnow": endpoints}

    @property
    def open_kinds(self) -> Sequence[DeliveryKind]:
        return ("content", "verify", "deny") if self.settings.own_hub == "on" else ()


def addressees(session: Session, settings: Settings, now: datetime) -> Addressees:
    row, _ = queries.frame(session, now)
    return Addressees(settings, Urls(stored_site(row.facts if row else {}, settings).url))


def spread(
    session: Session, whom: Addressees, now: datetime, bump: Callable[[Iterable[str]], None]
) -> bool:  # fmt: skip
    """Turn the notes whose time has come into deliveries. Does not commit. Whether there were any.

    bump: makes kept pages old. Whoever wrote the story does it too, but only after the commit that this may come
    before; and never, if it was killed in between. A hub must not be sent to an old feed.
    """
    notes = outbox.due(session, now, NOTES_AT_ONCE)
    if not notes:
        return False
    shown = outbox.visible(session, [note.article_id for note in notes], now)
    told = [note for note in notes if note.what == "withdraw" or note.was_shown or note.article_id in shown]
    bump(_keys(told))
    subscriptions.forget_expired(session, now)
    addresses = list(dict.fromkeys(address for note in told for address in _addresses(note, whom.urls)))
    for endpoint in whom.fixed["indexnow"]:
        deliveries.ask_for(session, "indexnow", endpoint, addresses, now)
    feeds = _feeds(told, whom.urls)
    for hub in whom.fixed["ping"]:
        deliveries.ask_for(session, "ping", hub, feeds, now)
    if whom.open_kinds:
        for callback, wanted in subscriptions.subscribers(session, feeds, now).items():
            deliveries.ask_for(session, "content", callback, wanted, now)
    outbox.forget(session, notes)
    return True


def _addresses(note: HasFacts, urls: Urls) -> list[str]:
    """What search engines should look at: where the article is, and where it was."""
    paths = (note.permalink, *note.former) if note.is_listed else ()
    return [urls.absolute(urls.path(path)) for path in paths]


def _feeds(notes: Sequence[HasFacts], urls: Urls) -> list[str]:
    """Every feed that names itself to subscribers and shows one of the stories, or did; pages are in none."""
    stories = [note for note in notes if not note.is_page]
    if not stories:
        return []
    terms = {(kind, slug) for note in stories for kind, slug in note.terms}
    return [*topics.of_site(urls), *topics.of_terms(urls, terms)]


def _keys(notes: Sequence[HasFacts]) -> set[str]:
    keys = {invalidation.RIVER, invalidation.ARCHIVE} if notes else set()
    for note in notes:
        keys |= {invalidation.article_key(path) for path in (note.permalink, *note.former)}
        keys |= {invalidation.term_key(kind, slug) for kind, slug in note.terms}
    return keys
