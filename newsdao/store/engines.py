"""What SQLite and PostgreSQL say alike, and SQLAlchemy only by two names."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_for(session: Session, model: Any) -> Any:
    """An INSERT that knows ON CONFLICT, for the session's engine."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(model.__table__)


def rows_of(session: Session, statement: Any) -> int:
    """Carry a statement out; how many rows it wrote."""
    result: Any = session.execute(statement)
    return int(result.rowcount)
