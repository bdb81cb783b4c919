"""What is fetched from elsewhere: only from the public web, whole or not at all, and never for long."""

import gzip
import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from elsewhere import elsewhere, leads_to, says, self_signed

from newsdao.adapters.fetching import MAX_REDIRECTS, Fetched, fetch, is_public
from newsdao.errors import FetchError

TEXT = "해온강 소식".encode()


def get(url: str, limit: int = 1000, timeout: float = 5.0, *, allow_private: bool = True) -> Fetched:
    return fetch(url, limit=limit, timeout=timeout, accept="text/*", allow_private=allow_private)


def test_a_body_comes_with_its_type_and_its_address() -> None:
    with elsewhere({"/a": says(TEXT, "text/plain; charset=utf-8")}) as origin:
        assert get(f"{origin}/a?x=1#part") == Fetched(TEXT, "text/plain; charset=utf-8", f"{origin}/a?x=1#part")


def test_the_host_is_asked_by_its_name_for_what_we_take() -> None:
    asked: dict[str, str] = {}

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.update(request.headers.items())
        says(TEXT)(request)

    with elsewhere({"/a": answer}) as origin:
        get(f"{origin.replace('127.0.0.1', 'localhost')}/a")
        assert asked["Host"] == f"localhost:{origin.rsplit(':', 1)[1]}"
        assert asked["Accept"] == "text/*"
        assert asked["User-Agent"].startswith("NewsDAO")


def test_an_address_in_hangul_is_asked_for_as_browsers_do() -> None:
    with elsewhere({"/%ED%95%B4%EC%98%A8": says(TEXT)}) as origin:
        assert get(f"{origin}/해온").body == TEXT
        assert get(f"{origin}/%ED%95%B4%EC%98%A8").body == TEXT


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_their_end(status: int) -> None:
    with elsewhere({"/old": leads_to("new/", status), "/new/": says(TEXT)}) as origin:
        assert get(f"{origin}/old").url == f"{origin}/new/"


def test_more_redirects_than_makes_sense_are_refused() -> None:
    ring = {f"/{number}": leads_to(f"/{number + 1}") for number in range(MAX_REDIRECTS)}
    with elsewhere({**ring, f"/{MAX_REDIRECTS}": says(TEXT), "/ring": leads_to("/ring")}) as origin:
        assert get(f"{origin}/0").body == TEXT
        with pytest.raises(FetchError, match="redirected more than 3 times"):
            get(f"{origin}/ring")


@pytest.mark.parametrize(
    "target", ["http://127.0.0.2:1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:1/", "http://10.0.0.1/"]
)
def test_a_redirect_into_a_private_network_is_refused(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with elsewhere({"/": leads_to(target)}) as origin:
        port = int(origin.rsplit(":", 1)[1])
        _names(monkeypatch, {"public.example": [["93.184.216.34"]]}, reroute={"93.184.216.34": port})
        with pytest.raises(FetchError, match="private network") as refused:
            fetch(f"http://public.example:{port}/", limit=10, timeout=5, accept="*/*")
        assert refused.value.url == target


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://files.example/a", "gopher://x.example/", "//", "http:"]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(target: str) -> None:
    with elsewhere({"/": leads_to(target)}) as origin, pytest.raises(FetchError):
        get(f"{origin}/")


@pytest.mark.parametrize(
    "url",
    [
        "", "a", "/etc/passwd", "file:///etc/passwd", "ftp://a.example/", "http://", "http:///a", "http://[", "data:,a",
        "http://a.example:99999/", "http://a.example:x/", "javascript:1", "http://\ud800.example/",
        "http://" + "ㄱ" * 300,
        "http://user:secret@a.example/", "http://a b.example/", "http://..example/", "HTTP://", "http://a.example\0/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_one_clear_line(url: str) -> None:
    with pytest.raises(FetchError) as refused:
        get(url)
    assert refused.value.why and refused.value.remedy and "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://10.1.2.3/",
        "http://192.168.0.1/", "http://172.16.0.1/", "http://169.254.169.254/", "http://100.64.0.1/", "http://[fe80::1]/",
        "http://[fc00::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
        "http://224.0.0.1/", "http://255.255.255.255/", "http://2130706433/", "http://0x7f.1/", "http://127.1/",
        "http://[::]/", "http://240.0.0.1/",
    ],
)  # fmt: skip
def test_nothing_is_fetched_from_a_private_network(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, limit=10, timeout=2, accept="*/*")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "2002:5db8:d822::"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["fec0::1", "fe80::1%eth0", "::127.0.0.1", "::ffff:10.0.0.1", "64:ff9b:1::a00:1", "3fff::1", "192.88.99.1"],
)
def test_addresses_of_inner_and_of_abandoned_networks_are_not(address: str) -> None:
    assert not is_public(address)


