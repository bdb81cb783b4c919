"""Every kind of page in headless Chromium: what a reader's browser does with it."""

import pytest

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_page_overflows(site, browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = []
    for kind, path in site.kinds.items():
        page.goto(site.url(path))
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            wide.append(f"{kind} overflows by {overflow} px")
    page.close()
    assert wide == [], "\n".join(wide)


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


def test_targets_are_large_enough_for_a_thumb(site, browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for kind, path in site.kinds.items():
        page.goto(site.url(path))
        small = page.evaluate(
            """[...document.querySelectorAll('main a, header a, footer a')]
               .filter(link => getComputedStyle(link).display !== 'inline' && link.offsetParent !== null)
               .map(link => [link.textContent.trim(), link.getBoundingClientRect()])
               .filter(([, box]) => box.width && (box.height < 23.5))
               .map(([text, box]) => `${text}: ${box.height}`)"""
        )
        assert small == [], kind
    page.close()


def test_the_page_stands_still_while_it_loads(site, browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for path in (site.kinds["home"], site.kinds["article"]):
        page.goto(site.url(path))
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(
            """() => new Promise(done => new PerformanceObserver(list => done(
                 list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
                 .observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 300))"""
        )
        assert shift == 0, path
    page.close()
