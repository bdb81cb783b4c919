"""Every kind of page with the keyboard alone: where Tab leads, and whether one sees where one is."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.e2e

_MOST = 150  # stops of a page that are walked

EXPECTED = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(one => one.tabIndex >= 0 && !one.disabled && one.type !== 'hidden' && one.getClientRects().length
                   && one.checkVisibility({visibilityProperty: true})).length"""

# Where the focus is: its place on the page and in the window, its ring, and whether something lies over it.
STOP = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one), box = one.getClientRects()[0] ?? {};
  const seen = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
  return {
    name: one.outerHTML.slice(0, 90), top: box.top + scrollY, height: box.height,
    tag: one.tagName, fixed: getComputedStyle(one).position === 'absolute',
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    shown: box.width > 0 && box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1
           && box.left >= -1 && box.right <= innerWidth + 1,
    covered: !seen || !(one.contains(seen) || seen.contains(one)),
  };
}"""


def walked(page: Page) -> list[dict[str, Any]]:
    """The stops of Tab from the page's start, as many as it has."""
    stops = []
    for _ in range(min(page.evaluate(EXPECTED), _MOST)):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    return stops


def faults(stops: list[dict[str, Any]], *, in_one_column: bool) -> list[str]:
    found = [f"no ring: {stop['name']}" for stop in stops if stop["ring"] < 2]
    # A box that scrolls sideways, or code, may be taller than the window.
    unseen = [stop for stop in stops if not stop["shown"] and stop["tag"] not in {"DIV", "PRE"}]
    found += [f"not in view: {stop['name']}" for stop in unseen]
    found += [f"covered: {stop['name']}" for stop in stops if stop["covered"] and stop["shown"]]
    if in_one_column:
        pairs = pairwise(stops[1:])  # the first is the way past the navigation
        found += [f"goes back up to {after['name']}" for before, after in pairs if after["top"] < before["top"] - 14]
    return found


@pytest.mark.parametrize("width", [390, 1280])
def test_tab_leads_through_the_page_as_one_reads_it_and_shows_where_it_is(site, browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    found = []
    for kind, path in site.kinds.items():
        page.goto(site.url(path))
        wanted = min(page.evaluate(EXPECTED), _MOST)
        stops = walked(page)
        if len(stops) != wanted:
            found.append(f"{kind}: {wanted} places take the focus, Tab reached {len(stops)}")
        found += [f"{kind}: {fault}" for fault in faults(stops, in_one_column=width < 700)]
    page.close()
    assert found == [], "\n".join(found)


def test_the_first_stop_leads_past_the_navigation(site, browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for kind, path in site.kinds.items():
        page.goto(site.url(path))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main, footer') !== null"), kind
    page.close()


def test_in_forced_colours_one_sees_the_focus_and_which_section_one_is_in(site, browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page.goto(site.url(site.kinds["category"]))
    assert all(stop["ring"] >= 2 for stop in walked(page))
    marked = page.evaluate(
        """() => {
          const here = document.querySelector('.sections [aria-current]');
          const other = document.querySelector('.sections li:not(.sections-all) a:not([aria-current])');
          const look = one => ['textDecorationLine', 'fontWeight', 'borderBottomStyle', 'boxShadow']
            .map(name => getComputedStyle(one)[name]).join();
          return !here || !other || look(here) !== look(other);
        }"""
    )
    page.close()
    assert marked, "the section one is in is told by its colour alone"
