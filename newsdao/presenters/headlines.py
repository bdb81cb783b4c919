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


# A number and its unit are one word, whether a space stands between them or not: "120 ㎜", "120㎜", "33㎝를".
_SYMBOL = "[%℃℉\u3371-\u33df]"
_SPACED = re.compile(
    rf"(?<=\d|[만억조천백]) (?={_SYMBOL}|(?:mm|cm|m|km|g|kg|mg|t|L|ml|ha|kW|MW|GW|kWh|Hz|kHz|MHz|GHz|GB|TB)\b"
    r"|(?:원|달러|엔|위안|유로|톤|배럴|헥타르|킬로미터|미터|센티미터|밀리미터|퍼센트|포인트))"
)
_JOINED = re.compile(rf"(?<=\d)(?=[\u3371-\u33df])|(?<={_SYMBOL})(?=[가-힣”’」』)])")


def headline(article: Publishable) -> str:
    """The title; without its own "[속보]" or "속보:" where the label stands before it."""
    title = (_BREAKING.sub("", article.title) or article.title) if article.is_breaking else article.title
    return unbroken(title)


def unbroken(text: str) -> str:
    """The same words, made so that no line ends between a number, its unit and what follows that at once."""
    return _JOINED.sub("\N{WORD JOINER}", _SPACED.sub("\N{NO-BREAK SPACE}", text))


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
    return unbroken(summary.whole_sentences(text, limit))
