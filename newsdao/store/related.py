"""The stories nearest to one: by the rare words that titles, leads and tags share, and by nearness in time.

How rare a word is, the index itself tells without counting it: of each word the hits around the story's own time are
looked at, at most NEAREST on either side. A word with many hits close by is common, one whose few hits lie far apart
is rare. So the cost is bounded however large the archive is.
"""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import Any

from sqlalchemy import BigInteger, Float, column, select, text
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from newsdao.content.search_query import All, Either, Mark, Node
from newsdao.content.search_terms import SUBJECT, Entry, field, filing, subjects
from newsdao.store import queries
from newsdao.store.models import Article
from newsdao.store.search_index import docid, moment_key
from newsdao.store.search_models import SearchEntry
from newsdao.store.search_sql import Engine, engine_of

MOST_RELATED = 4
NEAREST = 40
_MOST_SUBJECTS = 12
# A word in one of fifty stories is worth half of one that nobody else uses.
_HALF_WORTH = 0.02
_LEAST_SCORE = 0.35
_STATES = 15
_SECOND_BITS = 29

_SIDE = (
    "SELECT * FROM (SELECT {subject} AS subject, {docid} AS docid FROM {table} i "
    "WHERE {condition} {docid} {sign} ORDER BY {docid} {order} LIMIT :nearest) AS {name}"
)
# f, the share of a word among the stories around, which are counted as if they came as thick as next to the story; a
# site of a few stories counts as one of as many as are looked at.
_RANKED = """
WITH hit AS ({hits}),
size AS (SELECT subject, count(*) AS n, ((max(docid) - min(docid)) >> {bits}) + 1 AS span FROM hit GROUP BY subject),
around AS (SELECT CAST(n AS float) / span AS pace FROM size WHERE subject = -1),
share AS (
  SELECT size.subject, CAST(size.n AS float) / CASE WHEN size.span * around.pace > 2 * :nearest
    THEN size.span * around.pace ELSE 2 * :nearest END AS f
  FROM size CROSS JOIN around WHERE size.subject >= 0
)
SELECT hit.docid AS docid, sum({half} / ({half} + share.f))
  * (1 + 0.5 / (1 + (abs(hit.docid - :own) >> {bits}) / 1209600.0)) AS score
FROM hit JOIN share ON share.subject = hit.subject
GROUP BY hit.docid
"""


def related(session: Session, of: Article, now: datetime) -> Sequence[Article]:
    """The published stories nearest to one, nearest first, at most MOST_RELATED; without terms and bodies.

    They stand in one of its sections or under one of its tags, so that its page, which depends on those, is never told
    too late; a story without either is held against all.
    """
    asked = _subjects(of)
    if not asked:
        return ()
    own = docid(ceil(of.published_at.timestamp()), of.id)
    sql, bound = _statement(engine_of(session), asked, _place(of))
    bound |= {"own": own, "last": own + _STATES, "high": moment_key(int(now.timestamp()) + 1) - 1, "nearest": NEAREST}
    ranked = text(sql).bindparams(**bound).columns(column("docid", BigInteger), column("score", Float)).subquery()
    query = (
        select(Article)
        .join(SearchEntry, SearchEntry.article_id == Article.id)
        .join(ranked, ranked.c.docid == SearchEntry.docid)
        .options(joinedload(Article.picture_row))
        .where(queries.published(now), Article.id != of.id, ranked.c.score >= _LEAST_SCORE)
        .order_by(ranked.c.score.desc(), SearchEntry.docid.desc())
        .limit(2 * MOST_RELATED)
    )
    found = list(dict.fromkeys(session.scalars(query)))[:MOST_RELATED]
    for one in found:
        set_committed_value(one, "filings", [])
    return found


def _subjects(of: Article) -> list[str]:
    names = field(*(tag.name for tag in of.tags))
    return subjects(Entry(field(of.title), names, "", "", "", ""))[:_MOST_SUBJECTS]


def _place(of: Article) -> Node | None:
    """Where its relatives must stand; None: anywhere."""
    marks = tuple(Mark(filing(term.kind, term.slug)) for term in (*of.categories, *of.tags))
    return (marks[0] if len(marks) == 1 else Either(marks)) if marks else None


def _statement(engine: Engine, asked: Sequence[str], place: Node | None) -> tuple[str, dict[str, Any]]:
    bound: dict[str, Any] = {}
    sides = _sides(engine, -1, "" if place is None else _condition(engine, place, bound))
    for number, subject in enumerate(asked):
        mark = Mark(f"{SUBJECT}{subject}")
        node = mark if place is None else All((mark, place))
        sides += _sides(engine, number, _condition(engine, node, bound))
    sql = _RANKED.format(hits=" UNION ALL ".join(sides), bits=_SECOND_BITS, half=_HALF_WORTH)
    return sql, bound


def _condition(engine: Engine, node: Node, bound: dict[str, Any]) -> str:
    name = f"m{len(bound)}"
    bound[name] = engine.asked(node)
    return f"{engine.is_marked.format(name)} AND"


def _sides(engine: Engine, number: int, condition: str) -> list[str]:
    """The hits before and after the story's own time. Without a condition: of all entries."""
    table, key = ("search_index", engine.docid) if condition else ("search_entry", "i.docid")
    ways = (("< :own", "DESC"), ("BETWEEN :last + 1 AND :high", "ASC"))
    return [
        _SIDE.format(
            subject=number, docid=key, table=table, condition=condition, sign=sign, order=order,
            name=f"side_{number + 1}_{order.lower()}",
        )
        for sign, order in ways
    ]  # fmt: skip
