"""Under what a story is filed, and who signs it."""

from collections.abc import Iterator

from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding, Rule

NO_CATEGORY = Rule(
    "category-missing", "warning",
    "It stands in no section, and its breadcrumbs in search results have none.",
    "give it `categories: […]`",
    ("google", "naver"),
)  # fmt: skip
UNLISTED = Rule(
    "category-unlisted", "advice",
    "The site's `sections:` don't name this category, so it stands last in the navigation, or not at all.",
    "add it to `sections:`, or file the story under one of them",
)  # fmt: skip
NO_AUTHOR = Rule(
    "author-missing", "advice",
    "Google asks news for a byline; without one the site signs.",
    "name who wrote it with `author:`",
    ("google",),
)  # fmt: skip
MANY_TAGS = Rule(
    "tags-too-many", "advice",
    "Each tag is a page of its own; pages that hold one story are taken for spam by Naver.",
    "keep the ten that readers would look for",
    ("naver",),
)  # fmt: skip
RULES = (NO_CATEGORY, UNLISTED, NO_AUTHOR, MANY_TAGS)

_MOST_TAGS = 10


def check(proof: Proof) -> Iterator[Finding]:
    post, path = proof.post, proof.path
    if post.is_page:
        return
    line = proof.line("categories" if "categories" in proof.matter.lines else "category")
    if not post.categories:
        yield NO_CATEGORY.at(path, 1, "it has no category")
    for term in post.categories if proof.house.sections else ():
        if term.name.casefold() not in proof.house.sections:
            yield UNLISTED.at(path, line, f"the category “{term.name}” is none of the site's sections")
    if not post.authors and not proof.house.is_signed:
        yield NO_AUTHOR.at(path, 1, "nobody signs it")
    if len(post.tags) > _MOST_TAGS:
        yield MANY_TAGS.at(path, proof.line("tags"), f"it has {len(post.tags)} tags")
