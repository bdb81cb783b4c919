"""The search page, its suggestions and its description. Nothing of it is kept: each question is one reader's."""

from datetime import date

from flask import Blueprint, Response, render_template, request

from newsdao.content import search_query
from newsdao.content.post import Term
from newsdao.content.search_query import Query
from newsdao.extensions import db
from newsdao.presenters import highlights, opensearch, seo, times
from newsdao.services import searching
from newsdao.services.searching import Asked, Sort
from newsdao.store import queries
from newsdao.web import frame, static_files
from newsdao.web.page_cache import FEED, Page, kept, unkept

blueprint = Blueprint("search", __name__)

# A reader who comes back from a story finds the list at once, and a new story half a minute later.
_SHORT = "private, max-age=30"
_SUGGESTED = "public, max-age=60"
_MOST_PAGES = 50
_YEARS = range(1900, 2200)


@blueprint.get("/search")
def show() -> Response:
    current, moment = frame.current(), frame.now()
    query = search_query.read(request.args.get("q", ""))
    section = _section(request.args.get("section", ""), current.nav)
    asked = _asked(query, section.slug if section else "")
    title = current.words("search.title_of", query=query.text) if query.text else current.words("search.title")
    meta = seo.search_meta(title, current.site, current.urls, current.words)
    sections = current.nav if section is None or section in current.nav else (*current.nav, section)
    around = {"page": meta, "asked": asked, "sections": sections, "section": section, "jsonld": ""}
    if query.is_empty:
        body = render_template("search_start.html", tags=searching.used_tags(db.session()), **around)
    else:
        found = searching.search_for(db.session(), asked, moment, current.site.timezone)
        body = render_template("search.html", found=found, marked=highlights.marked, cut=highlights.cutting, **around)
    return unkept(Page(body.encode(), cache_control=_SHORT, robots=meta.robots))


@blueprint.get("/search/suggest")
def suggest() -> Response:
    """What is being typed may become these: sections, tags and authors, then headlines."""
    current, moment = frame.current(), frame.now()
    typed = request.args.get("q", "")[: search_query.MOST_CHARACTERS]
    found = searching.suggestions(db.session(), typed, moment)
    urls, words = current.urls, current.words
    offered = [(row.name, words(f"kind.{row.kind}"), urls.term(row)) for row in found.terms]
    for story in found.stories:
        day = times.stamp(story.published_at, current.site.timezone, words)
        offered.append((story.title, day, urls.article(story)))
    body = opensearch.suggestions(typed, [(text, about, urls.absolute(path)) for text, about, path in offered])
    page = Page(body.encode("utf-8", "replace"), content_type=opensearch.SUGGESTIONS_TYPE, cache_control=_SUGGESTED,
                robots=seo.NOINDEX)  # fmt: skip
    return unkept(page)


def description() -> Response:
    """No route leads here: a file of the publisher's at this address goes before."""
    return kept("opensearch", _description)


def _description() -> Page:
    current = frame.current()
    name = "icons/favicon-96.png"
    icon = current.urls.absolute(current.urls.static(name, static_files.version(name)))
    text = opensearch.description(current.site, current.urls, icon)
    return Page(text.encode(), content_type=f"{opensearch.TYPE}; charset=utf-8", cache_control=FEED)


def _asked(query: Query, section: str) -> Asked:
    """The question with its filters; what makes no sense is as if it weren't there."""
    args = request.args
    sort: Sort = "relevance" if args.get("sort") == "relevance" else "newest"
    page = _number(args.get("page", ""))
    return Asked(
        query, section, _day(args.get("from", "")), _day(args.get("to", "")), sort,
        _number(args.get("before", "")), page if page and page <= _MOST_PAGES else 1,
    )  # fmt: skip


def _section(slug: str, nav: tuple[Term, ...]) -> Term | None:
    known = next((term for term in nav if term.slug == slug), None)
    if known is not None or not slug or "\0" in slug:
        return known
    row = queries.term(db.session(), "category", slug.encode("utf-8", "replace").decode())
    return Term(row.kind, row.slug, row.name) if row is not None and row.article_count else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 20 and int(text) < 1 << 63 else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None
