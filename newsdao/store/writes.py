"""Every change of the tables. Nothing here commits: services do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, selectinload

from newsdao.content.post import Picture, Post
from newsdao.content.post import Term as TermValue
from newsdao.store import changes, publish_days, schema, sources
from newsdao.store.models import Article, ArticleBody, Filing, PictureRow, Redirect, Term
from newsdao.store.outbox import Outbox
from newsdao.store.search_index import SearchWriter
from newsdao.store.term_moves import Key, Leavings

_MEASURED = ("width", "height", "type", "length", "digest", "colour", "mark")


@dataclass(frozen=True, slots=True)
class Reading:
    """A post as it is to be stored. data: the file; digest: of the file and of how it was read; fingerprint: of the
    post; policy: the sanitiser's version. pictures: all that it shows of this site's own; are_new: whether any of them
    is new to the store, or not what it was.
    """

    post: Post
    data: bytes
    digest: str
    fingerprint: str
    policy: int
    pictures: Sequence[Picture] = ()
    are_new: bool = False


def begin(session: Session) -> None:
    """Start a transaction that will write: on SQLite it waits here for the write lock."""
    session.connection(execution_options={schema.WRITES: True})


def stream_key(post: Post) -> str:
    """Orders all articles: by moment, then natural file name, then address, so that no two are equal."""
    address = sha256(post.permalink.encode()).hexdigest()[:8]
    return f"{post.published_at:%Y%m%d%H%M%S}~{post.sort_name}~{address}"


def _terms_of(article: Article) -> tuple[Key, ...]:
    return tuple((filing.term.kind, filing.term.slug) for filing in article.filings)


def _stated(post: Post, now: datetime) -> datetime:
    """When the story last changed by its own word. A moment that is yet to come has changed nothing."""
    said = (post.updated_at, *(one.at for one in post.updates))
    return max([post.published_at, *(moment for moment in said if moment <= now)])


@dataclass
class Writer:
    """Writes articles within one transaction, and keeps the stored counters true.

    timezone: decides an article's local day. now: the moment of this change. outbox: where it is noted for those who
    are to be told; None where nobody is. leavings: told of stories that change their terms.
    """

    session: Session
    timezone: ZoneInfo
    now: datetime
    outbox: Outbox | None = None
    leavings: Leavings = field(default_factory=Leavings)
    searched: SearchWriter = field(init=False)
    _terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    _pictures: dict[str, PictureRow] = field(default_factory=dict)
    _days: set[date] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.searched = SearchWriter(self.session, self.now)

    def insert(self, reading: Reading) -> None:
        article = Article(updated_at=_stated(reading.post, self.now), filings=[], withdrawn_at=None)
        article.body = ArticleBody()
        self._fill(article, reading)
        self._count(article, +1)
        self.session.add(article)
        self.searched.touched(article)
        self._redirect(article, reading.post.redirects_from)
        sources.keep(self.session, reading.post.source_path, reading.data)
        if self.outbox:
            self.outbox.changed(None, article)

    def update(self, article_id: int, reading: Reading) -> None:
        """Bring a stored article, a withdrawn one too, to what its file says now."""
        post = reading.post
        article = self._load(article_id)
        before = _terms_of(article) if article.withdrawn_at is None else ()
        was = self.outbox.standing(article) if self.outbox else None
        if article.withdrawn_at is None:
            self._count(article, -1)
        moved_from = article.permalink if article.permalink != post.permalink else None
        is_rewritten = sources.keep(self.session, article.source_path, reading.data)
        if article.source_path != post.source_path:
            sources.forget(self.session, article.source_path)
            sources.keep(self.session, post.source_path, reading.data)
        # What only a newer reader sees in the same file is no news.
        is_substantive = is_rewritten and (article.title, article.feature_text, article.body.text) != (
            post.title, post.feature_text, post.text,
        )  # fmt: skip
        stated = _stated(post, self.now)
        if is_substantive and article.published_at <= self.now and stated <= article.updated_at:
            article.updated_at = max(self.now, stated)
        else:
            article.updated_at = max(stated, article.updated_at if not is_substantive else stated)
        article.withdrawn_at = None
        self._touch_day(article)
        self._fill(article, reading)
        self._count(article, +1)
        self.searched.touched(article)
        self.leavings.note(before, _terms_of(article))
        self._redirect(article, (*post.redirects_from, *([moved_from] if moved_from else [])))
        if self.outbox:
            self.outbox.changed(was, article, is_substantive=is_substantive)

    def withdraw(self, article_id: int) -> None:
        """Take an article off every page; its address answers 410 from the commit on."""
        article = self._load(article_id)
        was = self.outbox.standing(article) if self.outbox else None
        article.withdrawn_at = article.updated_at = self.now
        article.digest = article.fingerprint = ""
        self._count(article, -1)
        self.searched.touched(article)
        self.leavings.note(_terms_of(article), ())
        if self.outbox:
            self.outbox.changed(was, article)

    def same(self, article_id: int, reading: Reading) -> None:
        """The file was rewritten without a change that shows: remember its bytes, and tell nobody."""
        table = Article.__table__
        self.know(reading.pictures)
        if reading.are_new:
            changes.touch_site(self.session)
        sources.keep(self.session, reading.post.source_path, reading.data)
        self.session.connection().execute(
            table.update().where(table.c.id == article_id).values(digest=reading.digest)  # type: ignore[attr-defined]
        )

    def finish(self) -> None:
        """Make the days, which count articles, true, and note what happened. Call once, before the commit."""
        self.session.flush()
        self.searched.write()
        if self.outbox:
            self.outbox.write()
        publish_days.recount(self.session, self._days)
        self._days.clear()

    def remeasure(self, picture: Picture) -> bool:
        """Store what a picture's file is like now. Returns whether anything changed."""
        row = self._picture_row(picture)
        changed = [name for name in _MEASURED if getattr(row, name) != getattr(picture, name)]
        for name in changed:
            setattr(row, name, getattr(picture, name))
        return changed not in ([], ["mark"])

    def know(self, pictures: Sequence[Picture]) -> None:
        """Store what pictures are like that a text shows."""
        for picture in pictures:
            self.remeasure(picture)

    def _load(self, article_id: int) -> Article:
        options = (
            selectinload(Article.body),
            selectinload(Article.picture_row),
            selectinload(Article.filings).selectinload(Filing.term),
        )
        return self.session.get_one(Article, article_id, options=options, populate_existing=True)

    def _fill(self, article: Article, reading: Reading) -> None:
        post = reading.post
        if article.permalink != post.permalink:
            self._free(post.permalink)
        article.permalink = post.permalink
        article.feed_id = article.feed_id or post.feed_id
        article.source_path = post.source_path
        article.stream_key = stream_key(post)
        article.digest, article.fingerprint = reading.digest, reading.fingerprint
        for name in (
            "title", "excerpt", "description", "feature_text", "lead", "lang", "canonical_url", "published_at",
            "is_time_known", "is_breaking", "breaking_until", "rank", "is_indexable", "is_page", "redirects_to",
        ):  # fmt: skip
            setattr(article, name, getattr(post, name))
        article.local_day = post.published_at.astimezone(self.timezone).date()
        self._touch_day(article)
        article.picture_row = self._picture_row(post.picture) if post.picture else None
        for name in ("alt", "caption", "credit"):
            setattr(article, f"picture_{name}", getattr(post.picture, name) if post.picture else "")
        self.know(reading.pictures)
        self._fill_body(article.body, reading)
        self._file(article, post)

    def _free(self, permalink: str) -> None:
        """Forget a withdrawn article at an address that is to live again."""
        query = select(Article).where(Article.permalink == permalink, Article.withdrawn_at.is_not(None))
        with self.session.no_autoflush:
            former = self.session.scalars(query).one_or_none()
        if former is not None:
            self.session.delete(self._load(former.id))
            self.session.flush()

    def _fill_body(self, body: ArticleBody, reading: Reading) -> None:
        post = reading.post
        body.body_html, body.feature_html, body.text = post.body_html, post.feature_html, post.text
        body.corrections = [
            {"text": one.text, "at": one.at.isoformat() if one.at else None} for one in post.corrections
        ]
        body.updates = [
            {"at": one.at.isoformat(), "title": one.title, "html": one.html, "text": one.text} for one in post.updates
        ]
        body.sources = [{"name": one.name, "url": one.url, "is_said": one.is_said} for one in post.sources]
        body.policy = reading.policy

    def _file(self, article: Article, post: Post) -> None:
        wanted = dict.fromkeys(self._term(term) for term in (*post.categories, *post.tags, *post.authors))
        filed = {filing.term.id: filing for filing in article.filings}
        article.filings = []
        for position, term in enumerate(wanted):
            filing = filed.get(term.id) or Filing(term=term)
            filing.position, filing.stream_key = position, article.stream_key
            article.filings.append(filing)

    def _touch_day(self, article: Article) -> None:
        if not article.is_page:
            self._days.add(article.local_day)

    def _count(self, article: Article, by: int) -> None:
        self._touch_day(article)
        for filing in article.filings:
            filing.term.article_count += by
        if article.picture_row is not None:
            article.picture_row.article_count += by

    def _term(self, value: TermValue) -> Term:
        key = (value.kind, value.slug)
        if key not in self._terms:
            query = select(Term).where(Term.kind == value.kind, Term.slug == value.slug)
            with self.session.no_autoflush:
                term = self.session.scalars(query).one_or_none()
                if term is None:
                    new = {"kind": value.kind, "slug": value.slug, "name": value.name, "url": value.url}
                    self.session.execute(insert(Term).values(new))
                    term = self.session.scalars(query).one()
            self._terms[key] = term
        return self._terms[key]

    def _picture_row(self, picture: Picture) -> PictureRow:
        if picture.src not in self._pictures:
            with self.session.no_autoflush:
                row = self.session.scalars(select(PictureRow).where(PictureRow.src == picture.src)).one_or_none()
            if row is None:
                measured = {name: getattr(picture, name) for name in _MEASURED}
                row = PictureRow(src=picture.src, article_count=0, **measured)
                self.session.add(row)
            self._pictures[picture.src] = row
        return self._pictures[picture.src]

    def _redirect(self, article: Article, paths: Sequence[str]) -> None:
        with self.session.no_autoflush:
            self.session.execute(delete(Redirect).where(Redirect.path == article.permalink))
        if not paths:
            return
        self.session.flush()  # a new article has no id before
        for path in dict.fromkeys(paths):
            if path != article.permalink and self._is_free(path):
                self.session.add(Redirect(path=path, article_id=article.id))

    def _is_free(self, path: str) -> bool:
        """Whether an old address leads nowhere yet; one that led to a withdrawn story is taken from it."""
        row = self.session.get(Redirect, path)
        if row is not None and self.session.get_one(Article, row.article_id).withdrawn_at is not None:
            self.session.delete(row)
            self.session.flush()
            row = None
        return row is None
