"""The shell's door to what is told to others: `flask drain`, `flask outbox`."""

import sys
from threading import Event
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from newsdao import report_push
from newsdao.cli import one_line_errors
from newsdao.extensions import db
from newsdao.services import letters
from newsdao.services.serving import stopping_on_signals
from newsdao.store import schema
from newsdao.web import drain_thread


def init_app(app: Flask) -> None:
    for command in (drain, outbox):
        app.cli.add_command(command)


@click.command("drain")
@click.option("--follow", is_flag=True, help="Stay, and send what comes to be due.")
@with_appcontext
@one_line_errors
def drain(follow: bool) -> None:
    """Tell hubs, search engines and subscribers what is due. A running server does it by itself."""
    schema.check_schema(db.engine)
    drainer = drain_thread.drainer(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001
    stop = Event()
    with stopping_on_signals(stop):
        (drainer.follow if follow else drainer.drain)(stop)
    report_push.show_drained(drainer.outcomes, letters.listed(db.session(), 0))


@click.command("outbox")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--retry", metavar="ID|all", help="Try at once what waits or was given up.")
@click.option("--drop", metavar="ID|all", help="Forget a delivery; all: every dead letter.")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1), help="How many to list.")
@with_appcontext
@one_line_errors
def outbox(as_json: bool, retry: str | None, drop: str | None, limit: int) -> None:
    """List what is still to be sent, and what was given up (exit status 1 when there is any)."""
    schema.check_schema(db.engine)
    for number, act in ((retry, letters.retry), (drop, letters.drop)):
        if number is not None:
            act(db.session(), _numbers(number))
    listing = letters.listed(db.session(), limit)
    show: Any = report_push.show_json if as_json else report_push.show_outbox
    show(listing)
    sys.exit(1 if listing.dead else 0)


def _numbers(text: str) -> list[int] | None:
    if text == "all":
        return None
    if not text.isdigit():
        raise click.UsageError(f"{text!r} is no number of the list, and not 'all'")
    return [int(text)]
