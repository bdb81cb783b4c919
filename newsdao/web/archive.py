"""The archive: all years, the months of one, the days of a month, and a day's stories."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, render_template

from newsdao.extensions import db
from newsdao.presenters import jsonld, seo, times
from newsdao.services import invalidation
from newsdao.store import archive, queries
from newsdao.store.models import Article
from newsdao.web import frame
from newsdao.web.page_cache import Page, cached

blueprint = Blueprint("archive", __name__)

_YEAR = "/archive/<int(fixed_digits=4):year>/"
_MONTH = f"{_YEAR}<int(fixed_digits=2):month>/"
# How many stories of each day a month's page names: a month of 291 a day stays readable.
_PER_DAY = 3
_KEYS = frozenset({invalidation.ARCHIVE})

Crumb = tuple[str, str]


@blueprint.get("/archive/")
@cached
def show() -> Page:
    current = frame.current()
    months = archive.months(db.session(), frame.now(), _today())
    years = [(year, list(found)) for year, found in groupby(months, key=lambda one: one.year)]
    return _drawn("archive.html", current.words("title.archive"), [_top()], (), _KEYS, years=years)


@blueprint.get(_YEAR)
@cached
def year(year: int) -> Page:
    current, session = frame.current(), db.session()
    first, after = _span(archive.whole_year, year)
    days = archive.days(session, first, after, frame.now(), _today())
    if not days:
        abort(404)
    before, later = archive.beside(session, first, after, frame.now(), _today())
    months = [list(found) for _, found in groupby(days, key=lambda one: one[0].month)]
    return _drawn(
        "archive_year.html", current.words("title.archive_day", date=times.year(year, current.words)),
        [_top(), _of_year(year)], (), _KEYS, year=year, months=months, total=sum(count for _, count in days),
        before=before, later=later,
    )  # fmt: skip


@blueprint.get(_MONTH)
@cached
def month(year: int, month: int) -> Page:
    current, session, moment = frame.current(), db.session(), frame.now()
    first, after = _span(archive.whole_month, year, month)
    days = archive.days(session, first, after, moment, _today())
    if not days:
        abort(404)
    told = archive.top_of_days(session, first, after, moment, _PER_DAY)
    by_day = {day: list(found) for day, found in groupby(told, key=lambda one: one.local_day)}
    before, later = archive.beside(session, first, after, moment, _today())
    return _drawn(
        "archive_month.html", current.words("title.archive_day", date=times.month(year, month, current.words)),
        [_top(), _of_year(year), _of_month(first)], told, _KEYS, first=first, days=days, by_day=by_day,
        total=sum(count for _, count in days), before=before, later=later,
    )  # fmt: skip


@blueprint.get(f"{_MONTH}<int(fixed_digits=2):number>/")
@cached
def day(year: int, month: int, number: int) -> Page:
    current, session, moment = frame.current(), db.session(), frame.now()
    (asked,) = _span(lambda *parts: (date(*parts),), year, month, number)
    articles = queries.on_day(session, asked, moment)
    if not articles:
        abort(404)
    before, later = archive.beside(session, asked, asked + timedelta(days=1), moment, _today())
    name = times.long_day(asked, current.words)
    crumbs = [_top(), _of_year(year), _of_month(asked), (name, current.urls.archive(asked))]
    title = current.words("title.archive_day", date=name)
    keys = frozenset({invalidation.ARCHIVE, invalidation.day_key(asked)})
    drawn = _drawn(
        "archive_day.html", title, crumbs, articles, keys, day=asked, total=len(articles), previous_day=before,
        next_day=later,
    )  # fmt: skip
    return replace(drawn, valid_until=moment + timedelta(minutes=1))


def _today() -> date:
    return frame.now().astimezone(frame.current().site.timezone).date()


def _span(make: Any, *parts: int) -> Any:
    """Days of a calendar; an address that names none is no page."""
    try:
        return make(*parts)
    except (ValueError, OverflowError):
        abort(404)


def _drawn(
    template: str, title: str, crumbs: Sequence[Crumb], articles: Sequence[Article], keys: frozenset[str], **values: Any
) -> Page:
    """crumbs: (name, path) from the archive down to the page itself."""
    current, path = frame.current(), crumbs[-1][1]
    meta = seo.listing_meta(title, path, current.site, current.urls, current.words)
    graph = jsonld.collection(title, path, articles, current.site, current.urls, crumbs if len(crumbs) > 1 else ())
    shown = {"page": meta, "jsonld": jsonld.dumps(graph), "crumbs": crumbs[:-1], "articles": articles}
    return Page(render_template(template, **shown, **values).encode(), keys, robots=meta.robots)


def _top() -> Crumb:
    current = frame.current()
    return current.words("title.archive"), current.urls.archive()


def _of_year(year: int) -> Crumb:
    current = frame.current()
    return times.year(year, current.words), current.urls.archive_year(year)


def _of_month(day: date) -> Crumb:
    current = frame.current()
    return times.month_alone(day.year, day.month, current.words), current.urls.archive_month(day.year, day.month)
