"""A post laid before the sub-editor: what a test writes, and the rules it breaks."""

from collections.abc import Mapping
from datetime import UTC, datetime

from newsdao.content import front_matter
from newsdao.content.jekyll_config import read_config
from newsdao.content.lint import posts
from newsdao.content.lint.proof import House, Proof
from newsdao.content.lint.rule import Finding
from newsdao.content.metadata import metadata
from newsdao.content.places import POST
from newsdao.content.post import Picture
from newsdao.content.reading import ReadingContext, SourceFile, read_post
from newsdao.presenters import opengraph, seo

NOW = datetime(2026, 11, 25, 7, tzinfo=UTC)
PATH = "_posts/2026-11-20-river.md"
CONFIG = read_config("title: 해온일보\nurl: https://haeon.example\npermalink: pretty\n")
HOUSE = House(frozenset({"해온일보", "haeon.example", "haeon"}), "haeon.example", frozenset(), NOW)
LEAD = "상류 댐이 물을 내보냈다. 시는 대피소를 열고 강가의 길을 막았다. "
WELL = {
    "title": "해온강 수위 사흘째 상승",
    "date": '"2026-11-20 09:00:00 +0900"',
    "categories": "[사회]",
    "author": "김나루",
    "excerpt": "해온강 물이 사흘째 불어 시가 강가의 길을 막고 대피소를 열었다.",
    "image": "{path: /assets/river.jpg, alt: 물이 불어난 해온강}",
}
RIVER = Picture("/assets/river.jpg", "", 1600, 900, "image/jpeg", 180_000)


def proof(
    body: str = LEAD * 8, house: House = HOUSE, pictures: Mapping[str, Picture] | None = None, **front: str | None
) -> Proof:
    """A post that breaks no rule, but for what the test says otherwise; None takes a key out."""
    keys = {**WELL, **front}
    written = "".join(f"{key}: {value}\n" for key, value in keys.items() if value is not None)
    source = SourceFile(PATH, f"---\n{written}---\n\n{body}\n".encode())
    known = {"/assets/river.jpg": RIVER, **(pictures or {})}
    post = read_post(source, CONFIG, ReadingContext(picture_of=known.get))
    matter = front_matter.split(PATH, source.data)
    values = metadata(PATH, POST, matter, CONFIG).values
    return Proof(post, matter, values, seo.meta_description(post), opengraph.preview_description(post), house)


def found(*args: object, **front: object) -> list[Finding]:
    return list(posts.check(proof(*args, **front)))  # type: ignore[arg-type]


def broken(*args: object, **front: object) -> set[str]:
    """The ids of the rules that a post breaks."""
    return {one.rule.id for one in found(*args, **front)}
