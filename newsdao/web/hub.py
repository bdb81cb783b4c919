"""Our own WebSub hub: where subscribers ask for feeds. There is no page here; a hub is spoken to by programs."""

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import MethodNotAllowed, RequestEntityTooLarge

from newsdao.errors import HubRequestError
from newsdao.extensions import db
from newsdao.services import hub, invalidation
from newsdao.web import frame

blueprint = Blueprint("hub", __name__)

_MOST_BYTES = 16 * 1024


def init_app(app: Flask) -> None:
    """Without NEWSDAO_OWN_HUB the address is the publisher's, as any other."""
    house: frame.House = app.extensions["newsdao"]
    if house.settings.own_hub == "on":
        app.register_blueprint(blueprint)


@blueprint.get("/hub")
def show() -> Response:
    raise MethodNotAllowed(["POST"])


@blueprint.post("/hub")
def subscribe() -> Response:
    """202, and the subscriber is asked back; or a line that says what is wrong with the request (WebSub §5.1)."""
    house = frame.house()
    request.max_content_length = _MOST_BYTES
    try:
        is_private_allowed = house.settings.private_targets == "allow"
        intent = hub.read_request(request.form, frame.current().urls, allow_private=is_private_allowed)
        hub.take(db.session(), intent, frame.current().urls, frame.now())
    except HubRequestError as error:
        return _text(str(error), error.status)
    except RequestEntityTooLarge:
        return _text(f"the request is larger than {_MOST_BYTES} bytes", 413)
    house.generations.bump((invalidation.OUTBOX,))
    return _text("accepted: the callback is asked next", 202)


def _text(text: str, status: int) -> Response:
    response = Response(f"{text}\n", status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
