"""Serve: from a folder of posts to a site on the air, in one command."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from subprocess import Popen
from threading import Event, Thread

from newsdao.adapters import server
from newsdao.config import PROJECT, Settings, environment_of
from newsdao.errors import StoreError
from newsdao.services import sampling, watching
from newsdao.services.sync_report import SyncReport
from newsdao.services.syncing import Syncer

HOST = "127.0.0.1"
SAMPLE = PROJECT / "sample"

log = logging.getLogger("newsdao")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to serve: a folder of posts, under settings that hold its own instance folder."""

    settings: Settings
    folder: Path
    port: int
    workers: int

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}/"


def prepare(settings: Settings, folder: Path | None, port: int, workers: int) -> Plan:
    """Decide what to serve; without a folder the sample newsroom, which lives in an instance of its own.

    Raises ConfigurationError or StoreError before anything is started.
    """
    server.refuse_taken_port(HOST, port)
    settings = replace(settings, local_url=f"http://{HOST}:{port}")
    if folder is None:
        settings = replace(settings, instance=settings.instance / "sample")
        folder = settings.instance / "newsroom"
        try:
            sampling.write_newsroom(SAMPLE, folder, datetime.now(UTC))
        except PermissionError as error:
            raise StoreError(f"{error.filename} can't be written; make the instance folder writable") from None
    return Plan(settings, folder, port, workers)


def run(plan: Plan, syncer: Syncer, ready: Callable[[str], None], tell: Callable[[SyncReport], None]) -> None:
    """Serve, and publish what is saved, until SIGINT or SIGTERM; then let the server finish its answers."""
    stop = Event()
    with stopping_on_signals(stop):
        child = server.start(PROJECT, HOST, plan.port, plan.workers, environment_of(plan.settings))
        waiting = Thread(target=_tell_when_ready, args=(plan, child, ready, stop), daemon=True)
        waiting.start()
        try:
            watching.watch(syncer, tell, stop)
        finally:
            ended_with = child.poll()
            server.stop(child)
    if ended_with is not None:
        raise StoreError(f"the server ended by itself (status {ended_with}); its last lines say why")


def _tell_when_ready(plan: Plan, child: Popen[bytes], ready: Callable[[str], None], stop: Event) -> None:
    """Say where the site is once it answers; when the server ends by itself, end with it."""
    if server.answers(HOST, plan.port, child):
        server.awaken(HOST, plan.port)
        ready(plan.address)
    child.wait()
    stop.set()


@contextmanager
def stopping_on_signals(stop: Event) -> Iterator[None]:
    """Have SIGINT, SIGTERM and SIGHUP set `stop`, where they would end the process in the middle."""
    before = {one: signal.signal(one, lambda *_: stop.set()) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
