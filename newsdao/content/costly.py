"""Sources made to keep a Markdown parser busy for minutes, made cheap. No post written for readers comes near a limit.

Python-Markdown's time grows with the square of what is opened and never closed, and of headings or rules without a
blank line.
"""

import re
from collections.abc import Iterator

_SHORT = 2000  # characters; what is shorter costs nothing worth saving
_DEEPEST = 30  # brackets within brackets
_MOST_UNCLOSED = 200
_UNCLOSED_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_UNCLOSED_LINK = re.compile(r"\]\((?=[^()\n]*(?:\]\(|\n|\Z))")
_STARTS_BLOCK = re.compile(r"^(?=[#:]| {0,3}(?:[-*_] ?){3,}$)", re.MULTILINE)


def cheapened(source: str) -> str:
    """The source, with characters escaped where they only cost time."""
    if len(source) < _SHORT:
        return source
    if len(_UNCLOSED_TAG.findall(source)) > _MOST_UNCLOSED:
        source = _UNCLOSED_TAG.sub("&lt;", source)
    return "\n\n".join(_cheap(block) for block in source.split("\n\n"))


def _cheap(block: str) -> str:
    if len(block) < _SHORT:
        return block
    if _depth(block) > _DEEPEST or len(_UNCLOSED_LINK.findall(block)) > _MOST_UNCLOSED:
        block = block.replace("[", "&#91;")
    if len(_STARTS_BLOCK.findall(block)) > _MOST_UNCLOSED:
        block = _STARTS_BLOCK.sub("\n", block)
    return block


def _depth(block: str) -> int:
    return max(_depths(block), default=0)


def _depths(block: str) -> Iterator[int]:
    depth = 0
    for bracket in re.findall(r"[\[\]]", block):
        depth = depth + 1 if bracket == "[" else max(depth - 1, 0)
        yield depth
