"""The site's own pictures in the widths and formats that pages name; their addresses change with what they show."""

from flask import Blueprint, Flask, Response, abort, request
from werkzeug.routing import BaseConverter

from newsdao.content.renditions import TYPES, Kind
from newsdao.extensions import db
from newsdao.presenters import seo
from newsdao.services.renditions import KINDS, NAME, Instead, Made, Renditions
from newsdao.web import frame
from newsdao.web.headers import MEDIA_POLICY
from newsdao.web.redirects import local_path

blueprint = Blueprint("renditions", __name__)

_FOREVER = "public, max-age=31536000, immutable"


class RenditionName(BaseConverter):
    """A rendition's name alone: whatever else lies below /img/ is the publisher's."""

    regex = NAME


def init_app(app: Flask) -> None:
    app.url_map.converters["rendition"] = RenditionName
    app.register_blueprint(blueprint)


@blueprint.get(f"/img/<rendition:name>.<any({', '.join(KINDS)}):kind>")
def show(name: str, kind: Kind) -> Response:
    settings = frame.house().settings
    found = Renditions(settings.instance, settings.media_folder).find(db.session(), name, kind)
    if found is None:
        abort(404)
    return _instead(found) if isinstance(found, Instead) else _shown(found, name, kind)


def _shown(found: Made, name: str, kind: Kind) -> Response:
    response = Response(found.data, content_type=TYPES[kind])
    response.set_etag(f"{name}.{kind}")
    response.headers["Cache-Control"] = _FOREVER
    response.headers["Content-Security-Policy"] = MEDIA_POLICY
    if seo.asks_not_to_be_found(found.src, frame.last_known().site):
        response.headers["X-Robots-Tag"] = "noindex"
    return response.make_conditional(request)  # type: ignore[return-value]


def _instead(found: Instead) -> Response:
    response = local_path(frame.last_known().urls.path(found.path), 302)
    if found.is_passing:
        response.headers["Cache-Control"] = "no-store"
    return response
