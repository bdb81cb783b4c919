"""The tables. Lists read `Article` alone; what is long lives in `ArticleBody`, so a list can't load it by accident."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from newsdao.content import post as content
from newsdao.extensions import Base
from newsdao.store.columns import Bytewise, Compressed, UtcDateTime


class SiteRow(Base):
    """The one row that tells every process whose site this is.

    facts: what `_config.yml` says that pages show (see services.syncing.site_facts); sections: [[slug, name], …].
    """

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    sections: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    synced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Term(Base):
    """A category, tag or author. article_count: stored, since count(*) grows with the table.

    about: what the site says of an author, in the shape of content.authors.About.
    """

    __tablename__ = "term"
    __table_args__ = (Index("uq_term_kind_slug", "kind", "slug", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[content.TermKind] = mapped_column(String(8))
    slug: Mapped[str] = mapped_column(Bytewise)
    name: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text, default="")
    about: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    article_count: Mapped[int] = mapped_column(default=0, server_default="0")


class PictureRow(Base):
    """A picture of a story or of its text, measured once. article_count tells a story's own from the site's shared one.

    digest, colour, mark: as Picture has them.
    """

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    src: Mapped[str] = mapped_column(Bytewise, unique=True)
    width: Mapped[int | None]
    height: Mapped[int | None]
    type: Mapped[str] = mapped_column(Text, default="")
    length: Mapped[int | None]
    article_count: Mapped[int] = mapped_column(default=0, server_default="0")
    digest: Mapped[str] = mapped_column(String(16), default="", server_default="")
    colour: Mapped[str] = mapped_column(String(7), default="", server_default="")
    mark: Mapped[str] = mapped_column(String(48), default="", server_default="")

    def picture(self, alt: str = "") -> content.Picture:
        is_shared = self.article_count >= content.SHARED_FROM
        return content.Picture(
            self.src, alt, self.width, self.height, self.type, self.length, is_shared,
            digest=self.digest, colour=self.colour, mark=self.mark, id=self.id,
        )  # fmt: skip


class Filing(Base):
    """An article under a term. The article's stream_key is repeated here so that one index serves a term's pages."""

    __tablename__ = "filing"
    __table_args__ = (Index("ix_filing_term_id_stream_key", "term_id", "stream_key", "article_id"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    stream_key: Mapped[str] = mapped_column(Bytewise)

    term: Mapped[Term] = relationship(lazy="raise_on_sql")


class ArticleBody(Base):
    """The long half of an article. policy: the sanitiser's version that made body_html and feature_html."""

    __tablename__ = "article_body"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    body_html: Mapped[str] = mapped_column(Text)
    feature_html: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    corrections: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    updates: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    policy: Mapped[int]


