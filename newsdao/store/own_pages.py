"""The publisher's pages beside the stories, as the site's own facts name them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsdao.store.models import Article, SourceFile
from newsdao.store.queries import visible


def files(session: Session, now: datetime) -> Iterator[tuple[str, str, bytes]]:
    """(address, path of its file, its bytes) of every page that stands, by address."""
    query = (
        select(Article.permalink, SourceFile.path, SourceFile.data)
        .join(SourceFile, SourceFile.path == Article.source_path)
        .where(visible(now), Article.is_page.is_(True), Article.redirects_to == "")
        .order_by(Article.permalink)
    )
    return ((row.permalink, row.path, row.data) for row in session.execute(query))


def titles(session: Session, permalinks: Iterable[str], now: datetime) -> dict[str, str]:
    """Address → title, of those of them at which something stands."""
    query = select(Article.permalink, Article.title).where(Article.permalink.in_(list(permalinks)), visible(now))
    return {row[0]: row[1] for row in session.execute(query)}
