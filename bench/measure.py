"""Servers under load on loopback, and their CPU time, read from /proc. Figures are for ratios within one run."""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Series:
    """Repeated readings of one thing."""

    values: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def over(self, peer: "Series") -> str:
        """This as a multiple of the peer: median, and the span of the pairs taken one after the other."""
        pairs = [mine / theirs for mine, theirs in zip(self.values, peer.values, strict=True)]
        return f"{statistics.median(pairs):.3g} ({min(pairs):.3g}–{max(pairs):.3g})"


@contextmanager
def granian(app: str, folder: Path = PROJECT, **environment: str) -> Iterator[tuple[int, int]]:
    """One worker of granian; yields (port, pid of the session's leader)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1",
        "--blocking-threads", "2", "--log-level", "error", app,
    ]  # fmt: skip
    path = f"{PROJECT}{os.pathsep}{folder}"
    server = subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": path, **environment})
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process and its children that live."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(stat.parent.name) == pid or int(fields[1]) == pid:
            total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


def cpu_per_request(port: int, pid: int, path: str, requests: int, etag: str | None = None) -> float:
    """Server CPU seconds a request, over one kept-alive connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"If-None-Match": etag} if etag else {}
    before = cpu_of(pid)
    for _ in range(requests):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == (304 if etag else 200), answer.status
    spent = cpu_of(pid) - before
    connection.close()
    return max(spent, 1 / TICKS) / requests


def etag_of(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.headers["ETag"]
