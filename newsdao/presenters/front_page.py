"""The home page's order: the editor's, and with none at hand still one lead, two seconds, a river and the sections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from newsdao.content.front_order import Choice, Place
from newsdao.content.post import Publishable, Term
from newsdao.presenters.stream import Group, folded, grouped

# How long a breaking story holds the banner, unless it says so itself.
_BREAKING = timedelta(hours=12)
# How long a story's own rank holds after it came out or last changed, and how long at most after it came out.
_RANKED, _RANKED_MOST = timedelta(hours=48), timedelta(days=7)
# How many were opened how often before "most read" means something, and how many are shown.
_FEWEST_READ, _HANDFUL, _MOST_READ = 5, 5, 10
# Within which time more stories than a river beside the lead holds make a site a wire.
_BUSY = timedelta(hours=12)
# Among how many of the newest the lead and the seconds are looked for, and how much older than the newest of them one
# may be to go before it for its deck or its section: older ones are no news.
_CANDIDATES, _FRESH = 12, timedelta(days=2)
# A deck shorter than this hardly says more than its headline.
_DECK = 40
_SECTION_STORIES = 5
# Of fewer stories a section is no part of the page, only a line.
_FULL = 3
_CURRENT = timedelta(days=1)
# What a river must hold to stand beside the lead without a hole below it, and the most that is ever sent there.
_BESIDE, _BESIDE_PICTURES, _BESIDE_MOST = 9, 14, 24


@dataclass(frozen=True, slots=True)
class Section:
    """is_main: told at length, with its opening story's picture and deck."""

    term: Term
    articles: Sequence[Publishable]
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to stand out. chosen: by the editor, in order. ranked, breaking: what their authors ask it for, newest
    first. read: (article, how often it was opened in the last day), most first.
    """

    chosen: Sequence[Choice] = ()
    ranked: Sequence[Publishable] = ()
    breaking: Sequence[Publishable] = ()
    read: Sequence[tuple[Publishable, int]] = ()


@dataclass(frozen=True, slots=True)
class FrontPage:
    """breaking: the banner's story. lead: None only on a site without any. seconds: none or two, never one alone.

    is_wide: the river stands beside the lead and the sections below; else the river runs on in columns of its own.
    is_few: too few stories for any of that; there are no sections then, they would only say the same again.
    most_read: none where too little was read to mean anything. until: when what stands on top ends by itself, or None.
    is_busy: so much comes in that the river is the page: it has the whole width, and leads to the whole day's.
    is_current: the newest story is of the last day; where it isn't, nothing is coming in.
    """

    breaking: Publishable | None
    lead: Publishable | None
    seconds: Sequence[Publishable]
    stream: Sequence[Group]
    sections: Sequence[Section]
    is_wide: bool = False
    is_few: bool = False
    most_read: Sequence[Publishable] = ()
    until: datetime | None = None
    is_busy: bool = False
    is_current: bool = True

    @property
    def mains(self) -> int:
        return sum(one.is_main for one in self.sections)

    @property
    def has_pictures(self) -> bool:
        """Whether both seconds have pictures; one large picture beside none would leave a hole."""
        return bool(self.seconds) and all(shows_picture(one) for one in self.seconds)


_NONE = Wishes()


def shows_picture(article: Publishable) -> bool:
    """Whether the story has a picture of its own to show: in our media, measured, and not the site's shared one."""
    picture = article.picture
    return picture is not None and picture.is_own and bool(picture.width) and not picture.is_shared


def compose(
    latest: Sequence[Publishable],
    sections: Sequence[tuple[Term, Sequence[Publishable]]],
    now: datetime,
    timezone: ZoneInfo,
    wishes: Wishes = _NONE,
) -> FrontPage:
    """latest: newest first; sections: the newest of each, in the publisher's order. No story stands on top twice."""
    breaking, lead, seconds = _top(latest, wishes, now)
    on_top = {one.permalink for one in (breaking, lead, *seconds) if one is not None}
    rest = [one for one in latest if one.permalink not in on_top]
    is_few = len(rest) < _BESIDE
    fronts = [] if is_few else _fronts(sections, on_top)
    is_pictured = any(shows_picture(one) for one in (lead, *seconds) if one is not None)
    needed = _BESIDE_PICTURES if is_pictured else _BESIDE
    is_busy = sum(now - one.published_at < _BUSY for one in latest) > _BESIDE_MOST
    is_wide = bool(fronts) and len(rest) >= needed and not is_busy
    river = folded(grouped(rest[:_BESIDE_MOST] if is_wide else rest, now, timezone))
    read = [] if is_few else _most_read(wishes)
    is_current = bool(latest) and now - latest[0].published_at < _CURRENT
    return FrontPage(
        breaking, lead, seconds, river, fronts, is_wide, is_few, read, _until(wishes, now), is_busy, is_current
    )


