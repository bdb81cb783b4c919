"""The peer: the same bytes from a plain Flask view under Flask-Caching's own `@cached`, as most sites would do it."""

import os
from pathlib import Path

from flask import Flask, Response
from flask_caching import Cache

app = Flask(__name__)
cache = Cache(app, config={"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 3600})
BODY = Path(os.environ["PEER_BODY"]).read_bytes()


@app.get("/")
@cache.cached()
def page() -> Response:
    return Response(BODY, content_type="text/html; charset=utf-8")
