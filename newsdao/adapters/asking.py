"""Asking a machine elsewhere once, and hearing how it answered: hubs, search engines, subscribers."""

import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Literal

from urllib3 import HTTPResponse

from newsdao.adapters.connecting import find, in_time

# Of an answer nothing is wanted but a challenge (64 letters) or the words of a refusal.
MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent. url: absolute; an answer that redirects is an answer like any other."""

    method: Literal["GET", "POST"]
    url: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """body: the first MOST_BYTES; b"" where a POST was taken, whose words say nothing. retry_after: as sent, or ""."""

    status: int
    body: bytes = b""
    retry_after: str = ""


def ask(message: Message, *, timeout: float, allow_private: bool = False) -> Answer:
    """Send once, follow nothing. timeout: seconds, as in `fetching.fetch`. Raises FetchError when nobody answered, and
    ForbiddenAddressError, before anything is sent, for an address that must not be asked.
    """
    deadline = time.monotonic() + timeout
    target = find(message.url, allow_private=allow_private)
    headers = {
        "Host": target.host_header,
        "Accept-Encoding": "identity",
        "User-Agent": "NewsDAO/1.0",
        "Connection": "close",
        **message.headers,
    }
    with in_time(target, deadline) as connection:
        body = message.body if message.method == "POST" else None
        connection.request(message.method, target.path, body=body, headers=headers, preload_content=False)
        with closing(connection.getresponse()) as response:
            is_taken = message.method == "POST" and 200 <= response.status < 300
            read = b"" if is_taken else _beginning(response)
            return Answer(response.status, read, response.headers.get("retry-after", ""))


def _beginning(response: HTTPResponse) -> bytes:
    body = bytearray()
    while len(body) < MOST_BYTES and (chunk := response.read1(MOST_BYTES, decode_content=False)):
        body += chunk
    return bytes(body[:MOST_BYTES])
