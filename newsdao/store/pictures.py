"""The pictures that the store knows: those over stories, and those in their texts."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsdao.content.post import Picture
from newsdao.store.models import PictureRow


def every_own(session: Session) -> dict[str, Picture]:
    """By src, the pictures that lie in this site's media, as they were last looked at."""
    rows = session.scalars(select(PictureRow).where(PictureRow.src.like("/%")))
    return {row.src: row.picture() for row in rows}


def named(session: Session, srcs: Collection[str]) -> dict[str, Picture]:
    """By src, those of some pictures that the store knows. Asks nothing when there are none."""
    if not srcs:
        return {}
    rows = session.scalars(select(PictureRow).where(PictureRow.src.in_(srcs)))
    return {row.src: row.picture() for row in rows}


def numbered(session: Session, number: int) -> Picture | None:
    row = session.get(PictureRow, number)
    return row.picture() if row is not None else None
