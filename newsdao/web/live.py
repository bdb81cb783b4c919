"""What an open page asks in the background: what is new (`/live.json`), and what it is to show without a network."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, render_template, send_from_directory

from newsdao.extensions import db
from newsdao.presenters import live, seo
from newsdao.services import invalidation
from newsdao.store import live as stories
from newsdao.store import windows
from newsdao.store.models import Article
from newsdao.web import frame
from newsdao.web.page_cache import Page, cached

blueprint = Blueprint("live", __name__)

JSON = "application/json; charset=utf-8"
# A browser asks each time and mostly hears 304. A cache between may answer all who ask within five seconds.
_LIVE = "public, max-age=0, s-maxage=5, must-revalidate"
# Browsers keep it beside the stories, and look for another once a day.
_OFFLINE = "public, max-age=86400"
# The newest withdrawals: a browser that was away for longer hears of others when it asks for the story.
_GONE = 10
# Browsers look for a newer worker at each page; they needn't ask us each time. The last one is asked for anew.
_WORKER_AGE, _LAST_WORKER_AGE = "public, max-age=600", "no-cache"


@dataclass(frozen=True, slots=True)
class Addresses:
    """What pages are told: where to ask, and which worker to install. "" where it is turned off."""

    live: str
    worker: str


def addresses() -> Addresses:
    settings, urls = frame.house().settings, frame.last_known().urls
    is_live, is_kept = settings.live == "on", settings.offline == "on"
    return Addresses(urls.live() if is_live else "", urls.worker() if is_kept else "")


@blueprint.get("/live.json")
@cached
def show() -> Page:
    current, moment = frame.current(), frame.now()
    if frame.house().settings.live == "off":
        abort(404)
    found = stories.latest(db.session(), moment)
    gone = windows.withdrawn_lately(db.session(), moment, None)[:_GONE]
    body = live.live_json(found.newest, found.going_on, gone, current.urls)
    ends = [found.waiting, *(one.at + windows.WITHDRAWN_AGE for one in gone)]
    until = min((end for end in ends if end is not None), default=None)
    return Page(body.encode(), frozenset({invalidation.RIVER}), JSON, _LIVE, valid_until=until, robots="noindex")


def version(article: Article) -> str:
    """The version of an article whose updates to come are held back, as live.json tells it."""
    return stories.version(article.fingerprint, len(article.updates))


def offline_page() -> Page:
    """What a reader sees where neither a network nor a copy is: a script writes down which stories there are."""
    current = frame.current()
    title = current.words("offline.title")
    meta = seo.error_meta(title, current.site, current.urls, current.words)
    body = render_template("offline.html", page=meta)
    return Page(body.encode(), frozenset(), cache_control=_OFFLINE, robots=meta.robots)


def worker() -> Response:
    """The service worker; where it is turned off, one that removes what it and a theme's kept, and itself."""
    is_on = frame.house().settings.offline == "on"
    name = "service-worker.js" if is_on else "last-service-worker.js"
    response = send_from_directory(f"{current_app.static_folder}/js", name)
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = _WORKER_AGE if is_on else _LAST_WORKER_AGE
    response.headers["Service-Worker-Allowed"] = frame.current().urls.home()
    return response
