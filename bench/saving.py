"""From an editor's save to every list of a running two-worker site."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from urllib.request import urlopen

from bench.measure import PROJECT

LISTS = (
    "/", "/category/사회/", "/rss.xml", "/atom.xml", "/feed.json", "/category/사회/rss.xml", "/sitemap",
    "/news-sitemap.xml",
)  # fmt: skip


@contextmanager
def served(site: Path, instance: Path, **settings: str) -> Iterator[int]:
    """`flask serve` with two workers; yields its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("flask")), "--app", "app", "serve", "--port", str(port), str(site)]
    log = instance.with_suffix(".log")
    environment = {**os.environ, "NEWSDAO_INSTANCE": str(instance), "PYTHONUNBUFFERED": "1", **settings}
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=out)
        try:
            while "on the air" not in log.read_text():
                time.sleep(0.05)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def write(site: Path, what: str, number: int) -> str:
    """Save a story of this moment; its slug."""
    now = datetime.now(UTC)
    slug = f"{what}-{number}"
    text = f'---\ntitle: 소식\ncategories: [사회]\ndate: "{now:%Y-%m-%d %H:%M:%S} +0000"\n---\n\n본문 {number}\n'
    (site / "_posts" / f"{now:%Y-%m-%d}-{slug}.md").write_text(text, encoding="utf-8")
    return slug


def save_to_air(site: Path, port: int, number: int) -> float:
    """Seconds from the end of a save until each list has shown the story six times running, from either worker."""
    now = datetime.now(UTC)
    slug = write(site, "on-the-air", number)
    began = time.monotonic()
    for path in LISTS:
        asked = f"/sitemaps/{now:%Y-%m}-1.xml" if path == "/sitemap" else path
        shown = 0
        while shown < 6:
            shown = shown + 1 if f"{slug}/" in get(port, asked) else 0
            assert time.monotonic() - began < 10, asked
    return time.monotonic() - began


@contextmanager
def subscriber(port: int) -> Iterator[list[bytes]]:
    """A subscriber of the site's own hub, confirmed; yields what is pushed to it, as it comes."""
    pushed: list[bytes] = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            challenge = parse_qs(urlsplit(self.path).query)["hub.challenge"][0]
            self.answer(challenge.encode())

        def do_POST(self) -> None:
            pushed.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.answer(b"")

        def answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    door = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=door.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{port}"
    form = {"hub.mode": "subscribe", "hub.callback": f"http://127.0.0.1:{door.server_port}/", "hub.secret": "secret"}
    urlopen(f"{site}/hub", urlencode({**form, "hub.topic": f"{site}/rss.xml"}).encode(), timeout=5).close()
    time.sleep(1)
    yield pushed
    door.shutdown()
    door.server_close()


def save_to_door(site: Path, pushed: list[bytes], number: int) -> float:
    """Seconds from the end of a save until the feed with the story has been pushed to the subscriber."""
    slug = write(site, "pushed", number)
    began = time.monotonic()
    while not any(f"{slug}/".encode() in body for body in pushed[-1:]):
        assert time.monotonic() - began < 10, slug
        time.sleep(0.002)
    return time.monotonic() - began


def get(port: int, path: str) -> str:
    """One request, one connection: the kernel gives it to either worker."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", quote(path))
    text = connection.getresponse().read().decode()
    connection.close()
    return text
