"""The shell's door to the sub-editor: `flask check`, and the shop window, `flask preview`."""

import json
import re
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import click
from flask import Flask, current_app, g
from flask.cli import with_appcontext

from newsdao import preview_page, report, report_check
from newsdao.cli import is_route, one_line_errors, settings, status_of
from newsdao.config import Settings, read_settings, site_address
from newsdao.content.lint.catalogue import RULES
from newsdao.content.lint.rule import SEVERITIES, Severity
from newsdao.content.lint.served import Served
from newsdao.errors import ConfigurationError
from newsdao.extensions import db
from newsdao.presenters.findings_json import as_json
from newsdao.presenters.urls import Urls
from newsdao.services import checking, desk_copy, mending, previewing, site_check
from newsdao.services.checking import Asked, Checked
from newsdao.services.checking_site import PAGES, SiteCheck
from newsdao.services.desk_copy import DeskCopy
from newsdao.services.site_facts import served_url
from newsdao.services.syncing import utc_now
from newsdao.store import schema


def init_app(app: Flask) -> None:
    app.cli.add_command(check)
    app.cli.add_command(preview)


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--only", multiple=True, metavar="RULE", help="Tell of this rule alone (again for more).")
@click.option(
    "--severity", type=click.Choice(SEVERITIES), default="advice", show_default=True, help="The mildest that is told."
)
@click.option("--json", "is_json", is_flag=True, help="Print it as JSON (docs/check.md).")
@click.option("--strict", is_flag=True, help="End with 1 for a warning too.")
@click.option("--fix", is_flag=True, help="Put right what a machine may, in the files, and show each change.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the changes, and write nothing.")
@click.option(
    "--pages",
    default=PAGES,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="How many pages of the running site are looked at.",
)
@with_appcontext
@one_line_errors
def check(
    paths: tuple[Path, ...], only: tuple[str, ...], severity: Severity, is_json: bool, strict: bool, fix: bool,
    dry_run: bool, pages: int,
) -> None:  # fmt: skip
    """Read PATH (posts, or a site's folder) as a sub-editor; without one the synced site, and its pages as served."""
    if unknown := set(only) - RULES.keys():
        raise click.UsageError(f"there is no rule {', '.join(sorted(unknown))}; docs/check.md lists them")
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix: a check writes nothing")
    if fix and is_json:
        raise click.UsageError("--fix shows what it changes; --json is for what is found")
    if fix and not paths:
        raise click.UsageError("--fix writes into files: give the folder they lie in")
    asked = Asked(frozenset(only), severity)
    if fix:
        for copy in desk_copy.of_paths(paths, settings()):
            report_check.show_mended(
                mending.mend_posts(copy, asked, settings(), is_dry_run=dry_run), is_dry_run=dry_run
            )
        return
    checked = Checked(asked)
    _check_files(paths, checked) if paths else _check_store(checked, pages)
    if is_json:
        found = as_json(checking.ordered(checked.findings), checked.posts, checked.pages)
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        report_check.show(checked)
    sys.exit(1 if checked.is_failed(strict=strict) else 0)


def _check_files(paths: tuple[Path, ...], checked: Checked) -> None:
    for copy in desk_copy.of_paths(paths, settings()):
        with report.progress("reading") as progress:
            checking.check_posts(copy, checked, settings(), utc_now(), is_route, progress)


def _check_store(checked: Checked, pages: int) -> None:
    schema.check_schema(db.engine)
    session, now = db.session(), utc_now()
    with desk_copy.of_store(session, settings()) as copy, report.progress("reading") as progress:
        checking.check_posts(copy, checked, settings(), now, is_route, progress)
    with report.progress("following links") as progress:
        found = site_check.examine(session, settings().media_folder, status_of, now, progress)
    for finding in checking.of_site_check(found):
        checked.add(finding)
    with report.progress("asking the site") as progress:
        SiteCheck(ask, served_url(session, settings()), checked, now, pages).run(session, progress)


def ask(address: str) -> Served:
    """What the site answers a crawler; address: absolute, or a path with its base path."""
    parts = urlsplit(address)
    origin = "{0.scheme}://{0.netloc}/".format(urlsplit(served_url(db.session(), settings())))
    path = re.sub(r"^/{2,}", "/", quote(parts.path, safe="/%:@!$&'()*+,;=-._~") or "/")
    query = f"?{parts.query}" if parts.query else ""
    answer = current_app.test_client().get(path + query, base_url=origin)
    leads_to = str(answer.headers.get("Location", ""))
    return Served(path + query, answer.status_code, answer.mimetype or "", answer.get_data(), leads_to)


def _address(_context: click.Context, _option: click.Parameter, value: str) -> str:
    try:
        return site_address(value) if value else ""
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command("preview")
@click.argument("path")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("preview.html"),
    show_default=True,
    help="The page that is written.",
)
@click.option("--url", default="", callback=_address, help="The address at which the site will stand.")
@one_line_errors
def preview(path: str, output: Path, url: str) -> None:
    """Show how a story will look in Google, Naver, KakaoTalk, X, Facebook and a feed reader.

    PATH is a post's file, or the address of a story of the synced site.
    """
    chosen = read_settings(site_url=url) if url else read_settings()
    if Path(path).is_file():
        with tempfile.TemporaryDirectory(prefix="newsdao-preview-") as scratch:
            alone = replace(chosen, instance=Path(scratch), database_url="")
            page = _preview_of_file(Path(path), alone, chosen)
    else:
        page = _preview_of_address(path, chosen)
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{output} can't be written ({error.strerror}); name another") from None
    click.echo(f"the preview: {output}")


def _preview_of_file(file: Path, alone: Settings, chosen: Settings) -> str:
    """The file's post, published in a newsroom of its own that lasts as long as this takes."""
    from newsdao import create_app  # not at the top: create_app registers this command

    copy = next(desk_copy.of_paths([file], chosen))
    with create_app(alone).app_context():
        schema.upgrade(db.engine)
        now = utc_now()
        post = previewing.store_alone(db.session(), copy, alone, now)
        return _drawn(copy, post.permalink, alone, max(now, post.published_at))


def _preview_of_address(address: str, chosen: Settings) -> str:
    from newsdao import create_app

    with create_app(chosen).app_context():
        schema.check_schema(db.engine)
        session = db.session()
        permalink = unquote(urlsplit(address).path).removeprefix(urlsplit(served_url(session, chosen)).path)
        with desk_copy.of_store(session, chosen) as copy:
            path = previewing.source_of(session, permalink)
            return _drawn(replace(copy, paths=[path], is_whole=False), permalink, chosen, utc_now())


def _drawn(copy: DeskCopy, permalink: str, chosen: Settings, moment: datetime) -> str:
    """moment: at which the site is asked; a story that waits for its minute is shown as it will be then."""
    checked = Checked()
    checking.check_posts(copy, checked, chosen, utc_now(), is_route)
    g.now = moment  # the requests below are made within this very context
    address = Urls(served_url(db.session(), chosen)).path(permalink)
    shown = previewing.window(address, ask, checking.ordered(checked.findings))
    config = copy.site.config
    return preview_page.draw(shown, config.lang, config.timezone, current_app.jinja_env)
