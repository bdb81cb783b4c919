"""What the store remembers of the files it was made of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsdao.store.models import Article, Redirect


@dataclass(frozen=True, slots=True)
class Known:
    """What the store remembers of a post file, enough to decide about it without reading the article."""

    article_id: int
    source_path: str
    permalink: str
    digest: str
    fingerprint: str
    is_withdrawn: bool
    updated_at: datetime
    redirects: frozenset[str] = frozenset()


def known_posts(session: Session) -> list[Known]:
    redirects: dict[int, set[str]] = {}
    for article_id, path in session.execute(select(Redirect.article_id, Redirect.path)):
        redirects.setdefault(article_id, set()).add(path)
    columns = (Article.id, Article.source_path, Article.permalink, Article.digest, Article.fingerprint)
    none = frozenset[str]()
    return [
        Known(*row[:5], row.withdrawn_at is not None, row.updated_at, frozenset(redirects.get(row.id, none)))
        for row in session.execute(select(*columns, Article.withdrawn_at, Article.updated_at))
    ]
