"""What is said to hubs, search engines and subscribers, as bytes: WebSub (W3C) and IndexNow (indexnow.org)."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit

from newsdao.presenters.urls import Urls

FORM = "application/x-www-form-urlencoded"
JSON = "application/json; charset=utf-8"


def ping(feeds: Sequence[str]) -> bytes:
    """The form that tells a hub which feeds are new; hub.url repeats, as hubs have it since PubSubHubbub 0.3 §7.1."""
    return urlencode([("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)]).encode()


def indexnow(key: str, addresses: Sequence[str], urls: Urls) -> bytes:
    """addresses: absolute, at most 10,000."""
    told = {
        "host": urlsplit(urls.origin).netloc,
        "key": key,
        "keyLocation": urls.absolute(urls.indexnow_key(key)),
        "urlList": list(addresses),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def content_headers(topic: str, content_type: str, hub: str, secret: str, body: bytes) -> dict[str, str]:
    """The headers under which a subscriber gets a feed (WebSub §7), signed when it named a secret (§7.1)."""
    headers = {"Content-Type": content_type, "Link": f'<{hub}>; rel="hub", <{topic}>; rel="self"'}
    if secret:
        headers["X-Hub-Signature"] = f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"
    return headers


def asked_back(callback: str, parameters: Mapping[str, str]) -> str:
    """A callback with parameters added to a query of its own (WebSub §5.3)."""
    address, _, _ = callback.partition("#")
    sign = "?" if "?" not in address else "" if address.endswith(("?", "&")) else "&"
    return address + sign + urlencode(parameters)
