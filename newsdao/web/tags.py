"""All tags of the site, from ㄱ to Z: at an address that is the publisher's first, and ours where no page stands."""

from flask import abort, render_template

from newsdao.content.old_addresses import TAGS
from newsdao.extensions import db
from newsdao.presenters import jsonld, seo, tag_index
from newsdao.services import invalidation
from newsdao.store import term_pages
from newsdao.web import frame
from newsdao.web.page_cache import Page


def page(permalink: str) -> Page | None:
    """The page of tags that stands at an address; None at every other. Aborts with 404 for a letter without tags."""
    key = _letter_at(permalink)
    if key is None:
        return None
    current = frame.current()
    found = term_pages.tags(db.session(), frame.now())
    if key:
        initials = [one] if (one := tag_index.letter(found, key)) else abort(404)
    else:
        initials = tag_index.index(found, hangul_first=current.words.lang == "ko")
    title = current.words("title.tags")
    if key:
        title = current.words("title.tags_of", letter=initials[0].label or current.words("tags.others"))
    path = current.urls.tags(key)
    meta = seo.listing_meta(title, path, current.site, current.urls, current.words)
    graph = jsonld.dumps(jsonld.collection(title, path, (), current.site, current.urls))
    body = render_template("tags.html", initials=initials, is_letter=bool(key), title=title, page=meta, jsonld=graph)
    keys = frozenset({invalidation.RIVER, invalidation.article_key(permalink)})
    return Page(body.encode(), keys, robots=meta.robots)


def _letter_at(permalink: str) -> str | None:
    """Which letter's page an address is, "" for that of all letters; None for neither."""
    if permalink == TAGS:
        return ""
    key = permalink.removeprefix(f"{TAGS}by/").removesuffix("/")
    return key if key in tag_index.KEYS and permalink == f"{TAGS}by/{key}/" else None
