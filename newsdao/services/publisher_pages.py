"""The publisher's own pages by their roles: about, principles, corrections, contact, masthead.

Decided at each sync and stored with the site's facts, as the links of masthead and footer are.
"""

from contextlib import suppress

from newsdao.content import front_matter
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.publisher_config import ROLES, USUAL, page_addresses, role_of
from newsdao.content.site import Link, PageRole
from newsdao.errors import PostError
from newsdao.services.address_book import AddressBook
from newsdao.store import own_pages


def standing(config: JekyllConfig, book: AddressBook) -> dict[PageRole, Link]:
    """Role → the page whose front matter says `role:`, else the configuration's, else one at a usual address."""
    claimed, named = _claimed(book), page_addresses(config)
    asked = {role: [address] if (address := named.get(role)) else list(USUAL[role]) for role in ROLES}
    places = book.pages({address for addresses in asked.values() for address in addresses})
    found: dict[PageRole, str] = {}
    for role in ROLES:
        usual = next((places[address] for address in asked[role] if address in places), "")
        if path := claimed.get(role) or usual:
            found[role] = path
    titles = own_pages.titles(book.session, found.values(), book.now)
    return {role: Link(titles[path], path) for role, path in found.items() if path in titles}


def _claimed(book: AddressBook) -> dict[PageRole, str]:
    """Role → address of the page that claims it; of two the first by address has it."""
    found: dict[PageRole, str] = {}
    for permalink, path, data in own_pages.files(book.session, book.now):
        if b"role" not in data.replace(b"\0", b""):
            continue
        with suppress(PostError):
            if role := role_of(front_matter.split(path, data).values.get("role")):
                found.setdefault(role, permalink)
    return found
