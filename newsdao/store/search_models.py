"""What a story is searched by, beside the index proper.

The index, `search_index`, is no table SQLAlchemy knows: on SQLite an FTS5 table without content (rowid, marks), on
PostgreSQL a table (docid, marks tsvector) with a GIN index. Both hold the marks of content.search_terms.
"""

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from newsdao.extensions import Base
from newsdao.store.columns import Bytewise

Docid = BigInteger().with_variant(Integer, "sqlite")

# shown_until of what stays.
FOR_EVER = 1 << 40


class SearchEntry(Base):
    """A story as it reads during a time: one that holds updates of the future has an entry for each of its states.

    docid: see search_index.docid: newest first is this descending. shown_from, shown_until: seconds since 1970, the
    second exclusive. title … filed: the fields of content.search_terms.Entry. version: of its spelling. is_stale: a
    name that it holds has changed.
    """

    __tablename__ = "search_entry"
    __table_args__ = (
        # Both hold all that is asked of them: the rows themselves are as long as the stories.
        Index("ix_search_entry_article_id", "article_id", "is_stale"),
        Index("ix_search_entry_version", "version"),
    )

    docid: Mapped[int] = mapped_column(Docid, primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    shown_from: Mapped[int] = mapped_column(BigInteger)
    shown_until: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int]
    is_stale: Mapped[bool] = mapped_column(default=False, server_default=false())
    filed: Mapped[str] = mapped_column(Text)
    initials: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Bytewise)
    terms: Mapped[str] = mapped_column(Bytewise)
    lead: Mapped[str] = mapped_column(Bytewise)
    body: Mapped[str] = mapped_column(Bytewise)
