"""Texts that machines ask for at addresses of their own: security.txt, ads.txt, humans.txt, llms.txt, opensearch.xml.

There are no routes here: a file of the publisher's own at such an address goes before.
"""

from flask import Response, request

from newsdao.content import search_query
from newsdao.presenters import well_known
from newsdao.services import invalidation
from newsdao.web import frame, search
from newsdao.web.page_cache import FEED, Page, kept
from newsdao.web.redirects import local_path

_TEXT = "text/plain; charset=utf-8"


def answer(path: str) -> Response | None:
    """The answer at a path of this site, None when no such text stands there."""
    current, contact = frame.current(), frame.house().settings.security_contact
    if path == "/opensearch.xml":
        return search.description()
    if path == "/search/":
        return local_path(current.urls.search(request.args.get("q", "")[: search_query.MOST_CHARACTERS]))
    if contact and path == well_known.SECURITY:
        return kept(f"security-{frame.now():%Y-%m}", _security)
    if contact and path == "/security.txt":
        return local_path(current.urls.path(well_known.SECURITY))
    name = path.removeprefix("/")
    return kept(f"text-{name}", lambda: _configured(name)) if name in current.site.texts else None


def _security() -> Page:
    current, contact = frame.current(), frame.house().settings.security_contact
    text = well_known.security_txt(contact, frame.now(), current.site, current.urls)
    return Page(text.encode(), frozenset(), _TEXT, FEED)


def _configured(name: str) -> Page:
    current = frame.current()
    text = current.site.texts[name]
    if name == "llms.txt" and not text:
        text = well_known.llms_txt(current.site, current.nav, current.urls)
    return Page(text.encode(), frozenset({invalidation.RIVER}), _TEXT, FEED)
