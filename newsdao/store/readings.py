"""How often stories were opened, by the hour: never by whom."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from newsdao.store.engines import insert_for
from newsdao.store.front_models import ReadCount
from newsdao.store.models import Article

KEPT = timedelta(hours=48)


def add(session: Session, times: Mapping[str, int], now: datetime) -> None:
    """Add what was counted since the last time (permalink → times) to the hour that runs; forget what is old.

    What stands at none of the articles' addresses, or was withdrawn meanwhile, is passed over.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    there = select(Article.id, Article.permalink).where(
        Article.permalink.in_(times), Article.is_page.is_(False), Article.withdrawn_at.is_(None)
    )
    # In the order of ids: two workers that write at once must not wait for each other.
    rows = sorted((row.id, times[row.permalink]) for row in session.execute(there))
    for article_id, count in rows:
        new = insert_for(session, ReadCount).values(hour=hour, article_id=article_id, count=count)
        total = {"count": ReadCount.count + new.excluded.count}
        session.execute(new.on_conflict_do_update(index_elements=["hour", "article_id"], set_=total))
    session.execute(delete(ReadCount).where(ReadCount.hour <= hour - KEPT))
