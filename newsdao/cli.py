"""The shell's door: `flask sync`, `flask serve`, `flask doctor`. Each command asks a service and prints its answer."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from newsdao import report
from newsdao.config import Settings, read_settings
from newsdao.errors import InterruptedSyncError, NewsDAOError
from newsdao.extensions import db
from newsdao.services import doctor, exporting, serving, watching
from newsdao.services.sync_report import SyncOptions
from newsdao.services.syncing import Syncer
from newsdao.store import schema


def init_app(app: Flask) -> None:
    for command in (sync, serve, export_command, doctor_command):
        app.cli.add_command(command)


def _one_line_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """What we know to be wrong is told in a line; a traceback is for what we don't."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except InterruptedSyncError as error:
            click.echo(f"newsdao: {error}", err=True)
            sys.exit(130)
        except NewsDAOError as error:
            click.echo(f"newsdao: {error}", err=True)
            sys.exit(2)

    return run


@click.command("sync")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would happen, and write nothing.")
@click.option("--watch", is_flag=True, help="Then stay, and publish every saved file within a second.")
@click.option("--prune", is_flag=True, help="Withdraw articles whose file is gone (their addresses answer 410).")
@click.option("--drafts", is_flag=True, help="Publish _drafts/ too.")
@with_appcontext
@_one_line_errors
def sync(folder: Path, dry_run: bool, watch: bool, prune: bool, drafts: bool) -> None:
    """Read the posts of a Jekyll site, or of a bare FOLDER of posts, into the store."""
    schema.check_schema(db.engine)
    syncer = make_syncer(folder, SyncOptions(drafts=drafts, prune=prune, dry_run=dry_run))
    with report.progress() as progress:
        result = syncer.sync(progress)
    report.show(result, dry_run=dry_run)
    if watch and not dry_run:
        watching.watch(syncer, report.show_saved)
    sys.exit(1 if result.rejected else 0)


@click.command("serve")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@_one_line_errors
def serve(folder: Path | None, port: int, workers: int) -> None:
    """Migrate, sync FOLDER (the sample newsroom without one), serve on 127.0.0.1, and watch for saved posts."""
    from newsdao import create_app  # not at the top: create_app registers this command

    plan = serving.prepare(read_settings(), folder, port, workers)
    with create_app(plan.settings).app_context():
        schema.upgrade(db.engine)
        syncer = make_syncer(plan.folder)
        with report.progress() as progress:
            report.show(syncer.sync(progress))
        serving.run(plan, syncer, report.show_address, report.show_saved)


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@with_appcontext
@_one_line_errors
def export_command(folder: Path) -> None:
    """Write the whole site as a Jekyll tree into a new FOLDER: every file as it was read, and the media."""
    schema.check_schema(db.engine)
    result = exporting.export(db.session(), settings().media_folder, folder)
    report.show_export(result, folder)
    sys.exit(1 if result.failed else 0)


@click.command("doctor")
@with_appcontext
@_one_line_errors
def doctor_command() -> None:
    """Tell what is set, what is missing and what is unsafe."""
    findings = doctor.examine(settings(), db.engine)
    report.show_findings(findings)
    sys.exit(1 if any(finding.is_fault for finding in findings) else 0)


def settings() -> Settings:
    chosen: Settings = current_app.extensions["newsdao"].settings
    return chosen


def make_syncer(folder: Path, options: SyncOptions | None = None) -> Syncer:
    chosen = settings()
    return Syncer(folder, chosen.instance, db.session, _is_reserved, options or SyncOptions(), chosen.site_url)


def _is_reserved(permalink: str) -> bool:
    """Whether one of NewsDAO's own pages, and not the articles' catch-all, answers at this address."""
    try:
        endpoint, _ = current_app.url_map.bind("localhost").match(permalink, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return bool(endpoint != "article.show")
