"""granian as a child process: the HTTP server of `flask serve`."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from newsdao.errors import ConfigurationError

# How many seconds a stopping server may take to answer what it was asked.
_PATIENCE = 10.0


def refuse_taken_port(host: str, port: int) -> None:
    """Raise ConfigurationError when somebody listens there already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigurationError(
                f"port {port} on {host} can't be had ({error.strerror}); "
                f"choose another with --port {port + 1} (make serve PORT={port + 1})"
            ) from None


def start(project: Path, host: str, port: int, workers: int, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the server. It stops, having answered what it was asked, on SIGTERM."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--backpressure", "256", "--no-ws",
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "warning", "app:app",
    ]  # fmt: skip
    return subprocess.Popen(command, cwd=project, env=dict(environment), start_new_session=True)  # noqa: S603


def answers(host: str, port: int, child: subprocess.Popen[bytes], patience: float = 30.0) -> bool:
    """Wait until the server takes connections; False when it ended, or `patience` seconds passed, before it did."""
    until = time.monotonic() + patience
    while time.monotonic() < until and child.poll() is None:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex((host, port)) == 0:
                return True
        time.sleep(0.05)
    return False


def awaken(host: str, port: int) -> None:
    """Ask for something: a worker's first request starts what runs beside the requests."""
    connection = HTTPConnection(host, port, timeout=5)
    with contextlib.suppress(OSError, HTTPException):
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    connection.close()


def stop(child: subprocess.Popen[bytes]) -> None:
    """Let the server finish its answers, then make sure that nothing of it is left, its workers included."""
    child.terminate()
    try:
        child.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