class Article(Base):
    """A stored article: satisfies content.Publishable, and content.Readable when its body was asked for.

    stream_key: "20241123150000~<natural file name>~<digest>": newest first is this column descending, ties included.
    digest: of the file as read; fingerprint: of what came out of it, to tell a change from a mere rewrite.
    is_page: stands at its address and in the sitemap alone, in no list and no feed. redirects_to: as Post has it.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_local_day_stream_key", "local_day", "stream_key"),
        Index("ix_article_published_at", "published_at", "id"),
        Index("ix_article_picture_id", "picture_id"),
        # Few rows of many: feeds ask for what was withdrawn lately.
        Index(
            "ix_article_withdrawn_at",
            "withdrawn_at",
            sqlite_where=text("withdrawn_at IS NOT NULL"),
            postgresql_where=text("withdrawn_at IS NOT NULL"),
        ),
        # Term pages ask for the pages among what is filed under them.
        Index("ix_article_pages", "id", sqlite_where=text("is_page = 1"), postgresql_where=text("is_page")),
        # And the home page for what an editor ranked, and what is breaking.
        Index("ix_article_ranked", "published_at", sqlite_where=text("rank > 0"), postgresql_where=text("rank > 0")),
        Index(
            "ix_article_breaking",
            "published_at",
            sqlite_where=text("is_breaking = 1"),
            postgresql_where=text("is_breaking"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    permalink: Mapped[str] = mapped_column(Bytewise, unique=True)
    feed_id: Mapped[str] = mapped_column(Text)
    source_path: Mapped[str] = mapped_column(Bytewise, unique=True)
    stream_key: Mapped[str] = mapped_column(Bytewise, unique=True)
    digest: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(Text)
    excerpt: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    feature_text: Mapped[str] = mapped_column(Text, default="")
    lead: Mapped[str] = mapped_column(Text, default="")
    lang: Mapped[str] = mapped_column(String(35))
    canonical_url: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    local_day: Mapped[date] = mapped_column(Date)
    is_time_known: Mapped[bool]
    is_breaking: Mapped[bool] = mapped_column(default=False)
    breaking_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rank: Mapped[int] = mapped_column(default=0, server_default="0")
    is_indexable: Mapped[bool] = mapped_column(default=True)
    is_page: Mapped[bool] = mapped_column(default=False, server_default=false())
    redirects_to: Mapped[str] = mapped_column(Text, default="", server_default="")
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    picture_alt: Mapped[str] = mapped_column(Text, default="")
    picture_caption: Mapped[str] = mapped_column(Text, default="", server_default="")
    picture_credit: Mapped[str] = mapped_column(Text, default="", server_default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    picture_row: Mapped[PictureRow | None] = relationship(lazy="raise_on_sql")
    body: Mapped[ArticleBody] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")
    filings: Mapped[list[Filing]] = relationship(
        lazy="raise_on_sql", order_by=Filing.position, cascade="all, delete-orphan"
    )

    @property
    def picture(self) -> content.Picture | None:
        if self.picture_row is None:
            return None
        found = self.picture_row.picture(self.picture_alt)
        return replace(found, caption=self.picture_caption, credit=self.picture_credit)

    def _terms(self, kind: str) -> Sequence[content.Term]:
        rows = (filing.term for filing in self.filings)
        return tuple(content.Term(row.kind, row.slug, row.name, row.url) for row in rows if row.kind == kind)

    @property
    def categories(self) -> Sequence[content.Term]:
        return self._terms("category")

    @property
    def section(self) -> content.Term | None:
        return next(iter(self.categories), None)

    @property
    def tags(self) -> Sequence[content.Term]:
        return self._terms("tag")

    @property
    def authors(self) -> Sequence[content.Term]:
        return self._terms("author")

    @property
    def body_html(self) -> str:
        return self.body.body_html

    @property
    def feature_html(self) -> str:
        return self.body.feature_html

    @property
    def corrections(self) -> Sequence[content.Correction]:
        return tuple(
            content.Correction(one["text"], datetime.fromisoformat(one["at"]) if one.get("at") else None)
            for one in self.body.corrections
        )

    @property
    def updates(self) -> Sequence[content.Update]:
        return tuple(
            content.Update(datetime.fromisoformat(one["at"]), one["title"], one["html"], one["text"])
            for one in self.body.updates
        )

    @property
    def sources(self) -> Sequence[content.Source]:
        return tuple(content.Source(one["name"], one["url"], bool(one.get("is_said"))) for one in self.body.sources)


class Redirect(Base):
    """An old address that leads to an article wherever it stands now, so that chains fold by themselves."""

    __tablename__ = "redirect"

    path: Mapped[str] = mapped_column(Bytewise, primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)


class TermMove(Base):
    """A term that was renamed: its page is now that of another slug of the same kind."""

    __tablename__ = "term_move"

    kind: Mapped[content.TermKind] = mapped_column(String(8), primary_key=True)
    slug: Mapped[str] = mapped_column(Bytewise, primary_key=True)
    to_slug: Mapped[str] = mapped_column(Bytewise)


class SourceFile(Base):
    """A file of the publisher's as it was last read, byte for byte: what `flask export` gives back.

    path: relative to the folder that holds the posts (`source` of `_config.yml`), "/" between; `_config.yml` itself
    stands under its own name. digest: SHA-256 of the bytes, in hex.
    """

    __tablename__ = "source_file"

    path: Mapped[str] = mapped_column(Bytewise, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    data: Mapped[bytes] = mapped_column(Compressed)


class PublishDay(Base):
    """A day on which articles appeared: the archive and the sitemap index read this, never the whole table.

    article_count: all; listed_count: those that stand in the sitemaps. changed_at: the newest change among them.
    """

    __tablename__ = "publish_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    article_count: Mapped[int]
    listed_count: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
