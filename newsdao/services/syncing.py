"""Sync: a publisher's folder becomes the store's articles. Repeatable; one bad file never stops the rest."""

import fcntl
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import scoped_session

from newsdao.adapters.media_files import MediaFolder
from newsdao.adapters.post_files import SiteFolder
from newsdao.content import sanitize, sync_plan
from newsdao.content.jekyll_config import JekyllConfig, read_config
from newsdao.content.post import Picture, Post
from newsdao.content.reading import ReadingContext, permalink_of, read_authors, read_post
from newsdao.errors import PostError, StoreError
from newsdao.services.site_facts import site_facts
from newsdao.services.sync_report import Progress, SyncOptions, SyncReport, silent
from newsdao.store import queries, writes

BATCH = 100
# Part of every file's digest: raise it when the same file would be read differently.
READER_VERSION = 1
_CONFIG_PATHS = ("_config.yml", "_config.yaml")
_AUTHOR_PATHS = ("_data/authors.yml", "_data/authors.yaml")

log = logging.getLogger("newsdao")


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Syncer:
    """Syncs one folder into one instance.

    is_reserved: tells of an address whether no post may claim it. site_url: overrules the configuration's `url` and
    `baseurl`. now: gives the moment, aware.
    """

    folder: Path
    instance: Path
    session: scoped_session[Any]
    is_reserved: Callable[[str], bool]
    options: SyncOptions = field(default_factory=SyncOptions)
    site_url: str = ""
    now: Callable[[], datetime] = utc_now

    def sync(self, progress: Progress = silent) -> SyncReport:
        """Read the whole folder. Raises ConfigurationError or StoreError when nothing at all can be done."""
        with _one_at_a_time(self.instance):
            run = _Run(self)
            paths = run.site_folder.posts(drafts=self.options.drafts)
            run.check_same_site(paths)
            run.report.notices.extend(run.config.notices)
            run.take(paths, frozenset(paths), progress)
            run.finish()
            run.remeasure()
            return run.report

    def are_posts(self, paths: Iterable[Path]) -> bool:
        """Whether all these paths under the folder are, or were before they went, posts' paths."""
        folder, _config = _open(self)
        return all(folder.is_post(path, drafts=self.options.drafts) is not None for path in paths)

    def sync_paths(self, changed: Iterable[Path]) -> SyncReport:
        """Read only the files that an editor has just saved or removed, as `--watch` learns of them."""
        with _one_at_a_time(self.instance):
            run = _Run(self)
            found = [run.site_folder.is_post(path, drafts=self.options.drafts) for path in changed]
            paths = sorted({path for path in found if path is not None and run.site_folder.is_readable(path)})
            gone = {path for path in found if path is not None} - set(paths)
            run.take(paths, frozenset(run.known.keys() - gone | set(paths)))
            run.finish()
            return run.report


def _open(syncer: Syncer) -> tuple[SiteFolder, JekyllConfig]:
    site_folder = SiteFolder(syncer.folder)
    config = read_config(site_folder.first_text(*_CONFIG_PATHS) or "")
    if syncer.site_url:
        # Stored bodies link within the site, so the address that is served decides how they are read.
        parts = urlsplit(syncer.site_url)
        values = {**config.values, "url": f"{parts.scheme}://{parts.netloc}", "baseurl": parts.path}
        config = replace(config, values=values, text=f"{config.text}\n# {syncer.site_url}")
    if config.source:
        site_folder.under(config.source)
    site_folder.exclude = config.exclude
    return site_folder, config


