"""What a file's path says: whether it is a post, its day, its name and the folders it lies in."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

MARKDOWN = frozenset({".md", ".markdown", ".mkdown", ".mkdn", ".mkd"})
HTML = frozenset({".html", ".htm"})
_DATED = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)", re.ASCII | re.DOTALL)
# Folders where Jekyll never looks: hidden, built, or other people's packages.
SPECIAL = (".", "_", "#", "~")
FOREIGN = frozenset({"node_modules", "vendor"})


@dataclass(frozen=True, slots=True)
class PostPath:
    """day: the date in the file's name, as written, or "". rest: the name after it, without suffix.

    folders: those above `_posts` or `_drafts`. basename: the whole name without suffix. inner: the path without
    `_posts` and without suffix.
    """

    day: str
    rest: str
    basename: str
    suffix: str
    folders: tuple[str, ...]
    inner: str
    is_draft: bool

    @property
    def is_markdown(self) -> bool:
        return self.suffix in MARKDOWN


def parse(path: str) -> PostPath:
    """path: relative to the site's source, "/" between."""
    pure = PurePosixPath(path)
    parts = pure.parts[:-1]
    at = next((place for place, part in enumerate(parts) if part in {"_posts", "_drafts"}), None)
    dated = _DATED.fullmatch(pure.stem)
    basename = pure.stem.rstrip(".")
    return PostPath(
        day=dated[1] if dated else "",
        # Jekyll: "slugs shouldn't end with a period".
        rest=(dated[2] if dated else pure.stem).rstrip("."),
        basename=basename,
        suffix=pure.suffix.lower(),
        folders=() if at is None else parts[:at],
        # As Jekyll's `:path`, which keeps the folders above `_posts`, and a draft's `_drafts` too.
        inner="/".join((*(part for place, part in enumerate(parts) if (place, part) != (at, "_posts")), basename)),
        is_draft=at is not None and parts[at] == "_drafts",
    )


def is_post_path(path: str, *, drafts: bool, is_bare: bool = False) -> bool:
    """Whether a file is a post by its place and name: dated Markdown or HTML in a `_posts` folder at any depth.

    path: relative to the site's source. drafts: files of `_drafts`, dated or not, too. is_bare: the folder is no Jekyll
    site but a folder of posts, so that dated files count wherever they lie.
    """
    pure = PurePosixPath(path)
    if pure.suffix.lower() not in MARKDOWN | HTML or pure.name.startswith(SPECIAL):
        return False
    post = parse(path)
    folders = pure.parts[:-1]
    room = folders[len(post.folders)] if len(post.folders) < len(folders) else ""
    is_in_room = room in {"_posts", "_drafts"}
    above = post.folders if is_in_room else folders
    if any(part.startswith(SPECIAL) or part in FOREIGN for part in above):
        return False
    if room == "_drafts" and is_in_room:
        return drafts
    return bool(post.day) and (is_in_room or is_bare)


def is_stray(path: str) -> bool:
    """Whether a file lies among posts without being one by its name, and is nobody's lock, copy or hidden file."""
    pure = PurePosixPath(path)
    return "_posts" in pure.parts[:-1] and not pure.name.startswith(SPECIAL) and not pure.name.endswith("~")
