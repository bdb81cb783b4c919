"""A newsroom of a test's own on the air, within the test's process, and a browser that reads it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from newsroom import Newsroom
from playwright.sync_api import Browser, sync_playwright
from served import free_port
from werkzeug.serving import BaseWSGIServer, make_server

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@contextmanager
def chromium(program: Callable[[str], str]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class OnAir:
    """asked: the paths that were asked for, in order; answered: these with the status of each answer."""

    room: Newsroom
    port: int
    base: str
    asked: list[str] = field(default_factory=list)
    answered: list[tuple[str, int]] = field(default_factory=list)
    server: BaseWSGIServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.base}/"

    def start(self) -> None:
        def app(environ, start_response):  # type: ignore[no-untyped-def]
            path = environ["PATH_INFO"]
            self.asked.append(path)

            def start(status, *more):  # type: ignore[no-untyped-def]
                self.answered.append((path, int(status.split()[0])))
                return start_response(status, *more)

            return self.room.app(environ, start)

        self.server = make_server("127.0.0.1", self.port, app, threaded=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


def on_air(open_newsroom: Callable[..., Newsroom], base: str = "", **settings: object) -> OnAir:
    """The site of an empty newsroom, on the air."""
    port = free_port()
    config = (
        f"title: 해온신문\nurl: http://127.0.0.1:{port}\nbaseurl: {base}\npermalink: pretty\nsections: [사회, 정치]\n"
    )
    site = OnAir(open_newsroom(config=config, **settings), port, base)
    site.start()
    return site
