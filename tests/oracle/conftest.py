"""The sites, built once for all tests that hold us against Jekyll."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sites import SHARED, Sites


@pytest.fixture(scope="session")
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, program: Callable[[str], str]
) -> Sites:
    jekyll = program("jekyll")
    cache = tmp_path_factory.getbasetemp()
    cache = cache.parent if hasattr(request.config, "workerinput") else cache
    return Sites(None, cache / "oracle", jekyll)


@pytest.fixture
def site(name: str, sites: Sites, request: pytest.FixtureRequest) -> Iterator[str]:
    """The site of a name; skipped where the real sites aren't at hand."""
    if name in SHARED:
        corpus: Path = request.getfixturevalue("corpus")
        sites.shared = corpus
    yield name
