"""Addresses of the web at large, as authors write them."""

from urllib.parse import urlsplit


def is_web(url: str) -> bool:
    """Whether a text is an absolute http(s) address."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, url))
    except ValueError:
        return False
