"""`live.json`, which open pages ask for again and again: as few bytes as tell them what they haven't got."""

import json
from collections.abc import Iterable, Sequence
from typing import Protocol

from newsdao.content.withdrawals import Withdrawal
from newsdao.presenters.urls import Urls

# How many stories a page of a list says it has: as many as are told.
KNOWN = 30


class Story(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def version(self) -> str: ...
    @property
    def sections(self) -> Sequence[str]: ...


class Numbered(Protocol):
    @property
    def id(self) -> int: ...


def live_json(newest: Iterable[Story], going_on: Iterable[Story], withdrawn: Iterable[Withdrawal], urls: Urls) -> str:
    """{"stories": [[id, version, "section slugs"], …], "updated": [[id, version], …], "gone": ["/path/", …]}

    stories: newest first. updated: older ones that go on. gone: paths as a browser has them.
    """
    told = {
        "stories": [[one.id, one.version, " ".join(one.sections)] for one in newest],
        "updated": [[one.id, one.version] for one in going_on],
        "gone": [urls.path(one.permalink) for one in withdrawn],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def known(articles: Iterable[Numbered]) -> str:
    """What a page of a list says it has: the numbers of its newest stories, newest first."""
    return " ".join(str(one.id) for one in list(articles)[:KNOWN])
