"""A page that stands open while the newsroom works, in headless Chromium."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from reading import OnAir, chromium, on_air

pytestmark = pytest.mark.e2e

RIVER = "사회/2026/11/20/river/"
LONG = "\n\n".join(
    f"{number}째 문단. 강가의 사람들은 물이 빠지기를 기다렸다. 시는 대피소를 열었다." for number in range(40)
)
UPDATE = "  - {{at: 2026-11-20 {hour}:00, text: '{hour}시 소식이다.{more}'}}\n"
SHIFTS = """() => { window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().map(
  one => `${one.value} of ${one.sources.map(each => each.node?.id || each.node?.className || each.node?.textContent)}`)
  )).observe({type: 'layout-shift', buffered: true}) }"""


@pytest.fixture(scope="module")
def browser(program: Callable[[str], str]) -> Iterator[Browser]:
    with chromium(program) as found:
        yield found


@pytest.fixture
def site(open_newsroom) -> Iterator[OnAir]:
    """Two sections with a story each, and a long one."""
    air = on_air(open_newsroom)
    air.room.post("bridge", title="다리가 열렸다", category="정치")
    air.room.post("river", body=LONG)
    air.room.sync()
    yield air
    air.stop()


def opened(browser: Browser, address: str, **options: object) -> Page:
    """A page whose clock stands in the test's hands."""
    page = browser.new_context(viewport={"width": 1000, "height": 700}, service_workers="block", **options).new_page()
    page.clock.install()
    page.goto(address)
    page.evaluate(SHIFTS)
    return page


