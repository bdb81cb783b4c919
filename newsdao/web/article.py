"""The article's page, and whatever else an address of the publisher's may lead to: a picture, an old address, 410."""

import unicodedata
from dataclasses import replace

from flask import Blueprint, Response, abort, g, render_template, send_from_directory
from werkzeug.exceptions import NotFound

from newsdao.content.media_types import media_type
from newsdao.content.old_addresses import NOT_FOUND, spellings
from newsdao.extensions import db
from newsdao.presenters import jsonld, reading_time, renditions, seo, sharing, updates
from newsdao.presenters.age import years_old
from newsdao.presenters.around import around
from newsdao.presenters.contents import contents
from newsdao.services import invalidation
from newsdao.store import pictures, queries, redirects, search
from newsdao.store.models import Article
from newsdao.web import frame, live, old_addresses, reading_counts, tags, well_known
from newsdao.web.headers import MEDIA_POLICY
from newsdao.web.page_cache import Page, cached
from newsdao.web.redirects import declared, local_path

blueprint = Blueprint("article", __name__)

_MEDIA_AGE = 24 * 3600


@blueprint.get("/<path:path>")
def show(path: str) -> Response:
    asked = f"/{path}"
    normal = unicodedata.normalize("NFC", asked)
    if normal != asked:
        return _moved(normal)
    if media_type(path) and (media := _media(path)):
        return media
    response = page(permalink=asked)
    reading_counts.note(asked, response)
    return response


@cached
def page(permalink: str) -> Page:
    current, moment = frame.current(), frame.now()
    found = queries.article(db.session(), permalink)
    if found is None or found.published_at > moment:
        return _elsewhere(permalink)
    if found.withdrawn_at is not None:
        return tags.page(permalink) or abort(410)
    if found.redirects_to:
        abort(_led_elsewhere(found.redirects_to))
    return _text_page(found, current) if found.is_page else _article_page(found, current)


def _text_page(found: Article, current: frame.Frame) -> Page:
    """A page of the publisher's beside the stories: about, contact, a correction policy."""
    _know_pictures(found, current)
    meta = seo.text_page_meta(found, current.site, current.urls, current.words)
    status = 404 if found.permalink in NOT_FOUND else 200
    meta = meta if status == 200 else replace(meta, robots="noindex")
    graph = jsonld.dumps(jsonld.text_page(found, current.site, current.urls, meta))
    body = render_template("page.html", article=found, page=meta, jsonld=graph)
    keys = frozenset({invalidation.article_key(found.permalink)})
    return Page(body.encode(), keys, status=status, robots=meta.robots)


def _article_page(found: Article, current: frame.Frame) -> Page:
    now, site, urls, words = frame.now(), current.site, current.urls, current.words
    waiting = queries.hold_back_updates([found], now)
    _know_pictures(found, current)
    section = (found.section.kind, found.section.slug) if found.section else None
    beside = queries.neighbours(db.session(), found, section, now)
    related = search.related(db.session(), found, now)
    meta = seo.article_meta(found, site, urls, words)
    minutes = reading_time.minutes(found.body.text, found.lang)
    body = render_template(
        "article.html",
        article=found, page=meta, jsonld=jsonld.dumps(jsonld.article(found, site, urls, meta)),
        shared_by=sharing.links(site.sharing, found.title, urls.absolute(urls.article(found)), words),
        around=around(related, beside.previous, beside.next, beside.more),
        years_old=years_old(found, now, site.timezone), reading_minutes=minutes,
        contents=contents(found.body_html, minutes), updates=updates.anchored(found.updates, site.timezone),
        version=live.version(found),
    )  # fmt: skip
    stream = invalidation.term_key(*section) if section else invalidation.RIVER
    shown = {invalidation.article_key(one.permalink) for one in (found, *related)}
    return Page(body.encode(), frozenset({*shown, stream}), valid_until=waiting, robots=meta.robots)


def _know_pictures(found: Article, current: frame.Frame) -> None:
    """Have the pictures of its texts at hand for the template: one more question, where it shows any."""
    texts = (found.body_html, found.feature_html, *(one.html for one in found.updates))
    g.pictures = pictures.named(db.session(), renditions.of_texts(texts, current.urls))


def _led_elsewhere(target: str) -> Response | int:
    """Where a `redirect_to` ends, however many others it leads through; a ring leads nowhere."""
    final = redirects.final_target(db.session(), target, frame.now())
    if final is None:
        return 404
    return _moved(final) if final.startswith("/") else declared(final)


def _elsewhere(permalink: str) -> Page:
    """What an address without an article answers: a page of ours that yields to the publisher's; else it aborts, with
    where it leads: its other spelling, where its article moved, an older custom.

    What led to a story leads nowhere when that is withdrawn: 410, as at the story's own address.
    """
    found = redirects.led_to(db.session(), permalink, spellings(permalink), frame.now())
    if found is not None and not found.is_gone:
        abort(_led_elsewhere(found.permalink))
    if ours := tags.page(permalink):
        return ours
    answer = well_known.answer(permalink) or old_addresses.answer(permalink)
    return abort(410 if answer == 404 and found is not None else answer)


def _moved(permalink: str) -> Response:
    return local_path(frame.current().urls.path(permalink))


def _media(path: str) -> Response | None:
    """A file of the site's media. Not inline when it could carry script."""
    settings = frame.house().settings
    try:
        response: Response = send_from_directory(settings.media_folder, path, max_age=_MEDIA_AGE)
    except NotFound:
        return None
    response.headers["Content-Security-Policy"] = MEDIA_POLICY
    if seo.asks_not_to_be_found(f"/{path}", frame.last_known().site):
        response.headers["X-Robots-Tag"] = "noindex"
    if response.mimetype == "image/svg+xml":
        response.headers["Content-Disposition"] = "attachment"
    return response
