"""kramdown's `{::…}`: comments, text that is no Markdown, and options."""

import re
from collections.abc import Callable

_COMMENT = re.compile(r"\{::comment\}.*?\{:/[a-z]*\}", re.DOTALL)
_OPTIONS = re.compile(r"\{::(?:options|encoding)\b([^}]*)/?\}")
_NOMARKDOWN = re.compile(r"\{::nomarkdown\b[^}]*\}(.*?)\{:/[a-z]*\}", re.DOTALL)
_END = re.compile(r"\{:/[a-z]*\}")
_PARSES_BLOCKS = re.compile(r"""parse_block_html\s*=\s*["']true["']""")
_BLOCK = re.compile(
    r"^( {0,3}<(?:article|aside|blockquote|details|div|figure|footer|header|main|section)\b)(?![^>]*\bmarkdown=)",
    re.IGNORECASE | re.MULTILINE,
)


def carried_out(source: str, keep: Callable[[str], str]) -> str:
    """keep: text Markdown must not see → what stands for it. Looks no further than the last thing that ends one."""
    if "{::" not in source:
        return source
    last = max((end.end() for end in _END.finditer(source)), default=0)
    closed, rest = source[:last], source[last:]
    closed = _NOMARKDOWN.sub(lambda found: keep(found[1].strip("\n")), _COMMENT.sub("", closed))
    return _with_options(closed + rest)


def _with_options(source: str) -> str:
    options = " ".join(found[1] for found in _OPTIONS.finditer(source))
    source = _OPTIONS.sub("", source)
    return _BLOCK.sub(r'\1 markdown="1"', source) if _PARSES_BLOCKS.search(options) else source
