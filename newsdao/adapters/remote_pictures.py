"""Pictures of other hosts, taken into the site's media: fetched once, looked into, and found there from then on."""

import hashlib
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from PIL import Image

from newsdao.adapters.fetching import fetch
from newsdao.adapters.media_files import FORMATS, MAX_PIXELS, measure
from newsdao.adapters.media_folder import PARTIAL
from newsdao.adapters.private_parts import without_private_parts
from newsdao.content.post import Picture
from newsdao.errors import FetchError

FOLDER = "/assets/remote"
MAX_BYTES = 10 << 20
_TIMEOUT = 20.0  # seconds for one picture
_SUFFIXES = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "AVIF": ".avif"}
_ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif"
_DECODED = 20_000_000  # pixels up to which a picture is looked through to its end; larger ones would fill the memory
_SLOW = 5.0  # seconds after which a host that gave nothing counts as one that doesn't answer
_PATIENCE = 2  # such pictures of a host, after which it isn't asked again in this run
_UNFIT = re.compile(r"[^a-z0-9.-]")
_SAVE_IT = "save the picture among the site's own, or take it out"


class RemotePictures:
    """For one run, and one thread: a host is asked for one picture after the other.

    media: the site's media folder. fetches: whether other hosts are asked at all; else what is here already is all
    there is. most, most_bytes: what a run may fetch; what is left over stays a link, and may come with the next run.
    allow_private: also from this machine and its network. measured: gives what a file of the media shows.
    """

    def __init__(
        self, media: Path, *, fetches: bool = True, most: int = 2_000, most_bytes: int = 1 << 30,
        allow_private: bool = False, measured: Callable[[Path, str], Picture] = measure,
    ) -> None:  # fmt: skip
        self.media = media
        self.measured = measured
        self.fetches = fetches
        self.pictures_left = most
        self.bytes_left = most_bytes
        self.allow_private = allow_private
        self.fetched = 0
        self._seen: dict[str, Picture | None] = {}
        self._slow: Counter[str] = Counter()
        self._is_spent = False

    def picture(self, url: str) -> Picture | None:
        """The local copy of the picture at an http(s) address.

        None when this run has already failed to get it. Raises FetchError the first time that it fails.
        """
        url = urldefrag(url)[0]
        if url not in self._seen:
            self._seen[url] = None  # for whoever asks after the error
            self._seen[url] = self._kept(url) or (self._new(url) if self.fetches else None)
        return self._seen[url]

    def _kept(self, url: str) -> Picture | None:
        for suffix in dict.fromkeys(_SUFFIXES.values()):
            src = address(url) + suffix
            if (path := self._path(src)).is_file():
                return self.measured(path, src)
        return None

    def _new(self, url: str) -> Picture | None:
        if self.pictures_left < 1 or self.bytes_left < 1:
            if self._is_spent:
                return None
            self._is_spent = True
            raise FetchError(url, "was left, like all further ones, since a run fetches no more", "sync again")
        body = self._fetched(url)
        src = address(url) + _suffix(url, body)
        path = self._path(src)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = self.media / PARTIAL / path.name  # a reader never gets half a picture
        partial.parent.mkdir(exist_ok=True)
        partial.write_bytes(without_private_parts(body))
        partial.replace(path)
        self.fetched += 1
        return self.measured(path, src)

    def _fetched(self, url: str) -> bytes:
        host = urlsplit(url).hostname or ""
        if self._slow[host] >= _PATIENCE:
            raise FetchError(url, "was not asked for, since its host does not answer", _SAVE_IT)
        self.pictures_left -= 1
        began = time.monotonic()
        try:
            answer = fetch(url, limit=MAX_BYTES, timeout=_TIMEOUT, accept=_ACCEPT, allow_private=self.allow_private)
        except FetchError:
            self._slow[host] += time.monotonic() - began >= _SLOW
            raise
        self.bytes_left -= len(answer.body)
        return answer.body

    def _path(self, src: str) -> Path:
        return self.media / src.lstrip("/")


def address(url: str) -> str:
    """Where the picture lies in the site's media, less the suffix: the same for the same address, on every machine."""
    try:
        host = (urlsplit(url).hostname or "").lower()
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        host = ""
    folder = _UNFIT.sub("-", host).strip(".-")[:200] or "host"
    return f"{FOLDER}/{folder}/{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _suffix(url: str, body: bytes) -> str:
    """By what the file is, whatever it is called. Raises FetchError unless it is a whole picture for readers' eyes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(body), formats=FORMATS) as image:
                width, height = image.size
                suffix = _SUFFIXES[image.format or ""]
                if width * height <= _DECODED:
                    image.load()
                else:
                    image.verify()
    except Image.DecompressionBombError:
        raise FetchError(url, f"has more than {MAX_PIXELS // 1_000_000} million pixels", _SAVE_IT) from None
    except (OSError, ValueError, SyntaxError, KeyError, EOFError):
        raise FetchError(url, "is no JPEG, PNG, WebP, GIF or AVIF picture, or is damaged", _SAVE_IT) from None
    if width * height > MAX_PIXELS:
        raise FetchError(url, f"has more than {MAX_PIXELS // 1_000_000} million pixels", _SAVE_IT)
    return suffix
