"""What stands below an article, no story twice: related ones, its neighbours, more of its section."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsdao.content.post import Publishable

One = TypeVar("One", bound=Publishable)
_MORE = 5


@dataclass(frozen=True, slots=True)
class Around(Generic[One]):
    """previous, next: of its section, by time. related: nearest first. more: the newest others of its section."""

    related: Sequence[One]
    previous: One | None
    next: One | None
    more: Sequence[One]


def around(related: Sequence[One], previous: One | None, following: One | None, newest: Sequence[One]) -> Around[One]:
    """A story that is both related and a neighbour stands as related: there it says why it is worth a click."""
    shown = {one.permalink for one in related}
    before, after = (one if one and one.permalink not in shown else None for one in (previous, following))
    shown |= {one.permalink for one in (before, after) if one}
    more = [one for one in newest if one.permalink not in shown]
    return Around(related, before, after, more[:_MORE])
