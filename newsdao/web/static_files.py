"""Static files under addresses that hold a digest of their bytes, so that browsers may keep them for ever."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request

from newsdao.web import compression

blueprint = Blueprint("static_files", __name__)

# What a browser may fetch ahead of a click: the story below the pointer (WICG Speculation Rules, by header and file, so
# that no inline script is needed).
AHEAD = "speculation-rules.json"
_YEAR = 365 * 24 * 3600

# What pages ask for in one file, made of the many in which it is written: one request each, and no build step.
BUNDLES = {"css/site.css": "text/css; charset=utf-8", "js/site.js": "text/javascript; charset=utf-8"}
_REMARKS = {"css": re.compile(rb"/\*.*?\*/", re.DOTALL), "js": re.compile(rb"^\s*//.*$", re.MULTILINE)}
_MARGIN = re.compile(rb"\s*\n\s*")


@blueprint.get("/static/css/site.css", defaults={"name": "css/site.css"})
@blueprint.get("/static/js/site.js", defaults={"name": "js/site.js"})
def bundle(name: str) -> Response:
    """All style sheets, or all scripts, in the order of css/site.txt or js/site.txt, without remarks and indents."""
    response = Response(_bundle(name, _root(), _newest(_root())), content_type=BUNDLES[name])
    response.set_etag(version(name))
    return _in_coding(response).make_conditional(request)  # type: ignore[return-value]


def version(name: str) -> str:
    """A short digest of a static file's bytes; "" when there is no such file."""
    if name in BUNDLES:
        return sha256(_bundle(name, _root(), _newest(_root()))).hexdigest()[:12]
    file = _root() / name
    return _digest(file, file.stat().st_mtime_ns) if file.is_file() else ""


def _in_coding(response: Response) -> Response:
    """A whole text file in the best coding the client takes; what is no text, or very small, as it is."""
    if not compression.is_textual(response.content_type or ""):
        return response
    response.headers["Vary"] = "Accept-Encoding"
    response.direct_passthrough = False
    body, (etag, _) = response.get_data(), response.get_etag()
    coding = compression.accepted(request.headers.get("Accept-Encoding"))[0]
    if coding == "identity" or len(body) < compression.SMALLEST:
        return response
    response.set_data(_compressed(body, coding))
    response.headers["Content-Encoding"] = coding
    response.set_etag(compression.tag(etag or "", coding))
    return response


# Keyed by the bytes: an edit in development is another key. A handful of files, each small.
@lru_cache(maxsize=32)
def _compressed(body: bytes, coding: compression.Coding) -> bytes:
    return compression.compressed(body, coding)


def _root() -> Path:
    return Path(current_app.static_folder or "")


def _newest(root: Path) -> int:
    """When the newest style sheet or script was written: in development an edit shows at the next request."""
    if not current_app.debug:
        return 0
    return max(file.stat().st_mtime_ns for kind in _REMARKS for file in root.glob(f"{kind}/**/*"))


@lru_cache(maxsize=8)
def _bundle(name: str, root: Path, _written: int) -> bytes:
    kind = name.partition("/")[0]
    names = (root / kind / "site.txt").read_text(encoding="utf-8").split()
    whole = b"\n".join((root / kind / one).read_bytes() for one in names)
    return _MARGIN.sub(b"\n", _REMARKS[kind].sub(b"", whole)).strip() + b"\n"


@lru_cache(maxsize=256)
def _digest(file: Path, _written: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)

    @app.after_request
    def keep(response: Response) -> Response:
        if request.path.startswith("/static/") and response.status_code in {200, 304}:
            forever = f"public, max-age={_YEAR}, immutable"
            response.headers["Cache-Control"] = forever if "v" in request.args else "public, max-age=3600"
        if request.path == f"/static/{AHEAD}":
            # Chromium takes the rules under this type alone.
            response.headers["Content-Type"] = "application/speculationrules+json"
        if request.endpoint == "static" and response.status_code == 200:
            return _in_coding(response).make_conditional(request)  # type: ignore[return-value]
        if request.endpoint == "static" and compression.is_textual(response.content_type or ""):
            response.headers["Vary"] = "Accept-Encoding"
        return response
