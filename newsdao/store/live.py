"""What an open page wants to know: which stories are the newest, and which of them went on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from newsdao.store.models import Article, ArticleBody, Filing, Term
from newsdao.store.queries import published

NEWEST = 30
# A story that goes on is looked for among so many, however many a day brings; and at most so many are told.
LOOKED_AT, GOING_ON = 300, 20


@dataclass(frozen=True, slots=True)
class Standing:
    """A story as it stands. version: another as soon as its page shows anything else. sections: slugs, first first."""

    id: int
    version: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Latest:
    """newest: the newest stories, newest first. going_on: those among the older that have updates.

    waiting: when the next update may be shown, aware, or None.
    """

    newest: Sequence[Standing]
    going_on: Sequence[Standing]
    waiting: datetime | None


def version(fingerprint: str, shown_updates: int) -> str:
    """shown_updates: how many of its updates readers may see; those to come are in the fingerprint already."""
    return fingerprint[:6] + (f".{shown_updates}" if shown_updates else "")


def latest(session: Session, now: datetime) -> Latest:
    """In two queries, both along the stream's index."""
    newest_first = select(Article.id).where(published(now)).order_by(Article.stream_key.desc())
    within, newest_ids = newest_first.limit(LOOKED_AT), newest_first.limit(NEWEST)
    has_updates = cast(ArticleBody.updates, Text) != "[]"
    rows = session.execute(
        select(Article.id, Article.fingerprint, ArticleBody.updates, Article.id.in_(newest_ids))
        .outerjoin(ArticleBody, (ArticleBody.article_id == Article.id) & has_updates)
        .where(Article.id.in_(within), Article.id.in_(newest_ids) | ArticleBody.article_id.is_not(None))
        .order_by(Article.stream_key.desc())
    ).all()
    sections = _sections(session, [row[0] for row in rows if row[3]])
    newest, going_on, waiting = [], [], []
    for number, fingerprint, updates, is_new in rows:
        moments = [datetime.fromisoformat(one["at"]) for one in updates or ()]
        waiting += [moment for moment in moments if moment > now]
        shown = sum(moment <= now for moment in moments)
        story = Standing(number, version(fingerprint, shown), tuple(sections.get(number, ())))
        if is_new:
            newest.append(story)
        elif shown:
            going_on.append(story)
    return Latest(newest, going_on[:GOING_ON], min(waiting, default=None))


def _sections(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    filed = (
        select(Filing.article_id, Term.slug)
        .join(Term, Term.id == Filing.term_id)
        .where(Filing.article_id.in_(ids), Term.kind == "category")
        .order_by(Filing.article_id, Filing.position)
    )
    for number, slug in session.execute(filed):
        found.setdefault(number, []).append(slug)
    return found