def later(page: Page, seconds: int = 25) -> None:
    """As much later; the answers to what was asked meanwhile have come."""
    page.clock.run_for(seconds * 1000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def told(site: OnAir, hours: list[int]) -> str:
    """The first is longer than a screen."""
    more = {hours[0]: " 물이 빠지고 있다." * 200}
    return "updates:\n" + "".join(UPDATE.format(hour=hour, more=more.get(hour, "")) for hour in hours)


def save(site: OnAir, slug: str, **told: str) -> None:
    site.room.post(slug, **told)
    site.room.sync()


def test_new_stories_are_counted_and_nothing_moves(site, browser) -> None:
    page = opened(browser, site.url)
    notice = page.locator(".live-new")
    later(page)
    assert notice.is_hidden()
    save(site, "a", title="하나", date='"2026-11-21 09:00:00 +0900"')
    save(site, "b", title="둘", date='"2026-11-21 08:00:00 +0900"')
    top = page.evaluate("document.querySelector('main').getBoundingClientRect().top")
    later(page)
    assert notice.inner_text() == "새 기사 2건" and notice.is_visible()
    assert page.get_by_role("status").inner_text() == "새 기사 2건"
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") == top
    assert page.evaluate("shifts") == []
    notice.click()
    expect(page.locator("main")).to_contain_text("하나")
    assert page.locator(".live-new").is_hidden()
    page.context.close()


def test_a_withdrawn_story_is_not_taken_for_a_new_one_and_an_old_one_that_comes_in_its_place_neither(
    site, browser
) -> None:
    page = opened(browser, site.url)
    (site.room.folder / "_posts/2026-11-20-bridge.md").unlink()
    site.room.sync(prune=True)
    later(page)
    assert page.locator(".live-new").is_hidden()
    page.context.close()


def test_a_section_tells_only_of_its_own_stories(site, browser) -> None:
    page = opened(browser, f"{site.url}category/정치/")
    save(site, "a", title="하나", date='"2026-11-21 09:00:00 +0900"')
    later(page)
    assert page.locator(".live-new").is_hidden()
    save(site, "b", title="둘", category="정치", date='"2026-11-21 08:00:00 +0900"')
    later(page)
    assert page.locator(".live-new").inner_text() == "새 기사 1건"
    page.context.close()


def test_what_nobody_looks_at_asks_nothing_and_asks_at_once_when_it_is_looked_at_again(site, browser) -> None:
    page = opened(browser, site.url)
    hide = """is => { Object.defineProperty(document, 'hidden', {configurable: true, get: () => is});
                      document.dispatchEvent(new Event('visibilitychange')) }"""
    page.evaluate(hide, True)
    later(page, 300)
    assert "/live.json" not in site.asked
    page.evaluate(hide, False)
    later(page, 1)
    assert site.asked.count("/live.json") == 1
    later(page, 60)
    assert 3 <= site.asked.count("/live.json") <= 5
    page.context.close()


def test_while_the_site_does_not_answer_it_is_asked_less_and_less(site, browser) -> None:
    page = opened(browser, site.url)
    asked: list[str] = []
    page.route("**/live.json", lambda route: (asked.append("x"), route.abort()))
    for _ in range(60):  # in steps, so that an answer comes before the next is asked for
        page.clock.run_for(10_000)
        page.wait_for_timeout(30)
    assert 4 <= len(asked) <= 6  # after 20, 60, 140, 300 seconds and 10 minutes
    page.context.close()


def test_updates_join_the_story_and_what_is_being_read_stays_where_it_is(site, browser) -> None:
    save(site, "river", body=LONG, more=told(site, [10]))
    page = opened(browser, site.url + RIVER)
    # Above the updates: they come in below, unseen.
    save(site, "river", body=LONG, more=told(site, [10, 11]))
    later(page)
    assert page.locator(".update").evaluate_all("all => all.map(one => one.id)") == [
        "update-20261120T1100", "update-20261120T1000"]  # fmt: skip
    own = page.locator(".live-story")
    assert own.inner_text() == "새 소식 1건" and page.evaluate("scrollY") == 0
    own.click()
    assert page.locator("#update-20261120T1100").evaluate("one => one.getBoundingClientRect().top") < 700
    expect(own).to_be_hidden()
    # Below their beginning: what is read stays on its place of the screen.
    page.evaluate("document.querySelector('#update-20261120T1000 .body').scrollIntoView()")
    page.wait_for_timeout(200)
    old = page.locator("#update-20261120T1000 .body")
    before = old.evaluate("one => one.getBoundingClientRect().top")
    save(site, "river", body=LONG, more=told(site, [10, 11, 12]))
    later(page)
    assert page.locator(".update").count() == 3
    assert abs(old.evaluate("one => one.getBoundingClientRect().top") - before) < 2
    assert page.evaluate("shifts") == []
    page.context.close()


def test_updates_wait_while_the_reader_reads_where_they_belong(site, browser) -> None:
    save(site, "river", body=LONG, more=told(site, [10]))
    page = opened(browser, site.url + RIVER)
    page.evaluate("document.querySelector('#updates').scrollIntoView({block: 'center'})")
    page.wait_for_timeout(200)
    save(site, "river", body=LONG, more=told(site, [10, 11]))
    later(page)
    assert page.locator(".update").count() == 1 and page.locator(".live-story").inner_text() == "새 소식 1건"
    page.evaluate("scrollTo(0, 0)")
    later(page)
    assert page.locator(".update").count() == 2
    page.context.close()


def test_the_first_update_of_a_story_brings_its_heading(site, browser) -> None:
    page = opened(browser, site.url + RIVER)
    save(site, "river", body=LONG, more=told(site, [10]))
    later(page)
    assert page.locator(".letter > .updates > h2").inner_text() == "업데이트"
    assert page.locator(".update .body").inner_text().startswith("10시 소식이다.")
    page.context.close()


def test_a_story_that_was_changed_or_taken_down_says_so(site, browser) -> None:
    page = opened(browser, site.url + RIVER)
    own = page.locator(".live-story")
    save(site, "river", body=LONG, more="tags: [강]\n")
    later(page)
    assert own.is_hidden()  # nothing that it says
    save(site, "river", body=LONG, more="tags: [강]\ncorrections: 강의 이름을 바로잡습니다.\n")
    later(page)
    assert own.inner_text() == "기사가 수정되었습니다"
    (site.room.folder / "_posts/2026-11-20-river.md").unlink()
    site.room.sync(prune=True)
    later(page)
    assert own.inner_text() == "내려진 기사입니다"
    page.context.close()


def test_an_article_tells_of_others_quietly_and_counts_from_when_it_was_opened(site, browser) -> None:
    page = opened(browser, site.url + RIVER)
    later(page)
    save(site, "a", title="하나", date='"2026-11-21 09:00:00 +0900"')
    later(page)
    notice = page.locator(".live-new")
    assert notice.inner_text() == "새 기사 1건" and notice.get_attribute("href") == "/"
    assert notice.evaluate("one => getComputedStyle(one).position") == "absolute"
    assert page.evaluate("shifts") == []
    page.context.close()


def test_without_javascript_and_where_it_is_turned_off_a_page_says_all_that_it_says(
    site, browser, open_newsroom
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site.url + RIVER)
    assert page.locator(".live").inner_text() == "" and "39째 문단" in page.inner_text("main")
    page.context.close()
    off = on_air(open_newsroom, live="off", offline="off")
    off.room.post("river")
    off.room.sync()
    page = opened(browser, off.url)
    later(page, 60)
    assert page.locator(".live").count() == 0 and "/live.json" not in off.asked and "/sw.js" not in off.asked
    off.stop()
    page.context.close()
