"""A reader whose browser still runs the service worker of the site's former theme, in headless Chromium."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from newsroom import Newsroom
from playwright.sync_api import Browser, Page, sync_playwright
from served import free_port, wait_for
from werkzeug.serving import make_server

pytestmark = pytest.mark.e2e

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
# Cache first, as the themes' workers are: without help a reader would see the old site for ever.
OLD_WORKER = b"""
self.addEventListener('install', event => event.waitUntil(
  caches.open('theme-v1').then(cache => cache.addAll(['./'])).then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => event.respondWith(
  caches.match(event.request).then(kept => kept || fetch(event.request))));
"""
OLD_PAGE = b"<!doctype html><title>old</title><h1>old</h1><script>navigator.serviceWorker.register('sw.js')</script>"
KEPT = "async () => !!navigator.serviceWorker.controller && (await caches.keys()).length > 0"
NAMES = "async () => (await caches.keys()).filter(name => name.startsWith('theme'))"
LEFT = """async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"""


class OldSite(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        is_worker = self.path.endswith("sw.js")
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if is_worker else "text/html")
        self.end_headers()
        self.wfile.write(OLD_WORKER if is_worker else OLD_PAGE)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def browser(program: Callable[[str], str]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


def visit(page: Page, url: str) -> str:
    page.goto(url)
    return page.inner_text("h1")


@pytest.mark.parametrize("offline", ["on", "off"])
@pytest.mark.parametrize("base", ["", "/blog"])
def test_an_old_theme_s_worker_gives_way_and_the_reader_sees_today_s_site(
    browser, open_newsroom, base: str, offline: str
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}{base}/"
    old = ThreadingHTTPServer(("127.0.0.1", port), OldSite)
    threading.Thread(target=old.serve_forever, daemon=True).start()
    page = browser.new_page()
    assert visit(page, url) == "old"
    wait_for(lambda: page.evaluate(KEPT), 20, "the old worker kept nothing")
    old.shutdown()
    old.server_close()
    assert visit(page, url) == "old"  # out of the worker's store: nobody answers at this address

    room: Newsroom = open_newsroom(
        config=f"title: 해온신문\nurl: http://127.0.0.1:{port}\nbaseurl: {base}\n", offline=offline
    )
    room.post("river")
    room.sync()
    today = make_server("127.0.0.1", port, room.app, threaded=True)
    threading.Thread(target=today.serve_forever, daemon=True).start()
    try:
        page.goto(url)  # still the old page, while the browser fetches the next version behind it
        wait_for(lambda: page.evaluate(NAMES) == [], 30, "what the old worker kept is still there")
        if offline == "off":
            wait_for(lambda: page.evaluate(LEFT) == [0, 0], 30, "the old worker is still there")
        assert visit(page, url) == "해온신문."
        if offline == "off":
            assert page.evaluate(LEFT) == [0, 0]
        else:
            assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 1
            room.post("bridge", title="다리가 열렸다")
            room.sync()
            page.goto(url)
            assert "다리가 열렸다" in page.inner_text("main")
    finally:
        today.shutdown()
        page.context.close()
