"""What every test may ask for: the real posts, a newsroom of its own on each engine, and the machine's programs."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from compiled_templates import COMPILED
from flask import Flask
from machine import absent
from newsroom import Newsroom
from served import Served, serving
from sqlalchemy import create_engine, make_url, text

from newsdao import create_app
from newsdao.config import PROJECT, read_settings
from newsdao.extensions import db
from newsdao.store import schema

ENGINES = ["sqlite", "postgresql"] if os.environ.get("TEST_DATABASE_URL") else ["sqlite"]
PROGRAMS = {"chromium": ("chromium", "chromium-browser", "google-chrome")}


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
        app.jinja_env.bytecode_cache = COMPILED
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
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    return str(request.param)


@pytest.fixture
def newsroom(engine: str, open_newsroom: Callable[..., Newsroom]) -> Newsroom:
    """An empty newsroom with a Jekyll configuration, on each engine in turn."""
    return open_newsroom(engine=engine, config="title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\n")


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """serve(posts=folder or None) → a site on the air; stopped by SIGTERM at the end, which must end it well."""
    with serving(lambda: tmp_path_factory.mktemp("served")) as start:
        yield start


@pytest.fixture(scope="module")
def sample(serve: Callable[..., Served]) -> Served:
    """The sample newsroom, as `make serve` shows it."""
    return serve()