def test_a_host_with_a_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _names(monkeypatch, {"mixed.example": [["93.184.216.34", "127.0.0.1"]]})
    with pytest.raises(FetchError, match="private network"):
        fetch("http://mixed.example/", limit=10, timeout=2, accept="*/*")


def test_a_name_that_changes_its_meaning_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with elsewhere({"/": says(TEXT)}) as origin:
        port = int(origin.rsplit(":", 1)[1])
        answers = [["93.184.216.34"], ["127.0.0.1"]]
        asked = _names(monkeypatch, {"rebinding.example": answers}, reroute={"93.184.216.34": port})
        assert fetch(f"http://rebinding.example:{port}/", limit=99, timeout=5, accept="*/*").body == TEXT
        assert asked == ["rebinding.example"]


def test_more_than_the_limit_is_refused_before_and_while_reading() -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"x" * 65536)

    with elsewhere({"/declared": says(b"x" * 1001), "/endless": endless, "/just": says(b"x" * 1000)}) as origin:
        assert len(get(f"{origin}/just").body) == 1000
        for path in ("/declared", "/endless"):
            with pytest.raises(FetchError, match="larger than 1000 bytes"):
                get(origin + path)


def test_a_compressed_bomb_is_refused_without_being_unpacked() -> None:
    bomb = gzip.compress(b"\0" * (200 << 20))
    with elsewhere({"/": says(bomb, Content_Encoding="gzip")}) as origin:
        began = time.monotonic()
        with pytest.raises(FetchError, match="larger than 1 MB"):
            get(f"{origin}/", 1 << 20)
        assert time.monotonic() - began < 2


def test_a_body_that_comes_compressed_unasked_is_unpacked() -> None:
    with elsewhere({"/": says(gzip.compress(TEXT), Content_Encoding="gzip")}) as origin:
        assert get(f"{origin}/").body == TEXT


def _slow(first: bytes, drop: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(first)
        for _ in range(200):
            request.wfile.write(drop)
            request.wfile.flush()
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        _slow(b"", b""), _slow(b"HTTP/1.1 200 OK\r\nX: ", b"y"), _slow(b"HTTP/1.1 200 OK\r\n\r\n", b"z"),
        _slow(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", b"z"),
        _slow(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nz\r\n"),
    ],
    ids=["silence", "a header by drops", "a body by drops", "a body of a known length by drops", "chunks by drops"],
)  # fmt: skip
def test_who_answers_drop_by_drop_is_left_at_the_deadline(answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    with elsewhere({"/": answer}) as origin:
        began = time.monotonic()
        with pytest.raises(FetchError, match="did not answer in time"):
            get(f"{origin}/", timeout=0.4)
        assert time.monotonic() - began < 3


def test_a_silent_port_is_left_at_the_deadline_under_tls_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(FetchError, match="did not answer in time"):
            get(f"https://127.0.0.1:{silent.getsockname()[1]}/", timeout=0.4)
        assert time.monotonic() - began < 3


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410, 500, 503])
def test_any_other_status_is_told(status: int) -> None:
    with elsewhere({"/": says(b"", status=status)}) as origin, pytest.raises(FetchError, match=f"status {status}"):
        get(f"{origin}/")


def test_a_body_cut_short_is_no_body() -> None:
    def cut(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf")

    def nonsense(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"\x00\x01nonsense\r\n\r\n")

    with elsewhere({"/cut": cut, "/nonsense": nonsense}) as origin:
        for path in ("/cut", "/nonsense"):
            with pytest.raises(FetchError) as refused:
                get(origin + path)
            assert "0x" not in str(refused.value)


def test_who_does_not_listen_and_who_does_not_exist_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(FetchError, match="can't be fetched"):
        get(f"http://127.0.0.1:{port}/")
    with pytest.raises(FetchError, match="no host is called"):
        get("http://nowhere.invalid/")


def test_tls_proves_the_name_though_the_checked_address_is_connected_to(
    tmp_path: Path, program: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = self_signed(program("openssl"), tmp_path, "localhost")
    with elsewhere({"/": says(TEXT)}, certificate) as origin:
        named = origin.replace("127.0.0.1", "localhost")
        with pytest.raises(FetchError, match="certificate verify failed"):
            get(named)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        assert get(named).body == TEXT
        with pytest.raises(FetchError, match="can't be fetched"):
            get(origin)  # trusted, but it is another's name


def _names(monkeypatch: pytest.MonkeyPatch, known: dict[str, list[list[str]]], reroute: Any = None) -> list[str]:
    """The world's DNS and routes: name → what it answers, each time it is asked; a rerouted address is this machine."""
    asked: list[str] = []
    real, connect = socket.getaddrinfo, socket.socket.connect

    def look_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in known:
            return real(host, port, *args, **kwargs)
        asked.append(host)
        answers = known[host]
        addresses = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    def go(line: socket.socket, address: Any) -> None:
        connect(line, ("127.0.0.1", address[1]) if address[0] in (reroute or {}) else address)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", go)
    return asked
