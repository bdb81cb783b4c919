"""The first paragraph that tells something: what stands in for a description nobody wrote."""

import re

from newsdao.content.fragment import Element, sole_child, text_of

_SOURCE_LINE = re.compile(r"(?:출처|사진|자료|제공|source|photo)\s*[=:：]", re.IGNORECASE)


def lead_of(root: Element) -> str:
    """Plain text, one line; "" when the body has no paragraph. Source lines and bare links come last."""
    paragraphs = [element for element in root if element.tag == "p"] or list(root.iter("p"))
    first = ""
    for paragraph in paragraphs:
        text = text_of(paragraph)
        if not text:
            continue
        child = sole_child(paragraph)
        if not _SOURCE_LINE.match(text) and (child is None or child.tag != "a"):
            return text
        first = first or text
    return first
