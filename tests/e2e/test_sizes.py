"""What a page costs a reader underground, in bytes as they are sent, and whom it asks."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

pytestmark = pytest.mark.e2e

PAGE, STYLE, SCRIPT = 12_000, 10_000, 3_000  # bytes, gzipped


def sent(site, path: str) -> tuple[int, bytes]:
    """(bytes on the wire, what they hold)."""
    answer = site.served.get(path, **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip", path
    return len(answer.body), gzip.decompress(answer.body)


@pytest.mark.parametrize("name", ["sample", "koreanews", "frowth-official"])
def test_home_and_stories_are_small(open_site, request: pytest.FixtureRequest, name: str) -> None:
    folder: Callable[[], Path] = lambda: request.getfixturevalue("corpus") / "seedlike" / name  # noqa: E731
    site = open_site(name, None if name == "sample" else folder())
    for kind in ("home", "article"):
        size, body = sent(site, site.kinds[kind])
        assert size <= PAGE, f"{kind}: {size} bytes"
        page = html.fromstring(body)
        style, script = page.xpath("//link[@rel='stylesheet']/@href"), page.xpath("//script[@src]/@src")
        assert sum(sent(site, path)[0] for path in style) <= STYLE
        assert sum(sent(site, path)[0] for path in script) <= SCRIPT


def test_no_page_asks_anyone_else_or_complains(site, browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    asked, said = set(), []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in site.kinds.values():
        page.goto(site.url(path))
        page.wait_for_load_state("networkidle")
    page.goto(site.url("/"))
    own = urlsplit(page.get_attribute("link[rel=canonical]", "href")).netloc
    page.close()
    assert asked <= {urlsplit(site.served.url).netloc, own}
    # A site of another address than this machine's names its icons there.
    icons = f"//{own}/static/icons/"
    assert [line for line in said if not re.search(f"404|ERR_NAME_NOT_RESOLVED|{re.escape(icons)}", line)] == []
