"""Our own WebSub hub (W3C WebSub §5): who may subscribe to what, and that they meant it.

A request is only ever looked at here; what it leads to goes through the outbox, as all that is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from newsdao.adapters.connecting import is_public_name
from newsdao.errors import HubRequestError
from newsdao.presenters.urls import Urls
from newsdao.services import topics
from newsdao.store import deliveries, queries, subscriptions, writes

LEAST_LEASE, USUAL_LEASE, MOST_LEASE = 300, 10 * 86_400, 30 * 86_400
MOST_SECRET = 199  # bytes: "less than 200" (§5.1)
# Two of them must fit into a row of an index (PostgreSQL: 2,704 bytes).
MOST_ADDRESS = 1024
MOST_SUBSCRIPTIONS, MOST_OF_HOST = 10_000, 200
MOST_PENDING, MOST_PENDING_OF_HOST = 500, 20


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody says a subscriber wants. mode: "subscribe" or "unsubscribe"; lease: seconds."""

    mode: str
    callback: str
    topic: str
    lease: int
    secret: str

    @property
    def detail(self) -> dict[str, Any]:
        return {"mode": self.mode, "lease": self.lease, "secret": self.secret}


def read_request(form: Mapping[str, str], urls: Urls, *, allow_private: bool) -> Intent:
    """Raises HubRequestError, which says what is wrong with the request."""
    mode = form.get("hub.mode", "")
    if mode not in {"subscribe", "unsubscribe"}:
        why = "this hub is told of changes by its own site" if mode == "publish" else "is subscribe or unsubscribe"
        raise HubRequestError("hub.mode", why)
    callback, secret = form.get("hub.callback", ""), form.get("hub.secret", "")
    _check_callback(callback, allow_private=allow_private)
    if len(secret.encode("utf-8", "surrogatepass")) > MOST_SECRET:
        raise HubRequestError("hub.secret", "must be shorter than 200 bytes")
    if "\0" in secret:
        raise HubRequestError("hub.secret", "must hold no NUL")
    topic = form.get("hub.topic", "")
    if len(topic) > MOST_ADDRESS or topics.read(urls, topic) is None:
        raise HubRequestError("hub.topic", "is no feed of this site; name it as the feed's own rel=self link does")
    return Intent(mode, callback, topic, _lease(form.get("hub.lease_seconds", "")), secret)


def take(session: Session, intent: Intent, urls: Urls, now: datetime) -> None:
    """Write down that the subscriber is to be asked whether it meant it. Raises HubRequestError, and writes nothing."""
    session.rollback()
    writes.begin(session)
    try:
        _ask_back(session, intent, urls, now)
        session.commit()
    finally:
        session.rollback()


def _ask_back(session: Session, intent: Intent, urls: Urls, now: datetime) -> None:
    topic = topics.read(urls, intent.topic)
    if topic and topic.kind and queries.term(session, topic.kind, topic.slug) is None:
        raise HubRequestError("hub.topic", "is no feed of this site")
    host = _host(intent.callback)
    known = subscriptions.find(session, intent.callback, intent.topic, now)
    if intent.mode == "subscribe" and known is None:
        if subscriptions.count(session) >= MOST_SUBSCRIPTIONS:
            raise HubRequestError("hub.callback", "this hub has as many subscribers as it can serve", 503)
        if subscriptions.count_of_host(session, host) >= MOST_OF_HOST:
            raise HubRequestError("hub.callback", "its host has as many subscriptions as one may have", 429)
    pending = subscriptions.pending(session)
    if len(pending) >= MOST_PENDING or sum(_host(one) == host for one in pending) >= MOST_PENDING_OF_HOST:
        raise HubRequestError("hub.callback", "too many requests wait to be verified; try again in a minute", 429)
    deliveries.ask_for(session, "verify", intent.callback, [intent.topic], now, intent.detail)


def confirm(session: Session, callback: str, topic: str, detail: Mapping[str, Any], now: datetime) -> None:
    """The subscriber meant it."""
    if detail["mode"] == "unsubscribe":
        subscriptions.end(session, callback, topic)
        return
    expires_at = now + timedelta(seconds=int(detail["lease"]))
    subscriptions.keep(session, callback, topic, _host(callback), str(detail["secret"]), expires_at)


def _check_callback(callback: str, *, allow_private: bool) -> None:
    """Names are looked up when they are asked; here only what can be told without asking anybody."""
    try:
        parts = urlsplit(callback)
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    is_written_well = (
        len(callback) <= MOST_ADDRESS and callback.isascii() and callback.isprintable() and " " not in callback
    )
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None or not is_written_well:
        raise HubRequestError("hub.callback", "is no web address (http:// or https://, a host, no password)")
    if not allow_private and not is_public_name(host):
        raise HubRequestError("hub.callback", "leads into a private network")


def _lease(text: str) -> int:
    """Seconds, within what this hub grants; the usual where a subscriber names none (§5.1: it MAY)."""
    if not text:
        return USUAL_LEASE
    if not text.isascii() or not text.isdigit():
        raise HubRequestError("hub.lease_seconds", "must be a whole number of seconds")
    return max(LEAST_LEASE, min(int(text[:12]), MOST_LEASE))


def _host(callback: str) -> str:
    return (urlsplit(callback).hostname or "").lower().rstrip(".")
