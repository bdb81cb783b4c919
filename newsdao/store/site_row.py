"""The site's own row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsdao.store.models import SiteRow, Term


def save_site(session: Session, facts: dict[str, Any], sections: Sequence[str], now: datetime) -> None:
    """Store the site's facts and its sections: those the publisher orders first, then by number of articles."""
    categories = session.scalars(select(Term).where(Term.kind == "category", Term.article_count > 0)).all()
    rank = {name: place for place, name in enumerate(sections)}
    ordered = sorted(categories, key=lambda term: (rank.get(term.name, len(rank)), -term.article_count, term.slug))
    chosen = [[term.slug, term.name] for term in ordered]
    row = session.get(SiteRow, 1)
    if row is None:
        session.add(SiteRow(id=1, facts=facts, sections=chosen, synced_at=now))
        return
    if row.facts != facts:
        row.facts = facts
    if row.sections != chosen:
        row.sections = chosen
