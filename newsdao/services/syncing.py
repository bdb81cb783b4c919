"""Sync: a publisher's folder becomes the store's articles. Repeatable; one bad file never stops the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy.orm import scoped_session

from newsdao.adapters.remote_pictures import FOLDER as REMOTE
from newsdao.adapters.sync_lock import one_at_a_time
from newsdao.errors import InterruptedSyncError
from newsdao.services.post_pictures import NoPictures, Pictures
from newsdao.services.source_site import SourceSite
from newsdao.services.sync_report import Progress, SyncOptions, SyncReport, silent
from newsdao.services.sync_run import Run


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Syncer:
    """Syncs one folder into one instance.

    is_reserved: tells of an address whether no post may claim it. site_url: overrules the configuration's `url` and
    `baseurl`. now: gives the moment, aware. allow_private: lets other hosts' pictures come from this machine too.
    pushes: whether what happens is noted for those who are to be told.
    """

    folder: Path
    instance: Path
    session: scoped_session[Any]
    is_reserved: Callable[[str], bool]
    options: SyncOptions = field(default_factory=SyncOptions)
    site_url: str = ""
    now: Callable[[], datetime] = utc_now
    allow_private: bool = False
    pushes: bool = False

    def sync(self, progress: Progress = silent) -> SyncReport:
        """Read the whole folder. Raises ConfigurationError or StoreError when nothing at all can be done, and
        InterruptedSyncError on Ctrl-C: what was written until then stands, and the next sync goes on from there.
        """
        began = monotonic()
        with one_at_a_time(self.instance):
            run = Run(self)
            paths = run.site.articles
            run.check_same_site(paths)
            run.report.notices.extend(run.site.notices)
            run.report.rejected.extend(run.site.unread)
            try:
                run.begin_first()
                run.save_site()
                run.copy_media(REMOTE)
                run.take(paths, run.site.present(run.known), progress)
                run.finish()
                run.index_missing()
                run.report.notices += run.front_notices
                run.tell_of_rings()
                if not self.options.dry_run:
                    run.keep_the_rest()
                    run.remeasure()
                    run.end_first()
            except KeyboardInterrupt:
                self.session.rollback()
                raise InterruptedSyncError(run.report.seen, len(paths)) from None
            run.report.seconds = monotonic() - began
            return run.report

    def are_read_alone(self, paths: Iterable[Path]) -> bool:
        """Whether each of these paths under the folder is, or was before it went, that of an article, or the editor's
        order of the home page: whatever else changed, posts would have to be read anew.
        """
        site = self.opened(NoPictures())
        return all(site.article_path(path) is not None or site.is_front(path) for path in paths)

    def sync_paths(self, changed: Iterable[Path]) -> SyncReport:
        """Read only the files that an editor has just saved or removed, as `--watch` learns of them."""
        with one_at_a_time(self.instance):
            run = Run(self)
            files = list(changed)
            found = {path for file in files if (path := run.site.article_path(file)) is not None}
            paths = sorted(path for path in found if run.site.folder.is_readable(path))
            run.take(paths, frozenset(run.known.keys() - found | set(paths)))
            run.finish()
            if any(run.site.is_front(file) for file in files):
                run.report.notices += run.front_notices
            return run.report

    def opened(self, pictures: Pictures) -> SourceSite:
        return SourceSite(self.folder, self.site_url, pictures, drafts=self.options.drafts)
