"""What readers are told of known authors: their names, and who they are."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsdao.content.post import Term as TermValue
from newsdao.store import search_index
from newsdao.store.models import Term


def rename(session: Session, authors: Mapping[str, tuple[TermValue, dict[str, Any]]]) -> None:
    """Let the stored authors be called, linked and told of as the site's own list of authors has them now.

    authors: slug → the author, and what is said of them as JSON.
    """
    renamed = []
    for term in session.scalars(select(Term).where(Term.kind == "author")):
        author, about = authors.get(term.slug, (None, {}))
        if term.about != about:
            term.about = about
        if author is not None and (term.name, term.url) != (author.name, author.url):
            if term.name != author.name:
                renamed.append(term.id)
            term.name, term.url = author.name, author.url
    if renamed:
        search_index.note_renamed(session, renamed)
