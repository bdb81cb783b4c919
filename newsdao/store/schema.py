"""How the database is opened: SQLite's safety, PostgreSQL's pool, and whether the schema is the one this code knows."""

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from newsdao.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"

# Set on a connection whose transaction will write: SQLite then takes the write lock at BEGIN, where it can wait for
# it, and not in the middle, where it could only fail ("database is locked").
WRITES = "newsdao_writes"


def engine_options(url: str) -> dict[str, Any]:
    """Options for SQLAlchemy's create_engine, by the engine the URL names."""
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": 5, "isolation_level": None}}
    return {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 10}


def prepare(engine: Engine) -> None:
    """Give every SQLite connection WAL, full durability, foreign keys and a real BEGIN."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def head_revision() -> str | None:
    return ScriptDirectory.from_config(_alembic()).get_current_head()


def upgrade(engine: Engine) -> None:
    """Bring the database to this code's revision; `flask db upgrade` does the same."""
    config = _alembic()
    config.attributes["engine"] = engine
    try:
        command.upgrade(config, "head")
    except OperationalError as error:
        raise StoreError(f"the database {engine.url.render_as_string()} can't be migrated: {error.orig}") from None


def check_schema(engine: Engine) -> None:
    """Raise StoreError, with the command to run, when the database is not at this code's revision."""
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except DatabaseError as error:
        raise StoreError(f"the database {engine.url.render_as_string()} can't be read: {error.orig}") from None
    head = head_revision()
    if current is None:
        raise StoreError(
            f"{engine.url.render_as_string()} holds no site yet: flask db upgrade, then flask sync DIR; or name the "
            "instance that does with NEWSDAO_INSTANCE (flask serve keeps its sample newsroom in instance/sample)"
        )
    if current != head:
        raise StoreError(f"the database is at revision {current}, this NewsDAO needs {head}: flask db upgrade")
