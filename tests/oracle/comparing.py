"""What we make of a post, held against what Jekyll makes of it."""

import difflib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from newsdao.content.post import Picture, Post
from newsdao.errors import PostError
from newsdao.services.source_site import SourceSite

FIELDS = ("file", "permalink", "date", "title", "categories", "tags", "text")
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike"  # noqa: SIM905 - reads better as words
    " strong sub sup time tt u var wbr".split()
)
_HIDDEN = frozenset({"script", "style", "template"})
_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


@dataclass(frozen=True, slots=True)
class Words:
    """Of one post: Jekyll's words, how many of them differ (or are ours alone), and those places as "theirs → ours"."""

    total: int
    differing: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One post. theirs, ours: by field; an empty mapping is a post that the other side alone has. why: our refusal."""

    path: str
    theirs: Mapping[str, Any]
    ours: Mapping[str, Any]
    words: Words
    why: str = ""

    def differs(self, field: str) -> bool:
        if not self.theirs or not self.ours:
            return field == "file"
        return self.words.differing > 0 if field == "text" else self.theirs.get(field) != self.ours.get(field)

    def shown(self, field: str) -> str:
        if field == "file":
            return self.why or f"is a post to {'Jekyll' if self.theirs else 'us'} alone"
        if field == "text":
            return "\n    ".join(("", *self.words.places))
        return f"{self.theirs.get(field)!r} → {self.ours.get(field)!r}"


def compare(site: Path, theirs: Sequence[Mapping[str, Any]]) -> list[Pair]:
    """Every post of either side, by path."""
    ours, refused = read(site)
    by_path = {one["path"].removeprefix("/"): one for one in theirs}
    return [
        _pair(path, by_path.get(path), ours.get(path), refused.get(path, ""))
        for path in sorted(by_path.keys() | ours.keys())
    ]


def read(site: Path) -> tuple[dict[str, Post], dict[str, str]]:
    """Our posts by path, and why the others were refused."""
    source = SourceSite(site, "", lambda src: _picture(site, src), drafts=True)
    posts: dict[str, Post] = {}
    refused: dict[str, str] = {}
    for path in source.articles:
        name = source.config.collection_path(path)
        try:
            post = source.read(source.folder.read(path))
        except PostError as error:
            refused[name] = str(error)
            continue
        if not post.is_page:
            posts[name] = post
    return posts, refused


def plain_words(html: str) -> list[str]:
    """The words a reader sees, quotes made straight; blocks and line breaks part words, inline elements don't."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return unicodedata.normalize("NFC", "".join(parser.pieces)).translate(_QUOTES).split()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _HIDDEN
        if tag not in _INLINE:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN and self.hidden > 0
        if tag not in _INLINE:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def align(theirs: Sequence[str], ours: Sequence[str]) -> Words:
    """1 − differing/total is the agreement: of a place that differs the longer side counts."""
    if list(theirs) == list(ours):
        return Words(len(theirs), 0, ())
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
    places = [place for place in matcher.get_opcodes() if place[0] != "equal"]
    differing = sum(max(i2 - i1, j2 - j1) for _, i1, i2, j1, j2 in places)
    shown = (f"{' '.join(theirs[i1:i2])[:200]} → {' '.join(ours[j1:j2])[:200]}" for _, i1, i2, j1, j2 in places)
    return Words(len(theirs), differing, tuple(shown))


def _pair(path: str, theirs: Mapping[str, Any] | None, ours: Post | None, why: str) -> Pair:
    words = align(plain_words(theirs["content"]), plain_words(ours.body_html)) if theirs and ours else Words(0, 0, ())
    return Pair(path, _theirs(theirs) if theirs else {}, _ours(ours) if ours else {}, words, why)


def _theirs(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "permalink": unicodedata.normalize("NFC", unquote(facts["url"])),
        "date": datetime.fromisoformat(facts["date"]).astimezone(UTC).isoformat(),
        "title": _line(facts["title"]),
        "categories": list(map(_line, facts["categories"])),
        "tags": list(map(_line, facts["tags"])),
        "missing": facts["missing"],
    }


def _ours(post: Post) -> Mapping[str, Any]:
    return {
        "permalink": post.permalink,
        "date": post.published_at.isoformat(),
        "title": post.title,
        "categories": [one.name for one in post.categories],
        "tags": [one.name for one in post.tags],
    }


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _picture(site: Path, src: str) -> Picture | None:
    found = site / unquote(src).lstrip("/")
    return Picture(src, "", 640, 480, "image/jpeg", 1000) if found.is_file() else None


def differing_fields(pair: Pair) -> Iterator[str]:
    return (field for field in FIELDS if pair.differs(field))
