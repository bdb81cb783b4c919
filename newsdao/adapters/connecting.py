"""The one way by which NewsDAO reaches what lies elsewhere: public hosts alone, and no longer than a deadline.

A name's addresses are looked up once, all of them checked, and one of those is connected to: a name that means another
machine the next time it is asked (DNS rebinding) is never asked again.
"""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from newsdao.errors import FetchError, ForbiddenAddressError

NETWORK = "check that it opens in a browser, or save it and give the file"
_SCHEMES = {"http": 80, "https": 443}
# RFC 6761, 6762, 8375, and what ICANN keeps for private use.
_PRIVATE_NAMES = (".localhost", ".local", ".internal", ".home.arpa")
# What Python's own lists lack: site-local (RFC 3879), documentation (RFC 9637), the anycast of 6to4 (RFC 7526).
_ABANDONED = tuple(map(ip_network, ("fec0::/10", "3fff::/20", "192.88.99.0/24")))
_NAT64 = ip_network("64:ff9b::/96")
_FOREIGN = "give an address of the public web, or save it and give the file"


@dataclass(frozen=True, slots=True)
class Target:
    """One step of a fetch: whom to ask for what. host: as DNS and TLS know it. address: checked; it is connected to."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    address: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _SCHEMES[self.scheme] else f"{host}:{self.port}"


def find(url: str, *, allow_private: bool) -> Target:
    """The address read and its host looked up. Raises FetchError, and for one that must not be asked
    ForbiddenAddressError.
    """
    try:
        parts = urlsplit(url)
        host, port = _ascii_host(parts.hostname or ""), parts.port or _SCHEMES.get(parts.scheme, 0)
    except ValueError:
        raise ForbiddenAddressError(url, "is no web address", "write it with https:// and a host") from None
    if parts.scheme not in _SCHEMES or not host:
        raise ForbiddenAddressError(url, "is no web address", "write it with https:// and a host")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenAddressError(url, "holds a name or a password", "leave out what stands before the @")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return Target(url, parts.scheme, host, port, path + query, _address(url, host, port, allow_private=allow_private))


def _ascii_host(host: str) -> str:
    """Raises ValueError (UnicodeError) for a name that no host can have."""
    return host if host.isascii() else host.encode("idna").decode()


def _address(url: str, host: str, port: int, *, allow_private: bool) -> str:
    """The first of the host's addresses, when all of them are public: whoever mixes them is up to something."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(url, f"no host is called {host[:100]}", "check the name's spelling") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not allow_private and not all(map(is_public, addresses)):
        raise ForbiddenAddressError(url, "leads into a private network, where nothing is fetched from", _FOREIGN)
    return addresses[0]


def is_public_name(host: str) -> bool:
    """Whether a host's name, or IP address, may be one of the public internet, told without asking anybody."""
    name = host.lower().rstrip(".")
    if ("." not in name and ":" not in name) or name.endswith(_PRIVATE_NAMES):
        return False
    try:
        ip_address(name)
    except ValueError:
        return True
    return is_public(name)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; addresses that wrap another count as that one."""
    try:
        ip = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    return all(map(_is_global, _meant(ip)))


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    is_abandoned = any(ip in network for network in _ABANDONED)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or is_abandoned)


def _meant(ip: IPv4Address | IPv6Address) -> Sequence[IPv4Address | IPv6Address]:
    """The addresses that are reached through this one."""
    if isinstance(ip, IPv4Address):
        return [ip]
    nat64 = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    wrapped = [ip.ipv4_mapped, ip.sixtofour, nat64, *(ip.teredo or ())]
    return [one for one in wrapped if one is not None] or [ip]


@contextmanager
def in_time(target: Target, deadline: float) -> Iterator[HTTPConnection]:
    """A connection that is cut at the deadline, whatever it is waiting for: a slow line, a slow header, a slow body."""
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise _too_slow(target)
    connection = _connection(target, remaining)
    opened: list[socket.socket] = []
    cut = threading.Timer(remaining, _cut, (connection, opened))
    cut.daemon = True
    cut.start()
    try:
        connection.connect()
        if connection.sock is not None:
            opened.append(connection.sock)  # the connection hands it on to the answer, and forgets it
        yield connection
        if time.monotonic() >= deadline:  # what was cut can look like an answer that ended
            raise _too_slow(target)
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if time.monotonic() >= deadline:
            raise _too_slow(target) from None
        raise FetchError(target.url, f"can't be fetched ({_said(error)})", NETWORK) from None
    finally:
        cut.cancel()
        connection.close()


def _connection(target: Target, timeout: float) -> HTTPConnection:
    """To the checked address; TLS asks for, and proves, the host's name."""
    if target.scheme == "http":
        return HTTPConnection(target.address, target.port, timeout=timeout)
    return HTTPSConnection(
        target.address,
        target.port,
        timeout=timeout,
        server_hostname=target.host,
        assert_hostname=target.host,
        cert_reqs="CERT_REQUIRED",
    )


def _cut(connection: HTTPConnection, opened: list[socket.socket]) -> None:
    for line in opened or [connection.sock]:
        if line is not None:
            with suppress(OSError, ValueError):  # it ended by itself
                line.shutdown(socket.SHUT_RDWR)


def _too_slow(target: Target) -> FetchError:
    return FetchError(target.url, "did not answer in time", "try again later, or save it and give the file")


def _said(error: Exception) -> str:
    """The gist of a library's message, without objects' addresses."""
    text = str(error).rsplit(">: ", 1)[-1].replace("\n", " ")
    return text[:200] or type(error).__name__
