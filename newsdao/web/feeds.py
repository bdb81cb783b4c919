"""The feeds, for the site and for every term, their archive, and what lists them for people and for readers."""

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Blueprint, Response, abort, render_template, request

from newsdao.content.post import Term
from newsdao.content.withdrawals import Withdrawal
from newsdao.extensions import db
from newsdao.presenters import feeds, jsonld, kill_notices, opml, seo, subscribing
from newsdao.presenters.feeds import Channel
from newsdao.presenters.json_feed import json_feed
from newsdao.presenters.urls import FeedFormat
from newsdao.services import hubs, invalidation
from newsdao.store import feed_archive, models, queries, windows
from newsdao.web import frame, old_addresses
from newsdao.web.category import KINDS
from newsdao.web.page_cache import FEED, Page, cached

blueprint = Blueprint("feeds", __name__)

_FILES = "any('rss.xml', 'atom.xml', 'feed.xml', 'feed.json')"
_PAGES = "any('rss.xml', 'atom.xml', 'feed.json')"
_RSS, _ATOM = "application/rss+xml; charset=utf-8", "application/atom+xml; charset=utf-8"
_JSON, _OPML = "application/feed+json; charset=utf-8", "text/x-opml; charset=utf-8"
_BUILDERS: dict[str, tuple[Callable[..., bytes], str]] = {
    "rss.xml": (feeds.rss, _RSS),
    "atom.xml": (feeds.atom, _ATOM),
    "feed.xml": (feeds.atom, _ATOM),
    "feed.json": (json_feed, _JSON),
}
_FORMATS: dict[str, FeedFormat] = {"rss.xml": "rss", "atom.xml": "atom", "feed.xml": "atom", "feed.json": "json"}


@blueprint.get(f"/<{_FILES}:file>")
@blueprint.get(f"/<{KINDS}:kind>/<slug>/<{_FILES}:file>")
@cached
def show(file: str, kind: str = "", slug: str = "") -> Page:
    current, session, moment = frame.current(), db.session(), frame.now()
    row = _row(kind, slug, f"/{kind}/{slug}/{file}")
    articles = windows.feed_window(session, moment, row)
    waiting = queries.hold_back_updates(articles, moment)
    older = feed_archive.older(session, articles[-1], row, moment) if articles else None
    channel = _channel(file, row, articles)
    channel, taken = _taken_back(file, row, channel, articles, is_whole=older is None)
    until = min((end for end in (waiting, taken) if end), default=None)
    channel = feeds.linked(channel, hubs=_hubs(), older=_address(older, file, row))
    build, content_type = _BUILDERS[file]
    body = build(channel, articles, current.site, current.urls)
    return Page(
        body, _keys(row), content_type, FEED, channel.updated_at, until, links=_discovery(channel.self_path)
    )  # fmt: skip


@blueprint.get(f"/feeds/<place>/<{_PAGES}:file>")
@blueprint.get(f"/<{KINDS}:kind>/<slug>/feeds/<place>/<{_PAGES}:file>")
@cached
def archive(place: str, file: str, kind: str = "", slug: str = "") -> Page:
    current, session, moment = frame.current(), db.session(), frame.now()
    row = _row(kind, slug, f"/{kind}/{slug}/feeds/{place}/{file}")
    here = feed_archive.place(place)
    articles = feed_archive.stories(session, here, row, moment) if here else []
    if not articles:
        abort(404)
    waiting = queries.hold_back_updates(articles, moment)
    older, newer = feed_archive.beside(session, articles[-1], articles[0], row, moment)
    # The last page of a day that isn't over is not finished; its stories stand in the feed itself.
    today = moment.astimezone(current.site.timezone).date()
    beside = [_address(one, file, row) for one in (here, older, newer if newer and newer.day < today else None)]
    channel = feeds.archived(_channel(file, row, articles), *beside)
    build, content_type = _BUILDERS[file]
    body = build(channel, articles, current.site, current.urls, full=feed_archive.SIZE)
    changed = _changed(channel.updated_at, windows.withdrawn_lately(session, moment, row))
    until = min(waiting or frame.next_midnight(current), frame.next_midnight(current))
    return Page(body, _keys(row), content_type, FEED, changed, until)


