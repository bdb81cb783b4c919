"""What a transaction did to the articles, collected at flush and announced after its commit.

The facts are asked of the database itself just before and just after each flush, so a renamed slug, a moved category
or a deleted row is seen as it was and as it is, whatever path the write took.
"""

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from blinker import ANY, Signal
from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import Session, scoped_session

from newsdao.content.post import SHARED_FROM
from newsdao.events import ArticleFacts, ArticlesChanged, AuthorsChanged, FrontChanged, Happened, SiteChanged
from newsdao.store.front_models import FrontChoice
from newsdao.store.models import Article, ArticleBody, Filing, PictureRow, SiteRow, Term

log = logging.getLogger("newsdao")

# Sent after a commit, with what happened. Receivers are held weakly.
committed = Signal()

_BEFORE, _AFTER, _TOUCHED, _SITE = "changes.before", "changes.after", "changes.touched", "changes.site"
_FRONT, _AUTHORS = "changes.front", "changes.authors"


def watch(session: scoped_session[Any]) -> None:
    """Send `committed` after every commit that changed articles or the site, and never for one rolled back."""

    @event.listens_for(session, "before_flush")
    def before_flush(flushing: Session, _context: Any, _instances: Any) -> None:
        flushing.info[_TOUCHED] = touched = _touched(flushing)
        before = flushing.info.setdefault(_BEFORE, {})
        # Only the first sight of an article in a transaction is how readers know it.
        unseen = touched - before.keys() - flushing.info.setdefault(_AFTER, {}).keys()
        before.update(facts(flushing.connection(), unseen))
        changed = [*flushing.new, *flushing.dirty, *flushing.deleted]
        if any(isinstance(one, SiteRow) and flushing.is_modified(one) for one in changed):
            flushing.info[_SITE] = True
        if any(isinstance(one, FrontChoice) for one in changed):
            flushing.info[_FRONT] = True
        told = {one.slug for one in changed if isinstance(one, Term) and one.kind == "author" and _says_more(one)}
        flushing.info.setdefault(_AUTHORS, set()).update(told)

    @event.listens_for(session, "after_flush_postexec")
    def after_flush(flushing: Session, _context: Any) -> None:
        written = flushing.info.pop(_TOUCHED, set()) | flushing.info.pop("changes.inserted", set())
        after = flushing.info.setdefault(_AFTER, {})
        after.update(dict.fromkeys(written))
        after.update(facts(flushing.connection(), written))

    @event.listens_for(session, "after_flush")
    def note_new_ids(flushing: Session, _context: Any) -> None:
        flushing.info["changes.inserted"] = {one.id for one in flushing.new if isinstance(one, Article)}

    @event.listens_for(session, "after_commit")
    def after_commit(committed: Session) -> None:
        for happened in _taken(committed):
            _announce(happened)

    @event.listens_for(session, "after_rollback")
    def after_rollback(rolled_back: Session) -> None:
        list(_taken(rolled_back))


def _announce(happened: Happened) -> None:
    """Tell every receiver: one that fails stops no other, and undoes no publish."""
    for receiver in committed.receivers_for(ANY):
        try:
            receiver(happened)
        except Exception:
            log.exception("a consequence of %s failed", type(happened).__name__)


def touch_site(session: Session) -> None:
    """Have SiteChanged announced after the commit, for what no flush can tell."""
    session.info[_SITE] = True


def facts(connection: Connection, article_ids: Iterable[int]) -> dict[int, ArticleFacts]:
    """The facts of those of the articles that exist, as this transaction sees them."""
    ids = list(article_ids)
    if not ids:
        return {}
    terms: dict[int, set[tuple[str, str]]] = {one: set() for one in ids}
    filed = select(Filing.article_id, Term.kind, Term.slug).join(Term, Term.id == Filing.term_id)
    for article_id, kind, slug in connection.execute(filed.where(Filing.article_id.in_(ids))):
        terms[article_id].add((kind, slug))
    rows = connection.execute(select(Article.id, Article.permalink, Article.local_day).where(Article.id.in_(ids)))
    return {row.id: ArticleFacts(row.id, row.permalink, frozenset(terms[row.id]), row.local_day) for row in rows}


def _touched(session: Session) -> set[int]:
    touched = set()
    for one in (*session.new, *session.dirty, *session.deleted):
        if not inspect(one).persistent:
            continue
        if isinstance(one, Article):
            touched.add(one.id)
        elif isinstance(one, (ArticleBody, Filing)):
            touched.add(one.article_id)
        elif isinstance(one, PictureRow) and _changes_many(one):
            session.info[_SITE] = True
    return touched


def _says_more(term: Term) -> bool:
    """Whether what is said of an author changed, beside the number of their stories."""
    return any(inspect(term).attrs[name].history.has_changes() for name in ("name", "url", "about"))


def _changes_many(picture: PictureRow) -> bool:
    """Whether a picture's row changes how untouched articles look: what it shows, or that it became shared."""
    state = inspect(picture)
    if any(state.attrs[name].history.has_changes() for name in ("width", "height", "type", "digest", "colour")):
        return True
    was = list(state.attrs["article_count"].history.deleted)
    return bool(was) and (was[0] >= SHARED_FROM) != (picture.article_count >= SHARED_FROM)


def _taken(session: Session) -> Iterator[Happened]:
    """What a transaction did, which is over with it."""
    before: dict[int, ArticleFacts] = session.info.pop(_BEFORE, {})
    after: dict[int, ArticleFacts | None] = session.info.pop(_AFTER, {})
    is_site, is_front = session.info.pop(_SITE, False), session.info.pop(_FRONT, False)
    authors: set[str] = session.info.pop(_AUTHORS, set())
    if before or after:
        yield ArticlesChanged(tuple(before.values()), tuple(fact for fact in after.values() if fact is not None))
    if is_site:
        yield SiteChanged()
    if is_front:
        yield FrontChanged()
    if authors:
        yield AuthorsChanged(frozenset(authors))
