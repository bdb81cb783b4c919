"""What crawlers ask for: sitemaps, robots.txt, the manifest and the icon."""

from contextlib import suppress
from datetime import date

from flask import Blueprint, Response, abort, current_app, send_from_directory
from werkzeug.exceptions import NotFound

from newsdao.content.old_addresses import NOT_FOUND
from newsdao.content.post import UNDATED
from newsdao.extensions import db
from newsdao.presenters import cards, robots, seo, sitemaps
from newsdao.presenters.sitemaps import SitemapEntry, UrlEntry
from newsdao.services import invalidation
from newsdao.store import queries, redirects, windows
from newsdao.web import frame, old_addresses
from newsdao.web.headers import MEDIA_POLICY
from newsdao.web.page_cache import FEED, Page, cached

blueprint = Blueprint("sitemaps", __name__)

XML = "application/xml; charset=utf-8"
BUCKET = 5000


@blueprint.get("/sitemap.xml")
@cached
def index() -> Page:
    current, session = frame.current(), db.session()
    today = frame.now().astimezone(current.site.timezone).date()
    months: dict[tuple[int, int], list[queries.DayCount]] = {}
    for day in queries.days(session, frame.now(), today):
        if day.listed_count:
            months.setdefault((day.day.year, day.day.month), []).append(day)
    newest = max((day.changed_at for days in months.values() for day in days), default=None)
    entries = [SitemapEntry(current.urls.sitemap_pages(), newest), SitemapEntry(current.urls.news_sitemap(), newest)]
    for (year, month), days in months.items():
        parts = -(-sum(day.listed_count for day in days) // BUCKET)
        changed = max(day.changed_at for day in days)
        entries += [SitemapEntry(current.urls.sitemap_month(year, month, part + 1), changed) for part in range(parts)]
    body = sitemaps.index(entries, current.site, current.urls)
    return Page(body, frozenset({invalidation.ARCHIVE}), XML, FEED, newest)


@blueprint.get("/sitemaps/<int(fixed_digits=4):year>-<int(fixed_digits=2):month>-<int:part>.xml")
@cached
def month(year: int, month: int, part: int) -> Page:
    if not 1 <= month <= 12 or not 1 <= part <= 1000 or year < 1:
        abort(404)
    current = frame.current()
    first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    rows = windows.in_month(db.session(), first, after, frame.now(), part, BUCKET)
    if not rows:
        abort(404)
    entries = [
        UrlEntry(current.urls.article(row), row.updated_at, cards.picture_srcs(row, current.site)) for row in rows
    ]
    body = sitemaps.urlset(entries, current.site, current.urls)
    changed = max(row.updated_at for row in rows)
    return Page(body, frozenset({invalidation.month_key(year, month)}), XML, FEED, changed)


@blueprint.get("/sitemaps/pages.xml")
@cached
def pages() -> Page:
    current = frame.current()
    newest = queries.newest_change(db.session(), frame.now())
    shown = redirects.shown_terms(db.session(), frame.now())
    entries = [UrlEntry(path, None) for path in seo.listed_paths(shown, current.site, current.urls)]
    entries += [
        UrlEntry(current.urls.article(page), None if page.updated_at == UNDATED else page.updated_at)
        for page in queries.pages(db.session(), frame.now())
        if page.permalink not in NOT_FOUND
    ]
    # A page of the publisher's at an address of ours that yields to it stands once.
    listed = {entry.path: entry for entry in entries}.values()
    body = sitemaps.urlset(listed, current.site, current.urls)
    return Page(body, frozenset({invalidation.RIVER}), XML, FEED, newest)


@blueprint.get("/news-sitemap.xml")
@cached
def news() -> Page:
    current = frame.current()
    articles = windows.news_window(db.session(), frame.now())
    leaves = min((one.published_at for one in articles), default=None)
    body = sitemaps.news(articles, current.site, current.urls)
    newest = max((one.updated_at for one in articles), default=None)
    until = leaves + windows.NEWS_AGE if leaves else None
    return Page(body, frozenset({invalidation.RIVER}), XML, FEED, newest, until)


@blueprint.get("/robots.txt")
def robots_txt() -> Response:
    current = frame.last_known()
    policy = robots.policy(current.site, frame.house().settings.ai_training)
    text = robots.robots_txt(current.site, current.urls, policy=policy)
    response = Response(text, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@blueprint.get("/site.webmanifest")
@cached
def manifest() -> Page:
    return old_addresses.manifest()


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """The publisher's own, wherever their configuration has it; else ours."""
    settings, icons = frame.house().settings, frame.last_known().site.icons
    named = [icon.src for icon in icons if icon.type == "image/x-icon"]
    for src in (*named, "/favicon.ico"):
        with suppress(NotFound):
            own = send_from_directory(settings.media_folder, src.lstrip("/"), max_age=24 * 3600)
            own.headers["Content-Security-Policy"] = MEDIA_POLICY
            return own
    return send_from_directory(f"{current_app.static_folder}/icons", "favicon.ico", max_age=24 * 3600)
