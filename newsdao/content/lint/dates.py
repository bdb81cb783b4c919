"""Dates: a story stands nowhere before its minute, and engines trust only times that can be so."""

from collections.abc import Iterator

from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding, Rule
from newsdao.content.post import UNDATED

FUTURE = Rule(
    "date-future", "warning",
    "Google takes no dates of the future, so the story stands nowhere until its minute has come.",
    "nothing, if it is to wait; else put the date right",
)  # fmt: skip
TIME_MISSING = Rule(
    "date-time-missing", "advice",
    "Without a time it counts as of midnight: stories of one day can't be put in order, here and in news search.",
    "write `date: 2026-11-23 14:05 +0900`",
    ("google", "naver"),
)  # fmt: skip
OLD = Rule(
    "date-too-old", "warning",
    "No story of the web is from before 1990; a wrong date takes it out of every list of what is new.",
    "put the date right",
)  # fmt: skip
CHANGED_LATER = Rule(
    "changed-in-future", "warning",
    "Google takes no dates of the future, and then trusts none of the page's.",
    "put `last_modified_at` right",
    ("google",),
)  # fmt: skip
RULES = (FUTURE, TIME_MISSING, OLD, CHANGED_LATER)


def check(proof: Proof) -> Iterator[Finding]:
    post, now = proof.post, proof.house.now
    if post.published_at == UNDATED:
        return
    line = proof.line("date")
    if post.published_at > now:
        yield FUTURE.at(proof.path, line, f"it is dated {post.published_at.date().isoformat()}, which is to come")
    elif post.updated_at > now:
        yield CHANGED_LATER.at(proof.path, proof.line("last_modified_at"), "its last change is still to come")
    if post.published_at.year < 1990:
        yield OLD.at(proof.path, line, f"it is dated {post.published_at.year}")
    if not post.is_time_known and not post.is_page:
        yield TIME_MISSING.at(proof.path, line, "its time of day is not known")
