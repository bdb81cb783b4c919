"""Watch: a saved file is published while its editor is still open."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from newsdao.adapters import watcher
from newsdao.errors import NewsDAOError
from newsdao.services.sync_report import SyncReport
from newsdao.services.syncing import Syncer

log = logging.getLogger("newsdao")

# More changes at once than an editor makes: a `git pull` or a copied folder is read as a whole.
_MANY = 200


def watch(syncer: Syncer, tell: Callable[[SyncReport], None], stop: Event | None = None) -> None:
    """Sync every change under the syncer's folder until `stop` is set or the process is interrupted."""
    is_caught_up = False
    for changed in watcher.changes(syncer.folder.resolve(), stop):
        if not changed and is_caught_up:
            continue
        try:
            # What was saved between the first sync and the watcher's start is found by looking once more.
            tell(_sync(syncer, changed) if changed else syncer.sync())
            is_caught_up = is_caught_up or not changed
        except NewsDAOError as error:
            log.error("%s", error)
        except SQLAlchemyError as error:
            # A store that is away for a while must not end the watching: all is read again at the next quiet moment.
            syncer.session.rollback()
            is_caught_up = False
            log.error("the store could not be written, trying again: %s", error.__cause__ or error)
        except OSError as error:
            log.error("a saved file could not be read: %s", error)


def _sync(syncer: Syncer, changed: set[Path]) -> SyncReport:
    """Posts and the home page's order are read alone; else every post may change: configuration, authors, pictures."""
    if len(changed) <= _MANY and syncer.are_read_alone(changed):
        return syncer.sync_paths(changed)
    return syncer.sync()
