"""The front door: home, all articles, the archive by day, and the page of feeds for people."""

from datetime import date, timedelta

from flask import Blueprint, abort, render_template

from newsdao.extensions import db
from newsdao.presenters import front_page, jsonld, live, seo, stream, times
from newsdao.services import invalidation
from newsdao.store import queries
from newsdao.web import frame
from newsdao.web.page_cache import Page, cached, cached_by_cursor

blueprint = Blueprint("home", __name__)

_LATEST = 40
_SECTIONS = 6
_PER_SECTION = 6


@blueprint.get("/")
@cached
def show() -> Page:
    current, moment = frame.current(), frame.now()
    slugs = [term.slug for term in current.nav[:_SECTIONS]]
    newest, by_section = queries.front(db.session(), moment, _LATEST, slugs, _PER_SECTION)
    sections = [(term, by_section[term.slug]) for term in current.nav[:_SECTIONS]]
    front = front_page.compose(newest, sections, moment, current.site.timezone)
    meta = seo.home_meta(current.site, current.urls, current.words)
    graph = jsonld.dumps(jsonld.home(current.site, current.urls))
    body = render_template("home.html", front=front, known=live.known(newest), page=meta, jsonld=graph)
    keys = {invalidation.RIVER, *(invalidation.term_key("category", slug) for slug in slugs)}
    # "Now" is the last hour, so the page ages by the minute even when nothing happens.
    return Page(body.encode(), frozenset(keys), valid_until=moment + timedelta(minutes=1), robots=meta.robots)


@blueprint.get("/latest/")
@cached_by_cursor
def latest(before: int | None) -> Page:
    current, moment = frame.current(), frame.now()
    found = queries.everything(db.session(), moment, before)
    if before is not None and not found.articles:
        abort(404)
    path = current.urls.latest(before)
    title, about = current.words("title.latest"), current.site.stories_description
    meta = seo.listing_meta(title, path, current.site, current.urls, current.words, about)
    graph = jsonld.dumps(jsonld.collection(title, path, found.articles, current.site, current.urls))
    groups = stream.grouped(found.articles, moment, current.site.timezone)
    body = render_template(
        "latest.html", groups=groups, older=found.older, is_first=before is None, known=live.known(found.articles),
        page=meta, jsonld=graph,
    )  # fmt: skip
    until = moment + timedelta(minutes=1)
    return Page(body.encode(), frozenset({invalidation.RIVER}), valid_until=until, robots=meta.robots)


@blueprint.get("/archive/")
@cached
def archive() -> Page:
    current = frame.current()
    today = frame.now().astimezone(current.site.timezone).date()
    months: dict[tuple[int, int], list[tuple[date, int]]] = {}
    for row in queries.days(db.session(), frame.now(), today):
        months.setdefault((row.day.year, row.day.month), []).append((row.day, row.article_count))
    title, path = current.words("title.archive"), current.urls.archive()
    meta = seo.listing_meta(title, path, current.site, current.urls, current.words)
    graph = jsonld.dumps(jsonld.collection(title, path, (), current.site, current.urls))
    listed = [(year, month, days) for (year, month), days in months.items()]
    body = render_template("archive.html", months=listed, page=meta, jsonld=graph)
    return Page(body.encode(), frozenset({invalidation.ARCHIVE}), robots=meta.robots)


@blueprint.get("/archive/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/<int(fixed_digits=2):number>/")
@cached
def day(year: int, month: int, number: int) -> Page:
    current, moment = frame.current(), frame.now()
    try:
        asked = date(year, month, number)
    except ValueError:
        abort(404)
    articles = queries.on_day(db.session(), asked, moment)
    if not articles:
        abort(404)
    before, after = queries.days_beside(db.session(), asked, moment.astimezone(current.site.timezone).date())
    title, path = (
        current.words("title.archive_day", date=times.long_day(asked, current.words)),
        current.urls.archive(asked),
    )
    meta = seo.listing_meta(title, path, current.site, current.urls, current.words)
    graph = jsonld.dumps(jsonld.collection(title, path, articles, current.site, current.urls))
    body = render_template(
        "archive_day.html",
        day=asked, articles=articles, groups=stream.grouped(articles, moment, current.site.timezone),
        previous_day=before, next_day=after, page=meta, jsonld=graph,
    )  # fmt: skip
    keys = {invalidation.ARCHIVE, invalidation.day_key(asked)}
    return Page(body.encode(), frozenset(keys), valid_until=moment + timedelta(minutes=1), robots=meta.robots)
