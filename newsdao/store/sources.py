"""The publisher's files, byte for byte as they were last read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from newsdao.store.models import Article, Redirect, SiteRow, SourceFile

_AT_ONCE = 200


def keep(session: Session, path: str, data: bytes) -> bool:
    """Store a file as it is now. Returns whether it was stored before with other bytes, False for a new one."""
    digest = sha256(data).hexdigest()
    table = SourceFile.__table__
    connection = session.connection()
    stored = connection.scalar(select(table.c.digest).where(table.c.path == path))
    if stored is None:
        connection.execute(insert(SourceFile).values(path=path, digest=digest, data=data))
    elif stored != digest:
        where = table.c.path == path
        connection.execute(table.update().where(where).values(digest=digest, data=data))  # type: ignore[attr-defined]
    return stored is not None and stored != digest


def forget(session: Session, path: str) -> None:
    session.connection().execute(delete(SourceFile).where(SourceFile.path == path))


def forget_gone(session: Session, is_present: Callable[[str], bool]) -> None:
    """Drop the files that are in the folder no longer, but for those of articles that are still shown."""
    shown = select(Article.source_path).where(Article.withdrawn_at.is_(None))
    paths = session.scalars(select(SourceFile.path).where(SourceFile.path.not_in(shown)))
    gone = [path for path in paths if not is_present(path)]
    for start in range(0, len(gone), _AT_ONCE):
        session.connection().execute(delete(SourceFile).where(SourceFile.path.in_(gone[start : start + _AT_ONCE])))


@dataclass(frozen=True, slots=True)
class Kept:
    """A file, and what the store knows of its article beyond it; the latter empty for a file without one.

    redirects: every old address that leads to the article.
    """

    path: str
    data: bytes
    permalink: str = ""
    feed_id: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    redirects: frozenset[str] = frozenset()


def every(session: Session) -> Iterator[Kept]:
    """All files, a few at a time, by path."""
    after = ""
    while batch := session.scalars(
        select(SourceFile).where(SourceFile.path > after).order_by(SourceFile.path).limit(_AT_ONCE)
    ).all():
        after = batch[-1].path
        yield from _known(session, batch)
        session.expunge_all()


def one(session: Session, path: str) -> bytes | None:
    return session.scalar(select(SourceFile.data).where(SourceFile.path == path))


def was_never_filled(session: Session) -> bool:
    """Whether nothing was ever synced here, or only by a NewsDAO of long ago, which kept no files."""
    if session.scalar(select(SourceFile.path).limit(1)) is not None:
        return False
    return session.get(SiteRow, 1) is None or bool(unkept(session))


def unkept(session: Session) -> Sequence[str]:
    """The paths of articles that are shown and whose file isn't here: an instance of long ago kept none."""
    shown = select(Article.source_path).where(Article.withdrawn_at.is_(None))
    return session.scalars(shown.where(Article.source_path.not_in(select(SourceFile.path)))).all()


def _known(session: Session, files: Iterable[SourceFile]) -> Iterator[Kept]:
    by_path = {file.path: file for file in files}
    columns = (Article.source_path, Article.id, Article.permalink, Article.feed_id, Article.published_at)
    rows = session.execute(
        select(*columns, Article.updated_at).where(Article.source_path.in_(by_path), Article.withdrawn_at.is_(None))
    ).all()
    redirects: dict[int, set[str]] = {}
    query = select(Redirect.article_id, Redirect.path).where(Redirect.article_id.in_([row.id for row in rows]))
    for article_id, path in session.execute(query):
        redirects.setdefault(article_id, set()).add(path)
    articles = {row.source_path: row for row in rows}
    for path, file in by_path.items():
        if (row := articles.get(path)) is None:
            yield Kept(path, file.data)
            continue
        old = frozenset(redirects.get(row.id, ()))
        yield Kept(path, file.data, row.permalink, row.feed_id, row.published_at, row.updated_at, old)
