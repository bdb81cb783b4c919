"""The report of a sync in headless Chromium, opened from disk as its publisher does."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsroom import Newsroom
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.e2e

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
LONG = "https://far.example.org/" + "아주긴주소" * 30


@pytest.fixture(scope="module")
def browser(program: Callable[[str], str]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def report(open_newsroom: Callable[..., Newsroom], tmp_path: Path) -> Path:
    """The report on a newsroom with one of each trouble, long names and long lists among them."""
    room = open_newsroom(config="title: 해온일보\nurl: https://news.example.kr\npermalink: pretty\nlang: ko\n")
    for number in range(40):
        room.write(
            f"_posts/2026-11-01-{'긴-이름-' * 12}{number}.md", f"---\ntitle: [가{number}] 나\n---\n[없다](/none/)\n"
        )
    room.write("_posts/2026-11-02-open.md", "---\ntitle: 안 닫힘\n")
    room.post("a", more="permalink: /same/\n")
    room.post("b", more="permalink: /same/\n")
    room.post(
        "c", title="[해온] " + "띄어쓰지않은제목" * 20, body=f"[가](/{'x' * 300}/) ![강](/assets/{'y' * 200}.png)"
    )
    room.post("d", body=f"![강]({LONG}) {{% weather {'z' * 300} %}}", more="redirect_to: /nowhere/\n")
    room.post("e")
    room.sync()
    room.post("e", category="정치")
    file = tmp_path / "report.html"
    done = room.app.test_cli_runner().invoke(args=["sync", str(room.folder), "--report", str(file)])
    assert file.exists(), done.output
    return file


def opened(browser: Browser, report: Path, width: int, scheme: str = "light") -> tuple[Page, list[str], list[str]]:
    """The page, what it asked the network for, and what the console said."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report.as_uri())
    return page, asked, said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_report_never_overflows_asks_nobody_for_anything_and_says_nothing(browser, report, width, scheme) -> None:
    page, asked, said = opened(browser, report, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (overflow, said) == (0, [])
    assert [url for url in asked if not url.startswith("data:")] == [report.as_uri()]
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_report_stands_out_from_its_ground(browser, report, scheme) -> None:
    page, _, _ = opened(browser, report, 1280, scheme)
    pairs = page.evaluate(
        """() => {
          const ground = node => {
            for (let at = node; at; at = at.parentElement) {
              const colour = getComputedStyle(at).backgroundColor;
              if (colour !== 'rgba(0, 0, 0, 0)') return colour;
            }
          };
          const found = new Set();
          for (const node of document.body.querySelectorAll('*')) {
            if ([...node.childNodes].some(one => one.nodeType === 3 && one.textContent.trim()))
              found.add(getComputedStyle(node).color + '|' + ground(node));
          }
          return [...found];
        }"""
    )
    assert len(pairs) >= 4
    for pair in pairs:
        text, ground = (luminance(colour) for colour in pair.split("|"))
        assert (max(text, ground) + 0.05) / (min(text, ground) + 0.05) >= 4.5, pair
    page.close()


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of "rgb(1, 2, 3)"."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_contents_lead_to_their_sections_and_more_rows_open_by_the_keyboard(browser, report) -> None:
    page, _, _ = opened(browser, report, 390)
    page.click("nav a[href='#repairs']")
    assert page.evaluate("document.getElementById('repairs').getBoundingClientRect().top") < 100
    more = page.locator("#repairs summary").first
    hidden = page.locator("#repairs .row").last
    assert not hidden.is_visible()
    more.focus()
    page.keyboard.press("Enter")
    assert hidden.is_visible()
    assert page.evaluate(
        "[...document.querySelectorAll('summary, nav a')].every(one => !one.offsetHeight || one.offsetHeight >= 24)"
    )
    page.close()


def test_on_paper_all_rows_stand_in_black_on_white(browser, report) -> None:
    page, _, _ = opened(browser, report, 1280, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert page.locator("#repairs .row").last.evaluate("one => one.getBoundingClientRect().height") > 0
    page.close()
