"""The tables of the front page: what its editor chose, and how often stories were read."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from newsdao.content.front_order import Place
from newsdao.extensions import Base
from newsdao.store.columns import UtcDateTime


class FrontChoice(Base):
    """What `_data/front.yml` puts on top. position: from 0, of the seconds. until: when it ends, or None.

    article_id: None for a banner that is to stay empty.
    """

    __tablename__ = "front_choice"

    place: Mapped[Place] = mapped_column(String(8), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReadCount(Base):
    """How often an article was opened in an hour that began at `hour`. Nothing is known of who did."""

    __tablename__ = "read_count"

    hour: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    count: Mapped[int]