def _top(
    latest: Sequence[Publishable], wishes: Wishes, now: datetime
) -> tuple[Publishable | None, Publishable | None, list[Publishable]]:
    """The banner's story, the lead and the seconds: the editor's, then the authors' wishes, then what is found."""
    leads, seconds = _chosen(wishes, "lead", now), _chosen(wishes, "second", now)
    taken = {one.permalink for one in (*leads, *seconds, *_chosen(wishes, "banner", now))}
    ranked = [one for one in wishes.ranked if _ranks_until(one) > now and one.permalink not in taken]
    ranked.sort(key=lambda one: one.rank)
    if not leads and ranked and ranked[0].rank == 1:
        leads = [ranked.pop(0)]
    beside = _once([*seconds, *ranked], leads)[:2]
    breaking = _banner(latest, [*leads, *beside], wishes, now)
    held = [one for one in (breaking, *leads, *beside) if one is not None]
    news = _by_deck(_once(latest[:_CANDIDATES], held))
    found = [*news[0], *news[1]]
    lead = leads[0] if leads else found[0] if found else beside.pop(0) if beside else None
    if not beside and len(latest) <= 4:
        return breaking, lead, []
    return breaking, lead, _seconds(lead, beside, news)


def _chosen(wishes: Wishes, place: Place, now: datetime) -> list[Publishable]:
    stand = (one for one in wishes.chosen if one.place == place and (one.until is None or one.until > now))
    return [one.article for one in stand if one.article is not None]


def _once(articles: Iterable[Publishable], but: Iterable[Publishable]) -> list[Publishable]:
    """Each once, and none of those."""
    gone = {one.permalink for one in but}
    return list({one.permalink: one for one in articles if one.permalink not in gone}.values())


def _banner(
    latest: Sequence[Publishable], on_top: Sequence[Publishable], wishes: Wishes, now: datetime
) -> Publishable | None:
    """The banner's story, unless it is the only one there is: then it leads. Of several the newest; one that stands
    on top anyway needs no banner.
    """
    if len(latest) < 2 or any(one.is_empty and (one.until is None or one.until > now) for one in wishes.chosen):
        return None
    found = [*_chosen(wishes, "banner", now), *_newest([*latest, *wishes.breaking])]
    chosen = _chosen(wishes, "banner", now)
    held = (one for one in found if one in chosen or (one.is_breaking and breaks_until(one) > now))
    return next(iter(_once(held, on_top)), None)


def _newest(articles: Iterable[Publishable]) -> list[Publishable]:
    return sorted(articles, key=lambda one: one.published_at, reverse=True)


def breaks_until(article: Publishable) -> datetime:
    """When a breaking story leaves the banner."""
    return article.breaking_until or article.published_at + _BREAKING


def _ranks_until(article: Publishable) -> datetime:
    """When a story's own `rank:` ends: after its last change, but a touched-up old one is no news again."""
    changed = max(article.published_at, article.updated_at)
    return min(changed + _RANKED, article.published_at + _RANKED_MOST)


def _until(wishes: Wishes, now: datetime) -> datetime | None:
    """The next moment at which a choice, a rank or a banner ends."""
    ends = [one.until for one in wishes.chosen if one.until is not None]
    ends += [*map(breaks_until, wishes.breaking), *map(_ranks_until, wishes.ranked)]
    return min((end for end in ends if end > now), default=None)


def _most_read(wishes: Wishes) -> list[Publishable]:
    read = [one for one, times in wishes.read if times >= _HANDFUL]
    return read[:_MOST_READ] if len(read) >= _FEWEST_READ else []


def _has_deck(article: Publishable) -> bool:
    """Text leads, not pictures: the newest story somebody took pains with (sorted() keeps the order among equals)."""
    return max(len(article.feature_text), len(article.excerpt)) >= _DECK


def _fronts(sections: Sequence[tuple[Term, Sequence[Publishable]]], on_top: set[str]) -> list[Section]:
    """In the publisher's order, but for those with too little to fill a part: they follow. One section alone would only
    repeat the river.
    """
    found = [(term, [one for one in articles if one.permalink not in on_top]) for term, articles in sections]
    full = [(term, articles) for term, articles in found if len(articles) >= _FULL]
    thin = [(term, articles) for term, articles in found if 0 < len(articles) < _FULL]
    most = 3 if len(full) == 3 and not thin else 2
    fronts = [Section(term, articles[:_SECTION_STORIES], at < most) for at, (term, articles) in enumerate(full)]
    fronts += [Section(term, articles) for term, articles in thin]
    return fronts if len(fronts) > 1 else []


def _by_deck(newest_first: Sequence[Publishable]) -> tuple[list[Publishable], list[Publishable]]:
    """Those that are about as new as the newest, and older ones; of each those with a deck first."""
    begin = newest_first[0].published_at - _FRESH if newest_first else None
    old = [one for one in newest_first if begin is not None and one.published_at < begin]
    fresh = newest_first[: len(newest_first) - len(old)]
    return sorted(fresh, key=_has_deck, reverse=True), sorted(old, key=_has_deck, reverse=True)


def _seconds(
    lead: Publishable | None, wished: Sequence[Publishable], news: Sequence[Sequence[Publishable]]
) -> list[Publishable]:
    """Those wished for, and up to two: new ones before old ones, of other sections than the lead and than each other
    where there are such.
    """
    chosen = list(wished)
    for found, wants_other_section in product(news, (True, False)):
        for one in found:
            taken = [other.section for other in (lead, *chosen) if other is not None]
            is_free = one is not lead and one not in chosen
            if len(chosen) < 2 and is_free and not (wants_other_section and one.section in taken):
                chosen.append(one)
    return chosen if len(chosen) == 2 else []
