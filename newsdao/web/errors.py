"""The one place where an error meets a status code: each has a page that helps, and says nothing of the system."""

import logging
import secrets

from flask import Flask, Response, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from newsdao.extensions import db
from newsdao.presenters import seo
from newsdao.services import doctor, invalidation
from newsdao.store import queries
from newsdao.web import frame
from newsdao.web.page_cache import Page, kept

log = logging.getLogger("newsdao")

_LATEST = 8


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(Exception, on_failure)


def on_http_error(error: HTTPException) -> Response | HTTPException:
    code = error.code or 500
    if error.response is not None or code < 400:
        return error
    if code in {404, 410} and not request.path.startswith("/static/"):
        try:
            return kept(f"error-{code}", lambda: _helpful(code))
        except SQLAlchemyError as failure:
            return on_failure(failure)
    return _plain(code, error)


def on_failure(error: Exception) -> Response:
    """A fault of ours: the reader gets an id, the log gets the rest."""
    error_id = secrets.token_hex(4)
    # An old or broken store is known for what it is: one line with the remedy, not a traceback a request.
    fault = doctor.store_fault(db.engine) if isinstance(error, SQLAlchemyError) else ""
    where = (error_id, request.method, request.path, fault and f": {fault}")
    log.error("error %s at %s %s%s", *where, exc_info=None if fault else error)
    current = frame.last_known()
    words = current.words
    meta = seo.error_meta(words("error.500.title"), current.site, current.urls, words)
    told = {"title": words("error.500.title"), "text": words("error.500.text"), "error_id": error_id}
    body = render_template("errors/500.html", page=meta, code=500, **told)
    return _no_store(Response(body, 500, content_type="text/html; charset=utf-8"))


def _helpful(code: int) -> Page:
    """404 and 410 show what is new; the same page at every address, so it is rendered once a change."""
    current = frame.current()
    newest = queries.latest(db.session(), frame.now(), _LATEST, terms=False)
    meta = seo.error_meta(current.words(f"error.{code}.title"), current.site, current.urls, current.words)
    body = render_template(f"errors/{code}.html", page=meta, latest=newest, code=code)
    keys = frozenset({invalidation.RIVER})
    return Page(body.encode(), keys, cache_control="no-cache", status=code, robots=meta.robots)


def _plain(code: int, error: HTTPException) -> Response:
    current = frame.last_known()
    is_known = code in {400, 405, 421}
    title = current.words(f"error.{code}.title") if is_known else error.name
    text = current.words(f"error.{code}.text") if is_known else ""
    meta = seo.error_meta(title, current.site, current.urls, current.words)
    body = render_template("errors/plain.html", page=meta, code=code, title=title, text=text)
    response = _no_store(Response(body, code, content_type="text/html; charset=utf-8"))
    for name, value in error.get_headers():
        if name.lower() == "allow":
            response.headers["Allow"] = value
    return response


def _no_store(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
