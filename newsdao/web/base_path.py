"""A site below a path ("https://a.kr/blog"): the base path is taken off before Flask looks at the address."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.utils import redirect

from newsdao.web import frame

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Asked for at the root of a host, wherever the site stands.
_AT_THE_ROOT = {
    "/healthz", "/readyz", "/robots.txt", "/.well-known/security.txt", "/security.txt", "/ads.txt", "/humans.txt",
    "/llms.txt",
}  # fmt: skip
# An address at which no article can stand: names the 404 page without a second way to make it.
_NOWHERE = "/static/."


class BasePath:
    """WSGI middleware: "/" leads into the site, any other address outside of it is somebody else's, and 404 here."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.inner: WSGIApplication = app.wsgi_app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        base = self._base_path()
        path = environ.get("PATH_INFO", "")
        if not base or path in _AT_THE_ROOT:
            return self.inner(environ, start_response)
        if path == base or path.startswith(f"{base}/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + base
            environ["PATH_INFO"] = path.removeprefix(base) or "/"
            return self.inner(environ, start_response)
        if path == "/":
            return redirect(f"{base}/", 302)(environ, start_response)
        environ["PATH_INFO"] = _NOWHERE
        return self.inner(environ, start_response)

    def _base_path(self) -> str:
        held: frame.House = self.app.extensions["newsdao"]
        if held.frame is not None:
            return held.frame.urls.base_path
        with self.app.app_context():
            return frame.last_known().urls.base_path
