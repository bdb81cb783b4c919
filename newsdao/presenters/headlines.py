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
# A line and a half of the measure; four lines.
_BAND_SHORT, _BAND_MEDIUM = 45, 140


def headline(article: Publishable) -> str:
    """The title; without its own "[속보]" or "속보:" where the label stands before it."""
    return (_BREAKING.sub("", article.title) or article.title) if article.is_breaking else article.title


def breadth(text: str) -> Breadth:
    """How much room a headline takes, by the width of its characters: 40 Hangul are as broad as 80 Latin ones."""
    width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return "long" if width >= _LONG_FROM else "medium" if width >= _MEDIUM_FROM else "short"


def band(text: str) -> Breadth:
    """How a lead band is set, by its length in characters: a line speaks up, a paragraph is there to be read."""
    return "short" if len(text) <= _BAND_SHORT else "medium" if len(text) <= _BAND_MEDIUM else "long"


def deck(article: Publishable, limit: int, *, at_length: bool = False) -> str:
    """What stands below a headline: whole sentences up to `limit` characters, "" when there is nothing new to say.

    at_length: feature_text, the author's fuller word, before the excerpt.
    """
    first, second = (article.feature_text, article.excerpt) if at_length else (article.excerpt, article.feature_text)
    text = first or second or article.lead
    if not text or text == article.title:
        return ""
    return summary.whole_sentences(text, limit)
