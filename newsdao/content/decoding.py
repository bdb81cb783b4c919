"""Bytes of an authored file as text, whatever editor saved it. The encoding is told from the bytes alone."""

import codecs
from dataclasses import dataclass

from newsdao.errors import PostError

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# A file without a mark that begins with "--" in two-byte characters: front matter saved as UTF-16.
_UNMARKED_UTF16 = ((b"-\0-\0", "utf-16-le"), (b"\0-\0-", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """text: newlines are "\\n". was: what it had to be converted from ("UTF-16", "CRLF line ends"), or nothing."""

    text: str
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """text: line ends as they stand. mark + text.encode(encoding) are the file's bytes again. name: "" for UTF-8."""

    text: str
    mark: bytes
    encoding: str
    name: str = ""


def decode(path: str, data: bytes) -> Decoded:
    """The file as text. Raises PostError when it is in no encoding known here."""
    one = opened(path, data)
    text = one.text
    was: tuple[str, ...] = (one.name,) if one.name else ()
    if "\0" in text:
        raise PostError(path, text.count("\n", 0, text.index("\0")) + 1, "holds binary data", "save it as UTF-8 text")
    if "\r" in text:
        was += ("CRLF line ends" if "\r\n" in text else "CR line ends",)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, was)


def opened(path: str, data: bytes) -> Opened:
    """The file as text, nothing changed. Raises PostError when it is in no encoding known here."""
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return Opened(_strict(path, data[len(mark) :], encoding, name), mark, encoding, name)
    for start, encoding in _UNMARKED_UTF16:
        if data.startswith(start):
            return Opened(_strict(path, data, encoding, "UTF-16"), b"", encoding, "UTF-16")
    try:
        return Opened(data.decode("utf-8"), b"", "utf-8")
    except UnicodeDecodeError as error:
        korean = _korean(data)
        if korean is None:
            raise _not_text(path, data, error.start, "UTF-8") from None
        return Opened(korean, b"", "cp949", "CP949 (EUC-KR)")


def _strict(path: str, data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(path, data, error.start, name) from None


def _not_text(path: str, data: bytes, at: int, name: str) -> PostError:
    line = data.count(b"\n", 0, at) + 1
    return PostError(path, line, f"holds a byte that is no {name} text", "save the file as UTF-8")


def _korean(data: bytes) -> str | None:
    """The bytes as CP949, when that makes Korean of them: other old encodings decode too, but to something else."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return None
    foreign = [char for char in text if char > "\x7f" and char.isalpha()]
    hangul = sum("가" <= char <= "힣" for char in foreign)
    return text if foreign and hangul >= 0.8 * len(foreign) else None