@blueprint.get("/rss/full.xml")
@cached
def full() -> Page:
    """For Naver: whole texts. Its hub stands in the header alone, no address of another host in the file."""
    current, moment = frame.current(), frame.now()
    articles = windows.feed_window(db.session(), moment, None, most=feeds.FULL)
    waiting = queries.hold_back_updates(articles, moment)
    channel = feeds.linked(_channel("rss.xml", None, articles), itself=current.urls.full_feed())
    body = feeds.naver(channel, articles, current.site, current.urls)
    changed = _changed(channel.updated_at, windows.withdrawn_lately(db.session(), moment, None))
    keys = frozenset({invalidation.RIVER})
    return Page(body, keys, _RSS, FEED, changed, waiting, links=_discovery(channel.self_path))


@blueprint.get("/feeds.opml")
@cached
def outline() -> Page:
    current, session, moment = frame.current(), db.session(), frame.now()
    body = opml.opml(_terms(), current.site, current.urls, current.words)
    changed = _changed(queries.newest_change(session, moment), windows.withdrawn_lately(session, moment, None))
    return Page(body, frozenset({invalidation.RIVER}), _OPML, FEED, changed)


@blueprint.get("/feeds/")
@cached
def listed() -> Page:
    current = frame.current()
    title, path = current.words("title.feeds"), current.urls.feeds()
    meta = seo.listing_meta(title, path, current.site, current.urls, current.words)
    graph = jsonld.dumps(jsonld.collection(title, path, (), current.site, current.urls))
    feed = current.urls.absolute(current.urls.feed("rss"))
    readers, app = subscribing.links(feed), subscribing.app_link(feed)
    body = render_template("feeds.html", terms=opml.chosen(_terms()), readers=readers, app=app, page=meta, jsonld=graph)
    return Page(body.encode(), frozenset({invalidation.RIVER}), robots=meta.robots)


def _terms() -> list[Term]:
    return [Term(row.kind, row.slug, row.name, row.url) for row in queries.terms(db.session())]


def _row(kind: str, slug: str, path: str) -> models.Term | None:
    """The term whose feed is asked for; None for the site's. Aborts where there is none."""
    if not kind:
        return None
    row = queries.term(db.session(), kind, slug)
    if row is None or not row.article_count:
        led = old_addresses.answer(path)
        # The feed of a term that is empty for now stays, since its subscribers wait; that of a renamed one leads on.
        if row is None or led != 404:
            abort(led)
    return row


def _channel(file: str, row: models.Term | None, articles: list[models.Article]) -> Channel:
    current = frame.current()
    term = Term(row.kind, row.slug, row.name, row.url) if row else None
    return feeds.channel(file, term, articles, current.site, current.urls, current.words)


def _taken_back(
    file: str, row: models.Term | None, channel: Channel, articles: list[models.Article], *, is_whole: bool
) -> tuple[Channel, datetime | None]:
    """The channel with what was withdrawn from it, and until when it says so."""
    current, moment = frame.current(), frame.now()
    withdrawn = windows.withdrawn_lately(db.session(), moment, row)
    since = None if is_whole else articles[-1].published_at
    shown = kill_notices.shown(file, withdrawn, [one.feed_id for one in articles], moment, since)
    notices = kill_notices.kill_notices(shown, current.site, current.urls, current.words)
    ends = [*(one.at + windows.WITHDRAWN_AGE for one in withdrawn), *(one.at + kill_notices.RSS_AGE for one in shown)]
    changed = _changed(channel.updated_at, withdrawn)
    return feeds.recalled(channel, notices, changed), min((end for end in ends if end > moment), default=None)


def _keys(row: models.Term | None) -> frozenset[str]:
    """A page of the archive depends on these too: its neighbours may be of any day."""
    return frozenset({invalidation.term_key(row.kind, row.slug) if row else invalidation.RIVER})


def _changed(newest: datetime | None, withdrawn: Sequence[Withdrawal]) -> datetime | None:
    """A withdrawal changes what it is missing from: who asks by date alone must hear of it, too."""
    return max([*([newest] if newest else []), *(one.at for one in withdrawn)], default=None)


def _address(place: feed_archive.Place | None, file: str, row: models.Term | None) -> str:
    return frame.current().urls.feed_archive(place.day, place.part, _FORMATS[file], row) if place else ""


def _hubs() -> tuple[str, ...]:
    return hubs.advertised(frame.house().settings, frame.current().urls)


def _discovery(path: str) -> tuple[tuple[str, str], ...]:
    """What a subscriber reads before the feed itself (W3C WebSub §4): hubs, and the feed's one address."""
    return (*((hub, "hub") for hub in _hubs()), (frame.current().urls.absolute(path), "self"))


def cors(response: Response) -> Response:
    """Feeds may be read by any page's script."""
    if request.blueprint == "feeds":
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
