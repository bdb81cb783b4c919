"""What Chromium tells a screen reader of every kind of page: its accessibility tree."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.e2e

Nodes = list[tuple[str, str, dict[str, Any]]]  # (role, name, properties), in reading order
NAMED = {"link", "button", "textbox", "searchbox", "combobox", "checkbox", "image", "region", "navigation", "search"}


def tree(page: Page, url: str) -> Nodes:
    page.goto(url)
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        (
            node["role"]["value"],
            node.get("name", {}).get("value", "").strip(),
            {one["name"]: one["value"].get("value") for one in node.get("properties", [])},
        )
        for node in nodes
        if not node["ignored"]
    ]


def faults(nodes: Nodes) -> list[str]:
    roles = [role for role, _, _ in nodes]
    found = [f"{roles.count(role)} × {role}" for role in ("banner", "main", "contentinfo") if roles.count(role) != 1]
    found += [f"a {role} without a name" for role, name, _ in nodes if role in NAMED and not name]
    navigations = [name for role, name, _ in nodes if role == "navigation"]
    found += [f"two navigations called {name}" for name in set(navigations) if navigations.count(name) > 1]
    levels = [properties["level"] for role, _, properties in nodes if role == "heading"]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} headings of the first level")
    return found


def test_every_page_has_its_landmarks_one_heading_and_a_name_for_all_one_can_use(site, browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    found = [f"{kind}: {fault}" for kind, path in site.kinds.items() for fault in faults(tree(page, site.url(path)))]
    page.close()
    assert found == [], "\n".join(found)


def test_what_only_a_screen_reader_says_is_korean_on_a_korean_site(open_site, browser) -> None:
    site = open_site("sample", None)
    page = browser.new_page()
    for kind, path in site.kinds.items():
        for role, name, _ in tree(page, site.url(path)):
            if role in {"navigation", "search", "searchbox"}:
                assert re.search("[가-힣]", name), f"{kind}: {role} {name}"
    page.close()


def test_a_story_in_another_language_says_which_and_runs_its_own_way(open_site, browser) -> None:
    site = open_site("sample", None)
    page = browser.new_page()
    for kind, lang, direction in (("article-foreign", None, None), ("article-rtl", "ar", "rtl")):
        page.goto(site.url(site.kinds[kind]))
        article = page.locator("main article").first
        assert article.get_attribute("lang") not in {None, page.locator("html").get_attribute("lang")}
        if lang:
            assert (article.get_attribute("lang"), article.get_attribute("dir")) == (lang, direction)
            assert page.locator("h1").evaluate("one => getComputedStyle(one).direction") == direction
            left, right = page.locator("h1").evaluate(
                "one => { const range = document.createRange(); range.selectNodeContents(one);"
                " const text = range.getBoundingClientRect(), box = one.getBoundingClientRect();"
                " return [text.left - box.left, box.right - text.right]; }"
            )
            assert right <= left, "a right-to-left headline begins at the right"
        assert page.locator("header.masthead").evaluate("one => getComputedStyle(one).direction") == "ltr"
    page.goto(site.url("/latest/"))
    link = page.locator(f"a[href$='{site.kinds['article-rtl'].rsplit('/', 2)[1]}/']").first
    assert link.evaluate("one => [one.closest('[lang]').lang, getComputedStyle(one).direction]") == ["ar", "rtl"]
    page.close()


def test_nothing_moves_for_readers_who_ask_for_stillness(site, browser) -> None:
    page = browser.new_page(reduced_motion="reduce")
    moving = []
    for kind, path in site.kinds.items():
        page.goto(site.url(path))
        moving += [
            f"{kind}: {one}"
            for one in page.evaluate(
                """() => [...document.querySelectorAll('*')].filter(one => {
                     const style = getComputedStyle(one);
                     return [style.transitionDuration, style.animationDuration].some(time => parseFloat(time) > 0.01)
                       || style.scrollBehavior === 'smooth';
                   }).map(one => one.outerHTML.slice(0, 80))"""
            )
        ]
    page.close()
    assert moving == [], "\n".join(moving)
