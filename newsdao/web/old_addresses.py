"""What an address without a page of its own answers: the files a site of another make had, or where its pages are now.

There are no routes here: these addresses are the publisher's, for posts and pages, and ours only where none stands.
"""

import json
import unicodedata

from flask import Flask, Response, abort, request
from werkzeug.routing import RequestRedirect

from newsdao.content import old_addresses
from newsdao.content.old_addresses import MANIFEST, OFFLINE, REDIRECTS, WORKERS
from newsdao.extensions import db
from newsdao.presenters import robots
from newsdao.services import invalidation
from newsdao.services.address_book import AddressBook
from newsdao.store import redirects
from newsdao.web import frame, live
from newsdao.web.page_cache import FEED, Page, kept
from newsdao.web.redirects import local_path

# A reader of redirects.json wants a table, not the whole of a great archive in memory.
_MOST_REDIRECTS = 50_000


def init_app(app: Flask) -> None:
    @app.before_request
    def add_the_slash() -> None:
        """Werkzeug would redirect to the slash blindly, also where there is no such term."""
        path = unicodedata.normalize("NFC", request.path)
        if isinstance(request.routing_exception, RequestRedirect) and not path.endswith("/") and "//" not in path:
            abort(answer(path))


def answer(path: str) -> Response | int:
    """The answer at a path of this site where no article stands; 404 when nothing ever did. path: not encoded."""
    if path in WORKERS:
        return live.worker()
    if path == OFFLINE:
        return kept("offline", live.offline_page)
    if path == MANIFEST:
        return kept("old-manifest", manifest)
    if path == REDIRECTS:
        return kept("old-redirects", _redirects)
    current = frame.current()
    book = AddressBook(db.session(), frame.now(), current.term_names)
    place = old_addresses.target(path, current.site.address_rules, book)
    if place is None or place.path == path:
        return 404
    return local_path(current.urls.path(place.path) + (f"#{place.fragment}" if place.fragment else ""))


def manifest() -> Page:
    current = frame.current()
    body = robots.web_manifest(current.site, current.urls, current.nav)
    return Page(body.encode(), frozenset(), "application/manifest+json; charset=utf-8", FEED)


def _redirects() -> Page:
    """What jekyll-redirect-from writes: {"old path": "absolute new address"}."""
    urls = frame.current().urls
    led = redirects.every(db.session(), frame.now(), _MOST_REDIRECTS)
    absolute = {
        urls.path(old): urls.absolute(urls.path(new)) if new.startswith("/") else new for old, new in led.items()
    }
    body = json.dumps(absolute, ensure_ascii=False, separators=(",", ":")).encode()
    return Page(body, frozenset({invalidation.RIVER}), "application/json; charset=utf-8", FEED)
