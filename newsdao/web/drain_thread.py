"""The server's own drainer: a thread beside the requests of a worker, started by the worker's first.

Every worker has one. A lease lets one of them send at a time; when its worker ends, the next takes over.
"""

import logging
import threading
from threading import Event, Thread

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from newsdao.adapters.generations import Generations
from newsdao.extensions import db
from newsdao.services import invalidation
from newsdao.services.draining import Drainer
from newsdao.web import frame, own_pages

log = logging.getLogger("newsdao")

# Seconds until it is tried again after a failure.
_PAUSE = 2.0


class News:
    """Tells whether something was written to the outbox since it was asked last, for the price of a memory read."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._stamps = self._now()

    def __call__(self) -> bool:
        if self._generations.stand(self._stamps):
            return False
        self._stamps = self._now()
        return True

    def _now(self) -> tuple[tuple[int, bytes], ...]:
        return self._generations.stamps((invalidation.OUTBOX,), self._generations.snapshot())


def drainer(app: Flask) -> Drainer:
    """A drainer for this application; use it within an application context."""
    house: frame.House = app.extensions["newsdao"]
    return Drainer(
        db.session, house.settings, lambda address: own_pages.answer(app, address), house.generations.bump,
        News(house.generations),
    )  # fmt: skip


def init_app(app: Flask) -> None:
    """Start the thread at the first request that a server hands in; not for what a command asks of the site."""
    house: frame.House = app.extensions["newsdao"]
    started = threading.Lock()

    @app.before_request
    def start() -> None:
        in_shell = click.get_current_context(silent=True) is not None
        if house.settings.pushes and not in_shell and started.acquire(blocking=False):
            # No daemon: the interpreter waits for it, so that it can give its lease back.
            Thread(target=_run, args=(app,), name="newsdao-drain", daemon=False).start()


def _run(app: Flask) -> None:
    stop = Event()
    Thread(target=watch_for_the_end, args=(stop,), name="newsdao-drain-end", daemon=True).start()
    told = ""
    while not stop.is_set():
        try:
            with app.app_context():
                drainer(app).follow(stop)
        except SQLAlchemyError as error:
            # A store that is away for a while must not end the draining; it is told of once.
            said = str(error.__cause__ or error)
            if said != told:
                log.error("the outbox could not be drained, trying again: %s", said)
            told = said
        except Exception:
            log.exception("the outbox could not be drained, trying again")
        stop.wait(_PAUSE)


def watch_for_the_end(stop: Event) -> None:
    """A worker that is told to end ends its main thread, and then waits for the others."""
    threading.main_thread().join()
    stop.set()
