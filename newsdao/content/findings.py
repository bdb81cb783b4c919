"""What an examination of a whole site found: values for the report of a sync. Pure, as all of content/ is."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, 1-based; 0 when no line is to blame. address: of the article there, where it is told, or ""."""

    path: str
    line: int = 0
    address: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class DeadLink:
    """An address of this site at which no page is. status: what it answers: 404, or 410 for what was withdrawn.

    address: a path without the base path, decoded. places: where it is linked from.
    """

    address: str
    places: tuple[Place, ...]
    status: int = 404


@dataclass(frozen=True, slots=True)
class SameTitle:
    """A title that several published articles share. places: their files and addresses, oldest first."""

    title: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Lacks:
    """How many of `articles` lack something. time: known by their day alone. picture: those with the picture that
    stands at most others too lack none. description: with neither a description nor an excerpt.
    """

    articles: int = 0
    time: int = 0
    category: int = 0
    picture: int = 0
    description: int = 0


@dataclass(frozen=True, slots=True)
class SiteFindings:
    """dead_links: the most frequent first. redirects_nowhere: the same of `redirect_to`. remote_pictures: host → how
    many pictures of articles lie there, most first. unasked: addresses that were too many to be looked at.
    """

    dead_links: tuple[DeadLink, ...] = ()
    redirects_nowhere: tuple[DeadLink, ...] = ()
    remote_pictures: Mapping[str, int] = field(default_factory=dict)
    same_titles: tuple[SameTitle, ...] = ()
    lacks: Lacks = field(default_factory=Lacks)
    unasked: int = 0
