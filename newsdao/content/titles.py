"""What stands over an article."""

import html
import re

from newsdao.content.characters import fit, folded

_ELEMENTS = (
    "a abbr b big blockquote br center code del div em font h[1-6] hr i iframe img ins kbd li link mark object ol"
    " p pre q s script small span strike strong style sub sup svg table td th tr tt u ul video"
).replace(" ", "|")
# Only real elements: "<속보>" and "a < b" are words.
_TAG = re.compile(rf"</?(?:{_ELEMENTS})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_BREAKING = re.compile(r"[\[(<〈《【［]\s*속보\s*[\])>〉》】］]|속보\s*[:：]")


def plain_title(text: str) -> str:
    """A title as plain text on one line: HTML's tags and entities read, all else as written."""
    without_tags = _TAG.sub("", text)
    return folded(fit(_ENTITY.sub(lambda match: html.unescape(match[0]), without_tags)))


def says_breaking(title: str) -> bool:
    """Whether a title announces itself as breaking news: "[속보] …", "속보: …"."""
    return _BREAKING.match(title) is not None
