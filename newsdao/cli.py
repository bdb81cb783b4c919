"""The shell's door: `flask sync`, `flask serve`, `flask doctor`. Each command asks a service and prints its answer."""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from newsdao import report, report_page
from newsdao.config import Settings, read_settings
from newsdao.errors import InterruptedSyncError, NewsDAOError
from newsdao.extensions import db
from newsdao.services import converting, doctor, exporting, reporting, serving, site_check, watching
from newsdao.services.sync_report import SyncOptions, SyncReport
from newsdao.services.syncing import Syncer, utc_now
from newsdao.store import schema


def init_app(app: Flask) -> None:
    for command in (sync, serve, export_command, doctor_command):
        app.cli.add_command(command)


def one_line_errors(command: Callable[..., Any]) -> Callable[..., Any]:
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
@click.argument("folder")
@click.option("--from", "origin", type=click.Choice(converting.KINDS), help="FOLDER is an export, or a feed's address.")
@click.option("--into", type=click.Path(path_type=Path), help="The folder that the export becomes, yours from then on.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen, and write nothing.")
@click.option("--watch", is_flag=True, help="Then stay, and publish every saved file within a second.")
@click.option("--prune", is_flag=True, help="Withdraw articles whose file is gone (their addresses answer 410).")
@click.option("--drafts", is_flag=True, help="Publish _drafts/ too.")
@click.option("--fetch-images", is_flag=True, help="Keep copies of the pictures that stories take from other hosts.")
@click.option(
    "--report", "reports", type=click.Path(path_type=Path), multiple=True,
    help="Read every file anew and write all there is to tell of the site to this *.html or *.json.",
)  # fmt: skip
@with_appcontext
@one_line_errors
def sync(
    folder: str, origin: str | None, into: Path | None, dry_run: bool, watch: bool, prune: bool, drafts: bool,
    fetch_images: bool, reports: tuple[Path, ...],
) -> None:  # fmt: skip
    """Read the posts of a Jekyll site, or of a bare FOLDER of posts, into the store."""
    if watch and dry_run:
        raise click.UsageError("--watch publishes what is saved, and --dry-run nothing: choose one of them")
    schema.check_schema(db.engine)
    draw = partial(report_page.draw, environment=current_app.jinja_env)
    reporter = reporting.reporter(reports, draw)
    options = SyncOptions(
        drafts=drafts, prune=prune, dry_run=dry_run, thorough=bool(reports), fetch_images=fetch_images
    )
    with _opened(folder, origin, into, dry_run=dry_run) as (source, converted):
        syncer = make_syncer(source, options)
        with report.progress("reading") as progress:
            result = syncer.sync(progress)
    result.notices[:0], result.rejected[:0] = converted.notices, converted.rejected
    report.show(result, dry_run=dry_run)
    if reports:
        _write_report(reporter, result, dry_run=dry_run)
        report.show_written(reports)
    if watch:
        watching.watch(syncer, report.show_saved)
    sys.exit(1 if result.rejected else 0)


@contextmanager
def _opened(
    folder: str, origin: str | None, into: Path | None, *, dry_run: bool
) -> Iterator[tuple[Path, converting.ConversionReport]]:
    """The folder to read. An export is made one first, which a dry run throws away again."""
    if origin is None:
        if into is not None:
            raise click.UsageError("--into says where an export goes: name its kind with --from")
        yield Path(folder), converting.ConversionReport()
        return
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) if dry_run else into or settings().instance / "moved-in"
        converted = converting.convert(origin, folder, target)
        report.show_conversion(converted, target)
        yield target, converted


@click.command("serve")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@one_line_errors
def serve(folder: Path | None, port: int, workers: int) -> None:
    """Migrate, sync FOLDER (the sample newsroom without one), serve on 127.0.0.1, and watch for saved posts."""
    from newsdao import create_app  # not at the top: create_app registers this command

    plan = serving.prepare(read_settings(), folder, port, workers)
    with create_app(plan.settings).app_context():
        schema.upgrade(db.engine)
        syncer = make_syncer(plan.folder)
        with report.progress("reading") as progress:
            report.show(syncer.sync(progress))
        serving.run(plan, syncer, report.show_address, report.show_saved)


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@with_appcontext
@one_line_errors
def export_command(folder: Path) -> None:
    """Write the whole site as a Jekyll tree into a new FOLDER: every file as it was read, and the media."""
    schema.check_schema(db.engine)
    result = exporting.export(db.session(), settings().media_folder, folder)
    report.show_export(result, folder)
    sys.exit(1 if result.failed else 0)


@click.command("doctor")
@with_appcontext
@one_line_errors
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
    return Syncer(
        folder, chosen.instance, db.session, is_route, options or SyncOptions(), chosen.site_url,
        allow_private=chosen.private_targets == "allow", pushes=chosen.pushes,
    )  # fmt: skip


def _write_report(reporter: reporting.Reporter, result: SyncReport, *, dry_run: bool) -> None:
    findings = None
    if not dry_run:
        with report.progress("following links") as progress:
            findings = site_check.examine(db.session(), settings().media_folder, status_of, utc_now(), progress)
    reporter.write(result, findings, settings(), utc_now(), is_dry_run=dry_run)


def status_of(path: str) -> int:
    """How the site itself answers a reader who asks for this path."""
    origin = "{0.scheme}://{0.netloc}/".format(urlsplit(settings().site_url or settings().local_url))
    # "//host" would be another site's address.
    asked = quote(re.sub(r"^/{2,}", "/", path))
    return current_app.test_client().get(asked, base_url=origin).status_code


def is_route(permalink: str) -> bool:
    """Whether one of NewsDAO's own pages, and not the articles' catch-all, answers at this address."""
    try:
        endpoint, _ = current_app.url_map.bind("localhost").match(permalink, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    # The pattern library gives way to a page of the publisher's.
    return endpoint not in {"article.show", "patterns.show"}
