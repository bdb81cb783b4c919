"""A section's first page: a lead and two seconds of its own, and below them its river."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsdao.content.post import Publishable
from newsdao.presenters.headlines import deck

# A section with fewer is a list: its newest story told at length is lead enough.
_FEWEST = 6
# Among how many of the newest the lead and the seconds are looked for.
_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class SectionFront:
    """lead: None where the river alone is shown. seconds: two, or none. rest: what the river holds, newest first."""

    lead: Publishable | None
    seconds: Sequence[Publishable]
    rest: Sequence[Publishable]


def compose(articles: Sequence[Publishable]) -> SectionFront:
    """articles: newest first. What stands on top is the newest of what somebody took pains with."""
    if len(articles) < _FEWEST:
        return SectionFront(None, (), articles)
    told = sorted(articles[:_CANDIDATES], key=_has_deck, reverse=True)[:3]
    on_top = {one.permalink for one in told}
    return SectionFront(told[0], told[1:], [one for one in articles if one.permalink not in on_top])


def _has_deck(article: Publishable) -> bool:
    return bool(deck(article, 180, at_length=True))
