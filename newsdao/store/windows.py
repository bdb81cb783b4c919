"""What goes out: the windows of articles that feeds and sitemaps show."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from newsdao.content.withdrawals import Withdrawal
from newsdao.store.models import Article, Filing, Term
from newsdao.store.queries import filed_under, in_sitemaps, listed, published, with_terms

# Google's news sitemap takes the articles of two days, at most 1,000 of them.
NEWS_AGE = timedelta(hours=48)
NEWS_MOST = 1000
# How long, and of how many stories, feeds tell that they were withdrawn.
WITHDRAWN_AGE = timedelta(days=30)
WITHDRAWN_MOST = 100


def feed_window(session: Session, now: datetime, of: Term | None, *, full: int = 50, most: int = 300) -> list[Article]:
    """A feed's articles with their bodies: the newest `full`, then the rest of the newest one's 24 hours, ≤ `most`.

    The 24 hours end at the newest article and not at `now`: the same content gives the same bytes.
    """
    query = listed().join(Article.body).options(contains_eager(Article.body)).where(published(now))
    if of is not None:
        query = filed_under(query, of)
    articles = list(session.scalars(query.limit(full)))
    if len(articles) == full and articles[0].published_at - articles[-1].published_at < timedelta(hours=24):
        since = articles[0].published_at - timedelta(hours=24)
        # By the key too: else the engine walks every older story for one more of these hours.
        key = Article.stream_key if of is None else Filing.stream_key
        lately = query.where(Article.published_at > since, key >= f"{since:%Y%m%d%H%M%S}")
        rest = lately.offset(full).limit(most - full)
        articles.extend(session.scalars(rest))
    with_terms(session, articles)
    return articles


def withdrawn_lately(session: Session, now: datetime, of: Term | None) -> list[Withdrawal]:
    """What a feed showed and must now take back, newest withdrawal first. What was never published is none."""
    query = select(Article.permalink, Article.feed_id, Article.published_at, Article.withdrawn_at).where(
        Article.withdrawn_at > now - WITHDRAWN_AGE,
        Article.published_at <= Article.withdrawn_at,
        Article.is_page.is_(False),
    )
    if of is not None:
        # Asked of each of the few, so that no engine walks the term's many.
        query = query.where(exists().where(Filing.article_id == Article.id, Filing.term_id == of.id))
    query = query.order_by(Article.withdrawn_at.desc(), Article.stream_key.desc()).limit(WITHDRAWN_MOST)
    return [Withdrawal(path, known_by, shown, at) for path, known_by, shown, at in session.execute(query) if at]


def news_window(session: Session, now: datetime) -> Sequence[Article]:
    query = listed().where(published(now), Article.published_at > now - NEWS_AGE, in_sitemaps())
    articles = session.scalars(query.limit(NEWS_MOST)).all()
    with_terms(session, articles)
    return articles


def in_month(session: Session, first: date, after: date, now: datetime, part: int, size: int) -> Sequence[Article]:
    """The `part`-th (from 1) `size` indexable articles of the days first ≤ day < after, oldest first.

    Oldest first, so that a bucket once full keeps its articles; the offset is bounded by one month's stories.
    """
    query = (
        select(Article)
        .options(joinedload(Article.picture_row))
        .where(Article.local_day >= first, Article.local_day < after, published(now), in_sitemaps())
        .order_by(Article.local_day, Article.stream_key)
        .offset((part - 1) * size)
        .limit(size)
    )
    articles = session.scalars(query).all()
    with_terms(session, articles)
    return articles
