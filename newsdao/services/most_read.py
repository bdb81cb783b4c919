"""Counting what is read, without knowing who reads (docs/adr/0013-front-page.md).

A request is counted when a person's browser opened a story: what is known of the request is asked, and forgotten.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from secrets import token_bytes
from threading import Lock
from typing import Any

from sqlalchemy.orm import scoped_session

from newsdao.store import readings, writes

# Seconds after which it is forgotten who has opened what, with the salt that could have told.
WINDOW = 600.0
# Of one address and story within a window: an office or a carrier's gateway holds many readers, a script asks for ever.
_MOST_OF_ADDRESS = 20
# What is remembered within a window; beyond it nothing is counted, so that memory stays small whoever asks.
_MOST_REMEMBERED = 100_000
_ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|yeti|daum|preview|scrap|fetch|monitor|lighthouse|headless|python|curl|wget|http-?client"
    r"|facebookexternalhit|archiver|validator|feed|phantom|selenium|puppeteer",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a request says of itself. purpose: `Sec-Purpose`, `Purpose` or `X-Moz`; dest: `Sec-Fetch-Dest`."""

    address: str
    agent: str
    purpose: str = ""
    dest: str = ""

    @property
    def is_of_a_reader(self) -> bool:
        """Whether a browser shows the page to a person now, as far as it says."""
        if self.purpose or self.dest not in {"", "document"}:
            return False
        return self.agent.startswith("Mozilla/") and _ROBOT.search(self.agent) is None


@dataclass
class Counts:
    """What was opened since the last flush, in this process. clock: seconds, monotonic."""

    clock: Callable[[], float]
    _times: Counter[str] = field(default_factory=Counter)
    _seen: Counter[bytes] = field(default_factory=Counter)
    _salt: bytes = b""
    _ends: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def note(self, permalink: str, opening: Opening) -> bool:
        """Count a story that was opened. Whether it was: the same reader again within ten minutes isn't."""
        if not opening.is_of_a_reader:
            return False
        with self._lock:
            self._renew()
            is_new = len(self._seen) < _MOST_REMEMBERED and self._is_new(permalink, opening)
            self._times[permalink] += is_new
            return is_new

    def take(self) -> dict[str, int]:
        """What was counted since this was asked last."""
        with self._lock:
            times, self._times = dict(+self._times), Counter()
            return times

    def _renew(self) -> None:
        if self.clock() >= self._ends:
            self._seen, self._salt, self._ends = Counter(), token_bytes(16), self.clock() + WINDOW

    def _is_new(self, permalink: str, opening: Opening) -> bool:
        network = _network(opening.address)
        reader, gateway = self._mark(permalink, network, opening.agent), self._mark(permalink, network)
        if self._seen[reader] or self._seen[gateway] >= _MOST_OF_ADDRESS:
            return False
        self._seen[reader] = 1
        self._seen[gateway] += 1
        return True

    def _mark(self, *parts: str) -> bytes:
        return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8, key=self._salt).digest()


def _network(address: str) -> str:
    """An IPv6 address by its /64: one household has as many addresses as it likes."""
    if ":" not in address:
        return address
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(int(found) >> 64) if isinstance(found, IPv6Address) else address


def flush(counts: Counts, session: scoped_session[Any], now: datetime) -> int:
    """Write what was counted. Returns how many stories were; what can't be written is lost, and nobody waits for it."""
    times = counts.take()
    if times:
        try:
            writes.begin(session())
            readings.add(session(), times, now)
            session.commit()
        except BaseException:
            session.rollback()
            raise
    return len(times)
