"""One sync from beginning to end: what is known, decided and written, and its report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdao.adapters.media_folder import MediaFolder
from newsdao.content import front_order, redirects, sanitize, sync_plan
from newsdao.content.fingerprints import fingerprint
from newsdao.content.post import Notice
from newsdao.content.reading import SourceFile
from newsdao.errors import PostError, StoreError
from newsdao.services import site_facts
from newsdao.services.address_book import AddressBook
from newsdao.services.front_desk import FrontDesk
from newsdao.services.post_pictures import PostPictures
from newsdao.services.source_site import WITHDRAWN_PATH
from newsdao.services.sync_report import Progress, SyncReport, silent
from newsdao.store import bylines, known_posts, leases, pictures, site_row, sources, term_moves, tombstones, writes
from newsdao.store import redirects as stored_redirects
from newsdao.store.outbox import Outbox

if TYPE_CHECKING:
    from newsdao.services.syncing import Syncer

BATCH = 100


@dataclass(frozen=True, slots=True)
class _Decided:
    """A file, and what is to be done with it; reading is None where there is nothing to store but the file."""

    source: SourceFile
    decision: sync_plan.Decision
    reading: writes.Reading | None = None

    @property
    def is_contested(self) -> bool:
        return isinstance(self.decision, sync_plan.Reject) and self.decision.owner != ""


class Run:
    """One sync of one folder, in the steps that Syncer puts in order. syncer: what was asked for."""

    def __init__(self, syncer: "Syncer") -> None:
        self.syncer = syncer
        self.session = syncer.session
        self.report = SyncReport()
        fetches = syncer.options.fetch_images and not syncer.options.dry_run
        self.media = MediaFolder(syncer.folder, syncer.instance / "media", pictures.every_own(syncer.session()))
        self.pictures = PostPictures(self.media, fetches=fetches, allow_private=syncer.allow_private)
        self.site = syncer.opened(self.pictures)
        self.media.source = self.site.folder.root
        self.report.site = self.site.config.site()
        self.known = {one.source_path: one for one in known_posts.known_posts(syncer.session())}
        self.leavings = term_moves.Leavings()
        self.front_notices: list[Notice] = []
        self.is_first = leases.is_in_first_sync(self.session())
        self.session.rollback()

    def check_same_site(self, paths: list[str]) -> None:
        """An instance holds one site: another folder's posts must not mix into it unseen, nor an empty one undo it."""
        stored = [path for path, one in self.known.items() if not one.is_withdrawn]
        if stored and not paths and self.site.folder.is_bare:
            raise StoreError(
                f"{self.syncer.folder} holds no posts and no _config.yml, and {self.syncer.instance} holds "
                f"{len(stored)} articles; give the folder they came from. "
                "With a _config.yml and no posts, --prune withdraws them all"
            )
        folder = self.site.folder
        is_other = not any(folder.is_readable(path) or folder.is_closed(path) for path in self.known)
        if stored and paths and not self.syncer.options.prune and is_other:
            raise StoreError(
                f"{self.syncer.instance} holds {len(stored)} articles of another folder ({stored[0]} …); "
                "give this one an instance of its own with NEWSDAO_INSTANCE=dir, or replace them with --prune"
            )

    def take(self, paths: list[str], present: frozenset[str], progress: Progress = silent) -> None:
        """Read, decide and write the posts in batches, each its own transaction."""
        self.plan = sync_plan.Plan(self.known, present, self.syncer.is_reserved)
        contested: list[str] = []
        for start in range(0, len(paths), BATCH):
            batch = [one for path in paths[start : start + BATCH] for one in self._decide(path)]
            # The owner of a claimed address may yet move away: whoever wants it is asked again at the end.
            contested += [one.source.path for one in batch if one.is_contested]
            self._apply([one for one in batch if not one.is_contested])
            progress(min(start + BATCH, len(paths)), len(paths))
        self._apply([one for path in contested for one in self._decide(path)])
        self.report.notices.extend(self.plan.notices)

    def _decide(self, path: str) -> Iterator[_Decided]:
        source = self._source(path)
        if source is None:
            return
        file_digest = self.site.file_digest(source.data)
        stored = self.known.get(path)
        is_known = stored is not None and stored.digest == file_digest and not stored.is_withdrawn
        if is_known and not self.syncer.options.reads_all:
            self.report.unchanged += 1
            return
        try:
            self.pictures.begin()
            post = self.site.read(source)
        except PostError as error:
            yield _Decided(source, sync_plan.Reject(error))
            return
        mark = fingerprint(post)
        decision = self.plan.decide(post, mark)
        # A post that lacks a picture or an old address is read again next time: the picture may have come, or the
        # story that has the address may be gone.
        is_whole = not self.pictures.is_missing and self.plan.leads_all(post)
        remembered = file_digest if is_whole else ""
        shown = tuple(self.pictures.shown.values())
        are_new = any(self.media.is_news(picture) for picture in shown)
        reading = writes.Reading(post, source.data, remembered, mark, sanitize.POLICY_VERSION, shown, are_new)
        one = _Decided(source, decision, reading)
        if not one.is_contested:
            self.report.notices.extend(post.notices)
        yield one

    def _source(self, path: str) -> SourceFile | None:
        try:
            return self.site.folder.read(path)
        except FileNotFoundError:
            return None  # an editor replaced it just now; its next event brings it
        except OSError as error:
            self.report.rejected.append(_unreadable(path, error.strerror))
            return None

    def _apply(self, batch: list[_Decided]) -> None:
        if not batch:
            return
        if self.syncer.options.dry_run:
            for one in batch:
                self.report.count(one.decision, self.known)
            return
        session = self.session()
        writes.begin(session)
        now = self.syncer.now()
        outbox = Outbox(session, now, self.is_first) if self.syncer.pushes else None
        writer = writes.Writer(session, self.site.config.timezone, now, outbox, self.leavings)
        for one in batch:
            self._write(writer, one)
            self.report.count(one.decision, self.known)
        writer.finish()
        session.commit()
        session.expunge_all()

    def _write(self, writer: writes.Writer, one: _Decided) -> None:
        match one.decision, one.reading:
            case sync_plan.Insert(), writes.Reading() as reading:
                writer.insert(reading)
            case sync_plan.Update(article_id), writes.Reading() as reading:
                writer.update(article_id, reading)
            case sync_plan.Same(article_id), writes.Reading() as reading:
                writer.same(article_id, reading)
            case sync_plan.Withdraw(article_id), _:
                writer.withdraw(article_id)
                if one.reading is not None:  # it asks not to be published, and is still the publisher's
                    sources.keep(writer.session, one.source.path, one.source.data)
            case sync_plan.Reject(), _ if self._is_shown(one.source.path):
                pass  # the story stays as it was, and so do the words it was made of
            case sync_plan.Ignore() | sync_plan.Reject(), _:
                sources.keep(writer.session, one.source.path, one.source.data)

    def _is_shown(self, path: str) -> bool:
        stored = self.known.get(path)
        return stored is not None and not stored.is_withdrawn

    def begin_first(self) -> None:
        """Mark a site's first sync, in which nothing is news, until it is through: it may be killed on the way."""
        if not self.syncer.pushes or self.known or self.is_first or self.syncer.options.dry_run:
            return
        self.is_first = True
        session = self.session()
        writes.begin(session)
        leases.begin_first_sync(session, self.syncer.now())
        session.commit()

    def end_first(self) -> None:
        if self.is_first:
            session = self.session()
            writes.begin(session)
            leases.end_first_sync(session)
            session.commit()

    def save_site(self) -> None:
        """Store the site's own facts: before the first post too, so that an interrupted sync is nobody else's site."""
        if self.syncer.options.dry_run:
            return
        self.media.open()
        session = self.session()
        writes.begin(session)
        facts = site_facts.site_facts(self.site.config, self.media.picture, AddressBook(session, self.syncer.now()))
        site_row.save_site(session, facts, self.site.config.sections, self.syncer.now())
        bylines.rename(session, site_facts.authors(self.site, self.media.picture))
        self._put_on_top()
        session.commit()
        session.expunge_all()

    def _put_on_top(self) -> None:
        """Let the home page follow the editor's file; its notices are told where the file, or all, was read."""
        session, path = self.session(), self.site.front_path
        if path in self.site.shared:
            sources.keep(session, path, self.site.shared[path])
        else:
            sources.forget(session, path)
        order, notices = front_order.front_order(self.site.front_text, path, self.site.config.timezone)
        desk = FrontDesk(path, self.site.config, AddressBook(session, self.syncer.now()))
        desk.store(order)
        self.front_notices = [*notices, *desk.notices]

    def finish(self) -> None:
        """Withdraw what is gone, and put the sections in their order."""
        gone = self.plan.gone()
        if not self.syncer.options.prune:
            self.report.missing = len(gone)
            self.report.absent = [one.source_path for one in gone]
            gone = []
        self._apply([_Decided(SourceFile(one.source_path, b""), one) for one in gone])
        self._record_renamed_terms()
        self.save_site()

    def _record_renamed_terms(self) -> None:
        if self.syncer.options.dry_run:
            return
        session = self.session()
        writes.begin(session)
        term_moves.record(session, self.leavings)
        session.commit()

    def tell_of_rings(self) -> None:
        leading = stored_redirects.leading(self.session())
        self.session.rollback()
        for ring in redirects.loops({address: target for address, (target, _) in leading.items()}):
            what = f"its redirect leads in a ring: {' → '.join((*ring, ring[0]))}"
            self.report.notices.append(Notice(leading[ring[0]][1], 1, "lost", what, "let one of them lead elsewhere"))

    def copy_media(self, below: str = "/") -> None:
        """Take the files that the site serves as they are; those of other hosts' pictures before posts ask for them."""
        if self.syncer.options.dry_run:
            return
        for src in self.site.media:
            if src.startswith(below):
                self.media.picture(src)

    def keep_the_rest(self) -> None:
        """Keep what isn't shown as an article but is the publisher's: drafts, the configuration, files to serve."""
        self.copy_media()
        self.media.clear()
        self.report.rejected += [_unreadable(path, why) for path, why in self.media.unreadable.items()]
        session = self.session()
        for start in range(0, len(self.site.waiting), BATCH):
            writes.begin(session)
            for path in self.site.waiting[start : start + BATCH]:
                if (source := self._source(path)) is not None:
                    sources.keep(session, path, source.data)
            session.commit()
        writes.begin(session)
        for path, data in self.site.shared.items():
            sources.keep(session, path, data)
        tombstones.bury(session, self.site.withdrawn, WITHDRAWN_PATH)
        term_moves.learn(session, self.site.renamed)
        sources.forget_gone(session, self.site.holds)
        session.commit()

    def remeasure(self) -> None:
        """Look at every picture of the site again: a file may have been replaced under the same name."""
        session = self.session()
        writes.begin(session)
        writer = writes.Writer(session, self.site.config.timezone, self.syncer.now())
        for src in self.media.known:
            picture = self.media.picture(src)
            self.report.remeasured += picture is not None and writer.remeasure(picture)
        session.commit()
        session.expunge_all()


def _unreadable(path: str, why: str | None) -> PostError:
    return PostError(path, 0, f"can't be read: {why}", "check its permissions")
