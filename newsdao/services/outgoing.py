"""A batch on its way out: what is said, and what the answer changes. Each change is a commit of its own."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from newsdao.adapters.asking import Answer, Message
from newsdao.content import retry_after
from newsdao.errors import FetchError
from newsdao.presenters import push_messages
from newsdao.services import hub, verdicts
from newsdao.services.notifying import Addressees
from newsdao.store import deliveries, subscriptions, writes
from newsdao.store.deliveries import Batch

# A delivery that nobody takes for so long is given up.
GIVEN_UP_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What this site itself answers."""

    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Outgoing:
    """message: as it goes out. challenge: what a subscriber must say to it. digest: of the feed that is sent."""

    batch: Batch
    message: Message
    challenge: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What goes out, and what comes of it. page_of: what this site answers at one of its own absolute addresses."""

    session: Session
    whom: Addressees
    page_of: Callable[[str], OwnPage]

    def prepare(self, batch: Batch, now: datetime) -> Outgoing | None:
        """What is to be sent; None, and the batch is done with, where nothing is."""
        if batch.kind == "ping":
            return _form(batch, push_messages.ping(batch.subjects), push_messages.FORM)
        if batch.kind == "indexnow":
            key, urls = self.whom.settings.indexnow_key, self.whom.urls
            return _form(batch, push_messages.indexnow(key, batch.subjects, urls), push_messages.JSON)
        if batch.kind == "content":
            return self._content(batch, now)
        return _question(batch)

    def _content(self, batch: Batch, now: datetime) -> Outgoing | None:
        topic = batch.subjects[0]
        page = self.page_of(topic)
        known = subscriptions.find(self.session, batch.target, topic, now)
        digest = sha256(page.body).hexdigest()
        if known is not None and page.status == 200 and known.sent_digest != digest:
            own_hub = self.whom.urls.absolute(self.whom.urls.hub())
            headers = push_messages.content_headers(topic, page.content_type, own_hub, known.secret, page.body)
            return Outgoing(batch, Message("POST", batch.target, page.body, headers), digest=digest)
        self.session.rollback()
        if page.status >= 500:
            raise FetchError(topic, f"the feed itself answers with status {page.status}", "see the server's log")
        writes.begin(self.session)
        if known is not None and page.status != 200:
            # The feed is no more (WebSub §5.2): who subscribed is told so, once.
            subscriptions.end(self.session, batch.target, topic)
            deliveries.ask_for(self.session, "deny", batch.target, [topic], now)
        deliveries.sent(self.session, batch, now)
        self.session.commit()
        return None

    def settle(self, sent: Outgoing, answer: Answer | FetchError, now: datetime) -> str:
        """Write down what came of it. Returns the verdict's outcome."""
        verdict = verdicts.of(sent.batch.kind, answer, now)
        writes.begin(self.session)
        if sent.batch.kind in {"verify", "deny"}:
            self._settle_question(sent, answer, now)
        elif verdict.outcome == "sent":
            deliveries.sent(self.session, sent.batch, now)
            if sent.digest:
                subscriptions.note_sent(self.session, sent.batch.target, sent.batch.subjects[0], sent.digest)
        elif verdict.outcome == "gone":
            subscriptions.end(self.session, sent.batch.target, sent.batch.subjects[0])
        elif verdict.outcome == "dead":
            deliveries.give_up(self.session, sent.batch.ids, verdict.why)
        else:
            self.put_off(sent.batch, verdict, now)
        self.session.commit()
        return verdict.outcome

    def put_off(self, batch: Batch, verdict: verdicts.Verdict, now: datetime) -> None:
        """Try again later, but for what was tried for days."""
        own = retry_after.wait(batch.tries + 1, secrets.randbelow(1000) / 1000)
        until = now + timedelta(seconds=own if verdict.wait is None else max(verdict.wait, 1.0))
        old = [part.id for part in batch.parts if part.tries and part.noted_at < now - GIVEN_UP_AFTER]
        deliveries.put_off(self.session, batch, until, verdict.why)
        if old:
            deliveries.give_up(self.session, old, f"given up after {GIVEN_UP_AFTER.days} days: {verdict.why}")

    def _settle_question(self, sent: Outgoing, answer: Answer | FetchError, now: datetime) -> None:
        """Asked once: whoever doesn't confirm is not subscribed, and may ask again."""
        (part,) = sent.batch.parts
        said = answer.body if isinstance(answer, Answer) and 200 <= answer.status < 300 else b""
        if sent.challenge and said == sent.challenge.encode():
            hub.confirm(self.session, sent.batch.target, part.subject, part.detail, now)
        deliveries.sent(self.session, sent.batch, now)


def _form(batch: Batch, body: bytes, content_type: str) -> Outgoing:
    return Outgoing(batch, Message("POST", batch.target, body, {"Content-Type": content_type}))


def _question(batch: Batch) -> Outgoing:
    """Whether the subscriber meant it (WebSub §5.3), or that it is over (§5.2)."""
    (part,) = batch.parts
    parameters: dict[str, str] = {"hub.mode": "denied", "hub.topic": part.subject}
    challenge = ""
    if batch.kind == "verify":
        challenge = secrets.token_hex(32)
        parameters |= _asked(part.detail, challenge)
    else:
        parameters["hub.reason"] = "this feed is no more"
    return Outgoing(batch, Message("GET", push_messages.asked_back(batch.target, parameters)), challenge)


def _asked(detail: Mapping[str, object], challenge: str) -> dict[str, str]:
    asked = {"hub.mode": str(detail["mode"]), "hub.challenge": challenge}
    if detail["mode"] == "subscribe":
        asked["hub.lease_seconds"] = str(detail["lease"])
    return asked
