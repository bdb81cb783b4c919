"""The updates of a story as its page, its feeds and its structured data show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from newsdao.content import summary
from newsdao.content.post import Readable, Update

# A headline where the author gave none; what lists of live reports show.
_HEADLINE = 80


@dataclass(frozen=True, slots=True)
class Anchored:
    """anchor: its id on the story's page ("update-20261120T0930"), the same for ever. is_time_known: not so of an
    update known by its day alone, whose moment is the site's midnight.
    """

    anchor: str
    update: Update
    is_time_known: bool


def anchored(updates: Sequence[Update], timezone: ZoneInfo) -> list[Anchored]:
    """The updates, newest first, each with its place on the page; of two in one minute the later has a number."""
    found: list[Anchored] = []
    taken: dict[str, int] = {}
    for update in reversed(updates):
        local = update.at.astimezone(timezone)
        name = f"update-{local:%Y%m%dT%H%M}"
        taken[name] = number = taken.get(name, 0) + 1
        is_time_known = bool(local.hour or local.minute or local.second)
        found.append(Anchored(name if number == 1 else f"{name}-{number}", update, is_time_known))
    return found[::-1]


def headline(update: Update) -> str:
    """The title, else what the text begins with."""
    return update.title or summary.whole_sentences(update.text, _HEADLINE)


def whole_html(article: Readable, timezone: ZoneInfo) -> str:
    """The text as a feed carries it: the updates above the body, newest first, since a subscriber has read the rest."""
    parts = []
    for one in anchored(article.updates, timezone):
        local = one.update.at.astimezone(timezone)
        moment = f"{local:%Y-%m-%d %H:%M}" if one.is_time_known else f"{local:%Y-%m-%d}"
        title = f" {escape(one.update.title, quote=False)}" if one.update.title else ""
        parts.append(f"<h3>{moment}{title}</h3>{one.update.html}")
    return f"{''.join(parts)}<hr>{article.body_html}" if parts else article.body_html


def live_until(updates: Sequence[Update]) -> datetime:
    """When a story that goes on is taken to be over: half a day after its last word. updates: newest first."""
    return updates[0].at + timedelta(hours=12)
