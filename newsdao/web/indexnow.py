"""The file by which search engines know that an IndexNow message comes from this site (indexnow.org/documentation)."""

from flask import Flask, Response

from newsdao.web import frame


def init_app(app: Flask) -> None:
    """At the exact address of the key in use, and at no other."""
    house: frame.House = app.extensions["newsdao"]
    key = house.settings.indexnow_key
    if key:
        app.add_url_rule(f"/{key}.txt", "indexnow_key", lambda: _file(key), methods=["GET"])


def _file(key: str) -> Response:
    response = Response(key, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
