"""What a sync is asked to do, and what it tells afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from newsdao.content import sync_plan
from newsdao.content.post import Notice, Post
from newsdao.content.site import Site
from newsdao.errors import PostError

# Called with how many posts are done, of how many.
Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Progress for nobody."""


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """drafts: `_drafts/` too. prune: withdraw articles whose file is gone. dry_run: decide, and write nothing.

    thorough: read the files too that are known already, so that the report tells of every one. fetch_images: take
    copies of other hosts' pictures into the site's media.
    """

    drafts: bool = False
    prune: bool = False
    dry_run: bool = False
    thorough: bool = False
    fetch_images: bool = False

    @property
    def reads_all(self) -> bool:
        """Whether files that are known already are read too."""
        return self.thorough or self.fetch_images


@dataclass
class SyncReport:
    """What a sync did, or with dry_run would do. missing: files gone without --prune, whose articles stay.

    moved: the addresses that changed, (from, to). gone: the addresses of what was withdrawn. absent: the missing files.
    seconds: how long it took. site: whose posts they are, None as long as its configuration wasn't read.
    """

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    ignored: int = 0
    withdrawn: int = 0
    missing: int = 0
    remeasured: int = 0
    rejected: list[PostError] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    seconds: float = 0.0
    site: Site | None = None

    @property
    def seen(self) -> int:
        """How many files were read and settled."""
        return self.inserted + self.updated + self.unchanged + self.ignored + len(self.rejected)

    @property
    def repaired(self) -> int:
        return len({notice.path for notice in self.notices if notice.kind == "repaired"})

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing at all to read."""
        return not (self.changed or self.unchanged or self.ignored or self.missing or self.rejected)

    @property
    def changed(self) -> int:
        return self.inserted + self.updated + self.withdrawn + self.remeasured

    def count(self, decision: sync_plan.Decision, known: Mapping[str, sync_plan.KnownPost]) -> None:
        """Take in what became of a file. known: source path → what was stored before."""
        match decision:
            case sync_plan.Insert():
                self.inserted += 1
            case sync_plan.Update(_, post):
                self.updated += 1
                self._note_move(post, known)
            case sync_plan.Same():
                self.unchanged += 1
            case sync_plan.Withdraw(_, source_path):
                self.withdrawn += 1
                self.gone.append(known[source_path].permalink)
            case sync_plan.Ignore(notice):
                self.ignored += 1
                self.notices.extend([notice] if notice else [])
            case sync_plan.Reject(error):
                self.rejected.append(error)

    def _note_move(self, post: Post, known: Mapping[str, sync_plan.KnownPost]) -> None:
        before = known.get(post.source_path)
        if before is not None and before.permalink != post.permalink:
            self.moved.append((before.permalink, post.permalink))
