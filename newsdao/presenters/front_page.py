"""The home page's order: with no editor at hand, still one lead, two seconds, a river and the sections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from newsdao.content.post import Publishable, Term
from newsdao.presenters.stream import Group, folded, grouped

# How long a breaking story holds the banner.
_BREAKING = timedelta(hours=12)
# Among how many of the newest the lead and the seconds are looked for: older ones are no news.
_CANDIDATES = 12
# A deck shorter than this hardly says more than its headline.
_DECK = 40
_SECTION_STORIES = 5
# What a river must hold to stand beside the lead without a hole below it, and the most that is ever sent there.
_BESIDE, _BESIDE_PICTURES, _BESIDE_MOST = 9, 14, 24


@dataclass(frozen=True, slots=True)
class Section:
    term: Term
    articles: Sequence[Publishable]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """breaking: the banner's story. lead: None only on a site without any. seconds: none or two, never one alone.

    is_wide: the river stands beside the lead and the sections below; else the river runs on in columns of its own.
    is_few: too few stories for any of that; there are no sections then, they would only say the same again.
    """

    breaking: Publishable | None
    lead: Publishable | None
    seconds: Sequence[Publishable]
    stream: Sequence[Group]
    sections: Sequence[Section]
    is_wide: bool = False
    is_few: bool = False

    @property
    def has_pictures(self) -> bool:
        """Whether both seconds have pictures; one large picture beside none would leave a hole."""
        return bool(self.seconds) and all(shows_picture(one) for one in self.seconds)


def shows_picture(article: Publishable) -> bool:
    """Whether the story has a picture of its own to show: in our media, measured, and not the site's shared one."""
    picture = article.picture
    return picture is not None and picture.is_own and bool(picture.width) and not picture.is_shared


def compose(
    latest: Sequence[Publishable],
    sections: Sequence[tuple[Term, Sequence[Publishable]]],
    now: datetime,
    timezone: ZoneInfo,
) -> FrontPage:
    """latest: newest first; sections: the newest of each, in the publisher's order. No story stands on top twice."""
    breaking = _breaking(latest, now)
    candidates = [one for one in latest[:_CANDIDATES] if one is not breaking]
    ranked = sorted(candidates, key=_has_deck, reverse=True)
    lead = ranked[0] if ranked else None
    seconds = _seconds(lead, ranked[1:]) if len(latest) > 4 else []
    on_top = {one.permalink for one in (breaking, lead, *seconds) if one is not None}
    rest = [one for one in latest if one.permalink not in on_top]
    is_few = len(rest) < _BESIDE
    fronts = [] if is_few else _fronts(sections, on_top)
    is_pictured = any(shows_picture(one) for one in (lead, *seconds) if one is not None)
    needed = _BESIDE_PICTURES if is_pictured else _BESIDE
    is_wide = bool(fronts) and len(rest) >= needed
    river = folded(grouped(rest[:_BESIDE_MOST] if is_wide else rest, now, timezone))
    return FrontPage(breaking, lead, seconds, river, fronts, is_wide, is_few)


def _breaking(latest: Sequence[Publishable], now: datetime) -> Publishable | None:
    """The banner's story, unless it is the only one there is: then it leads."""
    if len(latest) < 2:
        return None
    return next((one for one in latest if one.is_breaking and now - one.published_at < _BREAKING), None)


def _has_deck(article: Publishable) -> bool:
    """Text leads, not pictures: the newest story somebody took pains with (sorted() keeps the order among equals)."""
    return max(len(article.feature_text), len(article.excerpt)) >= _DECK


def _fronts(sections: Sequence[tuple[Term, Sequence[Publishable]]], on_top: set[str]) -> list[Section]:
    """One section alone would only repeat the river."""
    found = [(term, [one for one in articles if one.permalink not in on_top]) for term, articles in sections]
    fronts = [Section(term, articles[:_SECTION_STORIES]) for term, articles in found if articles]
    return fronts if len(fronts) > 1 else []


def _seconds(lead: Publishable | None, ranked: Sequence[Publishable]) -> list[Publishable]:
    """Two more, of other sections than the lead and than each other where there are such."""
    chosen: list[Publishable] = []
    for wants_other_section in (True, False):
        for one in ranked:
            taken = [other.section for other in (lead, *chosen) if other is not None]
            if len(chosen) < 2 and one not in chosen and not (wants_other_section and one.section in taken):
                chosen.append(one)
    return chosen if len(chosen) == 2 else []
