"""Alembic's environment: run by `flask db …` with the application's engine, or by `store.schema` with one handed in."""

from typing import cast

from alembic import context
from sqlalchemy import Engine

from newsdao.extensions import Base
from newsdao.store import models, push_models, search_models  # noqa: F401 (the tables register themselves)


def engine() -> Engine:
    handed = context.config.attributes.get("engine")
    if handed is not None:
        return cast("Engine", handed)
    from flask import current_app

    return cast("Engine", current_app.extensions["migrate"].db.engine)


with engine().begin() as connection:
    # SQLite alters a table by copying it ("batch").
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=connection.dialect.name == "sqlite"
    )
    with context.begin_transaction():
        context.run_migrations()
