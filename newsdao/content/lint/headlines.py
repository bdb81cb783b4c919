"""Titles, held against what search engines show of them."""

import re
from collections.abc import Iterator

from newsdao.content.characters import folded
from newsdao.content.lint import words
from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding, Rule

NAVER_LIMIT = 40
GOOGLE_WIDTH = 600

MISSING = Rule(
    "title-missing", "error",
    "Without a title the file's name stands over the story, in results and in previews.",
    "write `title:` into the front matter",
    ("google", "naver", "kakao", "x", "facebook", "feeds"),
)  # fmt: skip
TOO_LONG = Rule(
    "title-too-long", "warning",
    "Naver takes titles of at most 40 characters, and cuts the rest.",
    "say the same in 40 characters, the news first",
    ("naver",),
)  # fmt: skip
TOO_WIDE = Rule(
    "title-too-wide", "advice",
    "Google shows about 600 pixels of a title: 30 to 35 Hangul.",
    "put what matters before that point",
    ("google",),
)  # fmt: skip
REPEATS = Rule(
    "title-repeats-words", "warning",
    "Naver marks down titles in which keywords repeat.",
    "name it once",
    ("naver",),
)  # fmt: skip
SPACING = Rule(
    "title-spacing", "advice",
    "Stray blanks and invisible characters stay in what others copy.",
    "write single blanks, none at the ends",
    is_fixable=True,
)  # fmt: skip
RULES = (MISSING, TOO_LONG, TOO_WIDE, REPEATS, SPACING)

STRAY = re.compile(r"(?<=\S)(?:[ \t]{2,}(?=\S)|[ \t]*[\xa0\u3000][ \t\xa0\u3000]*(?=\S))|[\u200b\u2060\ufeff]")


def check(proof: Proof) -> Iterator[Finding]:
    path, title, line = proof.path, proof.post.title, proof.line("title")
    if not folded(proof.written("title")) and not folded(str(proof.values.get("title", ""))):
        yield MISSING.at(path, 1, "it has no `title`")
        return
    if len(title) > NAVER_LIMIT:
        yield TOO_LONG.at(path, line, f"the title has {len(title)} characters")
    elif (width := words.pixels(title)) > GOOGLE_WIDTH:
        yield TOO_WIDE.at(path, line, f"the title is about {width} pixels wide")
    for word, count in words.repeated(title, 3):
        yield REPEATS.at(path, line, f"the title says “{word}” {count} times")
    if STRAY.search(proof.written("title")):
        yield SPACING.at(path, line, "the title holds stray blanks or invisible characters")
