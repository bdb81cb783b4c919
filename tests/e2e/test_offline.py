"""Stories that were read, read again without a network, in headless Chromium."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect
from reading import OnAir, chromium, on_air
from served import wait_for

pytestmark = pytest.mark.e2e

RIVER, BRIDGE = "사회/2026/11/20/river/", "정치/2026/11/20/bridge/"
KEPT = """async () => { const names = (await caches.keys()).filter(name => /^newsdao .*\\/$/.test(name));
  const pages = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
  return pages.flat().map(one => decodeURI(new URL(one.url).pathname)) }"""
FILES = """async () => { const names = (await caches.keys()).filter(name => name.endsWith(' files'));
  const files = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
  return files.flat().map(one => new URL(one.url).pathname) }"""


@pytest.fixture(scope="module")
def browser(program: Callable[[str], str]) -> Iterator[Browser]:
    with chromium(program) as found:
        yield found


@pytest.fixture(params=["", "/blog"])
def site(request: pytest.FixtureRequest, open_newsroom) -> Iterator[OnAir]:
    air = on_air(open_newsroom, request.param)
    air.room.post("river")
    air.room.post("bridge", title="다리가 열렸다", category="정치")
    air.room.sync()
    yield air
    air.stop()


def read(page: Page, site: OnAir, path: str) -> None:
    """Open a page, and wait until it is kept."""
    page.goto(site.url + path)
    wait_for(lambda: f"{site.base}/{path}" in page.evaluate(KEPT), 20, f"{path} was not kept")
    wait_for(lambda: f"{site.base}/offline.html" in page.evaluate(FILES), 20, "its files were not kept")


def test_a_story_that_was_read_is_there_without_a_network_and_another_says_which_ones_are(site, browser) -> None:
    page = browser.new_page()
    read(page, site, RIVER)
    site.stop()
    page.context.set_offline(True)
    page.goto(site.url + RIVER)
    assert "상류 댐이 물을 내보냈다" in page.inner_text("main")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(252, 251, 248)"
    notice = page.locator(".live-offline")
    assert notice.inner_text() == "오프라인 · 읽은 기사 보기"
    page.goto(site.url + BRIDGE)
    assert page.inner_text("h1") == "인터넷에 연결되어 있지 않습니다"
    row = page.locator(".offline-list a")
    expect(row).to_have_text("해온강 수위 사흘째 상승")
    assert page.locator(".offline-list time").inner_text() == "2026.11.20"
    assert page.locator(".offline-none").is_hidden()
    row.click()
    expect(page.locator("h1")).to_have_text("해온강 수위 사흘째 상승")
    page.context.close()


def test_while_the_site_answers_no_reader_sees_a_copy_and_when_it_fails_they_do(site, browser) -> None:
    page = browser.new_page()
    read(page, site, RIVER)
    site.room.post("river", body="물이 빠졌다.")
    site.room.sync()
    page.reload()
    assert "물이 빠졌다." in page.inner_text("main")
    read(page, site, RIVER)
    answer = page.request.get(site.url + RIVER)
    assert answer.status == 200
    house = site.room.app
    site.room.app = lambda _environ, start: (
        start("503 Service Unavailable", [("Content-Type", "text/html")]),
        [b"<p>503"],
    )[1]
    page.goto(site.url + RIVER)
    assert "물이 빠졌다." in page.inner_text("main")
    assert page.goto(site.url + BRIDGE).status == 503
    site.room.app = house
    page.context.close()


def test_only_stories_and_the_front_page_are_kept_and_the_oldest_go(site, browser) -> None:
    page = browser.new_page()
    read(page, site, "")
    for path in ("latest/", "category/사회/", "feeds/", "rss.xml", "live.json", BRIDGE):
        page.goto(site.url + path)
    read(page, site, RIVER)
    assert set(page.evaluate(KEPT)) == {f"{site.base}/{path}" for path in ("", BRIDGE, RIVER)}
    page.evaluate(
        """async (base) => { const kept = await caches.open(`newsdao ${base}/`);
           for (let one = 0; one < 60; one++) await kept.put(`${base}/old/${one}/`, new Response('')) }""",
        site.base,
    )
    read(page, site, RIVER)
    wait_for(lambda: len(page.evaluate(KEPT)) == 50, 20, "too many are kept")
    assert page.evaluate(KEPT)[-1] == f"{site.base}/{RIVER}"
    page.context.close()


def test_a_withdrawn_story_vanishes_when_it_is_asked_for_and_when_any_page_hears_of_it(site, browser) -> None:
    page = browser.new_page()
    for path in (RIVER, BRIDGE, ""):
        read(page, site, path)
    for slug in ("river", "bridge"):
        (site.room.folder / f"_posts/2026-11-20-{slug}.md").unlink()
    site.room.sync(prune=True)
    page.goto(site.url + RIVER)
    wait_for(lambda: f"{site.base}/{RIVER}" not in page.evaluate(KEPT), 20, "the story that was asked for is kept")
    page.clock.install()
    page.goto(site.url)
    page.clock.run_for(25_000)
    wait_for(lambda: f"{site.base}/{BRIDGE}" not in page.evaluate(KEPT), 20, "the withdrawn story is kept")
    assert page.evaluate(KEPT) == [f"{site.base}/"], "what still stands is kept"
    page.context.close()


def test_a_reader_who_has_the_worker_still_hears_304_and_has_stories_fetched_ahead(site, browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    read(page, site, "")
    site.answered.clear()
    page.goto(site.url)
    assert (f"{site.base}/", 304) in site.answered
    assert page.evaluate("performance.getEntriesByType('navigation')[0].workerStart") > 0
    seen = []
    session = page.context.new_cdp_session(page)
    session.on("Preload.prefetchStatusUpdated", lambda told: seen.append((told["prefetchUrl"], told["status"])))
    session.send("Preload.enable")
    page.locator("main a[href*='/20']").first.hover()
    for _ in range(50):
        if any(status == "Ready" for _, status in seen):
            break
        page.wait_for_timeout(100)
    assert any(status == "Ready" for _, status in seen), seen
    assert page.evaluate(KEPT) == [f"{site.base}/"], "what was fetched ahead was not read"
    page.context.close()


def test_turned_off_it_leaves_readers_browsers(site, browser) -> None:
    page = browser.new_page()
    read(page, site, RIVER)
    house = site.room.app.extensions["newsdao"]
    house.settings = replace(house.settings, offline="off")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")  # as ten minutes later
    page.goto(site.url)
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration())?.update()")
    left = "async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"
    wait_for(lambda: page.evaluate(left) == [0, 0], 30, "the worker is still there")
    read_again = page.goto(site.url + RIVER)
    assert read_again is not None and read_again.status == 200 and not read_again.from_service_worker
    page.context.close()
