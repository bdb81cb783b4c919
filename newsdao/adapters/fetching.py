"""Fetching what lies elsewhere: bounded in bytes and in time, and from public hosts (see `connecting`)."""

import time
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3 import HTTPResponse

from newsdao.adapters.connecting import NETWORK, Target, find, in_time, is_public
from newsdao.errors import FetchError

__all__ = ["MAX_REDIRECTS", "Fetched", "fetch", "is_public"]

MAX_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """body: decompressed. content_type: the header as sent ("text/xml; charset=utf-8"), or "". url: after redirects."""

    body: bytes
    content_type: str
    url: str


def fetch(url: str, *, limit: int, timeout: float, accept: str, allow_private: bool = False) -> Fetched:
    """What an http(s) address answers with 200, after at most MAX_REDIRECTS redirects, each checked as the first was.

    limit: bytes of the decompressed body. timeout: seconds for everything together but the name's look-up, which the
    system's resolver bounds. accept: the Accept header. allow_private: let it reach this machine and its network.
    Raises FetchError.
    """
    asked, deadline = url, time.monotonic() + timeout
    for _ in range(MAX_REDIRECTS + 1):
        target = find(url, allow_private=allow_private)
        answer = _ask(target, limit, deadline, accept)
        if isinstance(answer, Fetched):
            return answer
        url = answer
    raise FetchError(asked, f"is redirected more than {MAX_REDIRECTS} times", "give the address it ends at")


def _ask(target: Target, limit: int, deadline: float, accept: str) -> Fetched | str:
    """The answer, or the address that it redirects to."""
    headers = {
        "Host": target.host_header,
        "Accept": accept,
        "Accept-Encoding": "identity",
        "User-Agent": "NewsDAO/1.0",
        "Connection": "close",
    }
    with in_time(target, deadline) as connection:
        connection.request("GET", target.path, headers=headers, preload_content=False)
        with closing(connection.getresponse()) as response:
            if response.status in _REDIRECTS and "location" in response.headers:
                return _redirected(target.url, response.headers["location"])
            if response.status != 200:
                raise FetchError(target.url, f"answers with status {response.status}", NETWORK)
            body = _read(target, response, limit)
            return Fetched(body, response.headers.get("content-type", ""), target.url)


def _redirected(url: str, location: str) -> str:
    try:
        # Headers are Latin-1 to Python, while servers write addresses in UTF-8.
        return urljoin(url, location.encode("latin-1").decode("utf-8"))
    except ValueError:
        raise FetchError(url, "is redirected to what is no web address", NETWORK) from None


def _read(target: Target, response: HTTPResponse, limit: int) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(target, limit)
    body = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > limit:
            raise _too_large(target, limit)
    return bytes(body)


def _too_large(target: Target, limit: int) -> FetchError:
    size = f"{limit >> 20} MB" if limit >= 1 << 20 else f"{limit} bytes"
    return FetchError(target.url, f"is larger than {size}", "save it, make it smaller, and give the file")
