"""Headers on every answer, errors and feeds too, and which hosts are answered at all."""

import re
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from newsdao.config import Settings
from newsdao.presenters import players

_BROKEN = re.compile("[\x00-\x1f\x7f\ufffd]")
_LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; "
    "media-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    # Players, each loaded when a reader asks for it (static/js/embeds.js).
    f"frame-src {' '.join(players.ORIGINS)}"
)
# A file of the media folder that a browser opens by itself: nothing in it may run or load.
MEDIA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

_GUARDS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
_HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000")


def init_app(app: Flask, settings: Settings) -> None:
    if settings.proxy_count:
        count = settings.proxy_count
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    hosts = {*settings.trusted_hosts}
    if settings.site_url:
        hosts.add(urlsplit(settings.site_url).hostname or "")

    @app.before_request
    def refuse_foreign_hosts() -> None:
        """421 for a name that is not ours: a cache or a client in between mixed up two sites (RFC 9110 §15.5.20)."""
        if not settings.site_url or request.path == "/healthz":
            return
        name = _hostname(request.host)
        if name not in hosts and not (settings.env == "development" and name in _LOOPBACK):
            abort(421)

    @app.before_request
    def refuse_broken_paths() -> None:
        """400 for control characters and for bytes that are no UTF-8 (Werkzeug shows those as U+FFFD)."""
        if _BROKEN.search(request.path):
            abort(400)

    guards = [*_GUARDS, *([_HTTPS_ONLY] if settings.site_url.startswith("https:") else [])]

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        # Nobody else sets these, so none need be looked for first: that would cost more than all else said here.
        response.headers.extend(guards)
        return response


def _hostname(host: str) -> str:
    return (host.rsplit(":", 1)[0] if not host.endswith("]") else host).lower()
