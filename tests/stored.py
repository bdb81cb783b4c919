"""What a store holds, in a form that two stores can be compared by."""

from pathlib import Path
from typing import Any

from newsroom import Newsroom
from sqlalchemy import select

from newsdao.extensions import db
from newsdao.store.front_models import FrontChoice
from newsdao.store.models import Article, ArticleBody, Filing, PictureRow, PublishDay, Redirect, SiteRow, Term
from newsdao.store.models import SourceFile as SourceRow
from newsdao.store.search_models import SearchEntry

# When a sync ran is no fact of the site.
_MOMENTS = {"synced_at"}


def snapshot(room: Newsroom, *, sources: bool = True) -> dict[str, Any]:
    """Every row but its number: articles by address, with their texts, terms, pictures and old addresses."""
    with room.app.app_context():
        session = db.session()
        numbers = dict(session.execute(select(Article.id, Article.permalink)).all())
        pictures = dict(session.execute(select(PictureRow.id, PictureRow.src)).all())
        terms = {one.id: (one.kind, one.slug) for one in session.scalars(select(Term))}
        found = {
            "articles": {
                one.permalink: {**columns(one, {"id", "picture_id"}), "picture": pictures.get(one.picture_id)}
                for one in session.scalars(select(Article))
            },
            "bodies": {
                numbers[one.article_id]: columns(one, {"article_id"}) for one in session.scalars(select(ArticleBody))
            },
            "filings": {
                (numbers[one.article_id], terms[one.term_id]): (one.position, one.stream_key)
                for one in session.scalars(select(Filing))
            },
            "terms": {terms[one.id]: columns(one, {"id"}) for one in session.scalars(select(Term))
                      if one.article_count},
            # mark: of the file, which a test may write twice.
            "pictures": {one.src: columns(one, {"id", "mark"}) for one in session.scalars(select(PictureRow))
                         if one.article_count},
            "searched": {
                (numbers[one.article_id], one.shown_from): columns(one, {"docid", "article_id"})
                for one in session.scalars(select(SearchEntry))
            },
            "chosen": {
                (one.place, one.position): numbers.get(one.article_id) for one in session.scalars(select(FrontChoice))
            },
            "redirects": {one.path: numbers[one.article_id] for one in session.scalars(select(Redirect))},
            "days": {one.day: columns(one, set()) for one in session.scalars(select(PublishDay))},
            "site": [columns(one, _MOMENTS) for one in session.scalars(select(SiteRow))],
        }  # fmt: skip
        if sources:
            found["sources"] = {one.path: one.data for one in session.scalars(select(SourceRow))}
        db.session.rollback()
        return found


def columns(row: Any, without: set[str]) -> dict[str, Any]:
    return {one.key: getattr(row, one.key) for one in row.__table__.columns if one.key not in without}


def tree(folder: Path) -> dict[str, bytes]:
    """Path → bytes of every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
