"""Links that hand a feed to a reader of news: plain addresses, nothing of theirs is loaded here."""

from urllib.parse import quote

# Where each takes a feed's address, percent-encoded.
_READERS = (
    ("Feedly", "https://feedly.com/i/subscription/feed%2F{}"),
    ("Inoreader", "https://www.inoreader.com/?add_feed={}"),
)


def links(feed: str) -> list[tuple[str, str]]:
    """(name, address) of readers on the web. feed: its absolute address."""
    return [(name, form.format(quote(feed, safe=""))) for name, form in _READERS]


def app_link(feed: str) -> str:
    """What a reader that is installed on the device opens: "feed://…", since "feed:https://…" is no valid address."""
    return f"feed:{feed.removeprefix('https:').removeprefix('http:')}"
