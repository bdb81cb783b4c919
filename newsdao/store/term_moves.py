"""Terms that were renamed: known by their stories, all of which left one slug in a sync, most of them for another."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from newsdao.store.models import Term, TermMove

# (kind, slug) of a term.
Key = tuple[str, str]


@dataclass(slots=True)
class Leavings:
    """What one sync saw of stories leaving terms. left: term → how many did; to: term → what they joined instead."""

    left: Counter[Key] = field(default_factory=Counter)
    to: dict[Key, Counter[str]] = field(default_factory=dict)

    def note(self, before: Iterable[Key], after: Iterable[Key]) -> None:
        """A story's terms before and after; after is empty of one that was withdrawn."""
        had, has = set(before), set(after)
        for kind, slug in had - has:
            self.left[kind, slug] += 1
            joined = (other for other_kind, other in has - had if other_kind == kind)
            self.to.setdefault((kind, slug), Counter()).update(joined)

    def renamed(self, key: Key) -> str:
        """The slug that at least half of those who left now carry; "" where there is none."""
        slug, count = min(self.to[key].items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
        return slug if count * 2 >= self.left[key] else ""


def record(session: Session, leavings: Leavings) -> None:
    """Remember where the terms that are empty now went. What led to one leads on; what lives again leads nowhere."""
    living = _living(session)
    for kind, slug in sorted(leavings.left):
        new = leavings.renamed((kind, slug))
        if (kind, slug) in living or (kind, new) not in living:
            continue
        is_led = (TermMove.kind == kind, TermMove.to_slug == slug)
        session.execute(update(TermMove).where(*is_led).values(to_slug=new))
        session.merge(TermMove(kind=kind, slug=slug, to_slug=new))
    for move in session.scalars(select(TermMove)).all():
        if (move.kind, move.slug) in living or move.slug == move.to_slug:
            where = (TermMove.kind == move.kind, TermMove.slug == move.slug)
            session.execute(delete(TermMove).where(*where))


def learn(session: Session, renamed: Mapping[Key, str]) -> None:
    """Take over what the publisher, or an export, says of former names; a name that lives leads nowhere."""
    living = _living(session)
    for (kind, slug), new in renamed.items():
        if (kind, slug) not in living and (kind, new) in living:
            session.merge(TermMove(kind=kind, slug=slug, to_slug=new))


def every(session: Session) -> dict[Key, str]:
    """Former term → its slug now."""
    return {(move.kind, move.slug): move.to_slug for move in session.scalars(select(TermMove))}


def _living(session: Session) -> set[Key]:
    rows = session.execute(select(Term.kind, Term.slug).where(Term.article_count > 0))
    return {(kind, slug) for kind, slug in rows}


def moved_to(session: Session, kind: str, slug: str) -> str:
    """The slug under which a term's stories are now; "" when it was never renamed."""
    return session.scalar(select(TermMove.to_slug).where(TermMove.kind == kind, TermMove.slug == slug)) or ""
