"""Characters that may stand in a page, a feed and a database, and those that may not."""

import re
import unicodedata

# XML 1.0's characters less the C1 controls, noncharacters and lone surrogates; and less the two bidi overrides,
# which no language needs and which make a line read as something it isn't.
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\xa0-\u202c\u202f-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_INVISIBLE = "\u200b\u2060\ufeff\xad"
_BLANKS = (
    _INVISIBLE
    + " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x2000, 0x200B)))
)


def fit(text: str) -> str:
    """NFC, newlines as "\\n", and nothing that would break XML, a database or the reading direction.

    Halves of a character, which JSON and UTF-16 have, are put together.
    """
    text = _HALVES.sub(lambda halves: halves[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNFIT.sub("", text))


def folded(text: str) -> str:
    """One line: every run of white space (no-break space too) as one space, without zero-width characters."""
    for character in _INVISIBLE:
        if character in text:
            text = text.replace(character, "")
    return " ".join(text.split())


def is_blank(text: str | None) -> bool:
    """Whether nothing of it shows."""
    return not text or not text.strip(_BLANKS)
