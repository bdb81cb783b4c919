"""What has happened, as values in the past tense. They are announced after the commit, never before."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """All of an article that decides which pages show it.

    terms: (kind, slug) of every category, tag and author. local_day: its day in the site's time zone.
    """

    article_id: int
    permalink: str
    terms: frozenset[tuple[str, str]]
    local_day: date


@dataclass(frozen=True, slots=True)
class ArticlesChanged:
    """Articles were written. before: as they stood (new ones are absent); after: as they stand (deleted are absent)."""

    before: tuple[ArticleFacts, ...]
    after: tuple[ArticleFacts, ...]


@dataclass(frozen=True, slots=True)
class SiteChanged:
    """The site's own facts or its sections changed, or a picture came to be shared: any page may look different."""


@dataclass(frozen=True, slots=True)
class FrontChanged:
    """The editor put other stories on top of the home page."""


@dataclass(frozen=True, slots=True)
class AuthorsChanged:
    """The site says other things of these authors. slugs: theirs."""

    slugs: frozenset[str]


Happened = ArticlesChanged | SiteChanged | FrontChanged | AuthorsChanged
