"""Migrations: up, down, up again with data in the tables, and the same tables as the models say, on both engines."""

import sqlite3
import time
from threading import Event, Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from newsroom import Newsroom
from served import wait_for
from sqlalchemy import inspect, text

from newsdao.cli import make_syncer
from newsdao.errors import StoreError
from newsdao.extensions import Base, db
from newsdao.services import watching
from newsdao.store import schema


def alembic_config() -> object:
    config = schema._alembic()
    config.attributes["engine"] = db.engine
    return config


def test_the_migrations_make_the_tables_that_the_models_describe(newsroom: Newsroom) -> None:
    with newsroom.app.app_context(), db.engine.connect() as connection:
        # The search index is no table that SQLAlchemy knows.
        is_table = {"compare_type": True, "include_name": lambda name, *_: not str(name).startswith("search_index")}
        context = MigrationContext.configure(connection, opts=is_table)
        assert compare_metadata(context, Base.metadata) == []


def test_the_schema_goes_down_and_up_again_with_articles_in_it(newsroom: Newsroom) -> None:
    newsroom.post("river", more="tags: [강]\nredirect_from: /old/\n")
    newsroom.sync()
    with newsroom.app.app_context():
        db.session.remove()
        command.downgrade(alembic_config(), "base")
        assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
        with pytest.raises(StoreError, match="flask db upgrade"):
            schema.check_schema(db.engine)
        schema.upgrade(db.engine)
        schema.check_schema(db.engine)
    assert newsroom.sync().inserted == 1


def test_sqlite_is_opened_with_all_that_keeps_data_safe(open_newsroom) -> None:
    room = open_newsroom()
    with room.app.app_context(), db.engine.connect() as connection:
        values = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in
                  ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}  # fmt: skip
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_a_reader_is_served_while_a_writer_holds_the_lock(open_newsroom) -> None:
    room = open_newsroom()
    room.post("river")
    room.sync()
    writer = sqlite3.connect(room.app.extensions["newsdao"].settings.instance / "newsdao.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert "river" in room.get("/")
    writer.execute("ROLLBACK")
    writer.close()


def test_an_old_or_broken_database_is_one_clear_line(open_newsroom, tmp_path) -> None:
    room = open_newsroom()
    with room.app.app_context():
        db.session.remove()
        db.engine.dispose()
        file = room.app.extensions["newsdao"].settings.instance / "newsdao.sqlite3"
        for name in ("newsdao.sqlite3-wal", "newsdao.sqlite3-shm"):
            (file.parent / name).unlink(missing_ok=True)
        file.write_bytes(b"this is no database, whatever its name says" * 100)
        with pytest.raises(StoreError, match="can't be read"):
            schema.check_schema(db.engine)


def test_readers_of_a_broken_store_get_a_page_and_no_traceback(open_newsroom) -> None:
    room = open_newsroom()
    with room.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE site"))
    answer = room.reader.get("/")
    assert answer.status_code == 500
    assert "<h1" in answer.text and "Traceback" not in answer.text and "sqlite" not in answer.text.lower()
    assert room.reader.get("/robots.txt").status_code == 200
    assert room.reader.get("/healthz").status_code == 200


def test_an_old_schema_is_one_line_in_the_log_with_the_command_and_no_traceback(open_newsroom, caplog) -> None:
    room = open_newsroom()
    with room.app.app_context():
        db.session.remove()
        command.downgrade(alembic_config(), "base")
    assert room.reader.get("/").status_code == 500
    (record,) = [record for record in caplog.records if record.name == "newsdao"]
    assert "flask db upgrade" in record.getMessage() and not record.exc_info
    assert room.reader.get("/readyz").status_code == 503


def test_a_watcher_outlives_a_store_that_is_away(open_newsroom, tmp_path) -> None:
    room = open_newsroom()
    room.post("river")
    told, stop = [], Event()
    with room.app.app_context():
        db.session.remove()
        command.downgrade(alembic_config(), "base")

    def look() -> None:
        with room.app.app_context():
            watching.watch(make_syncer(room.folder), told.append, stop)

    watcher = Thread(target=look)
    watcher.start()
    try:
        time.sleep(0.5)
        room.post("second")
        time.sleep(1)
        assert watcher.is_alive() and told == []
        with room.app.app_context():
            schema.upgrade(db.engine)
        wait_for(lambda: sum(report.inserted for report in told) == 2, 20, "the saved posts were not caught up with")
    finally:
        stop.set()
        watcher.join(20)
    assert "second" in room.get("/")
