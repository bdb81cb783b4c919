"""Pictures as Chromium gets them: AVIF, as wide as their place needs and no wider, and nothing moves when they come."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from machine import absent
from served import Served

sync_api = pytest.importorskip("playwright.sync_api")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run",
    "--enable-experimental-web-platform-features",
]  # fmt: skip
# Each picture: what was chosen, how many pixels of the whole its place shows, and what there was to choose from.
SHOWN = """() => [...document.querySelectorAll("main picture img")].map(one => {
  const box = one.getBoundingClientRect(), own = one.getAttribute("width") / one.getAttribute("height");
  const cut = getComputedStyle(one).objectFit === "cover" ? box.height * own : 0;
  return {src: one.currentSrc, needed: Math.max(box.width, cut), offered: one.parentElement.firstElementChild.srcset,
          ground: getComputedStyle(one).backgroundColor};
})"""
ALL_AT_ONCE = """() => document.querySelectorAll("img").forEach(one => { one.loading = "eager" })"""
MOVED = """() => new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { moved += one.value }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(moved), 500);
})"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as player:
        try:
            browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        except sync_api.Error as error:
            absent(str(error))
        yield browser
        browser.close()


def pages(sample: Served) -> list[str]:
    """Home, a section's front and a story, which among them show pictures in every place there is."""
    home = sample.get("/").text
    story = re.search(r'class="story-picture" href="([^"]+)"', home)
    section = re.search(r'href="(/category/[^"]+/)"', home)
    assert story is not None and section is not None
    return ["/", section[1], story[1]]


@pytest.mark.parametrize("finer", [1, 2, 3])
def test_the_smallest_picture_that_is_fine_enough_is_chosen(chromium: Any, sample: Served, finer: int) -> None:
    seen = 0
    for width in (320, 390, 768, 1100, 1920):
        context = chromium.new_context(viewport={"width": width, "height": 900}, device_scale_factor=finer)
        page = context.new_page()
        for path in pages(sample):
            page.goto(sample.url.rstrip("/") + path)
            page.evaluate(ALL_AT_ONCE)
            page.wait_for_load_state("networkidle")
            for one in page.evaluate(SHOWN):
                steps = [int(step) for step in re.findall(r" (\d+)w", one["offered"])]
                fitting = next((step for step in steps if step >= one["needed"] * finer - 1), steps[-1])
                assert one["src"].endswith(f"-{fitting}.avif"), (path, width, one)
                seen += 1
        context.close()
    assert seen >= 15


def test_nothing_moves_when_pictures_come_and_a_ground_stands_in_their_place(chromium: Any, sample: Served) -> None:
    for path in pages(sample):
        context = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
        page = context.new_page()
        page.goto(sample.url.rstrip("/") + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(MOVED) == 0
        grounds = {one["ground"] for one in page.evaluate(SHOWN)}
        assert grounds and "rgba(0, 0, 0, 0)" not in grounds
        context.close()


def test_who_asks_for_little_data_gets_the_smallest_picture(chromium: Any, sample: Served) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, device_scale_factor=2)
    page = context.new_page()
    features = [{"name": "prefers-reduced-data", "value": "reduce"}]
    context.new_cdp_session(page).send("Emulation.setEmulatedMedia", {"features": features})
    if not page.evaluate("() => matchMedia('(prefers-reduced-data: reduce)').matches"):
        absent("a browser that knows prefers-reduced-data")
    page.goto(sample.url.rstrip("/") + pages(sample)[-1])
    page.wait_for_load_state("networkidle")
    assert [one["src"].rpartition("-")[2] for one in page.evaluate(SHOWN)] == ["260.avif"]
    context.close()
