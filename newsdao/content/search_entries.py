"""What of a story is searched, and from when: each state of a story that goes on by itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from newsdao.content.post import Readable, Update
from newsdao.content.search_terms import Entry, field, filing, initials

# What there is room for in a docid. Of a story with more updates to come, the last state waits for all of them.
MOST_STATES = 16


class State(NamedTuple):
    """An entry, and from which moment it is the story's; None: from its publication."""

    since: datetime | None
    entry: Entry


def states(story: Readable, text: str, now: datetime) -> list[State]:
    """As it reads now, and after each moment at which more of it appears. text: the body's and all updates'."""
    told = [one for one in story.updates if one.at <= max(now, story.published_at)]
    to_come = [one for one in story.updates if one not in told]
    body = text.removesuffix(_lines(story.updates)) if story.updates else text
    moments = sorted({one.at for one in to_come})
    if len(moments) >= MOST_STATES:
        moments = [*moments[: MOST_STATES - 2], moments[-1]]
    shown = [told, *([*told, *(one for one in to_come if one.at <= at)] for at in moments)]
    common = _common(story)
    return [
        State(since, common._replace(body=field(body, _lines(updates))))
        for since, updates in zip([None, *moments], shown, strict=True)
    ]


def _common(story: Readable) -> Entry:
    leads = dict.fromkeys(filter(None, (story.feature_text, story.excerpt, story.description)))
    names = [term.name for term in (*story.tags, *story.authors, *story.categories)]
    filed = [filing(term.kind, term.slug) for term in (*story.categories, *story.tags)]
    return Entry(
        field(story.title), field(*names), field(*(leads or (story.lead,))), "", initials(story.title), " ".join(filed)
    )


def _lines(updates: Sequence[Update]) -> str:
    """As the reading of a post puts them below its text."""
    return "\n".join(line for one in updates for line in (one.title, one.text) if line)
