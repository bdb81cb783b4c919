"""OPML 2.0 (opml.org/spec2): every feed of the site in one file that a feed reader takes in one step."""

from collections.abc import Callable, Sequence

from lxml import etree

from newsdao.content.characters import folded
from newsdao.content.post import Term
from newsdao.content.site import Site
from newsdao.presenters.feed_text import clean, newsroom
from newsdao.presenters.urls import Urls

# A subscription list is read by people: the terms with the most stories of each kind.
MOST = {"category": 100, "tag": 50, "author": 100}


def chosen(terms: Sequence[Term]) -> list[Term]:
    """Of each kind those that a list of feeds names; all others are found on their own pages. terms: as for `opml`."""
    return [term for kind, most in MOST.items() for term in [one for one in terms if one.kind == kind][:most]]


def opml(terms: Sequence[Term], site: Site, urls: Urls, words: Callable[..., str]) -> bytes:
    """terms: of each kind, those with most stories first."""
    name = folded(clean(site.name)) or newsroom(site, urls).name
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = name
    etree.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    _feed(body, name, None, site, urls)
    for kind in MOST:
        shown = [term for term in chosen(terms) if term.kind == kind]
        if not shown:
            continue
        label = words(f"kind.{kind}")
        folder = etree.SubElement(body, "outline", text=label, title=label)
        for term in shown:
            _feed(folder, folded(clean(term.name)) or term.slug, term, site, urls)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _feed(parent: etree._Element, name: str, term: Term | None, site: Site, urls: Urls) -> None:
    page = urls.home() if term is None else urls.term(term)
    etree.SubElement(
        parent,
        "outline",
        type="rss",
        text=name,
        title=name,
        xmlUrl=urls.absolute(urls.feed("rss", term)),
        htmlUrl=urls.absolute(page),
        version="RSS2",
        language=clean(site.lang),
    )
