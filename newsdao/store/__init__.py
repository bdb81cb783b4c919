"""All SQL. Importing it makes every session of `db` collect what it changes."""

from newsdao.extensions import db
from newsdao.store import changes, front_models  # noqa: F401 (its tables are part of the schema)

changes.watch(db.session)
