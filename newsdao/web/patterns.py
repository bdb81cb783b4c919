"""The pattern library: every component in every state, made by the very macros that pages use. In development only.

A new component: a line in the file of its group under templates/patterns/, or a new file, named in GROUPS.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template

from newsdao.content import search_query
from newsdao.content.post import Post
from newsdao.extensions import db
from newsdao.presenters import highlights, palette, seo, stream, updates
from newsdao.presenters.around import around
from newsdao.presenters.contents import contents
from newsdao.presenters.front_page import Section, shows_picture
from newsdao.presenters.pattern_posts import pattern_posts
from newsdao.services.searching import Asked
from newsdao.store import queries
from newsdao.web import article, frame

blueprint = Blueprint("patterns", __name__)

PATH = "/pattern-library"
# Files of templates/patterns/, in the order in which they are shown; each is imported with what `_shown` names.
GROUPS = ("colours", "type", "stories", "lists", "article", "states", "prose", "search", "ways")
# The moment at which all of this is read: the stories' "today".
_NOW = datetime(2026, 11, 25, 7, 30, tzinfo=UTC)


@blueprint.get(PATH)
def show() -> Response:
    """A page of the publisher's at this address comes first."""
    if queries.article(db.session(), PATH) is not None:
        return article.show(PATH[1:])
    current = frame.current()
    meta = seo.error_meta("Pattern library", current.site, current.urls, current.words)
    body = render_template("pattern_library.html", page=meta, groups=GROUPS, **_shown(current))
    return Response(body, headers={"X-Robots-Tag": "noindex", "Cache-Control": "no-store"})


def _shown(current: frame.Frame) -> Mapping[str, object]:
    """What the groups draw from."""
    latest = queries.latest(db.session(), frame.now(), 60, terms=False)
    posts = pattern_posts(next((one.picture for one in latest if shows_picture(one)), None))
    whole = posts["whole"]
    tokens = Path(current_app.static_folder or "", "css", "tokens.css").read_text(encoding="utf-8")
    return {
        "colours": palette.palette(tokens),
        "posts": posts,
        "whole": whole,
        "told": updates.anchored(whole.updates, current.site.timezone),
        "contents": contents(whole.body_html, 9),
        "around": around((posts["long"],), posts["short"], posts["english"], (posts["plain"], posts["arabic"])),
        "front": Section(
            posts["plain"].categories[0],
            (posts.get("pictured", posts["plain"]), posts["long"], posts["short"]),
            is_main=True,
        ),
        "other_front": Section(posts["arabic"].categories[0], (posts["arabic"], posts["english"])),
        "groups_of_days": stream.grouped(_newest_first(posts), _NOW, current.site.timezone),
        "asked": Asked(search_query.read("해온강 수위"), section=whole.categories[0].slug),
        "sections": [one.categories[0] for one in (whole, posts["arabic"])],
        "marked": highlights.marked,
        "cut": highlights.cutting,
        "month": [(date(2026, 11, day), 3 * day % 7) for day in range(30, 0, -1)],
    }


def _newest_first(posts: Mapping[str, Post]) -> list[Post]:
    return sorted(posts.values(), key=lambda one: one.published_at, reverse=True)
