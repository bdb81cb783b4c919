"""A post's body on its way to the page: what is known of it, and what its author must be told."""

from collections.abc import Callable
from dataclasses import dataclass, field

from newsdao.content.post import Notice, NoticeKind, Picture


def _nothing(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the body may ask of the world.

    picture_of: a path of the site ("/assets/img/a b.jpg": NFC, not encoded, no base path) → its measured picture, or
    None when there is no such file. base_path: "/blog" when the site isn't at its host's root. site_host: "newsdao.kr".
    remote_picture: an http(s) address → the site's own copy of that picture, or None: then a link leads there. Raises
    FetchError where the author must be told why there is none.
    """

    picture_of: Callable[[str], Picture | None]
    base_path: str = ""
    site_host: str = ""
    remote_picture: Callable[[str], Picture | None] = _nothing


@dataclass(slots=True)
class Manuscript:
    """path: the post's file. first_line: the line of that file, 1-based, on which the source begins."""

    source: str
    lookup: Lookup
    path: str = ""
    first_line: int = 1
    notices: list[Notice] = field(default_factory=list)

    def tell(self, kind: NoticeKind, what: str, remedy: str = "", *, near: str = "") -> None:
        """Notes something for the author; near: a piece of the source that shows the line."""
        at = self.source.find(near) if near else 0
        line = self.first_line + (self.source.count("\n", 0, at) if at > 0 else 0)
        self.notices.append(Notice(self.path, line, kind, what, remedy))
