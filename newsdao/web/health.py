"""Whether this process answers, and whether it can serve: for load balancers, not for readers."""

from flask import Blueprint, Response

from newsdao.extensions import db
from newsdao.services import doctor

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    return _text("ok", 200)


@blueprint.get("/readyz")
def ready() -> Response:
    return _text("the store is not ready", 503) if doctor.store_fault(db.engine) else _text("ok", 200)


def _text(text: str, status: int) -> Response:
    response = Response(f"{text}\n", status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
