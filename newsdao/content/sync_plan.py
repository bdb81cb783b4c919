"""What a sync should do with each post, decided apart from doing it (after lemon24/reader's Decider)."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from newsdao.content.post import Notice, Post
from newsdao.errors import PostError


class KnownPost(Protocol):
    """What the store remembers of a post file."""

    @property
    def article_id(self) -> int: ...
    @property
    def source_path(self) -> str: ...
    @property
    def permalink(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def is_withdrawn(self) -> bool: ...
    @property
    def updated_at(self) -> datetime: ...
    @property
    def redirects(self) -> AbstractSet[str]: ...  # the old addresses that lead to it already


@dataclass(frozen=True, slots=True)
class Insert:
    post: Post


@dataclass(frozen=True, slots=True)
class Update:
    """An article is to become what its file says; also the way back for a withdrawn one."""

    article_id: int
    post: Post


@dataclass(frozen=True, slots=True)
class Same:
    """The file's bytes are new, what comes out of them is not."""

    article_id: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    article_id: int
    source_path: str


@dataclass(frozen=True, slots=True)
class Ignore:
    """A post that is not to be published and never was. notice: what its author should know, if anything."""

    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """owner: the file that has the address this one wants, where that is the trouble."""

    error: PostError
    owner: str = ""


Decision = Insert | Update | Same | Withdraw | Ignore | Reject


@dataclass
class Plan:
    """Decides post by post, remembering which address each has claimed.

    known: source path → what is stored. present: the source paths that are in the folder now.
    is_reserved: tells of an address whether one of NewsDAO's own pages stands there. notices: what came up on the way.
    """

    known: Mapping[str, KnownPost]
    present: frozenset[str]
    is_reserved: Callable[[str], bool] = lambda permalink: permalink == "/"
    notices: list[Notice] = field(default_factory=list)
    _claims: dict[str, str] = field(default_factory=dict)
    # Old address → the file of the article that it leads to.
    _led: dict[str, str] = field(default_factory=dict)
    # Articles whose file is gone: a new file at such an address is the same story, renamed or come back.
    _orphans: dict[str, KnownPost] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.known.values():
            # An old address of a story that is withdrawn is free for the next.
            self._led.update(dict.fromkeys(() if one.is_withdrawn else one.redirects, one.source_path))
            if one.is_withdrawn or one.source_path not in self.present:
                self._orphans[one.permalink] = one
            else:
                self._claims[one.permalink] = one.source_path

    def decide(self, post: Post, fingerprint: str) -> Decision:
        """What to do with a post that was read. Of two claimants of one address the first keeps it."""
        stored = self.known.get(post.source_path)
        if post.is_unpublished or _is_empty_page(post):
            return self._unpublished(stored)
        if post.is_page and not post.redirects_to and self.is_reserved(post.permalink):
            return Ignore(_ours_instead(post))
        owner = self._claims.get(post.permalink, post.source_path)
        if owner != post.source_path:
            return Reject(_claimed(post, owner), owner)
        if not post.is_page and self.is_reserved(post.permalink):
            return Reject(_taken_by_us(post))
        self._claims[post.permalink] = post.source_path
        former = self._orphans.pop(post.permalink, None) if stored is None else None
        is_led_to = self._lead(post, former)
        if stored is None:
            return Insert(post) if former is None else Update(former.article_id, post)
        if stored.permalink != post.permalink and stored.permalink in self._claims:
            del self._claims[stored.permalink]
        # A fingerprint leaves out what the store may know better: old addresses, and the time of the last change.
        knows_more = is_led_to and post.updated_at <= stored.updated_at
        if stored.fingerprint == fingerprint and not stored.is_withdrawn and knows_more:
            return Same(stored.article_id)
        return Update(stored.article_id, post)

    def _lead(self, post: Post, former: KnownPost | None) -> bool:
        """Let the post's old addresses lead to it, but for those that lead to another. Whether all of them did.

        former: what the same story was stored as while its file had another name.
        """
        if former is not None:
            own = [path for path in former.redirects if self._led.get(path) == former.source_path]
            self._led.update(dict.fromkeys(own, post.source_path))
        new = {path for path in post.redirects_from if path not in self._led}
        others = [path for path in post.redirects_from if self._led.get(path, post.source_path) != post.source_path]
        self.notices += [_led_elsewhere(post, path, self._led[path]) for path in others]
        self._led.update(dict.fromkeys(new, post.source_path))
        return not new

    def leads_all(self, post: Post) -> bool:
        """Whether each of its old addresses leads to it, as far as it was decided."""
        return all(self._led.get(path) == post.source_path for path in post.redirects_from)

    def gone(self) -> list[Withdraw]:
        """The articles whose file is gone and whose address no other file took over; call when all are decided."""
        orphans = self._orphans.values()
        return [Withdraw(one.article_id, one.source_path) for one in orphans if not one.is_withdrawn]

    def _unpublished(self, stored: KnownPost | None) -> Decision:
        if stored is None or stored.is_withdrawn:
            return Ignore()
        self._claims.pop(stored.permalink, None)
        return Withdraw(stored.article_id, stored.source_path)


def _is_empty_page(post: Post) -> bool:
    return post.is_page and not post.body_html and not post.redirects_to


def _ours_instead(post: Post) -> Notice:
    what = f"its address {post.permalink} is one of the site's own pages, which is shown instead"
    return Notice(post.source_path, 1, "note", what, "give it another `permalink:` to keep it")


def _led_elsewhere(post: Post, path: str, owner: str) -> Notice:
    what = f"its old address {path} leads to {owner} already"
    return Notice(post.source_path, 1, "lost", what, "take it out of one of the two")


def _claimed(post: Post, owner: str) -> PostError:
    return PostError(
        post.source_path,
        1,
        f"its address {post.permalink} belongs to {owner} already",
        "give one of the two another `slug:` or `permalink:`",
    )


def _taken_by_us(post: Post) -> PostError:
    return PostError(
        post.source_path,
        1,
        f"its address {post.permalink} is one of the site's own pages",
        "give it another `permalink:`",
    )
