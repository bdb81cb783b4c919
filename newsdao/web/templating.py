"""What every template has at hand: the frame, and filters that turn values into words. No logic of its own."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, cast
from urllib.parse import unquote

from flask import Flask, g
from jinja2 import StrictUndefined
from sqlalchemy.exc import SQLAlchemyError

from newsdao.content.post import UNDATED, Publishable
from newsdao.presenters import (
    calendars,
    front_page,
    headlines,
    icons,
    imprint,
    prose,
    renditions,
    stream,
    times,
    updates,
)
from newsdao.presenters.direction import direction
from newsdao.presenters.urls import TermLike
from newsdao.web import frame, live, static_files

# How many colours tokens.css holds for sections.
_HUES = 6


def init_app(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= _of_words() | _of_time()
    app.jinja_env.tests["pictured"] = front_page.shows_picture
    app.jinja_env.tests["dated"] = lambda article: article.published_at != UNDATED
    app.context_processor(context)


def _of_words() -> dict[str, Callable[..., Any]]:
    """Headlines, texts, pictures and the site itself."""
    return {
        "headline": headlines.headline,
        "breadth": headlines.breadth,
        "deck": headlines.deck,
        "band": headlines.band,
        "prose": lambda html: prose.prose(html, _frame().words),
        "opened": prose.opened,
        "readable": unquote,
        "credit_line": lambda credit: prose.credit_line(credit, _frame().words),
        "hue": hue,
        "direction": direction,
        "tab_icons": icons.for_tabs,
        "touch_icon": icons.for_touch,
        "icon_sizes": icons.sizes,
        "illustrated": illustrated,
        "offered": renditions.offered,
        "own_pages": imprint.own_pages,
        "imprint": imprint.imprint,
        "update_headline": updates.headline,
        "shown_address": lambda address: address.partition("://")[2].rstrip("/"),
    }


def _of_time() -> dict[str, Callable[..., Any]]:
    """Moments and days."""
    return {
        "when": when,
        "brief": brief,
        "day": day,
        "clock": clock,
        "stamp": stamp,
        "short_stamp": short_stamp,
        "machine": machine,
        "update_when": update_when,
        "update_machine": update_machine,
        "long_day": lambda day: times.long_day(day, _frame().words),
        "day_name": lambda moment: times.day(moment, _frame().site.timezone, _frame().words),
        "weekday_day": lambda day: times.weekday_day(day, _frame().words),
        "short_day": lambda day: times.short_day(day, _frame().words),
        "year_name": lambda number: times.year(number, _frame().words),
        "month_alone": lambda day: times.month_alone(day.year, day.month, _frame().words),
        "month_name": lambda day: times.month(day.year, day.month, _frame().words),
        "weeks": weeks,
        "day_parts": lambda articles: stream.day_parts(articles, _frame().site.timezone),
    }


def hue(term: TermLike | None) -> str:
    """The class of a section's colour: by its place among the publisher's sections; "" for any other term."""
    places = [one.slug for one in _frame().nav]
    if term is None or term.kind != "category" or term.slug not in places:
        return ""
    return f"hue-{places.index(term.slug) % _HUES + 1}"


def context() -> dict[str, Any]:
    current = _frame()
    return {
        "site": current.site,
        "urls": current.urls,
        "nav": current.nav,
        "header": current.header,
        "t": current.words,
        "today": frame.now().astimezone(current.site.timezone).date(),
        "static_url": static_url,
        "live": live.addresses(),
    }


def when(article: Publishable, moment: datetime) -> str:
    current = _frame()
    return times.when(moment, current.site.timezone, current.words, is_time_known=_has_time(article, moment))


def brief(article: Publishable) -> str:
    """Speaks of today: for pages that are made anew as time passes. Elsewhere `stamp`."""
    current = _frame()
    return times.brief(
        article.published_at, frame.now(), current.site.timezone, current.words, is_time_known=article.is_time_known
    )


def day(article: Publishable) -> str:
    """The day a story appeared, without its clock."""
    current = _frame()
    return times.when(article.published_at, current.site.timezone, current.words, is_time_known=False)


def clock(moment: datetime) -> str:
    return times.clock(moment, _frame().site.timezone)


def stamp(moment: datetime) -> str:
    current = _frame()
    return times.stamp(moment, current.site.timezone, current.words)


def short_stamp(moment: datetime) -> str:
    """Speaks of this year, as `brief` does of today."""
    current = _frame()
    return times.short_stamp(moment, frame.now(), current.site.timezone, current.words)


def machine(article: Publishable, moment: datetime) -> str:
    return times.machine(moment, _frame().site.timezone, is_time_known=_has_time(article, moment))


def update_when(one: updates.Anchored) -> str:
    current = _frame()
    return times.when(one.update.at, current.site.timezone, current.words, is_time_known=one.is_time_known)


def illustrated(html: str) -> str:
    """An authored text with its pictures in the widths that readers need, as far as the view has asked for them."""
    return renditions.illustrated(html, g.get("pictures", {}), _frame().urls)


def update_machine(one: updates.Anchored) -> str:
    return times.machine(one.update.at, _frame().site.timezone, is_time_known=one.is_time_known)


def weeks(days: Sequence[tuple[date, int]]) -> list[list[calendars.Square | None]]:
    return calendars.weeks(days, int(_frame().words("time.first_weekday")))


def static_url(name: str) -> str:
    return _frame().urls.static(name, static_files.version(name))


def _has_time(article: Publishable, moment: datetime) -> bool:
    """A later change has a time of day even where the story itself is known by its day alone."""
    return article.is_time_known or moment != article.published_at


def _frame() -> frame.Frame:
    """The request's one frame. Errors have pages too, when the database has gone."""
    if "frame" not in g:
        try:
            g.frame = frame.current()
        except SQLAlchemyError:
            g.frame = frame.last_known()
    return cast("frame.Frame", g.frame)
