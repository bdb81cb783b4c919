"""Pictures, films and embedded pages as the HTML that the reading of a body understands."""

import re
from html import escape
from urllib.parse import parse_qs, urlsplit

from newsdao.content.embeds import page_of

_VIDEO_ID = re.compile(r"[\w-]{6,20}", re.ASCII)
# A paragraph, or a line, that is an address and nothing else.
_LINE = re.compile(r"^(https?://[^\s<>\"]{4,2000})$", re.MULTILINE)
_PARAGRAPH = re.compile(r"<p>\s?(https?://[^\s<>\"]{4,2000})\s?</p>")
_WRAPPER = re.compile(r"(<div class=\"wp-block-embed__wrapper\">)\s{0,9}(https?://[^\s<>\"]{4,2000})\s{0,9}</div>")


def picture(url: str, alt: str = "", caption: str = "", classes: str = "") -> str:
    """caption: HTML."""
    image = f'<img src="{escape(url)}" alt="{escape(alt)}">'
    return figure(image, caption, classes)


def figure(inner: str, caption: str = "", classes: str = "") -> str:
    below = f"<figcaption>{caption.strip()}</figcaption>" if caption.strip() else ""
    attribute = f' class="{escape(classes)}"' if classes else ""
    return f"<figure{attribute}>{inner.strip()}{below}</figure>"


def film(url: str) -> str:
    return f'<figure><video src="{escape(url)}"></video></figure>'


def sound(url: str) -> str:
    return f'<figure><audio src="{escape(url)}"></audio></figure>'


def youtube(video: str) -> str:
    """video: an id or an address; "" when it is neither."""
    if _VIDEO_ID.fullmatch(video):
        return embedded(f"https://www.youtube.com/embed/{video}")
    return embedded(video)


def embedded(url: str) -> str:
    """A page of a known provider as the frame it would stand in; another's as a link; "" for what is no address."""
    url = _framed(url.strip())
    try:
        provider, page = page_of(url)
    except ValueError:
        return ""
    if not page:
        return ""
    if provider is None:
        return f'<p><a href="{escape(url)}">{escape(url)}</a></p>'
    return f'<figure><iframe src="{escape(url)}"></iframe></figure>'


def _framed(url: str) -> str:
    """YouTube's address for people as the one for frames."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    video = parse_qs(parts.query).get("v", [""])[0] if "youtube.com" in parts.netloc else ""
    return f"https://www.youtube.com/embed/{video}" if _VIDEO_ID.fullmatch(video) else url


def with_embeds(html: str) -> str:
    """Addresses that stand alone as what WordPress shows in their place."""
    html = _WRAPPER.sub(lambda found: f"{found[1]}{embedded(found[2])}</div>", html)
    html = _PARAGRAPH.sub(lambda found: embedded(found[1]) or found[0], html)
    return _LINE.sub(lambda found: embedded(found[1]) or found[0], html)
