"""Categories, tags and authors: three kinds of term, one view."""

from datetime import timedelta

from flask import Blueprint, abort, render_template

from newsdao.content.post import Term
from newsdao.extensions import db
from newsdao.presenters import jsonld, live, seo, stream
from newsdao.services import invalidation
from newsdao.store import queries
from newsdao.web import frame, old_addresses
from newsdao.web.page_cache import Page, cached_by_cursor

blueprint = Blueprint("category", __name__)

KINDS = "any(category, tag, author)"


@blueprint.get(f"/<{KINDS}:kind>/<slug>/")
@cached_by_cursor
def show(before: int | None, kind: str, slug: str) -> Page:
    current, moment = frame.current(), frame.now()
    row = queries.term(db.session(), kind, slug)
    if row is None:
        abort(old_addresses.answer(f"/{kind}/{slug}/"))
    found = queries.in_term(db.session(), row, moment, before)
    if not found.articles:
        abort(404 if row.article_count else old_addresses.answer(f"/{kind}/{slug}/"))
    term = Term(row.kind, row.slug, row.name, row.url)
    meta = seo.term_meta(term, current.site, current.urls, current.words, before)
    shown = (current.urls.term(term, before), found.articles, current.site, current.urls)
    graph = jsonld.profile(term, *shown) if kind == "author" else jsonld.collection(term.name, *shown)
    body = render_template(
        f"{kind}.html",
        term=term, groups=stream.grouped(found.articles, moment, current.site.timezone),
        older=found.older, is_first=before is None, known=live.known(found.articles), page=meta,
        jsonld=jsonld.dumps(graph),
    )  # fmt: skip
    keys = frozenset({invalidation.term_key(kind, slug)})
    return Page(body.encode(), keys, valid_until=moment + timedelta(minutes=1), robots=meta.robots)
