"""What we make of a site's posts, held against what Jekyll makes of them."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import wanted
from words import Place, Words, align

from newsdao.content.post import Picture, Post
from newsdao.errors import PostError
from newsdao.services.source_site import SourceSite

FACTS = ("permalink", "date", "title", "categories", "tags")
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """One post. theirs, ours: facts by name, empty where the other side alone has the post; why: we refused it.

    words: Jekyll's, counted. places: all where the words part. unwanted: those that no rule of `wanted` explains.
    rules: the rules met. blocks: what of words.BLOCKS both have another number of, Jekyll's and ours; empty for a post
    of which Liquid was left out.
    """

    path: str
    theirs: Facts
    ours: Facts
    why: str = ""
    words: int = 0
    places: tuple[Place, ...] = ()
    unwanted: tuple[Place, ...] = ()
    rules: frozenset[str] = frozenset()
    blocks: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_of_both(self) -> bool:
        return bool(self.theirs) and bool(self.ours)

    def differing(self) -> Iterator[tuple[str, str]]:
        """(field, "Jekyll's → ours") of everything that differs; "post" is the whole of it."""
        if not self.is_of_both:
            yield "post", self.why or f"a post to {'Jekyll' if self.theirs else 'us'} alone"
            return
        for name in FACTS:
            if self.theirs[name] != self.ours[name]:
                yield name, f"{self.theirs[name]!r} → {self.ours[name]!r}"
        if self.blocks:
            yield "blocks", f"{dict(self.blocks)}"
        if self.unwanted:
            yield "text", "; ".join(map(str, self.unwanted))


@dataclass
class Reading:
    """Our posts of a site, by path, and why the others were refused."""

    site: Path
    posts: dict[str, Post] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.source = SourceSite(self.site, "", self, drafts=True)
        for path in self.source.articles:
            name = self.source.config.collection_path(path)
            try:
                post = self.source.read(self.source.folder.read(path))
            except PostError as error:
                self.refused[name] = str(error)
                continue
            if not post.is_page:
                self.posts[name] = post

    def of_site(self, src: str) -> Picture | None:
        root = self.source.folder.root if hasattr(self, "source") else self.site
        return Picture(src, "", 640, 480, "image/jpeg", 1000) if (root / src.lstrip("/")).is_file() else None

    def of_others(self, _url: str) -> None:
        return None

    def picture_words(self, address: str, alternative: str) -> str:
        """What stands for a picture that isn't the site's own, or is missing: its alternative text, else its host."""
        config = self.source.config
        try:
            parts = urlsplit(address)
        except ValueError:
            return alternative
        if parts.hostname not in {None, config.host}:
            return alternative or parts.hostname or ""
        path = unquote(parts.path)
        path = path.removeprefix(config.base_path) if config.base_path else path
        return "" if self.of_site(path) is not None else alternative


def compare(site: Path, theirs: Sequence[Facts]) -> list[Pair]:
    """Every post of either side, by path."""
    reading = Reading(site)
    by_path = {one["path"].removeprefix("/"): one for one in theirs}
    return [_pair(path, by_path.get(path), reading) for path in sorted(by_path.keys() | reading.posts.keys())]


def agreement(pairs: Sequence[Pair]) -> tuple[float, float]:
    """1 − differing/total over all words of a site's posts: as they stand, and but for the differences we want."""
    total = sum(pair.words for pair in pairs) or 1
    found = [sum(place.weight for pair in pairs for place in places(pair)) for places in (_all, _unwanted)]
    return 1 - found[0] / total, 1 - found[1] / total


def counted(pairs: Sequence[Pair]) -> Counter[str]:
    """How many posts agree: in each fact, and in every word."""
    both = [pair for pair in pairs if pair.is_of_both]
    found = Counter({name: sum(pair.theirs[name] == pair.ours[name] for pair in both) for name in FACTS})
    return found + Counter({"posts": len(both), "words": sum(not pair.places for pair in both)})


def _all(pair: Pair) -> tuple[Place, ...]:
    return pair.places


def _unwanted(pair: Pair) -> tuple[Place, ...]:
    return pair.unwanted


def _pair(path: str, facts: Facts | None, reading: Reading) -> Pair:
    post = reading.posts.get(path)
    if facts is None or post is None:
        theirs, ours = (_theirs(facts) if facts else {}), (_ours(post) if post else {})
        return Pair(path, theirs, ours, reading.refused.get(path, ""))
    told = _told(post)
    picture = post.picture.src if post.picture else ""
    plain = Words.of(facts["content"], keeps_links=True)
    read = Words.of(facts["content"], reading.picture_words, shown=picture)
    words, has_closing = wanted.without_closing_line(read.found, told)
    ours_read = Words.of(post.body_html)
    places = align(words, ours_read.found)
    by_rule = [wanted.rule_of(place, told) for place in places]
    met = (read.has_passed, bool(read.in_words), bool(read.in_links), has_closing)
    rules = {name for name, is_met in zip(wanted.READINGS, met, strict=True) if is_met}
    return Pair(
        path,
        _theirs(facts),
        _ours(post),
        words=len(plain.found),
        places=align(plain.found, Words.of(post.body_html, keeps_links=True).found),
        unwanted=tuple(place for place, rule in zip(places, by_rule, strict=True) if not rule),
        blocks={} if told.has_lost_liquid else _differing(read.blocks, ours_read.blocks),
        rules=frozenset(rules | {name for name in by_rule if name}),
    )


def _differing(theirs: Counter[str], ours: Counter[str]) -> dict[str, tuple[int, int]]:
    return {name: (theirs[name], ours[name]) for name in sorted(theirs | ours) if theirs[name] != ours[name]}


def _told(post: Post) -> wanted.Told:
    kinds = {kind: [one.what for one in post.notices if one.kind == kind] for kind in ("lost", "note")}
    return wanted.Told(kinds["lost"], kinds["note"])


def _theirs(facts: Facts) -> Facts:
    return {
        "permalink": unicodedata.normalize("NFC", unquote(facts["url"])),
        "date": datetime.fromisoformat(facts["date"]).astimezone(UTC).isoformat(),
        "title": _line(facts["title"]),
        "categories": list(map(_line, facts["categories"])),
        "tags": list(map(_line, facts["tags"])),
    }


def _ours(post: Post) -> Facts:
    return {
        "permalink": post.permalink,
        # A draft's is the moment its file was saved, which Jekyll's dump tells to the second.
        "date": post.published_at.replace(microsecond=0).isoformat(),
        "title": post.title,
        "categories": [one.name for one in post.categories],
        "tags": [one.name for one in post.tags],
    }


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
