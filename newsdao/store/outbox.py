"""The outbox: what happened to articles is noted in the transaction in which it happened, so neither is without the
other. What a note means for whom is decided later (services.notifying).
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from newsdao.store import queries
from newsdao.store.models import Article
from newsdao.store.push_models import Happening, Note

# A story that comes in with an older date comes from an archive: nobody is told.
NEWS_AGE = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stood before a change. terms: (kind, slug)."""

    permalink: str
    terms: frozenset[tuple[str, str]]
    is_shown: bool
    is_listed: bool
    is_withdrawn: bool


@dataclass
class Outbox:
    """Collects what one transaction does to articles, and notes it before the commit.

    now: the moment of the change. is_first: this is a site's first sync, in which nothing is news but what is still to
    appear.
    """

    session: Session
    now: datetime
    is_first: bool = False
    _changed: list[tuple[Standing | None, Article, bool]] = field(default_factory=list)

    def standing(self, article: Article) -> Standing:
        return Standing(
            article.permalink, _terms(article), self._is_shown(article), _is_listed(article),
            article.withdrawn_at is not None,
        )  # fmt: skip

    def changed(self, was: Standing | None, article: Article, *, is_substantive: bool = False) -> None:
        """was: None of a new article. Call when the article is as it is to be."""
        self._changed.append((was, article, is_substantive))

    def write(self) -> None:
        """Call before the commit, when all articles have their ids."""
        for was, article, is_substantive in self._changed:
            due = self._forget_appearance(article.id)
            what = self._what(was, article, is_substantive=is_substantive)
            if what:
                self._note(what, was, article, due)
            self._note_what_appears(article)
        self._changed.clear()

    def _note_what_appears(self, article: Article) -> None:
        """The story itself, or updates of it that have a minute of their own."""
        if article.withdrawn_at is not None:
            return
        if article.published_at > self.now:
            self._add("publish", None, article, article.published_at)
        for at in {one.at for one in article.updates if one.at > max(self.now, article.published_at)}:
            self._add("edit", None, article, at)

    def _what(self, was: Standing | None, article: Article, *, is_substantive: bool) -> Happening | None:
        is_shown = self._is_shown(article)
        if self.is_first or not (is_shown or (was and was.is_shown)):
            return None
        if was is None or not was.is_shown:
            is_old = not article.is_page and article.published_at < self.now - NEWS_AGE
            # One that was withdrawn answered 410 until now, however old it is.
            return None if is_old and not (was and was.is_withdrawn) else "publish"
        if not is_shown:
            return "withdraw"
        if was.permalink != article.permalink or _sections(was.terms) != _sections(_terms(article)):
            return "move"
        return "edit" if is_substantive or was.is_listed != _is_listed(article) else None

    def _forget_appearance(self, article_id: int) -> Note | None:
        """Drop the note for a minute to come, since that may be another now; return the one that is due already."""
        query = select(Note).where(Note.article_id == article_id).with_for_update()
        due = None
        for note in self.session.scalars(query):
            if note.due_at > self.now:
                self.session.delete(note)
            else:
                due = note
        return due

    def _note(self, what: Happening, was: Standing | None, article: Article, due: Note | None) -> None:
        if due is None:
            self._add(what, was, article, self.now)
            return
        # Nobody was told yet: both changes are told as one.
        due.what = due.what if what == "edit" else what
        moved = [was.permalink] if was and was.permalink != article.permalink else []
        due.former = [path for path in dict.fromkeys((*due.former, *moved)) if path != article.permalink]
        due.terms = _listed(
            {(kind, slug) for kind, slug in due.terms} | (was.terms if was else set()) | _terms(article)
        )
        due.permalink = article.permalink
        due.is_listed = due.is_listed or _is_listed(article)

    def _add(self, what: Happening, was: Standing | None, article: Article, due_at: datetime) -> None:
        moved = was is not None and was.permalink != article.permalink
        self.session.add(
            Note(
                article_id=article.id, what=what, permalink=article.permalink,
                former=[was.permalink] if was and moved else [],
                terms=_listed(_terms(article) | (was.terms if was else frozenset())),
                is_page=article.is_page, is_listed=_is_listed(article) or (was is not None and was.is_listed),
                was_shown=was is not None and was.is_shown, noted_at=self.now, due_at=due_at,
            )
        )  # fmt: skip

    def _is_shown(self, article: Article) -> bool:
        return article.withdrawn_at is None and article.published_at <= self.now


def due(session: Session, now: datetime, limit: int) -> Sequence[Note]:
    """The oldest notes whose time has come, held against whoever would change them."""
    query = select(Note).where(Note.due_at <= now).order_by(Note.due_at, Note.id).limit(limit).with_for_update()
    return session.scalars(query).all()


def visible(session: Session, article_ids: Sequence[int], now: datetime) -> set[int]:
    """Which of the articles readers can see."""
    return set(session.scalars(select(Article.id).where(Article.id.in_(article_ids), queries.visible(now))))


def forget(session: Session, notes: Sequence[Note]) -> None:
    session.execute(delete(Note).where(Note.id.in_([note.id for note in notes])))


@dataclass(frozen=True, slots=True)
class Waiting:
    """due: notes whose time has come; later: stories that are to appear, the first of them at next_at."""

    due: int
    later: int
    next_at: datetime | None


def waiting(session: Session, now: datetime) -> Waiting:
    is_due = Note.due_at <= now
    counts = select(
        func.count().filter(is_due), func.count().filter(~is_due), func.min(Note.due_at).filter(~is_due)
    ).select_from(Note)
    row = session.execute(counts).one()
    return Waiting(row[0], row[1], row[2])


def _terms(article: Article) -> frozenset[tuple[str, str]]:
    return frozenset((filing.term.kind, filing.term.slug) for filing in article.filings)


def _sections(terms: frozenset[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(kind, slug) for kind, slug in terms if kind == "category"}


def _listed(terms: AbstractSet[tuple[str, str]]) -> list[list[str]]:
    return [list(term) for term in sorted(terms)]


def _is_listed(article: Article) -> bool:
    """As queries.in_sitemaps has it."""
    return bool(article.is_indexable) and article.canonical_url == ""
