"""What an answer means for what was sent: taken, to be tried again, never to be tried again, no more wanted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsdao.adapters.asking import Answer
from newsdao.content import retry_after
from newsdao.errors import FetchError, ForbiddenAddressError
from newsdao.store.push_models import DeliveryKind

_INDEXNOW = {
    400: "the request is malformed; report it as a fault of NewsDAO",
    403: "the key is not valid: /<key>.txt must answer with NEWSDAO_INDEXNOW_KEY at the public address",
    422: "the addresses are not of the key's host: check NEWSDAO_SITE_URL and NEWSDAO_INDEXNOW_KEY",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """is: "sent", "later", "dead", or "gone" (a subscriber wants no more). wait: seconds that were asked for, or None.
    why: for the publisher, one line; "" when it was sent.
    """

    outcome: Literal["sent", "later", "dead", "gone"]
    why: str = ""
    wait: float | None = None


def of(kind: DeliveryKind, answer: Answer | FetchError, now: datetime) -> Verdict:
    if isinstance(answer, ForbiddenAddressError):
        return Verdict("dead", f"{answer.why}; {answer.remedy}")
    if isinstance(answer, FetchError):
        return Verdict("later", answer.why)
    if 200 <= answer.status < 300:
        return Verdict("sent")
    why = f"answers with status {answer.status}{_words(answer)}"
    if answer.status in {408, 425, 429} or answer.status >= 500:
        return Verdict("later", why, retry_after.asked_wait(answer.retry_after, now))
    if kind == "content" and answer.status == 410:
        return Verdict("gone", why)
    if kind == "indexnow" and answer.status in _INDEXNOW:
        why = f"status {answer.status}: {_INDEXNOW[answer.status]}{_words(answer)}"
    elif 300 <= answer.status < 400:
        why = f"answers with status {answer.status}, a redirect, and none is followed; name the address it leads to"
    return Verdict("dead", why)


def _words(answer: Answer) -> str:
    """The beginning of what an answer says, fit for a terminal."""
    text = answer.body[:300].decode("utf-8", "replace")
    shown = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return f" ({shown[:120]})" if shown and not shown.startswith("<") else ""
