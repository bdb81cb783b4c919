"""An article in headless Chromium: what asks nobody before a click, what is heard, what fits, what is printed."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from served import Served

pytestmark = pytest.mark.e2e

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
PART = "시는 물목동 둑에 모래주머니를 쌓았다. 주민들은 둑을 따라 걸었다.\n\n" * 30
STORY = f"""---
title: 둑 위에서 보낸 하룻밤
date: 2024-03-01 09:00:00 +0900
categories: [사회]
feature_text: 강은 잠들지 않았다.
image: {{path: /assets/levee.jpg, caption: 새벽 네 시의 둑, credit: 이노을}}
---
첫 문장이다.[^1]

<iframe src="https://www.youtube.com/embed/aBcDeFgHiJk" title="해온항의 아침"></iframe>

## 하나

{PART}

## 둘

| 좁은 | 표 |
| --- | --- |
| 1 | 2 |

{PART}

## 셋

| {" | ".join("아주넓은열의이름" for _ in range(9))} |
| {" | ".join("---" for _ in range(9))} |
| {" | ".join("1,234" for _ in range(9))} |

[^1]: 각주의 글이다.
"""
ADDRESS = "사회/2024/03/01/night/"


@pytest.fixture(scope="module")
def site(serve: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = tmp_path_factory.mktemp("posts")
    for name in ("_posts", "assets"):
        (folder / name).mkdir()
    (folder / "_config.yml").write_text("title: 뉴스다오\nlang: ko-KR\npermalink: pretty\nsharing_links: [x]\n")
    (folder / "_posts/2024-03-01-night.md").write_text(STORY)
    (folder / "_posts/2024-03-02-rtl.md").write_text(
        "---\ntitle: ارتفاع منسوب النهر\nlang: ar\npermalink: /rtl/\n---\n\nوضع السكان أكياس الرمل.\n\n"
        "```python\nx = 1\n```\n"
    )
    Image.new("RGB", (1200, 675), "#345").save(folder / "assets/levee.jpg")
    return serve(posts=folder)


@pytest.fixture(scope="module")
def browser(program: Callable[[str], str]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


def opened(browser: Browser, site: Served, path: str = ADDRESS, width: int = 1280, **more: object) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, **more).new_page()
    page.goto(site.url + path)
    return page


def test_a_player_is_asked_for_by_a_click_alone_and_moves_nothing(site: Served, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 900}).new_page()
    asked: list[str] = []
    page.route(
        lambda url: urlsplit(url).netloc != urlsplit(site.url).netloc,
        lambda route: (asked.append(route.request.url), route.fulfill(body="<title>player</title>")),
    )
    page.goto(site.url + ADDRESS)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(300)
    assert asked == []
    button = page.get_by_role("button", name="여기서 재생")
    assert "YouTube" in button.locator("..").inner_text()
    distance = """() => document.getElementById("s-하나").getBoundingClientRect().top
        - document.querySelector("main").getBoundingClientRect().top"""
    before = page.evaluate(distance)
    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator("figure iframe")
    frame.wait_for()
    assert asked == ["https://www.youtube-nocookie.com/embed/aBcDeFgHiJk?autoplay=1"]
    assert page.evaluate(distance) == before
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert frame.get_attribute("title") == "YouTube: 해온항의 아침"
    box = frame.bounding_box() or {}
    assert abs(box["width"] / box["height"] - 16 / 9) < 0.02
    figure = page.locator("figure.embed").bounding_box() or {}
    assert box["y"] >= figure["y"] and box["y"] + box["height"] <= figure["y"] + figure["height"]
    assert page.locator("figure.embed a").is_visible()
    page.context.close()


def test_without_script_the_link_stands_alone_and_takes_no_room_of_a_player(site: Served, browser: Browser) -> None:
    page = opened(browser, site, java_script_enabled=False)
    assert page.locator("figure.embed a").is_visible()
    assert page.locator("figure.embed button").count() == 0
    assert (page.locator("figure.embed").bounding_box() or {})["height"] < 100
    assert page.locator(".sharing a").is_visible()
    page.context.close()


def test_the_address_is_copied_and_said_to_be(site: Served, browser: Browser) -> None:
    page = opened(browser, site, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="주소 복사").click()
    page.get_by_role("status").get_by_text("복사했습니다").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.context.close()


def test_the_systems_sheet_is_offered_only_where_there_is_one(site: Served, browser: Browser) -> None:
    page = opened(browser, site)
    assert page.get_by_role("button", name="공유하기").count() == 0
    page.context.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    page.reload()
    page.get_by_role("button", name="공유하기").click()
    assert page.evaluate("window.shared") == {"title": page.title(), "url": page.url}
    page.context.close()


@pytest.mark.parametrize(("width", "beside"), [(390, False), (1280, True)])
def test_the_contents_stand_in_the_margin_or_folded_and_lead_to_the_part(
    site: Served, browser: Browser, width: int, *, beside: bool
) -> None:
    page = opened(browser, site, width=width)
    assert page.locator(".contents-beside").is_visible() == beside
    assert page.locator(".contents-folded").is_visible() != beside
    if not beside:
        page.locator(".contents-folded summary").click()
    page.locator(".contents:visible a").nth(2).click()
    page.wait_for_timeout(100)
    box = page.locator("#s-셋").bounding_box() or {}
    assert 0 <= box["y"] < 900
    if beside:
        assert (page.locator(".contents-beside").bounding_box() or {})["y"] >= 0, "it stays in sight"
    page.context.close()


def test_the_keyboard_stops_at_a_table_only_when_it_scrolls(site: Served, browser: Browser) -> None:
    page = opened(browser, site, width=390)
    page.wait_for_timeout(200)
    assert page.locator(".table-scroll").evaluate_all("boxes => boxes.map(box => box.tabIndex)") == [-1, 0]
    page.context.close()


def test_a_note_that_was_followed_is_marked(site: Served, browser: Browser) -> None:
    page = opened(browser, site, color_scheme="light")
    ground = "getComputedStyle(document.querySelector('.footnote li')).backgroundColor"
    before = page.evaluate(ground)
    page.locator(".footnote-ref").click()
    assert page.evaluate(ground) != before
    page.context.close()


def test_paper_has_the_paper_the_address_and_the_links_and_nothing_to_press(site: Served, browser: Browser) -> None:
    page = opened(browser, site)
    page.emulate_media(media="print")
    for gone in (
        ".sections",
        ".masthead-search",
        ".footer",
        ".contents-beside",
        ".contents-folded",
        ".sharing",
        ".beside",
        ".more",
    ):
        assert not any(one.is_visible() for one in page.locator(gone).all()), gone
    assert not page.get_by_role("button").first.is_visible()
    for kept in (".masthead", ".letter-title", ".byline time", ".printed", "figure.embed a"):
        assert page.locator(kept).first.is_visible(), kept
    after = page.evaluate("getComputedStyle(document.querySelector('figure.embed a'), '::after').content")
    assert "youtube.com/watch" in after
    page.context.close()


def test_an_article_written_the_other_way_has_its_margin_on_the_other_side(site: Served, browser: Browser) -> None:
    page = opened(browser, site, "rtl/")
    margin, text = (page.locator(one).bounding_box() or {} for one in (".margin", ".letter .body"))
    assert margin["x"] > text["x"] + text["width"]
    assert page.evaluate("getComputedStyle(document.querySelector('pre')).direction") == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.context.close()


@pytest.mark.parametrize("width", [320, 768, 1920])
def test_the_pattern_library_fits_and_asks_nobody_else(site: Served, browser: Browser, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    asked, said = set(), []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(message.text))
    page.goto(site.url + "pattern-library")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == {urlsplit(site.url).netloc} and said == []
    page.context.close()
