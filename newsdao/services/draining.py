"""The drain: what is due is sent, by one drainer among all workers and processes, and what waits holds up nobody else.

The drainer alone asks the store; its senders only speak to the network, at most SENDERS at a time, and of those at
most DOUBTFUL for targets that failed before or that nobody knows yet. On success a row is deleted at once, in a commit
of its own: a process killed between the answer and that commit sends one thing twice, and nothing else does.
"""

import logging
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Any

from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import scoped_session

from newsdao.adapters.asking import Answer, ask
from newsdao.config import Settings
from newsdao.errors import FetchError
from newsdao.services import notifying, verdicts
from newsdao.services.outgoing import Dispatch, Outgoing, OwnPage
from newsdao.store import deliveries, leases, outbox, writes
from newsdao.store.deliveries import Batch

log = logging.getLogger("newsdao")

LEASE = "drain"
# What no other try mends. A store that is away is none of these.
_FAULTS = (ValueError, TypeError, LookupError, DataError, IntegrityError)
SENDERS = 8
DOUBTFUL = SENDERS // 2
TIMEOUT = 5.0
# How often the store is looked at without a word from anybody: for retries, and for stories that appear at a minute.
LOOK_AGAIN = 2.0
# How often a look at the shared table is taken.
TICK = 0.05
_RENEW_AFTER = 3.0
_LAST_PATIENCE = 2.0


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Drainer:
    """Sends what is due.

    page_of: what this site answers at one of its own absolute addresses. bump: makes kept pages old. has_news: whether
    something was written since it was asked last. outcomes: how often a batch was sent, put off, given up.
    """

    session: scoped_session[Any]
    settings: Settings
    page_of: Callable[[str], OwnPage]
    bump: Callable[[Iterable[str]], None]
    has_news: Callable[[], bool] = lambda: False
    now: Callable[[], datetime] = utc_now
    timeout: float = TIMEOUT
    outcomes: Counter[str] = field(default_factory=Counter)
    _holder: str = field(default_factory=lambda: f"{os.getpid()}-{secrets.token_hex(8)}")
    _flying: dict[tuple[str, str], Outgoing] = field(default_factory=dict)
    _landed: "SimpleQueue[tuple[Outgoing, Answer | FetchError]]" = field(default_factory=SimpleQueue)
    _renewed: float = 0.0

    def drain(self, stop: Event) -> None:
        """Return when nothing is due any more: another drainer at work is waited for."""
        while not stop.is_set() and self._is_due():
            if not self._work(stop):
                stop.wait(TICK)

    def follow(self, stop: Event) -> None:
        """Send what comes to be due, within a moment, until `stop` is set."""
        while not stop.is_set():
            if self._is_due():
                self._work(stop)
            looked = monotonic()
            while not stop.is_set() and monotonic() - looked < LOOK_AGAIN and not self.has_news():
                stop.wait(TICK)

    def _is_due(self) -> bool:
        session, now = self.session(), self.now()
        found = outbox.waiting(session, now).due > 0 or deliveries.is_any_due(session, now)
        session.rollback()
        return found

    def _work(self, stop: Event) -> bool:
        """Take the lease, send until nothing is due, give it back. Whether the lease could be had."""
        if not self._hold():
            return False
        try:
            self._forget_former_targets()
            while not stop.is_set() and self._hold():
                dispatch = self._dispatch()
                for batch in self._next():
                    self._send(dispatch, batch)
                if not self._flying:
                    return True
                self._await_one(dispatch, stop)
            return True
        finally:
            self._end()

    def _hold(self) -> bool:
        """Take the lease, or renew it while it lasts long enough; False when another has it."""
        if monotonic() - self._renewed < _RENEW_AFTER:
            return True
        began, session = monotonic(), self.session()
        writes.begin(session)
        is_held = leases.take(session, LEASE, self._holder, self.now())
        session.commit()
        self._renewed = began if is_held else 0.0
        return is_held

    def _end(self) -> None:
        """Hear out what is still under way, for a moment; then let another have the lease."""
        try:
            until = monotonic() + _LAST_PATIENCE
            while self._flying and monotonic() < until:
                self._land(self._dispatch(), until - monotonic())
        finally:
            self._flying.clear()
            self._landed = SimpleQueue()
            if self._renewed:
                self._renewed = 0.0
                session = self.session()
                session.rollback()
                writes.begin(session)
                leases.give_back(session, LEASE, self._holder)
                session.commit()

    def _forget_former_targets(self) -> None:
        session = self.session()
        whom = notifying.addressees(session, self.settings, self.now())
        session.rollback()
        writes.begin(session)
        deliveries.keep_only(session, whom.fixed, whom.open_kinds)
        session.commit()

    def _dispatch(self) -> Dispatch:
        """The first step, one transaction: what happened becomes what is to be sent."""
        session, now = self.session(), self.now()
        whom = notifying.addressees(session, self.settings, now)
        is_more = outbox.waiting(session, now).due > 0
        session.rollback()
        while is_more:
            writes.begin(session)
            is_more = notifying.spread(session, whom, now, self.bump)
            session.commit()
        session.expunge_all()
        return Dispatch(session, whom, self.page_of)

    def _next(self) -> list[Batch]:
        """The second step: what may be sent now. A target is sent one thing at a time."""
        free = SENDERS - len(self._flying)
        doubtful = sum(flying.batch.is_doubtful for flying in self._flying.values())
        session, now = self.session(), self.now()
        found = deliveries.due(session, now, min(free, DOUBTFUL - doubtful), self._flying.keys(), doubtful=True)
        found += deliveries.due(session, now, free - len(found), self._flying.keys(), doubtful=False)
        session.rollback()
        return found

    def _send(self, dispatch: Dispatch, batch: Batch) -> None:
        try:
            outgoing = dispatch.prepare(batch, self.now())
            dispatch.session.rollback()
        except FetchError as error:
            writes.begin(dispatch.session)
            dispatch.put_off(batch, verdicts.of(batch.kind, error, self.now()), self.now())
            dispatch.session.commit()
            return
        except _FAULTS as error:
            self._give_up(dispatch, batch, error)
            return
        if outgoing is not None:
            self._flying[batch.key] = outgoing
            arguments = (outgoing, self._landed, self.timeout, self.settings.private_targets == "allow")
            Thread(target=_speak, args=arguments, name="newsdao-sender", daemon=True).start()

    def _await_one(self, dispatch: Dispatch, stop: Event) -> None:
        """Wait until somebody answered, or something was written, or a little while."""
        until = monotonic() + 0.5
        while not stop.is_set() and monotonic() < until:
            if self._land(dispatch, TICK) or self.has_news():
                return

    def _land(self, dispatch: Dispatch, patience: float) -> bool:
        try:
            outgoing, answer = self._landed.get(timeout=max(patience, 0.0))
        except Empty:
            return False
        del self._flying[outgoing.batch.key]
        try:
            self.outcomes[dispatch.settle(outgoing, answer, self.now())] += 1
        except _FAULTS as error:
            self._give_up(dispatch, outgoing.batch, error)
        return True

    def _give_up(self, dispatch: Dispatch, batch: Batch, error: Exception) -> None:
        """Something is wrong with this one thing alone: sent again for ever, it would hold up all others."""
        log.error("what was to be sent to %s can't be worked on", batch.target, exc_info=error)
        dispatch.session.rollback()
        writes.begin(dispatch.session)
        deliveries.give_up(dispatch.session, batch.ids, f"a fault of NewsDAO's: {type(error).__name__}, see the log")
        dispatch.session.commit()
        self.outcomes["dead"] += 1


def _speak(
    outgoing: Outgoing, landed: "SimpleQueue[tuple[Outgoing, Answer | FetchError]]", timeout: float,
    allow_private: bool,
) -> None:  # fmt: skip
    answer: Answer | FetchError
    try:
        answer = ask(outgoing.message, timeout=timeout, allow_private=allow_private)
    except FetchError as error:
        answer = error
    except Exception as error:
        log.exception("what was to be sent to %s could not be", outgoing.batch.target)
        answer = FetchError(outgoing.batch.target, f"can't be asked ({type(error).__name__})", "see the log")
    landed.put((outgoing, answer))
