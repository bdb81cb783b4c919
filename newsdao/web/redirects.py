"""The one maker of redirects: to a path of this site, or to the address an author has written, and nowhere else."""

import re
from urllib.parse import quote

from flask import Response, abort, redirect

# "//host" and "/\host" are other sites to a browser; tab, CR and LF it drops before it looks.
_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")

_WEB = re.compile(r"https?://[^/\x00-\x20\x7f\\]+[^\x00-\x20\x7f\\]*")


def local_path(path: str, code: int = 301) -> Response:
    """A redirect to a percent-encoded path of this site; 404 for anything that a browser could take elsewhere."""
    return _redirected(path, code) if _PATH.fullmatch(path) else abort(404)


def declared(url: str) -> Response:
    """A redirect to the absolute http(s) address of a post's `redirect_to`: an author's word, never a request's."""
    address = quote(url, safe="%/:?#[]@!$&'()*+,;=-._~")
    return _redirected(address, 301) if _WEB.fullmatch(address) else abort(404)


def _redirected(address: str, code: int) -> Response:
    response = redirect(address, code)
    response.headers["Cache-Control"] = "public, max-age=300"
    return response  # type: ignore[return-value]
