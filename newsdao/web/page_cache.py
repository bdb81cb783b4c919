"""The page cache: a view's finished bytes, kept until one of the surrogate keys it shows has changed.

The key is the route with its validated arguments, never the raw query string, a header or a cookie, so no request can
choose what the next reader gets. What is kept is stamped with the generations read before the render; Flask-Caching
holds it, and each coding of its bytes (gzip, br) from the first time one is asked for. This is the seam at which a
faster first level may stand one day: views only say what a page depends on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import quote

from flask import Response, abort, request
from werkzeug.http import http_date

from newsdao.extensions import cache, db
from newsdao.services import invalidation
from newsdao.web import compression, frame, static_files
from newsdao.web.compression import Coding
from newsdao.web.redirects import local_path

HTML = "text/html; charset=utf-8"
# Readers ask again each time, and mostly hear 304: a story must not be a minute late for a header's sake.
PAGE = "public, max-age=0, must-revalidate"
FEED = "public, max-age=300"

# What makes a request conditional (RFC 9110 §13.1), as WSGI names it.
_CONDITIONS = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"})

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page. keys: the surrogate keys it shows, beside `site`, which all do.

    valid_until: when it changes by itself, aware; midnight and the next scheduled story are added for it.
    links: (absolute address, rel) of the Link header (RFC 8288).
    robots: what its <meta name="robots"> says; a header repeats it where it asks not to be found.
    """

    body: bytes
    keys: frozenset[str] = frozenset()
    content_type: str = HTML
    cache_control: str = PAGE
    last_modified: datetime | None = None
    valid_until: datetime | None = None
    status: int = 200
    links: tuple[tuple[str, str], ...] = ()
    robots: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A page as it is kept under `key`; "" of one that isn't.

    coded: its bytes in the codings that were asked for, two at most. headers: beside type, tag and coding.
    """

    key: str
    page: Page
    etag: str
    stamps: tuple[tuple[int, bytes], ...] = field(repr=False)
    valid_until: datetime | None = None
    coded: Mapping[Coding, bytes] = field(default_factory=dict, repr=False)
    headers: tuple[tuple[str, str], ...] = ()


def cached(view: Callable[P, Page]) -> Callable[P, Response]:
    """A view whose Page is kept. Its arguments, the route's own, are the whole of the cache key."""

    @wraps(view)
    def respond(*args: P.args, **kwargs: P.kwargs) -> Response:
        return _response(_entry(request.endpoint or view.__name__, kwargs, lambda: view(*args, **kwargs)))

    return respond


def cached_by_cursor(view: Callable[Concatenate[int | None, P], Page]) -> Callable[P, Response]:
    """A view that also takes `?before=` (an article's id) as its first argument; anything else there is 404.

    `?page=1` is how others call a first page: it leads to the one address that page has.
    """

    @wraps(view)
    def respond(*args: P.args, **kwargs: P.kwargs) -> Response:
        if request.args.get("page") == "1":
            return local_path(quote(request.root_path + request.path))
        before = _cursor(request.args.get("before"))
        key = {**kwargs, "before": before}
        return _response(_entry(request.endpoint or view.__name__, key, lambda: view(before, *args, **kwargs)))

    return respond


def kept(name: str, render: Callable[[], Page]) -> Response:
    """A page that is the same at every address, such as the one for 404."""
    return _response(_entry(name, {}, render))


def unkept(page: Page) -> Response:
    """A page for whoever asked for it: made anew each time, so that no number of questions drives out what is kept."""
    etag = sha256(page.body + page.content_type.encode()).hexdigest()[:24]
    return _response(_Entry("", page, etag, (), headers=_headers(page)))


def _cursor(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18 or text.startswith("0"):
        abort(404)
    return int(text)


def _entry(name: str, arguments: Mapping[str, Any], render: Callable[[], Page]) -> _Entry:
    key = f"page:{name}:{sorted(arguments.items())!r}"
    generations = frame.house().generations
    entry = cast("_Entry | None", cache.get(key))
    if entry is not None and _is_good(entry):
        return entry
    # What the request has read so far it has read of the store as it was (SQLite, until the transaction ends): a page
    # that began there would be kept as new.
    db.session.rollback()
    snapshot = generations.snapshot()
    page = render()
    stamps = generations.stamps({*page.keys, invalidation.SITE}, snapshot)
    etag = sha256(page.body + page.content_type.encode()).hexdigest()[:24]
    entry = _Entry(key, page, etag, stamps, _valid_until(page), headers=_headers(page))
    cache.set(key, entry)
    return entry


def _ahead(page: Page) -> str:
    """Where a page's reader finds what may be fetched ahead of a click; "" where nobody clicks."""
    if page.content_type != HTML or page.status != 200:
        return ""
    return frame.current().urls.static(static_files.AHEAD, static_files.version(static_files.AHEAD))


def _is_good(entry: _Entry) -> bool:
    return (entry.valid_until is None or frame.now() < entry.valid_until) and frame.house().generations.stand(
        entry.stamps
    )


def _valid_until(page: Page) -> datetime | None:
    current = frame.current()
    ends = [page.valid_until, current.appears_at]
    if page.content_type == HTML:
        ends.append(frame.next_midnight(current))
    return min((end for end in ends if end is not None), default=None)


def _response(entry: _Entry) -> Response:
    """The page in the best coding the client takes, or in the one it holds already: that is told by 304."""
    page, coding = entry.page, _coding(entry)
    tag = [("ETag", f'"{compression.tag(entry.etag, coding)}"')] if page.status == 200 else []
    response = Response(status=page.status, headers=[*entry.headers, *tag], content_type=page.content_type)
    if page.status == 200 and _CONDITIONS.intersection(request.environ):
        response.make_conditional(request)
    if response.status_code == page.status:
        response.set_data(_coded(entry, coding))
        if coding != "identity":
            response.headers["Content-Encoding"] = coding
    return response


def _coding(entry: _Entry) -> Coding:
    if not compression.is_compressible(entry.page.content_type, len(entry.page.body)):
        return "identity"
    ranked = compression.accepted(request.headers.get("Accept-Encoding"))
    if "HTTP_IF_NONE_MATCH" not in request.environ:
        return ranked[0]
    tags = request.if_none_match
    held = (one for one in ranked if tags.contains_weak(compression.tag(entry.etag, one)))
    return next(held, ranked[0])


def _headers(page: Page) -> tuple[tuple[str, str], ...]:
    """What every answer with this page says, whatever was asked: made once, since each costs as much as a look-up."""
    found = [("Cache-Control", page.cache_control)]
    if compression.is_textual(page.content_type):
        found.append(("Vary", "Accept-Encoding"))
    if page.links:
        found.append(("Link", ", ".join(f'<{address}>; rel="{rel}"' for address, rel in page.links)))
    if ahead := _ahead(page):
        found.append(("Speculation-Rules", f'"{ahead}"'))
    if "noindex" in page.robots:
        found.append(("X-Robots-Tag", page.robots))
    if page.status == 200 and page.last_modified is not None:
        found.append(("Last-Modified", http_date(page.last_modified)))
    return tuple(found)


def _coded(entry: _Entry, coding: Coding) -> bytes:
    if coding == "identity":
        return entry.page.body
    if coding not in entry.coded:
        body = compression.compressed(entry.page.body, coding)
        # Two at once, each with a coding of its own: one is kept and the other made again. An entry that was replaced
        # meanwhile comes back with its old stamps, and so is good for nobody.
        entry = replace(entry, coded={**entry.coded, coding: body})
        if entry.key:
            cache.set(entry.key, entry)
    return entry.coded[coding]
