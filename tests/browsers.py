"""A real Chromium, and the programs of tests/browser that judge its pages."""

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from machine import absent
from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
# A site may name its own address elsewhere (icons, the canonical address): nothing is asked of it from here.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
TOOLS = Path(__file__).parent / "browser" / "node_modules"
_NODE = 20  # the oldest that Lighthouse runs on


@contextmanager
def chromium(program: Callable[[str], str]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=[*FLAGS, ALONE])
        yield browser
        browser.close()


def tool(path: str) -> Path:
    """A file of the npm packages that tests/browser/package.json pins."""
    if not (TOOLS / path).is_file():
        absent(f"{path.split('/')[0]} is not installed; tools/test-machine installs it with npm")
    return TOOLS / path


def node(program: Callable[[str], str]) -> str:
    found = program("node")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=30).stdout
    version = re.match(r"v(\d+)", said)
    if version is None or int(version[1]) < _NODE:
        absent(f"{found} is {said.strip()}; Lighthouse needs node {_NODE} or newer")
    return found
