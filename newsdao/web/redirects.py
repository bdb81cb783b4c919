"""The one maker of redirects: to a path of this site, and nowhere else."""

import re

from flask import Response, abort, redirect

# "//host" and "/\host" are other sites to a browser; tab, CR and LF it drops before it looks.
_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


def local_path(path: str, code: int = 301) -> Response:
    """A redirect to a percent-encoded path of this site; 404 for anything that a browser could take elsewhere."""
    if not _PATH.fullmatch(path):
        abort(404)
    response = redirect(path, code)
    response.headers["Cache-Control"] = "public, max-age=300"
    return response  # type: ignore[return-value]
