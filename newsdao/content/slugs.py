"""Names as parts of addresses and as keys to sort by."""

import re
import unicodedata
from hashlib import sha256
from typing import Literal

from newsdao.content.characters import fit, folded

SlugMode = Literal["raw", "default", "pretty", "ascii", "latin", "none"]
MAX_BYTES = 180  # a file name's limit of 255, less what a file system or a proxy may add

_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"[0-9]+")
_NOT_ASCII = re.compile(r"[^A-Za-z0-9]+")
_PRETTY = frozenset("._~!$&'()+,;=@")
# What a URL, a shell or a log would read as something else (RFC 3986's gen-delims, and quoting characters).
_HOSTILE = re.compile(r"""[\x00-\x1f\x7f?#%&"'<>\[\]{}|\\^`:;=@$*!,]""")
_SHARP = re.compile(r"(?<=[^\W_])#(?=\W|$)")
_HYPHENS = re.compile(r"-{2,}")


def term_slug(name: str) -> str:
    """The last part of a category's, tag's or author's address: NFC, lower case, 1 to 180 bytes of UTF-8.

    White space and "/" become "-"; Hangul stays; "C#" is "c-sharp", not "c". A name of nothing fit is its digest.
    """
    text = folded(fit(_SHARP.sub("-sharp", name))).lower()
    text = _HOSTILE.sub("", text.replace("/", "-"))
    slug = unicodedata.normalize("NFC", _HYPHENS.sub("-", _SPACES.sub("-", text)).strip("-."))
    if len(slug.encode()) > MAX_BYTES:
        cut = slug.encode()[: MAX_BYTES - 9].decode(errors="ignore").strip("-.")
        slug = unicodedata.normalize("NFC", f"{cut}-{_digest(name)}")
    return slug or _digest(name)


def slugify(text: str, mode: SlugMode = "default", *, is_cased: bool = False) -> str:
    """Jekyll's Utils.slugify: runs of what the mode doesn't keep become "-", one "-" at either end is dropped."""
    if mode == "raw":
        text = _SPACES.sub("-", text)
    elif mode == "ascii":
        text = _NOT_ASCII.sub("-", text)
    elif mode != "none":
        text = _with_hyphens(_latin(text) if mode == "latin" else text, _PRETTY if mode == "pretty" else frozenset())
    if mode != "none":
        text = text.removeprefix("-").removesuffix("-")
    return text if is_cased else text.lower()


def titleize(slug: str) -> str:
    """Jekyll's title of a post that has none: "a-new-bridge" is "A New Bridge"."""
    return " ".join(word.capitalize() for word in slug.rstrip("-").split("-"))


def sort_name(file_name: str) -> str:
    """The name in a form whose byte order is the natural one, "-10" after "-9".

    Each number is its digits without leading zeros after their count in three digits: numbers of any length compare.
    """
    return _DIGITS.sub(lambda match: _counted(match[0].lstrip("0")), unicodedata.normalize("NFC", file_name))


def _counted(digits: str) -> str:
    return f"{len(digits):03d}{digits}"


def _with_hyphens(text: str, kept: frozenset[str]) -> str:
    """Keeps \\p{M}, \\p{L}, \\p{Nd} and the characters given."""
    return _SPACES.sub("-", "".join(char if char in kept or _is_word(char) else " " for char in text))


def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _latin(text: str) -> str:
    """Letters with their accents dropped, anything else not ASCII as "?", as I18n.transliterate does."""
    plain = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "".join(char if char.isascii() else "?" for char in plain)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
