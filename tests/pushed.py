"""Those who are told of stories, as small real servers on loopback: a hub, a search engine, a subscriber."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from elsewhere import elsewhere, posted, says

SECRET = "모래시계 secret"


@dataclass
class Heard:
    """What was said to a server. pings: (moment, feeds) of a hub; told: the URL lists of IndexNow messages, whole;
    pushed: (moment, path, headers, body) of a subscriber; asked: the questions it answered.
    """

    origin: str = ""
    pings: list[tuple[float, list[str]]] = field(default_factory=list)
    told: list[dict[str, object]] = field(default_factory=list)
    pushed: list[tuple[float, str, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    # By path: statuses to answer with before 200 ("hang" never answers), and headers with them.
    moods: dict[str, list[int | str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    during: Callable[[str], None] = lambda path: None
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def feeds(self) -> list[str]:
        """Every feed that the hub was told of, decoded paths, once for each time."""
        return [unquote(urlsplit(feed).path) for _, feeds in self.pings for feed in feeds]

    @property
    def addresses(self) -> list[str]:
        """Every address that the search engine was told of, decoded paths."""
        return [unquote(urlsplit(url).path) for one in self.told for url in one["urlList"]]


@contextmanager
def listening() -> Iterator[Heard]:
    """A server that is a hub at /hub, a search engine at /indexnow and a subscriber at /sub, /sub2 and /sub?id=1."""
    heard = Heard()

    def moody(listen: Callable[[BaseHTTPRequestHandler], bytes]) -> Callable[[BaseHTTPRequestHandler], None]:
        def answer(request: BaseHTTPRequestHandler) -> None:
            path = request.path.partition("?")[0]
            moods = heard.moods.get(path) or [200]
            mood = moods.pop(0) if len(moods) > 1 else moods[0]
            if mood == "hang":
                posted(request)
                heard.over.wait(30)
                return
            body = listen(request) if mood in {200, 202, 204} else posted(request) and b"no, not now"
            heard.during(path)
            says(body or b"", status=int(mood), **(heard.headers if mood != 200 else {}))(request)

        return answer

    def hub(request: BaseHTTPRequestHandler) -> bytes:
        form = parse_qs(posted(request).decode())
        assert form.pop("hub.mode") == ["publish"]
        heard.pings.append((time.monotonic(), form["hub.url"]))
        return b""

    def indexnow(request: BaseHTTPRequestHandler) -> bytes:
        heard.told.append(json.loads(posted(request)))
        return b""

    def subscriber(request: BaseHTTPRequestHandler) -> bytes:
        if request.command == "GET":
            question = dict(parse_qsl(urlsplit(request.path).query, keep_blank_values=True))
            heard.asked.append(question)
            return question.get("hub.challenge", "").encode()
        heard.pushed.append((time.monotonic(), request.path, dict(request.headers), posted(request)))
        return b""

    places = {"/hub": hub, "/indexnow": indexnow, "/sub": subscriber, "/sub2": subscriber}
    with elsewhere({path: moody(listen) for path, listen in places.items()}) as origin:
        heard.origin = origin
        try:
            yield heard
        finally:
            heard.over.set()


def is_signed(headers: dict[str, str], body: bytes, secret: str = SECRET) -> bool:
    return headers["X-Hub-Signature"] == "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
