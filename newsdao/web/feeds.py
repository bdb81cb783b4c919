"""The feeds, for the site and for every term, and the page that lists them for people."""

from flask import Blueprint, Response, abort, render_template, request

from newsdao.content.post import Term
from newsdao.extensions import db
from newsdao.presenters import feeds, jsonld, seo
from newsdao.presenters.json_feed import json_feed
from newsdao.services import invalidation
from newsdao.store import queries, windows
from newsdao.web import frame, old_addresses
from newsdao.web.category import KINDS
from newsdao.web.page_cache import FEED, Page, cached

blueprint = Blueprint("feeds", __name__)

_FILES = "any('rss.xml', 'atom.xml', 'feed.xml', 'feed.json')"
_BUILDERS = {
    "rss.xml": (feeds.rss, "application/rss+xml; charset=utf-8"),
    "atom.xml": (feeds.atom, "application/atom+xml; charset=utf-8"),
    "feed.xml": (feeds.atom, "application/atom+xml; charset=utf-8"),
    "feed.json": (json_feed, "application/feed+json; charset=utf-8"),
}


@blueprint.get(f"/<{_FILES}:file>")
@blueprint.get(f"/<{KINDS}:kind>/<slug>/<{_FILES}:file>")
@cached
def show(file: str, kind: str = "", slug: str = "") -> Page:
    current, session = frame.current(), db.session()
    row = queries.term(session, kind, slug) if kind else None
    if kind and (row is None or not row.article_count):
        led = old_addresses.answer(f"/{kind}/{slug}/{file}")
        # The feed of a term that is empty for now stays: its subscribers are waiting.
        if row is None or led != 404:
            abort(led)
    articles = windows.feed_window(session, frame.now(), row)
    term = Term(row.kind, row.slug, row.name, row.url) if row else None
    channel = feeds.channel(file, term, articles, current.site, current.urls, current.words)
    build, content_type = _BUILDERS[file]
    body = build(channel, articles, current.site, current.urls)
    key = invalidation.term_key(kind, slug) if kind else invalidation.RIVER
    return Page(body, frozenset({key}), content_type, FEED, channel.updated_at)


@blueprint.get("/feeds/")
@cached
def listed() -> Page:
    current = frame.current()
    terms = [Term(row.kind, row.slug, row.name, row.url) for row in queries.terms(db.session())]
    title, path = current.words("title.feeds"), current.urls.feeds()
    meta = seo.listing_meta(title, path, current.site, current.urls, current.words)
    graph = jsonld.dumps(jsonld.collection(title, path, (), current.site, current.urls))
    body = render_template("feeds.html", terms=terms, page=meta, jsonld=graph)
    return Page(body.encode(), frozenset({invalidation.RIVER}), robots=meta.robots)


def cors(response: Response) -> Response:
    """Feeds may be read by any page's script."""
    if request.blueprint == "feeds":
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