class _Run:
    """One sync: what is known, decided and written, and its report."""

    def __init__(self, syncer: Syncer) -> None:
        self.syncer = syncer
        self.session = syncer.session
        self.report = SyncReport()
        self.site_folder, self.config = _open(syncer)
        authors_text = self.site_folder.first_text(*_AUTHOR_PATHS) or ""
        self.media = MediaFolder(self.site_folder.root, syncer.instance / "media")
        self.context = ReadingContext(read_authors(authors_text), self._find_post, self._picture_of)
        self.salt = f"{READER_VERSION}/{sanitize.POLICY_VERSION}/{self.config.digest}/{_digest(authors_text)}/"
        self.known = {one.source_path: one for one in writes.known_posts(syncer.session())}
        self.session.rollback()
        self._missing_picture = False

    def check_same_site(self, paths: list[str]) -> None:
        """An instance holds one site: another folder's posts must not mix into it unseen."""
        stored = [path for path, one in self.known.items() if not one.is_withdrawn]
        if stored and paths and not self.syncer.options.prune and not self.known.keys() & set(paths):
            raise StoreError(
                f"{self.syncer.instance} holds {len(stored)} articles of another folder ({stored[0]} …); "
                "give this one an instance of its own with NEWSDAO_INSTANCE=dir, or replace them with --prune"
            )

    def take(self, paths: list[str], present: frozenset[str], progress: Progress = silent) -> None:
        """Read, decide and write the posts in batches, each its own transaction."""
        self.plan = sync_plan.Plan(self.known, present, self.syncer.is_reserved)
        for start in range(0, len(paths), BATCH):
            batch = [one for path in paths[start : start + BATCH] for one in self._decide(path)]
            self._apply(batch)
            progress(min(start + BATCH, len(paths)), len(paths))

    def _decide(self, path: str) -> Iterator[tuple[sync_plan.Decision, writes.Reading | None, str]]:
        try:
            source = self.site_folder.read(path)
        except FileNotFoundError:
            return  # an editor replaced it just now; its next event brings it
        except OSError as error:
            self.report.rejected.append(PostError(path, 0, f"can't be read: {error.strerror}", "check its permissions"))
            return
        digest = _digest(self.salt, source.data)
        stored = self.known.get(path)
        if stored is not None and stored.digest == digest and not stored.is_withdrawn:
            self.report.unchanged += 1
            return
        try:
            self._missing_picture = False
            post = read_post(source, self.config, self.context)
        except PostError as error:
            self.report.rejected.append(error)
            return
        self.report.notices.extend(post.notices)
        # A post whose picture is missing is read again next time: the picture may have come.
        digest = "" if self._missing_picture else digest
        mark = fingerprint(post)
        yield self.plan.decide(post, mark), writes.Reading(post, digest, mark, sanitize.POLICY_VERSION), digest

    def _apply(self, batch: list[tuple[sync_plan.Decision, writes.Reading | None, str]]) -> None:
        if self.syncer.options.dry_run:
            for decision, _, _ in batch:
                self._count(decision)
            return
        if not batch:
            return
        session = self.session()
        writes.begin(session)
        writer = writes.Writer(session, self.config.timezone, self.syncer.now())
        for decision, reading, digest in batch:
            self._count(decision)
            match decision, reading:
                case sync_plan.Insert(), writes.Reading():
                    writer.insert(reading)
                case sync_plan.Update(article_id), writes.Reading():
                    writer.update(article_id, reading)
                case sync_plan.Same(article_id), _:
                    writer.same(article_id, digest)
                case sync_plan.Withdraw(article_id), _:
                    writer.withdraw(article_id)
        writer.finish()
        session.commit()
        session.expunge_all()

    def _count(self, decision: sync_plan.Decision) -> None:
        match decision:
            case sync_plan.Insert():
                self.report.inserted += 1
            case sync_plan.Update():
                self.report.updated += 1
            case sync_plan.Same():
                self.report.unchanged += 1
            case sync_plan.Withdraw():
                self.report.withdrawn += 1
            case sync_plan.Ignore():
                self.report.ignored += 1
            case sync_plan.Reject(error):
                self.report.rejected.append(error)

    def finish(self) -> None:
        """Withdraw what is gone, and store the site's own facts."""
        gone = self.plan.gone()
        if not self.syncer.options.prune:
            self.report.missing = len(gone)
            gone = []
        self._apply([(decision, None, "") for decision in gone])
        if self.syncer.options.dry_run:
            return
        session = self.session()
        writes.begin(session)
        facts = site_facts(self.config, self.media.picture)
        writes.save_site(session, facts, self.config.sections, self.syncer.now())
        session.commit()
        session.expunge_all()

    def remeasure(self) -> None:
        """Look at every picture of the site again: a file may have been replaced under the same name."""
        if self.syncer.options.dry_run:
            return
        session = self.session()
        writes.begin(session)
        writer = writes.Writer(session, self.config.timezone, self.syncer.now())
        for src in queries.own_pictures(session):
            picture = self.media.picture(src)
            self.report.remeasured += picture is not None and writer.remeasure(picture)
        session.commit()
        session.expunge_all()

    def _picture_of(self, src: str) -> Picture | None:
        picture = self.media.picture(src)
        self._missing_picture = self._missing_picture or picture is None
        return picture

    def _find_post(self, name: str) -> str | None:
        """The address of the post that `{% post_url name %}` means."""
        for path in self.site_folder.posts_named(name):
            try:
                return permalink_of(self.site_folder.read(path), self.config)
            except (PostError, OSError):
                continue
        return None


def fingerprint(post: Post) -> str:
    """A digest of everything a post shows. Equal for equal posts, whatever file or process they were read in."""
    shown = {one.name: getattr(post, one.name) for one in fields(Post) if one.name not in {"notices", "source_path"}}
    return _digest(json.dumps(shown, default=_plain, sort_keys=True, ensure_ascii=False))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return repr(value)


def _digest(*parts: str | bytes) -> str:
    joined = b"".join(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts)
    return sha256(joined).hexdigest()


@contextmanager
def _one_at_a_time(instance: Path) -> Iterator[None]:
    """Two syncs of one instance would decide on the same posts: the second waits for the first."""
    try:
        instance.mkdir(parents=True, exist_ok=True)
        with (instance / "sync.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except PermissionError as error:
        raise StoreError(f"{error.filename} can't be written; make the instance folder writable") from None
