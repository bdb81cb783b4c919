"""What stands at which address at the moment, as `content.old_addresses` asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from newsdao.content.old_addresses import spellings
from newsdao.content.post import TermKind
from newsdao.content.slugs import slugify, term_slug
from newsdao.store import queries, redirects
from newsdao.store.models import Term

# Kind → what an address may call a term → its slug.
Names = dict[str, dict[str, str]]


def names_of(terms: Iterable[Term]) -> Names:
    """Every name by which an address of another system calls a term; a term's own slug goes before all others."""
    found: Names = {}
    listed = list(terms)
    for one in listed:
        found.setdefault(one.kind, {})[one.slug] = one.slug
    for one in listed:
        plain, latin = slugify(one.name), slugify(one.name, "latin")
        called = [one.name.lower(), plain, slugify(one.name, "pretty")]
        # Letters that Latin has no form of fall out: what is left of "AI 뉴스" is not its name.
        for name in (*called, latin) if len(latin) == len(plain) else called:
            found[one.kind].setdefault(name, one.slug)
    return found


@dataclass(slots=True)
class AddressBook:
    """names: those of all terms, filled at the first question for one; good until a story changes."""

    session: Session
    now: datetime
    names: Names = field(default_factory=dict)

    def term(self, kind: TermKind, name: str) -> str:
        if not self.names:
            self.names.update(names_of(queries.terms(self.session)))
        known = self.names.get(kind, {})
        slug = known.get(name.lower()) or known.get(term_slug(name), "")
        row = queries.term(self.session, kind, slug) if slug else None
        # A term whose only story waits for its minute has no page yet.
        return slug if row is not None and queries.in_term(self.session, row, self.now).articles else ""

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
        if first == last:
            return bool(queries.on_day(self.session, first, self.now))
        return queries.days_beside(self.session, first - timedelta(days=1), last)[1] is not None
