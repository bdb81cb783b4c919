"""Drawn preview pictures under addresses that change with what they show, so that they may be kept for ever."""

from flask import Blueprint, Flask, Response, abort, request
from werkzeug.routing import BaseConverter

from newsdao.extensions import db
from newsdao.services.social_cards import NAME, Gone, Moved, SocialCards
from newsdao.web import frame
from newsdao.web.headers import MEDIA_POLICY
from newsdao.web.redirects import declared, local_path

blueprint = Blueprint("cards", __name__)

_FOREVER = "public, max-age=31536000, immutable"


class DrawnName(BaseConverter):
    """A drawn picture's name alone: whatever else lies below /og/ is the publisher's."""

    regex = NAME


def init_app(app: Flask) -> None:
    app.url_map.converters["drawn"] = DrawnName
    app.register_blueprint(blueprint)


@blueprint.get("/og/<drawn:name>.jpg")
def show(name: str) -> Response:
    current, settings = frame.current(), frame.house().settings
    cards = SocialCards(settings.instance, settings.media_folder)
    found = cards.find(db.session(), name, current.site, current.words, frame.now())
    if isinstance(found, Gone):
        abort(found.status)
    if isinstance(found, Moved):
        return _moved(found.picture.src)
    response = Response(found, content_type="image/jpeg")
    response.set_etag(name)
    response.headers["Cache-Control"] = _FOREVER
    response.headers["Content-Security-Policy"] = MEDIA_POLICY
    return response.make_conditional(request)  # type: ignore[return-value]


def _moved(src: str) -> Response:
    urls = frame.current().urls
    return local_path(urls.media(src)) if src.startswith("/") else declared(src)
