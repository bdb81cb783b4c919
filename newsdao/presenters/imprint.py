"""The publisher's own word in the footer: its pages, and what the law asks a news site to show."""

from dataclasses import asdict

from newsdao.content.site import Link, Site


def own_pages(site: Site) -> list[Link]:
    """The publisher's pages, each once, but for those that the footer's own links name."""
    named = {link.url for link in site.footer}
    pages = {link.url: link for link in site.pages.values() if link.url not in named}
    return list(pages.values())


def imprint(site: Site) -> list[tuple[str, str]]:
    """(field of Publisher, its text) in the order of the registration form; nothing where only the name is known."""
    said = {name: text for name, text in asdict(site.publisher).items() if text}
    if not said.keys() - {"name"}:
        return []
    return list(({"name": site.name} | said).items())
