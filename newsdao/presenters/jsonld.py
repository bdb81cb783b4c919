"""Structured data (schema.org) as one @graph whose nodes name each other by @id."""

import json
from collections.abc import Sequence
from typing import Any

from newsdao.content.authors import NOBODY, About
from newsdao.content.post import Picture, Publishable, Readable, Term
from newsdao.content.site import PageRole, Site
from newsdao.presenters import jsonld_publisher
from newsdao.presenters.cards import article_picture, shaped_pictures
from newsdao.presenters.feed_text import clean, entry_title, local, picture_address, summary
from newsdao.presenters.jsonld_publisher import authors, publisher, publisher_id, website, website_id, whole_publisher
from newsdao.presenters.jsonld_story import later
from newsdao.presenters.seo import PageMeta
from newsdao.presenters.urls import Urls

Node = dict[str, Any]

# What a page of the publisher's is, by its role.
_KINDS: dict[PageRole | None, str] = {"about": "AboutPage", "contact": "ContactPage"}

# Inside <script> only these could end the element or start a comment; U+2028 and U+2029 ended lines in old JavaScript.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def dumps(graph: Node) -> str:
    """JSON that can stand in a script element as it is; still the same JSON to a parser."""
    return json.dumps(_cleaned(graph), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def home(site: Site, urls: Urls) -> Node:
    """WebSite and NewsMediaOrganization: Google's site name and Naver's channel are read here, on this page alone."""
    return _graph(website(site, urls), whole_publisher(site, urls, _logo(site, urls)))


def article(article: Readable, site: Site, urls: Urls, meta: PageMeta) -> Node:
    """NewsArticle, or LiveBlogPosting, with its page and breadcrumbs. meta: the same article's PageMeta."""
    address, title = urls.absolute(urls.article(article)), entry_title(article)
    story = _story(article, address, site, urls) | {"mainEntityOfPage": {"@id": meta.canonical}}
    story |= later(article, address, site, urls)
    page = _page("WebPage", address, title, site, urls) | {"mainEntity": {"@id": story["@id"]}}
    if article.section is None:
        return _graph(page, story, _publisher(site, urls))
    section = (article.section.name, urls.absolute(urls.term(article.section)))
    trail = _breadcrumbs([section, (title, address)], address)
    page["breadcrumb"] = {"@id": trail["@id"]}
    return _graph(page, story, trail, _publisher(site, urls))


def text_page(page: Publishable, site: Site, urls: Urls, meta: PageMeta) -> Node:
    """WebPage: about, contact and the like. meta: the same page's PageMeta."""
    role = next((role for role, link in site.pages.items() if link.url == page.permalink), None)
    node = _page(_KINDS.get(role, "WebPage"), urls.absolute(urls.article(page)), entry_title(page), site, urls)
    node["inLanguage"] = page.lang or site.lang
    if meta.description:
        node["description"] = meta.description
    if role == "about":
        node["mainEntity"] = {"@id": publisher_id(urls)}
    return _graph(node, _publisher(site, urls))


def collection(
    title: str,
    path: str,
    articles: Sequence[Publishable],
    site: Site,
    urls: Urls,
    crumbs: Sequence[tuple[str, str]] = (),
) -> Node:
    """CollectionPage with the list of what it shows. crumbs: (name, path) of what it lies in, down to itself."""
    address = urls.absolute(path)
    page = _page("CollectionPage", address, title, site, urls)
    if articles:
        page["mainEntity"] = {
            "@type": "ItemList",
            "numberOfItems": len(articles),
            "itemListElement": [
                {"@type": "ListItem", "position": place, "url": urls.absolute(urls.article(one))}
                for place, one in enumerate(articles, 1)
            ],
        }
    if not crumbs:
        return _graph(page, _publisher(site, urls))
    trail = _breadcrumbs([(name, urls.absolute(place)) for name, place in crumbs], address)
    page["breadcrumb"] = {"@id": trail["@id"]}
    return _graph(page, trail, _publisher(site, urls))


def profile(
    author: Term, path: str, articles: Sequence[Publishable], site: Site, urls: Urls, about: About = NOBODY
) -> Node:
    """ProfilePage of an author, with what it shows of their stories. about: what the site says of them."""
    page = _page("ProfilePage", urls.absolute(path), author.name, site, urls)
    who = jsonld_publisher.author(author, site, urls)
    elsewhere = [*who.pop("sameAs", ()), *(address for _, address in about.links if address.startswith("http"))]
    who |= _about(about, urls) | ({"sameAs": list(dict.fromkeys(elsewhere))} if elsewhere else {})
    page["mainEntity"] = {"@id": who["@id"]}
    page["hasPart"] = [
        {
            "@type": "NewsArticle",
            "@id": f"{urls.absolute(urls.article(one))}#article",
            "headline": entry_title(one),
            "url": urls.absolute(urls.article(one)),
            "datePublished": local(one.published_at, site.timezone).isoformat(),
            "author": {"@id": who["@id"]},
        }
        for one in articles
    ]
    return _graph(page, who, _publisher(site, urls))


def _about(about: About, urls: Urls) -> Node:
    """description, jobTitle and image of a person's ProfilePage (Google: profile page structured data)."""
    found: Node = {"description": about.bio, "jobTitle": about.title}
    found = {name: text for name, text in found.items() if text}
    if about.picture is not None:
        found["image"] = _image(about.picture, urls)
    return found


def _story(article: Publishable, address: str, site: Site, urls: Urls) -> Node:
    story: Node = {
        "@type": "NewsArticle",
        "@id": f"{address}#article",
        "headline": entry_title(article),
        "datePublished": local(article.published_at, site.timezone).isoformat(),
        "dateModified": local(article.updated_at, site.timezone).isoformat(),
        "author": authors(article, site, urls),
        "publisher": {"@id": publisher_id(urls)},
        "inLanguage": article.lang or site.lang,
        "isAccessibleForFree": True,
    }
    if lead := summary(article):
        story["description"] = lead
    if article.section is not None:
        story["articleSection"] = article.section.name
    if article.tags:
        story["keywords"] = [tag.name for tag in article.tags]
    if pictures := _pictures(article, site):
        story["image"] = [_image(picture, urls) for picture in pictures]
    return story


def _graph(*nodes: Node) -> Node:
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def _page(kind: str, address: str, name: str, site: Site, urls: Urls) -> Node:
    return {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": name,
        "inLanguage": site.lang,
        "isPartOf": {"@id": website_id(urls)},
    }


def _publisher(site: Site, urls: Urls) -> Node:
    return publisher(site, urls, _logo(site, urls))


def _logo(site: Site, urls: Urls) -> Node | None:
    return _image(site.logo, urls) if site.logo is not None else None


def _pictures(article: Publishable, site: Site) -> list[Picture]:
    """In 16:9, 4:3 and 1:1, as Google asks; the picture as it is where it can't be cut."""
    whole = article_picture(article, site)
    return list(shaped_pictures(article, site).values()) or ([whole] if whole else [])


def _image(picture: Picture, urls: Urls) -> Node:
    node: Node = {"@type": "ImageObject", "url": picture_address(picture.src, urls)}
    if picture.width and picture.height:
        node |= {"width": picture.width, "height": picture.height}
    said = {"caption": picture.caption or picture.alt, "creditText": picture.credit}
    return node | {name: text for name, text in said.items() if text}


def _breadcrumbs(crumbs: Sequence[tuple[str, str]], address: str) -> Node:
    """From the section on: Naver takes no generic first crumb such as "home"."""
    return {
        "@type": "BreadcrumbList",
        "@id": f"{address}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": item}
            for place, (name, item) in enumerate(crumbs, 1)
        ],
    }


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return value
