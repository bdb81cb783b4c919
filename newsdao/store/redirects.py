"""Addresses that lead elsewhere."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsdao.store import queries
from newsdao.store.models import Article

_MOST_HOPS = 10


def final_target(session: Session, target: str, now: datetime) -> str | None:
    """Where a `redirect_to` ends: a path at which something answers, or an address elsewhere. None for a ring."""
    seen: set[str] = set()
    while target.startswith("/") and target not in seen and len(seen) < _MOST_HOPS:
        seen.add(target)
        query = select(Article.redirects_to).where(Article.permalink == target, queries.visible(now))
        after = session.scalar(query)
        if after is None:
            after = queries.led_to(session, target, (), now)
        if not after or after == target:
            return target
        target = after
    return None if target.startswith("/") else target


def leading(session: Session) -> dict[str, tuple[str, str]]:
    """Address → (where it leads, its file), of everything that leads elsewhere."""
    query = select(Article.permalink, Article.redirects_to, Article.source_path)
    rows = session.execute(query.where(Article.redirects_to != "", Article.withdrawn_at.is_(None)))
    return {permalink: (target, path) for permalink, target, path in rows}
