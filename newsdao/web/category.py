"""Categories, tags and authors: three kinds of term, one view."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, render_template

from newsdao.content import authors
from newsdao.content.post import Term, TermKind
from newsdao.extensions import db
from newsdao.presenters import jsonld, live, section_front, seo, stream
from newsdao.services import invalidation
from newsdao.store import models, queries, term_pages
from newsdao.web import frame, old_addresses
from newsdao.web.page_cache import Page, cached_by_cursor

blueprint = Blueprint("category", __name__)

KINDS = "any(category, tag, author)"
# What a term's first page tells of: the tags that go with a section or a tag, the sections an author writes for.
_BESIDE: dict[str, tuple[TermKind, int]] = {"category": ("tag", 10), "tag": ("tag", 10), "author": ("category", 4)}


@blueprint.get(f"/<{KINDS}:kind>/<slug>/")
@cached_by_cursor
def show(before: int | None, kind: str, slug: str) -> Page:
    current, moment = frame.current(), frame.now()
    opened = term_pages.opened(db.session(), kind, slug, moment)
    if opened is None:
        abort(old_addresses.answer(f"/{kind}/{slug}/"))
    row = opened.term
    found = queries.in_term(db.session(), row, moment, before)
    if not found.articles:
        abort(404 if row.article_count else old_addresses.answer(f"/{kind}/{slug}/"))
    term = Term(row.kind, row.slug, row.name, row.url)
    meta = seo.term_meta(term, current.site, current.urls, current.words, before)
    is_first = before is None
    front = section_front.compose(found.articles if is_first and kind == "category" else ())
    listed = front.rest if front.lead else found.articles
    body = render_template(
        f"{kind}.html",
        term=term, groups=stream.grouped(listed, moment, current.site.timezone), front=front,
        older=found.older, is_first=is_first, known=live.known(found.articles), page=meta,
        jsonld=jsonld.dumps(_graph(row, term, found, before)),
        **(_opening(opened) if is_first else _NO_OPENING),
    )  # fmt: skip
    keys = frozenset({invalidation.term_key(kind, slug)})
    return Page(body.encode(), keys, valid_until=moment + timedelta(minutes=1), robots=meta.robots)


_NO_OPENING: dict[str, Any] = {"opened": None, "beside": (), "about": authors.NOBODY}


def _opening(opened: term_pages.Opened) -> dict[str, Any]:
    """What the first page tells of the term itself."""
    kind, most = _BESIDE[opened.term.kind]
    return {
        "opened": opened,
        "beside": term_pages.beside(db.session(), opened.term, kind, frame.now(), most),
        "about": authors.stored(opened.term.about),
    }


def _graph(row: models.Term, term: Term, found: queries.Page, before: int | None) -> dict[str, Any]:
    current = frame.current()
    shown = (current.urls.term(term, before), found.articles, current.site, current.urls)
    if term.kind == "author":
        return jsonld.profile(term, *shown, authors.stored(row.about))
    return jsonld.collection(term.name, *shown)
