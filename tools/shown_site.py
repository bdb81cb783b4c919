"""The site that tools/screenshots.py and tools/lighthouse.py look at: one that runs, or the sample newsroom."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


def chromium() -> str:
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), "") or sys.exit("no chromium here; tools/test-machine installs it")


@contextlib.contextmanager
def shown(address: str = "") -> Iterator[str]:
    """A running site's address as it is; without one the sample newsroom's, in an instance that goes with it."""
    if address:
        yield address.rstrip("/")
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NEWSDAO_INSTANCE": folder}
        command = [str(Path(sys.executable).with_name("flask")), "--app", "app", "serve", "--port", str(port)]
        site = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            for _ in range(600):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(20)
