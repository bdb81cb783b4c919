"""Sites and a browser that all tests of a process share: to start them takes longer than to ask them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from browsers import chromium
from page_kinds import page_kinds
from playwright.sync_api import Browser
from served import Served, serving

CORPUS = {"koreanews": "seedlike/koreanews", "mehdix-ir": "jekyll-sites/mehdix-ir"}
NAMES = ("sample", *CORPUS)


@dataclass
class Site:
    """A site on the air. name: "sample", or that of a folder of real posts."""

    name: str
    served: Served

    @cached_property
    def kinds(self) -> dict[str, str]:
        return page_kinds(self.served.url)

    def url(self, path: str) -> str:
        return self.served.url.rstrip("/") + path


@pytest.fixture(scope="module")
def browser(program: Callable[[str], str]) -> Iterator[Browser]:
    with chromium(program) as browser:
        yield browser


@pytest.fixture(scope="session")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, Path | None], Site]]:
    opened: dict[str, Site] = {}
    with serving(lambda: tmp_path_factory.mktemp("site")) as start:

        def open_one(name: str, posts: Path | None) -> Site:
            if name not in opened:
                opened[name] = Site(name, start(posts))
            return opened[name]

        yield open_one


@pytest.fixture(params=NAMES)
def site(request: pytest.FixtureRequest, open_site: Callable[[str, Path | None], Site]) -> Site:
    """The sample newsroom, Korean wire posts, and a site that is read from right to left, in turn."""
    name = str(request.param)
    posts = request.getfixturevalue("corpus") / CORPUS[name] if name in CORPUS else None
    return open_site(name, posts)
