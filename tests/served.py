"""The real thing: `flask serve` as a child process, with its two workers and its watcher."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from newsdao.config import PROJECT


@dataclass
class Answer:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Served:
    """A running site. log: what its terminal shows."""

    url: str
    process: subprocess.Popen[str]
    log: Path
    instance: Path
    posts: Path | None

    def get(self, path: str, **headers: str) -> Answer:
        target = path if "://" in path else self.url.rstrip("/") + quote(path, safe="/?=&%.:")
        try:
            with urlopen(Request(target, headers=headers), timeout=10) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except HTTPError as error:
            return Answer(error.code, error.headers, error.read())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: Callable[[], bool], seconds: float, why: str) -> float:
    """Wait until `what` is so; returns how long it took."""
    began = time.monotonic()
    while not what():
        assert time.monotonic() - began < seconds, why
        time.sleep(0.01)
    return time.monotonic() - began


@contextmanager
def serving(folder: Callable[[], Path]) -> Iterator[Callable[..., Served]]:
    """Gives start(posts=folder or None, **environment) → a site on the air. folder: makes a new one for each.

    All are stopped by SIGTERM at the end, which must end them well.
    """
    running: list[Served] = []

    def start(posts: Path | None = None, **environment: str) -> Served:
        site = _started(folder(), posts, environment)
        running.append(site)
        wait_for(lambda: _answered(site), 120, "the site did not come up")
        assert site.process.poll() is None, site.log.read_text()
        return site

    yield start
    for site in running:
        site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(20) == 0, site.log.read_text()
        assert "Traceback" not in site.log.read_text(), site.log.read_text()


def _started(folder: Path, posts: Path | None, environment: dict[str, str]) -> Served:
    port, log = free_port(), folder / "log"
    env = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDAO_")}
    env |= {"NEWSDAO_INSTANCE": str(folder / "instance"), "PYTHONUNBUFFERED": "1", **environment}
    command = [str(Path(sys.executable).with_name("flask")), "--app", "app", "serve", "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, *([str(posts)] if posts else [])], cwd=PROJECT, env=env, stdout=out, stderr=out, text=True
        )
    return Served(f"http://127.0.0.1:{port}/", process, log, folder / "instance", posts)


def _answered(site: Served) -> bool:
    return "on the air" in site.log.read_text() or site.process.poll() is not None
