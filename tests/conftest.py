"""What every test may ask for: the real posts, a newsroom of its own on each engine, and the machine's programs."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text

from newsdao import create_app
from newsdao.cli import make_syncer
from newsdao.config import PROJECT, read_settings
from newsdao.extensions import db
from newsdao.services.sync_report import SyncOptions, SyncReport
from newsdao.store import schema

CI = os.environ.get("CI") == "true"
ENGINES = ["sqlite", "postgresql"] if os.environ.get("TEST_DATABASE_URL") else ["sqlite"]
PROGRAMS = {"chromium": ("chromium", "chromium-browser", "google-chrome")}


def absent(reason: str) -> None:
    """What this machine can't have is skipped, with the reason; where it must be there, that is a failure."""
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Where a program of the machine is."""

    def find(name: str) -> str:
        found = next((path for one in PROGRAMS.get(name, (name,)) if (path := shutil.which(one))), None)
        if found is None:
            absent(f"{name} is not installed; tools/test-machine installs it")
        return str(found)

    return find


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real posts."""
    folder = Path(os.environ.get("NEWSDAO_CORPUS") or PROJECT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"the real posts are not at {folder}; name their folder with NEWSDAO_CORPUS")
    return folder


POST = """---
title: {title}
categories: [{category}]
date: {date}
{more}---

{body}
"""


@dataclass
class Newsroom:
    """A site of the test's own: its posts folder, its application, and a reader."""

    folder: Path
    app: Flask
    options: SyncOptions = field(default_factory=SyncOptions)

    @property
    def reader(self) -> FlaskClient:
        return self.app.test_client()

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def post(
        self,
        slug: str,
        title: str = "해온강 수위 사흘째 상승",
        category: str = "사회",
        date: str = '"2026-11-20 09:00:00 +0900"',
        body: str = "상류 댐이 물을 내보냈다. 시는 대피소를 열었다.",
        more: str = "",
    ) -> Path:
        """Save a post; its address is /<category>/2026/11/20/<slug>/ (the day follows `date`)."""
        day = date.strip('"')[:10]
        text = POST.format(title=title, category=category, date=date, body=body, more=more)
        return self.write(f"_posts/{day}-{slug}.md", text)

    def sync(self, now: datetime | None = None, **options: bool) -> SyncReport:
        with self.app.app_context():
            syncer = make_syncer(self.folder, SyncOptions(**options))
            if now is not None:
                syncer.now = lambda: now.astimezone(UTC)
            return syncer.sync()

    def get(self, path: str, **kwargs: object) -> str:
        """The text of a page that must be there."""
        answer = self.reader.get(path, **kwargs)
        assert answer.status_code == 200, f"{path}: {answer.status}"
        return answer.get_data(as_text=True)


@pytest.fixture(scope="session")
def postgresql_url(worker_id: str) -> Iterator[str]:
    """A database of this worker's own on the server of TEST_DATABASE_URL, dropped at the end."""
    server = make_url(os.environ["TEST_DATABASE_URL"])
    name = f"newsdao_test_{worker_id}_{os.getpid()}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    yield server.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def open_newsroom(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Newsroom]]:
    """Opens a newsroom: open_newsroom(engine="sqlite", config="title: …", site_url="https://…")."""
    opened: list[Flask] = []

    def open_one(engine: str = "sqlite", config: str | None = None, **settings: object) -> Newsroom:
        folder = tmp_path / f"posts{len(opened)}"
        folder.mkdir()
        url = request.getfixturevalue("postgresql_url") if engine == "postgresql" else ""
        values = {"instance": tmp_path / f"instance{len(opened)}", "database_url": url, **settings}
        app = create_app(read_settings({}, **values))
        app.testing = False
        opened.append(app)
        with app.app_context():
            schema.upgrade(db.engine)
        room = Newsroom(folder, app)
        if config is not None:
            room.write("_config.yml", config)
        return room

    yield open_one
    for app in opened:
        with app.app_context():
            db.session.remove()
            if db.engine.dialect.name == "postgresql":
                _empty()
            db.engine.dispose()


def _empty() -> None:
    with db.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


@pytest.fixture(params=ENGINES)
def newsroom(request: pytest.FixtureRequest, open_newsroom: Callable[..., Newsroom]) -> Newsroom:
    """An empty newsroom with a Jekyll configuration, on each engine in turn."""
    return open_newsroom(
        engine=request.param, config="title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\n"
    )
