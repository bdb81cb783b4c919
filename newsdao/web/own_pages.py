"""What this site answers at its own addresses, asked within the process: the very bytes that a reader gets."""

from contextvars import Context
from urllib.parse import urlsplit

from flask import Flask

from newsdao.services.outgoing import OwnPage


def answer(app: Flask, address: str) -> OwnPage:
    """address: absolute and percent-encoded, of this site."""
    # In a context of its own: within another's, Flask would lend the request that one's moment and session.
    return Context().run(_answer, app, address)


def _answer(app: Flask, address: str) -> OwnPage:
    parts = urlsplit(address)
    with app.test_client().get(parts.path, base_url=f"{parts.scheme}://{parts.netloc}/") as response:
        return OwnPage(response.status_code, response.content_type or "", response.get_data())
