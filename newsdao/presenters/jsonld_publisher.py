"""Who publishes and who writes, as nodes of structured data: NewsMediaOrganization, WebSite, Person, Organization."""

from typing import Any

from newsdao.content.post import Publishable, Term
from newsdao.content.site import Link, PageRole, Site
from newsdao.presenters.feed_text import clean, newsroom
from newsdao.presenters.urls import Urls

Node = dict[str, Any]

# Role of a page → the property of NewsMediaOrganization that names it (schema.org, The Trust Project).
_POLICIES: tuple[tuple[PageRole, str], ...] = (
    ("principles", "publishingPrinciples"),
    ("corrections", "correctionsPolicy"),
    ("masthead", "masthead"),
)


def publisher_id(urls: Urls) -> str:
    return f"{urls.absolute(urls.home())}#publisher"


def website_id(urls: Urls) -> str:
    return f"{urls.absolute(urls.home())}#website"


def website(site: Site, urls: Urls) -> Node:
    """Google takes the site's name from here, on the home page alone."""
    node: Node = {
        "@type": "WebSite",
        "@id": website_id(urls),
        "url": urls.absolute(urls.home()),
        "name": site.name,
        "inLanguage": site.lang,
        "publisher": {"@id": publisher_id(urls)},
    }
    if site.alternate_names:
        node["alternateName"] = list(site.alternate_names)
    return node | ({"description": site.description} if site.description else {})


def publisher(site: Site, urls: Urls, logo: Node | None) -> Node:
    """The publisher in short, as it stands on every page beside the home page."""
    node: Node = {
        "@type": "NewsMediaOrganization",
        "@id": publisher_id(urls),
        "name": site.name,
        "url": urls.absolute(urls.home()),
    }
    return node | ({"logo": logo} if logo else {})


def whole_publisher(site: Site, urls: Urls, logo: Node | None) -> Node:
    """All that is known of it: Naver's channel and Google's knowledge of a publisher are read from the home page."""
    node, said = publisher(site, urls, logo), site.publisher
    if site.same_as:
        node["sameAs"] = list(site.same_as)
    node |= {name: _address(site.pages[role], urls) for role, name in _POLICIES if role in site.pages}
    contact = {"email": said.email, "telephone": said.phone}
    contact = {name: text for name, text in contact.items() if text}
    if "contact" in site.pages:
        contact["url"] = _address(site.pages["contact"], urls)
    if contact:
        node["contactPoint"] = {"@type": "ContactPoint", "contactType": "newsroom"} | contact
    return node | ({"address": said.address} if said.address else {})


def authors(article: Publishable, site: Site, urls: Urls) -> list[Node]:
    """One object per author, the name alone."""
    return [author(one, site, urls) for one in article.authors] or [_newsroom(site, urls)]


def author(term: Term, site: Site, urls: Urls) -> Node:
    """Known on every page by the same @id, on this site's page of theirs."""
    kind = "Organization" if _is_of_site(term.name, site) else "Person"
    page = urls.absolute(urls.term(term))
    node: Node = {"@type": kind, "@id": f"{page}#{kind.lower()}", "name": term.name, "url": page}
    return node | ({"sameAs": [term.url]} if term.url else {})


def _newsroom(site: Site, urls: Urls) -> Node:
    """Who signs an article that names nobody: the publisher itself, unless the site says another name."""
    byline = newsroom(site, urls)
    node: Node = {"@type": "Organization", "name": byline.name, "url": byline.url}
    return node | ({"@id": publisher_id(urls)} if _is_of_site(byline.name, site) else {})


def _is_of_site(name: str, site: Site) -> bool:
    return clean(name).strip().casefold() == clean(site.name).strip().casefold()


def _address(link: Link, urls: Urls) -> str:
    return urls.absolute(urls.link(link))
