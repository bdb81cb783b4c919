"""The real thing: `flask serve` as a child process, with its two workers and its watcher."""

import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen


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
