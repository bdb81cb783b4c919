"""Where an opened story is counted: beside its answer, and never in its way."""

import logging
import threading
from threading import Event, Thread
from time import monotonic
from typing import cast

import click
from flask import Flask, Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from newsdao.extensions import db
from newsdao.services import most_read
from newsdao.services.most_read import Counts, Opening
from newsdao.web import frame
from newsdao.web.drain_thread import watch_for_the_end

log = logging.getLogger("newsdao")

# Seconds between two writings of what was counted; what a killed worker held is lost.
_EVERY = 20.0
_KEY = "newsdao_readings"


def init_app(app: Flask) -> None:
    """Count from now on, unless the settings say not to."""
    house: frame.House = app.extensions["newsdao"]
    if house.settings.most_read == "on":
        app.extensions[_KEY] = Counts(monotonic)


def note(permalink: str, response: Response) -> None:
    """Count a story whose whole page goes out to a reader who didn't have it; a 304, or a HEAD, is no reading."""
    counts = cast("Counts | None", current_app.extensions.get(_KEY))
    if counts is None or response.status_code != 200 or request.method != "GET":
        return
    asked = request.environ
    purpose = asked.get("HTTP_SEC_PURPOSE") or asked.get("HTTP_PURPOSE") or asked.get("HTTP_X_MOZ") or ""
    agent, dest = asked.get("HTTP_USER_AGENT", ""), asked.get("HTTP_SEC_FETCH_DEST", "")
    counts.note(permalink, Opening(request.remote_addr or "", agent, purpose, dest))


def flush(app: Flask) -> int:
    """Write what this process counted; how many stories were."""
    counts = cast("Counts | None", app.extensions.get(_KEY))
    if counts is None:
        return 0
    with app.app_context():
        return most_read.flush(counts, db.session, frame.now())


def start_writing(app: Flask) -> None:
    """Begin, at the first request that a server hands in, to write the counts every little while."""
    if _KEY not in app.extensions:
        return
    started = threading.Lock()

    @app.before_request
    def start() -> None:
        in_shell = click.get_current_context(silent=True) is not None
        if not in_shell and started.acquire(blocking=False):
            Thread(target=_run, args=(app,), name="newsdao-readings", daemon=False).start()


def _run(app: Flask) -> None:
    stop = Event()
    Thread(target=watch_for_the_end, args=(stop,), name="newsdao-readings-end", daemon=True).start()
    is_last = False
    while not is_last:
        is_last = stop.wait(_EVERY)
        try:
            flush(app)
        except SQLAlchemyError as error:
            log.warning("what was read could not be counted: %s", error.__cause__ or error)
        except Exception:
            log.exception("what was read could not be counted")
