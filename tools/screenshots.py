"""Pictures of every kind of page of a running site, on a phone and a desk, light and dark, into screenshots/.

`make screenshots` shows the sample newsroom; `tools/screenshots.py http://127.0.0.1:8000/` any site that runs.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
OUT = PROJECT / "screenshots"
WIDTHS = (390, 1280)
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 400) {
    scrollTo(0, y);
    await new Promise(done => setTimeout(done, 20));
  }
  scrollTo(0, 0);
}"""
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@contextlib.contextmanager
def sample() -> Iterator[str]:
    """The sample newsroom on a free port, in an instance folder that goes with it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NEWSDAO_INSTANCE": folder}
        command = [str(Path(sys.executable).with_name("flask")), "--app", "app", "serve", "--port", str(port)]
        site = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/"
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(20)


def pages(site: str) -> dict[str, str]:
    """One address of every kind, found as a reader would find it."""

    def first(pattern: str, path: str = "") -> str:
        with urlopen(site + path) as answer:  # noqa: S310 - the caller's own site
            found = re.search(pattern, answer.read().decode())
        return found[1].lstrip("/") if found else path

    with urlopen(site) as answer:  # noqa: S310
        home = answer.read().decode()
    lead = re.search(r'story-lead.*?href="(/[^"]*/20\d\d/[^"]+)"', home, re.DOTALL)
    article = lead[1].lstrip("/") if lead else ""
    return {
        "home": "",
        "article": article,
        "category": first(r'href="(/category/[^"]+/)"'),
        "tag": first(r'rel="tag" href="(/tag/[^"]+)"', article),
        "author": first(r'rel="author" href="(/author/[^"]+)"', article),
        "latest": "latest/",
        "archive": "archive/",
        "day": first(r'href="(/archive/\d{4}/\d\d/\d\d/)"', "archive/"),
        "feeds": "feeds/",
        "404": "no/such/story/",
    }


def shoot(site: str) -> None:
    OUT.mkdir(exist_ok=True)
    browser_path = next(
        path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=CHROMIUM)
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=scheme, device_scale_factor=1
                )
                page = context.new_page()
                for name, path in pages(site).items():
                    page.goto(site + path)
                    # Pictures below the fold are lazy: scroll past them all once.
                    page.evaluate(SCROLL)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=OUT / f"{name}-{width}-{scheme}.png", full_page=True)
                context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        shoot(sys.argv[1])
    else:
        with sample() as address:
            shoot(address)
    print(f"{len(list(OUT.iterdir()))} pictures in {OUT.name}/")
