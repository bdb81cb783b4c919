"""security.txt (RFC 9116), and llms.txt (llmstxt.org) made of what the site knows of itself."""

from collections.abc import Sequence
from datetime import UTC, datetime

from newsdao.content.characters import folded
from newsdao.content.post import Term
from newsdao.content.site import Site
from newsdao.presenters.feed_text import clean
from newsdao.presenters.urls import Urls

SECURITY = "/.well-known/security.txt"


def security_txt(contact: str, now: datetime, site: Site, urls: Urls) -> str:
    """contact: an address with its scheme. Expires half a year after the month began: the same text all month."""
    year, month = now.astimezone(UTC).year, now.astimezone(UTC).month + 6
    expires = datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=UTC)
    languages = dict.fromkeys((site.lang.split("-")[0], "en"))
    lines = (
        f"Contact: {folded(clean(contact))}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(languages)}",
        f"Canonical: {urls.absolute(urls.path(SECURITY))}",
    )
    return "\n".join(lines) + "\n"


def llms_txt(site: Site, sections: Sequence[Term], urls: Urls) -> str:
    """Markdown: what the site is, its sections, where its stories are to be read by machine."""
    feeds = [("RSS", urls.feed("rss")), ("Atom", urls.feed("atom")), ("JSON Feed", urls.feed("json"))]
    feeds.append(("Sitemap", urls.sitemap_index()))
    blocks = [f"# {_line(site.name)}", f"> {_line(site.description)}" if site.description else ""]
    blocks.append(_list("Sections", [(term.name, urls.term(term)) for term in sections], urls))
    blocks.append(_list("Stories", feeds, urls))
    pages = [(link.title, urls.link(link)) for link in site.pages.values()]
    blocks.append(_list("About", pages, urls))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _list(title: str, links: Sequence[tuple[str, str]], urls: Urls) -> str:
    rows = [f"- [{_label(name)}]({urls.absolute(path)})" for name, path in links]
    return "\n".join([f"## {title}", "", *rows]) if rows else ""


def _label(text: str) -> str:
    return _line(text).replace("[", "(").replace("]", ")")


def _line(text: str) -> str:
    return folded(clean(text))
