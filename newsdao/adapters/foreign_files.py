"""Another program's export or feed, opened for reading: a file of this machine, or an address."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from newsdao.adapters.fetching import fetch
from newsdao.content.origins.feed_entries import MAX_BYTES
from newsdao.errors import ExportError

_FEEDS = "application/feed+json, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
_SECONDS = 10.0
_PACKED = {b"PK\x03\x04": "a ZIP archive", b"\x1f\x8b": "packed with gzip", b"7z\xbc\xaf": "a 7-Zip archive"}


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """name: for notices, the file's or the address. url: where it came from after redirects; "" of a file."""

    name: str
    file: BinaryIO
    url: str = ""


@contextmanager
def opened(source: str, *, allow_private: bool = False) -> Iterator[ForeignFile]:
    """source: a path, or an http(s) address of a feed. Raises ExportError and FetchError."""
    if is_address(source):
        fetched = fetch(source, limit=MAX_BYTES, timeout=_SECONDS, accept=_FEEDS, allow_private=allow_private)
        yield ForeignFile(source, BytesIO(fetched.body), fetched.url)
        return
    path = Path(source)
    try:
        file = path.open("rb")
    except OSError as error:
        raise ExportError(source, 0, f"can't be read ({error.strerror})", "give the file that was exported") from None
    except ValueError:
        raise ExportError(repr(source), 0, "is no path", "give the file that was exported") from None
    with file:
        _check_packed(path, file)
        yield ForeignFile(path.name, file)


def is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _check_packed(path: Path, file: BinaryIO) -> None:
    head = file.read(8)
    file.seek(0)
    for mark, what in _PACKED.items():
        if head.startswith(mark):
            raise ExportError(path.name, 0, f"is {what}", "unpack it, and give the file that is in it")
