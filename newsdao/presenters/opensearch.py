"""The search box in a browser's own bar: OpenSearch 1.1, and suggestions in the form browsers take."""

import json
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from newsdao.content.characters import folded
from newsdao.content.site import Site
from newsdao.presenters.feed_text import clean
from newsdao.presenters.urls import Urls

TYPE = "application/opensearchdescription+xml"
SUGGESTIONS_TYPE = "application/x-suggestions+json"
_SHORT, _LONG = 16, 1024


def description(site: Site, urls: Urls, icon: str) -> str:
    """The description document. icon: the address of a PNG of 96 pixels."""
    name = folded(clean(site.name))
    address, suggested = urls.absolute(urls.search()), urls.absolute(urls.suggestions())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{escape(name[:_SHORT])}</ShortName>"
        f"<Description>{escape((folded(clean(site.description)) or name)[:_LONG])}</Description>"
        "<InputEncoding>UTF-8</InputEncoding>"
        f'<Image height="96" width="96" type="image/png">{escape(icon)}</Image>'
        f'<Url type="text/html" template={quoteattr(address + "?q={searchTerms}")}/>'
        f'<Url type="{SUGGESTIONS_TYPE}" template={quoteattr(suggested + "?q={searchTerms}")}/>'
        f'<Url type="{TYPE}" rel="self" template={quoteattr(urls.absolute(urls.opensearch()))}/>'
        "</OpenSearchDescription>\n"
    )


def suggestions(typed: str, offered: Sequence[tuple[str, str, str]]) -> str:
    """[what was typed, [texts], [descriptions], [addresses]], as browsers take it. offered: of each these three."""
    columns = [[one[at] for one in offered] for at in range(3)]
    return json.dumps([typed, *columns], ensure_ascii=False, separators=(",", ":"))
