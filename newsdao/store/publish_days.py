"""The days on which articles appeared, counted where stories are written."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from newsdao.store.models import Article, PublishDay
from newsdao.store.queries import in_sitemaps


def recount(session: Session, days: Iterable[date]) -> None:
    """Make the rows of these days true; what changed of their articles is flushed."""
    for day in days:
        listed = func.sum(case((in_sitemaps(), 1), else_=0))
        rows = select(func.count(), listed, func.max(Article.updated_at)).where(
            Article.local_day == day, Article.withdrawn_at.is_(None), Article.is_page.is_(False)
        )
        count, listed_count, changed_at = session.execute(rows).one()
        row = session.get(PublishDay, day)
        if count == 0:
            if row is not None:
                session.delete(row)
        elif row is None:
            new = PublishDay(day=day, article_count=count, listed_count=listed_count, changed_at=changed_at)
            session.add(new)
        else:
            row.article_count, row.listed_count, row.changed_at = count, listed_count, changed_at
