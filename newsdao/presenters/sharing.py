"""Plain links by which a reader passes a story on: no script, no counter, nobody told before the click."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

# Name → what readers call it, and its address with {url} and {title}; "email" is the language's own word.
_SERVICES = {
    "x": ("X", "https://x.com/intent/post?url={url}&text={title}"),
    "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    "reddit": ("Reddit", "https://www.reddit.com/submit?url={url}&title={title}"),
    "tumblr": ("Tumblr", "https://www.tumblr.com/widgets/share/tool?canonicalUrl={url}&title={title}"),
    "telegram": ("Telegram", "https://t.me/share/url?url={url}&text={title}"),
    "whatsapp": ("WhatsApp", "https://wa.me/?text={title}%20{url}"),
    "line": ("LINE", "https://social-plugins.line.me/lineit/share?url={url}"),
    "band": ("BAND", "https://band.us/plugin/share?body={title}%0A{url}"),
    "threads": ("Threads", "https://www.threads.net/intent/post?text={title}%20{url}"),
    "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    "email": ("", "mailto:?subject={title}&body={url}"),
}


def links(services: Sequence[str], title: str, address: str, words: Callable[..., str]) -> list[tuple[str, str]]:
    """(name, address) of each service. address: the story's own, absolute."""
    told = {"url": quote(address, safe=""), "title": quote(title, safe="")}
    known = [(name, *_SERVICES[name]) for name in services if name in _SERVICES]
    return [(called or words(f"share.{name}"), pattern.format(**told)) for name, called, pattern in known]
