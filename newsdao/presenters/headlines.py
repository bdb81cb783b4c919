"""A headline and the words below it, as a list shows them."""

import re
import unicodedata
from typing import Literal

from newsdao.content import summary
from newsdao.content.post import Publishable

Breadth = Literal["short", "medium", "long"]

# A label says it already.
_BREAKING = re.compile(r"^\s*(?:[\[【(<]\s*속보\s*[\]】)>]|속보\s*[:：])\s*")
# In halves of a Hangul syllable's width: two lines of the lead's largest type, two of the next.
_MEDIUM_FROM, _LONG_FROM = 68, 116


def headline(article: Publishable) -> str:
    """The title; without its own "[속보]" or "속보:" where the label stands before it."""
    return (_BREAKING.sub("", article.title) or article.title) if article.is_breaking else article.title


def breadth(text: str) -> Breadth:
    """How much room a headline takes, by the width of its characters: 40 Hangul are as broad as 80 Latin ones."""
    width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return "long" if width >= _LONG_FROM else "medium" if width >= _MEDIUM_FROM else "short"


def deck(article: Publishable, limit: int) -> str:
    """What stands below a headline: whole sentences up to `limit` characters, "" when there is nothing new to say."""
    text = article.excerpt or article.feature_text or article.lead
    if not text or text == article.title:
        return ""
    return summary.whole_sentences(text, limit)
