"""All SQL. Importing it makes every session of `db` collect what it changes."""

from newsdao.extensions import db
from newsdao.store import changes

changes.watch(db.session)
