"""The search box with a keyboard, and where it is found on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page
from served import Served

pytestmark = pytest.mark.e2e


@contextmanager
def opened(browser: Browser, site: Served, path: str, width: int) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(site.url.rstrip("/") + path)
    yield page
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/search", "/no/such/story/"])
def test_the_keyboard_walks_through_what_is_offered_below_the_field(
    sample: Served, browser: Browser, path: str, width: int
) -> None:
    with opened(browser, sample, path, width) as page:
        field, offers = page.locator("#q"), page.locator("#offers")
        field.press_sequentially("해온")
        offers.wait_for()
        assert field.get_attribute("aria-expanded") == "true"
        above, below = field.bounding_box(), offers.bounding_box()
        assert above and below and 0 <= below["y"] - above["y"] - above["height"] < 8
        page.keyboard.press("ArrowDown")
        assert offers.locator("[aria-selected=true]").get_attribute("id") == field.get_attribute(
            "aria-activedescendant"
        )
        page.keyboard.press("Escape")
        assert offers.is_hidden() and field.input_value() == "해온"
        field.press_sequentially("시")
        offers.wait_for()
        page.keyboard.press("Enter")  # nothing chosen: what was typed
        page.wait_for_url("**/search?q=*")
        assert page.locator(".hit").count()


def test_who_follows_the_link_types_at_once_and_sees_the_page_from_its_top(sample: Served, browser: Browser) -> None:
    with opened(browser, sample, "/", 390) as page:
        page.locator(".masthead-search a").click()
        page.wait_for_url("**/search#q")
        page.keyboard.type("해온강")
        assert page.locator("#q").input_value() == "해온강" and page.evaluate("scrollY") == 0


def test_offers_that_come_late_do_not_open_behind_a_reader_who_has_left_the_field(
    sample: Served, browser: Browser
) -> None:
    with opened(browser, sample, "/search", 390) as page:
        with page.expect_response("**/search/suggest*"):
            page.locator("#q").press_sequentially("해온")
            page.keyboard.press("Tab")
        page.wait_for_timeout(200)
        assert page.locator("#offers").is_hidden()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["/", "/latest/"])
def test_search_stands_beside_the_name_of_the_paper(sample: Served, browser: Browser, path: str, width: int) -> None:
    with opened(browser, sample, path, width) as page:
        name, link = page.locator(".wordmark").bounding_box(), page.locator(".masthead-search").bounding_box()
        assert name and link and link["y"] < name["y"] + name["height"] <= link["y"] + link["height"] + 8
        assert link["x"] + link["width"] == pytest.approx(width - (20 if width < 1000 else 32), abs=1)
