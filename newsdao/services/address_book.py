"""What stands at which address at the moment, as `content.old_addresses` asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from newsdao.content.old_addresses import spellings
from newsdao.content.post import TermKind
from newsdao.content.slugs import slugify, term_slug
from newsdao.store import redirects, term_moves

# Kind → what an address may call a term → its slug.
Names = dict[str, dict[str, str]]


def names_of(terms: Iterable[tuple[str, str, str]]) -> Names:
    """Every name by which an address of another system calls a term; a term's own slug goes before all others.

    terms: (kind, slug, name); of two with one name the first has it.
    """
    found: Names = {}
    listed = list(terms)
    for kind, slug, _ in listed:
        found.setdefault(kind, {})[slug] = slug
    for kind, slug, called in listed:
        plain, latin = slugify(called), slugify(called, "latin")
        names = [called.lower(), plain, slugify(called, "pretty")]
        # Letters that Latin has no form of fall out: what is left of "AI 뉴스" is not its name.
        for name in (*names, latin) if len(latin) == len(plain) else names:
            found[kind].setdefault(name, slug)
    return found


@dataclass(slots=True)
class AddressBook:
    """names: those of all terms, filled at the first question for one; good until a story changes."""

    session: Session
    now: datetime
    names: Names = field(default_factory=dict)

    def term(self, kind: TermKind, name: str) -> str:
        own = term_slug(name)
        if redirects.has_page(self.session, kind, own, self.now):
            return own
        moved = term_moves.moved_to(self.session, kind, own)
        if moved and redirects.has_page(self.session, kind, moved, self.now):
            return moved
        if not self.names:
            self.names.update(names_of(redirects.term_names(self.session)))
        slug = self.names.get(kind, {}).get(name.lower(), "")
        return slug if slug and redirects.has_page(self.session, kind, slug, self.now) else ""

    def page(self, path: str) -> str:
        return self.pages([path]).get(path, "")

    def pages(self, paths: Iterable[str]) -> dict[str, str]:
        """As `page`, of many at once: those of these addresses that lead to something of the publisher's → where."""
        forms = {path: (path, *spellings(path)) for path in paths}
        asked = sorted({form for several in forms.values() for form in several})
        found = redirects.answering(self.session, asked, self.now)
        led = {path: next((found[form] for form in several if form in found), "") for path, several in forms.items()}
        return {path: permalink for path, permalink in led.items() if permalink}

    def has_stories(self, first: date, last: date) -> bool:
        return redirects.has_stories(self.session, first, last, self.now)
