"""The front door: home, and all articles."""

from datetime import timedelta

from flask import Blueprint, abort, render_template

from newsdao.extensions import db
from newsdao.presenters import front_page, jsonld, live, seo, stream
from newsdao.presenters.front_page import Wishes
from newsdao.services import invalidation
from newsdao.store import front, queries
from newsdao.web import frame
from newsdao.web.page_cache import Page, cached, cached_by_cursor

blueprint = Blueprint("home", __name__)

_LATEST = 40
_SECTIONS = 6
_PER_SECTION = 6
# Of what is read most: more than is shown, since some may be read too little to mean anything.
_COUNTED = 15


@blueprint.get("/")
@cached
def show() -> Page:
    current, moment = frame.current(), frame.now()
    slugs = [term.slug for term in current.nav[:_SECTIONS]]
    counted = _COUNTED if frame.house().settings.most_read == "on" else 0
    found = front.material(db.session(), moment, _LATEST, slugs, _PER_SECTION, counted)
    sections = [(term, found.by_section[term.slug]) for term in current.nav[:_SECTIONS]]
    wishes = Wishes(found.chosen, found.ranked, found.breaking, found.read)
    composed = front_page.compose(found.newest, sections, moment, current.site.timezone, wishes)
    meta = seo.home_meta(current.site, current.urls, current.words)
    graph = jsonld.dumps(jsonld.home(current.site, current.urls))
    body = render_template("home.html", front=composed, known=live.known(found.newest), page=meta, jsonld=graph)
    keys = {invalidation.RIVER, invalidation.FRONT, *(invalidation.term_key("category", slug) for slug in slugs)}
    # "Now" is the last hour, so the page ages by the minute even when nothing happens; what is read most does too.
    until = min(filter(None, (composed.until, moment + timedelta(minutes=1))))
    return Page(body.encode(), frozenset(keys), valid_until=until, robots=meta.robots)


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
