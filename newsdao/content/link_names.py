"""Links by name whose name holds code or an escaped character: "[`addr` message][]", "[for\\_vim][]".

Python-Markdown has set both aside when it looks the name up; kramdown looks up what the author wrote.
"""

from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import (
    IMAGE_REFERENCE_RE,
    REFERENCE_RE,
    ImageReferenceInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE


class _ByWrittenName(ReferenceInlineProcessor):
    def evalId(self, data: str, index: int, text: str) -> Any:  # noqa: N802 - the name Python-Markdown calls
        name, end, is_found = super().evalId(data, index, text)
        return (self._written(name or "") if is_found else name), end, is_found

    def _written(self, name: str) -> str:
        inline = self.md.treeprocessors["inline"]
        kept = inline.stashed_nodes if isinstance(inline, InlineProcessor) else {}

        def source(node: Any) -> str:
            if isinstance(node, str):  # an escaped character, as its number between two marks
                return chr(int(node[1:-1])) if node[1:-1].isdecimal() else node
            return f"`{node.text}`" if node.tag == "code" else "".join(node.itertext())

        return INLINE_PLACEHOLDER_RE.sub(lambda mark: source(kept.get(mark[1], mark[0])), name).lower()


class _Reference(_ByWrittenName): ...


class _ShortReference(_ByWrittenName, ShortReferenceInlineProcessor): ...


class _ImageReference(_ByWrittenName, ImageReferenceInlineProcessor): ...


class _ShortImageReference(_ByWrittenName, ShortImageReferenceInlineProcessor): ...


def register(md: Markdown) -> None:
    """In the places of Python-Markdown's own, which have these names and priorities."""
    md.inlinePatterns.register(_Reference(REFERENCE_RE, md), "reference", 170)
    md.inlinePatterns.register(_ImageReference(IMAGE_REFERENCE_RE, md), "image_reference", 140)
    md.inlinePatterns.register(_ShortReference(REFERENCE_RE, md), "short_reference", 130)
    md.inlinePatterns.register(_ShortImageReference(IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
