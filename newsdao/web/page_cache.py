"""The page cache: a view's finished bytes, kept until one of the surrogate keys it shows has changed.

The key is the route with its validated arguments, never the raw query string, a header or a cookie, so no request can
choose what the next reader gets. What is kept is stamped with the generations read before the render; Flask-Caching
holds it. This is the seam at which a faster first level may stand one day: views only say what a page depends on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate, ParamSpec, cast

from flask import Response, abort, request

from newsdao.extensions import cache
from newsdao.services import invalidation
from newsdao.web import frame

HTML = "text/html; charset=utf-8"
# Readers ask again each time, and mostly hear 304: a story must not be a minute late for a header's sake.
PAGE = "public, max-age=0, must-revalidate"
FEED = "public, max-age=300"

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page. keys: the surrogate keys it shows, beside `site`, which all do.

    valid_until: when it changes by itself, aware; midnight and the next scheduled story are added for it.
    robots: what its <meta name="robots"> says; a header repeats it where it asks not to be found.
    """

    body: bytes
    keys: frozenset[str] = frozenset()
    content_type: str = HTML
    cache_control: str = PAGE
    last_modified: datetime | None = None
    valid_until: datetime | None = None
    status: int = 200
    robots: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    page: Page
    etag: str
    stamps: tuple[tuple[int, bytes], ...] = field(repr=False)
    valid_until: datetime | None = None


def cached(view: Callable[P, Page]) -> Callable[P, Response]:
    """A view whose Page is kept. Its arguments, the route's own, are the whole of the cache key."""

    @wraps(view)
    def respond(*args: P.args, **kwargs: P.kwargs) -> Response:
        return _response(_entry(request.endpoint or view.__name__, kwargs, lambda: view(*args, **kwargs)))

    return respond


def cached_by_cursor(view: Callable[Concatenate[int | None, P], Page]) -> Callable[P, Response]:
    """A view that also takes `?before=` (an article's id) as its first argument; anything else there is 404."""

    @wraps(view)
    def respond(*args: P.args, **kwargs: P.kwargs) -> Response:
        before = _cursor(request.args.get("before"))
        key = {**kwargs, "before": before}
        return _response(_entry(request.endpoint or view.__name__, key, lambda: view(before, *args, **kwargs)))

    return respond


def kept(name: str, render: Callable[[], Page]) -> Response:
    """A page that is the same at every address, such as the one for 404."""
    return _response(_entry(name, {}, render))


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
    snapshot = generations.snapshot()
    page = render()
    stamps = generations.stamps({*page.keys, invalidation.SITE}, snapshot)
    etag = sha256(page.body + page.content_type.encode()).hexdigest()[:24]
    entry = _Entry(page, etag, stamps, _valid_until(page))
    cache.set(key, entry)
    return entry


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
    page = entry.page
    response = Response(page.body, status=page.status, content_type=page.content_type)
    response.headers["Cache-Control"] = page.cache_control
    if "noindex" in page.robots:
        response.headers["X-Robots-Tag"] = page.robots
    if page.status != 200:
        return response
    response.set_etag(entry.etag)
    if page.last_modified is not None:
        response.last_modified = page.last_modified
    return cast("Response", response.make_conditional(request))
