"""The names that known authors are shown under."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsdao.content.post import Term as TermValue
from newsdao.store import search_index
from newsdao.store.models import Term


def rename(session: Session, authors: Iterable[TermValue]) -> None:
    """Let the stored authors be called, and linked, as the site's own list of authors has them now."""
    known = {author.slug: author for author in authors}
    renamed = []
    for term in session.scalars(select(Term).where(Term.kind == "author")):
        if (author := known.get(term.slug)) and (term.name, term.url) != (author.name, author.url):
            if term.name != author.name:
                renamed.append(term.id)
            term.name, term.url = author.name, author.url
    if renamed:
        search_index.note_renamed(session, renamed)
