"""Liquid in a post's text, as Jekyll carries it out; what only a build of the whole site could know is reported."""

from newsdao.content.liquid_scope import Scope
from newsdao.content.post import Notice

__all__ = ["Scope", "convert", "has_tags"]


def has_tags(text: str) -> bool:
    """Whether a text may hold Liquid at all; few do."""
    return "{{" in text or "{%" in text


def convert(
    text: str, scope: Scope, path: str, first_line: int, *, is_markdown: bool = True
) -> tuple[str, tuple[Notice, ...]]:
    """The text with its Liquid carried out, and a notice for each piece that couldn't be.

    first_line: the line of the file on which the text begins, 1-based.
    """
    if not has_tags(text):
        return text, ()
    # The library costs more to load than a post to read, and most sites never need it.
    from newsdao.content import liquid_template

    return liquid_template.carried_out(text, scope, path, first_line, is_markdown=is_markdown)
