"""The one map from what changed to the surrogate keys of the pages that show it."""

from collections.abc import Callable, Iterable
from datetime import date

from newsdao.events import ArticleFacts, AuthorsChanged, FrontChanged, Happened, SiteChanged

# Whatever shows the newest stories of the whole site: home, all articles, the site's feeds, the news sitemap.
RIVER = "river"
# What the editor put on top: home alone.
FRONT = "front"
# The list of days, and the sitemap index.
ARCHIVE = "archive"
# What every page shows: the site's name, sections, and which pictures are shared.
SITE = "site"
# Shown by no page: says that there may be something to tell others.
OUTBOX = "outbox"


def article_key(permalink: str) -> str:
    return f"article:{permalink}"


def term_key(kind: str, slug: str) -> str:
    return f"term:{kind}:{slug}"


def day_key(day: date) -> str:
    return f"day:{day.isoformat()}"


def month_key(year: int, month: int) -> str:
    return f"sitemap:{year:04d}-{month:02d}"


def keys_of(facts: ArticleFacts) -> frozenset[str]:
    """Every surrogate key whose pages show this article."""
    return frozenset(
        {
            RIVER,
            ARCHIVE,
            article_key(facts.permalink),
            day_key(facts.local_day),
            month_key(facts.local_day.year, facts.local_day.month),
            *(term_key(kind, slug) for kind, slug in facts.terms),
        }
    )


def keys_of_change(event: Happened) -> frozenset[str]:
    """keys(before) ∪ keys(after): a moved story must leave its old pages as surely as it enters the new ones."""
    if isinstance(event, SiteChanged):
        return frozenset({SITE})
    if isinstance(event, FrontChanged):
        return frozenset({FRONT})
    if isinstance(event, AuthorsChanged):
        return frozenset(term_key("author", slug) for slug in event.slugs)
    return frozenset[str]().union(*(keys_of(facts) for facts in (*event.before, *event.after)))


def invalidator(bump: Callable[[Iterable[str]], None]) -> Callable[[Happened], None]:
    """What to call after a commit: bumps the generations of every key the change touches."""

    def invalidate(event: Happened) -> None:
        bump(keys_of_change(event))
        # After the pages: whoever is told of a story must not be sent to an old page.
        bump((OUTBOX,))

    return invalidate
