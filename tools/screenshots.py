"""Pictures of every kind of page, at five widths, light and dark, and on paper, into screenshots/.

`make screenshots` shows the sample newsroom, `make screenshots SITE=http://127.0.0.1:8000` any site that runs;
`tools/screenshots.py SITE home article` only these kinds. It wants tests/ on the path (PYTHONPATH=tests).
"""

import sys
from pathlib import Path

from page_kinds import page_kinds
from playwright.sync_api import Browser, sync_playwright
from shown_site import FLAGS, PROJECT, chromium, shown

OUT = PROJECT / "screenshots"
WIDTHS = (320, 390, 768, 1280, 1920)
PAPER = 718  # CSS pixels across the text of an A4 sheet with margins of 1 cm
# Pictures below the fold are lazy: scroll past them all once.
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 400) {
    scrollTo(0, y);
    await new Promise(done => setTimeout(done, 20));
  }
  scrollTo(0, 0);
}"""


def shoot(browser: Browser, site: str, kinds: dict[str, str], width: int, scheme: str) -> None:
    """scheme: "light", "dark", or "print"."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    for kind, path in kinds.items():
        page.goto(site + path)
        page.evaluate(SCROLL)
        page.wait_for_load_state("networkidle")
        if scheme == "print":
            page.emulate_media(media="print")
            page.pdf(path=OUT / f"{kind}.pdf", format="A4", print_background=False)
        page.screenshot(path=OUT / f"{kind}-{width}-{scheme}.png", full_page=True)
        page.emulate_media(media="screen")
    page.close()


def main(address: str = "", *only: str) -> None:
    OUT.mkdir(exist_ok=True)
    with shown(address) as site, sync_playwright() as playwright:
        kinds = {kind: path for kind, path in page_kinds(site).items() if not only or kind in only}
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                shoot(browser, site, kinds, width, scheme)
        shoot(browser, site, kinds, PAPER, "print")
        browser.close()
    print(f"{len(list(Path(OUT).iterdir()))} files in {OUT.name}/")


if __name__ == "__main__":
    main(*sys.argv[1:])
