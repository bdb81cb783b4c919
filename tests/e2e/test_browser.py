"""The sample newsroom in headless Chromium: what a reader's browser does with it."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, sync_playwright

pytestmark = pytest.mark.e2e

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def browser(program: Callable[[str], str]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def kinds(sample) -> dict[str, str]:
    """One address of every kind of page."""
    home = html.fromstring(sample.get("/").body)
    article = next(link for link in home.xpath("//main//a/@href") if "/20" in link)
    page = html.fromstring(sample.get(article).body)
    return {
        "home": "/", "article": article, "category": home.xpath("//nav//a/@href")[0],
        "tag": page.xpath("//a[@rel='tag']/@href")[0], "author": page.xpath("//a[@rel='author']/@href")[0],
        "latest": "/latest/", "archive": "/archive/", "feeds": "/feeds/", "missing": "/no/such/story/",
    }  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_overflows_asks_a_third_party_or_complains(sample, browser, kinds, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    asked, said = set(), []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for kind, path in kinds.items():
        page.goto(sample.url.rstrip("/") + path)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{kind} overflows by {overflow} px at {width}"
    context.close()
    assert asked == {urlsplit(sample.url).netloc}
    assert [line for line in said if "404" not in line] == []


def test_a_story_below_the_pointer_is_fetched_ahead_of_the_click(sample, browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    seen = []
    session = page.context.new_cdp_session(page)
    session.on("Preload.prefetchStatusUpdated", lambda told: seen.append((told["prefetchUrl"], told["status"])))
    session.send("Preload.enable")
    page.goto(sample.url)
    page.wait_for_timeout(500)
    link = page.locator("main a[href*='/20']").first
    target = sample.url.rstrip("/") + link.get_attribute("href")
    link.hover()
    for _ in range(50):
        if (target, "Ready") in seen:
            break
        page.wait_for_timeout(100)
    page.close()
    assert (target, "Ready") in seen, seen


def test_the_keyboard_reaches_the_story_in_one_step(sample, browser) -> None:
    page = browser.new_page()
    page.goto(sample.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    box = page.evaluate("(({top, height}) => [top, height])(document.activeElement.getBoundingClientRect())")
    assert box[0] >= 0 and box[1] >= 24
    page.close()


def test_targets_are_large_enough_for_a_thumb(sample, browser, kinds) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for kind, path in kinds.items():
        page.goto(sample.url.rstrip("/") + path)
        small = page.evaluate(
            """[...document.querySelectorAll('main a, header a, footer a')]
               .filter(link => getComputedStyle(link).display !== 'inline' && link.offsetParent !== null)
               .map(link => [link.textContent.trim(), link.getBoundingClientRect()])
               .filter(([, box]) => box.width && (box.height < 23.5))
               .map(([text, box]) => `${text}: ${box.height}`)"""
        )
        assert small == [], kind
    page.close()


def test_the_page_stands_still_while_it_loads(sample, browser, kinds) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for path in (kinds["home"], kinds["article"]):
        page.goto(sample.url.rstrip("/") + path)
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(
            """() => new Promise(done => new PerformanceObserver(list => done(
                 list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
                 .observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 300))"""
        )
        assert shift == 0, path
    page.close()
