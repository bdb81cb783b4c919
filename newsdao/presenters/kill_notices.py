"""What feeds say of a story that was withdrawn: that it is gone, and never what it said, its title neither.

Feed readers keep what they have fetched. Atom has a word for taking it back (RFC 6721); in RSS an item under the same
guid takes the old one's place, with the end of its validity. JSON Feed 1.1 has no such word, and an item there would
be a story about nothing; the feed for Naver must hold whole texts, and Naver learns of the 410.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsdao.content.site import Site
from newsdao.content.withdrawals import Withdrawal
from newsdao.presenters import times
from newsdao.presenters.feed_text import entry_id, local
from newsdao.presenters.urls import Urls

# How long RSS shows an item in a withdrawn story's place: readers that ask daily have seen it by then.
RSS_AGE = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class KillNotice:
    """id, link: the withdrawn entry's; absolute. published_at, withdrawn_at: on the site's clock."""

    id: str
    link: str
    title: str
    text: str
    published_at: datetime
    withdrawn_at: datetime

    @property
    def valid(self) -> str:
        """As DCMI Period has it, in W3C's dates."""
        start, end = self.published_at.isoformat(), self.withdrawn_at.isoformat()
        return f"start={start};end={end};scheme=W3C-DTF"


def kill_notices(
    withdrawn: Sequence[Withdrawal], site: Site, urls: Urls, words: Callable[..., str]
) -> list[KillNotice]:
    return [
        KillNotice(
            entry_id(one, urls),
            urls.absolute(urls.article(one)),
            words("feed.withdrawn"),
            words("feed.withdrawn_text", moment=times.when(one.at, site.timezone, words, is_time_known=True)),
            local(one.published_at, site.timezone),
            local(one.at, site.timezone),
        )
        for one in withdrawn
    ]


def shown(
    file: str, withdrawn: Sequence[Withdrawal], living: Sequence[str], now: datetime, since: datetime | None
) -> list[Withdrawal]:
    """Those that a feed file shows. since: where its window begins, None when it holds every story.

    living: the feed ids of its stories: one that was published anew under its old identity is not gone.
    """
    gone = [one for one in withdrawn if one.feed_id not in set(living)]
    if file == "rss.xml":
        lately = (one for one in gone if one.at > now - RSS_AGE and (since is None or one.published_at >= since))
        return sorted(lately, key=lambda one: one.published_at, reverse=True)
    return gone if file in {"atom.xml", "feed.xml"} else []
