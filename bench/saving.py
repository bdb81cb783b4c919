"""From an editor's save to every list of a running two-worker site."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from bench.measure import PROJECT

LISTS = (
    "/", "/category/사회/", "/rss.xml", "/atom.xml", "/feed.json", "/category/사회/rss.xml", "/sitemap",
    "/news-sitemap.xml",
)  # fmt: skip


@contextmanager
def served(site: Path, instance: Path) -> Iterator[int]:
    """`flask serve` with two workers; yields its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("flask")), "--app", "app", "serve", "--port", str(port), str(site)]
    log = instance.with_suffix(".log")
    environment = {**os.environ, "NEWSDAO_INSTANCE": str(instance), "PYTHONUNBUFFERED": "1"}
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=out)
        try:
            while "on the air" not in log.read_text():
                time.sleep(0.05)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def save_to_air(site: Path, port: int, number: int) -> float:
    """Seconds from the end of a save until each list has shown the story six times running, from either worker."""
    now = datetime.now(UTC)
    slug = f"on-the-air-{number}"
    text = f'---\ntitle: 소식\ncategories: [사회]\ndate: "{now:%Y-%m-%d %H:%M:%S} +0000"\n---\n\n본문 {number}\n'
    (site / "_posts" / f"{now:%Y-%m-%d}-{slug}.md").write_text(text, encoding="utf-8")
    began = time.monotonic()
    for path in LISTS:
        asked = f"/sitemaps/{now:%Y-%m}-1.xml" if path == "/sitemap" else path
        shown = 0
        while shown < 6:
            shown = shown + 1 if f"{slug}/" in get(port, asked) else 0
            assert time.monotonic() - began < 10, asked
    return time.monotonic() - began


def get(port: int, path: str) -> str:
    """One request, one connection: the kernel gives it to either worker."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", quote(path))
    text = connection.getresponse().read().decode()
    connection.close()
    return text
