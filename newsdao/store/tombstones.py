"""Addresses that answer 410, "gone": of stories that were withdrawn here, or on the site that this one comes from."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsdao.content.post import UNDATED
from newsdao.store.models import Article, ArticleBody, Redirect


def withdrawn(session: Session) -> dict[str, datetime]:
    """Address → since when it is gone, of everything that was withdrawn, by address."""
    query = select(Article.permalink, Article.withdrawn_at).where(Article.withdrawn_at.is_not(None))
    return {path: at for path, at in session.execute(query.order_by(Article.permalink)) if at is not None}


def bury(session: Session, addresses: Mapping[str, datetime], source_path: str) -> int:
    """Let those of the addresses at which nothing stands or stood answer 410. Returns how many these were."""
    taken = {
        path
        for column in (Article.permalink, Redirect.path)
        for path in session.scalars(select(column).where(column.in_(addresses)))
    }
    new = {path: at for path, at in addresses.items() if path not in taken}
    for path, at in new.items():
        mark = sha256(path.encode()).hexdigest()[:16]
        session.add(
            Article(
                permalink=path, feed_id=path, source_path=f"{source_path}#{path}", stream_key=f"~{mark}", digest="",
                fingerprint="", title="", lang="", published_at=UNDATED, updated_at=at, local_day=UNDATED.date(),
                is_time_known=False, is_page=True, withdrawn_at=at, filings=[],
                body=ArticleBody(body_html="", policy=0),
            )
        )  # fmt: skip
    return len(new)
