"""The links of masthead and footer: those of the site's configuration that lead somewhere.

What stands there is decided at each sync and stored with the site's facts, so that a page that comes or goes makes
every page new. A link to a page that isn't there is left out until it is: a dead one is worse than none. A link to
another site stands in the footer, whichever list it came from.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from newsdao.content import old_addresses
from newsdao.content.media_types import media_type
from newsdao.content.old_addresses import Place
from newsdao.content.site import Link, Site
from newsdao.services.address_book import AddressBook

# Masthead and footer name these by themselves.
_IN_MASTHEAD = frozenset({old_addresses.HOME, old_addresses.LATEST})
_IN_FOOTER = frozenset({old_addresses.LATEST, old_addresses.ARCHIVE, old_addresses.LISTED})


def standing(site: Site, book: AddressBook, has_file: Callable[[str], bool]) -> Site:
    """The site with the links of its configuration that lead somewhere, each to where it leads in the end.

    has_file: whether the site serves a file at a path.
    """
    links = (*site.header, *site.footer, *site.social)
    places = _places({link.url for link in links if link.is_own}, site, book, has_file)
    elsewhere = (link for link in site.header if not link.is_own)
    return replace(
        site,
        header=_leading((link for link in site.header if link.is_own), places, _IN_MASTHEAD),
        footer=_leading((*site.footer, *elsewhere, *site.social), places, _IN_FOOTER),
        social=(),
    )


def _places(paths: set[str], site: Site, book: AddressBook, has_file: Callable[[str], bool]) -> dict[str, Place]:
    """Of these addresses those that are answered → where."""
    found = {path: Place(permalink) for path, permalink in book.pages(paths).items()}
    for path in paths - found.keys():
        if media_type(path) and has_file(path):
            found[path] = Place(path)
        elif place := old_addresses.target(path, site.address_rules, book):
            found[path] = place
    return found


def _leading(links: Iterable[Link], places: Mapping[str, Place], already: frozenset[str]) -> tuple[Link, ...]:
    """Of links to the same place the first stays."""
    found: dict[tuple[str, str], Link] = {}
    for link in links:
        place = places.get(link.url) if link.is_own else Place(link.url)
        if place is not None and not (place.path in already and not place.fragment):
            found.setdefault((place.path, place.fragment), Link(link.title, place.path, place.fragment))
    return tuple(found.values())
