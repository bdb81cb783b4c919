"""Jekyll 4.3's addresses: permalink styles, `:token` patterns, and the ids its feeds give entries.

An address here is a path as people read it ("/정치/2024/07/01/362/"): NFC, not percent-encoded. A "#" or "?" in it is
a character of a category's name, which `presenters.urls` encodes as any other.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from newsdao.content.characters import fit
from newsdao.content.slugs import slugify

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
MAX_SEGMENT = 255  # bytes; no file system holds a longer name, so no Jekyll site had a longer address
MAX_LENGTH = 1000

_TOKEN = re.compile(r":([a-z_]+)")
_SLASHES = re.compile(r"/{2,}")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class UrlParts:
    """What an address is made of. local: on the site's clock. basename, inner: as in PostPath; of a page, inner is its
    folder. collection: the collection's name.
    """

    local: datetime
    slug: str
    basename: str
    inner: str
    categories: Sequence[str]
    collection: str = "posts"


_VALUES: dict[str, Callable[[UrlParts], str]] = {
    "categories": lambda parts: "/".join(dict.fromkeys(name.lower() for name in parts.categories)),
    "slugified_categories": lambda parts: "/".join(dict.fromkeys(slugify(name) for name in parts.categories)),
    "title": lambda parts: slugify(parts.slug, "pretty", is_cased=True),
    "slug": lambda parts: slugify(parts.slug),
    "name": lambda parts: slugify(parts.basename),
    "basename": lambda parts: parts.basename,
    "path": lambda parts: parts.inner,
    "collection": lambda parts: parts.collection,
    "output_ext": lambda _: ".html",
    "year": lambda parts: f"{parts.local.year:04d}",
    "short_year": lambda parts: f"{parts.local.year % 100:02d}",
    "month": lambda parts: f"{parts.local.month:02d}",
    "i_month": lambda parts: str(parts.local.month),
    "short_month": lambda parts: _MONTHS[parts.local.month - 1][:3],
    "long_month": lambda parts: _MONTHS[parts.local.month - 1],
    "day": lambda parts: f"{parts.local.day:02d}",
    "i_day": lambda parts: str(parts.local.day),
    "y_day": lambda parts: f"{parts.local.timetuple().tm_yday:03d}",
    "w_year": lambda parts: f"{parts.local.isocalendar().year:04d}",
    "week": lambda parts: f"{parts.local.isocalendar().week:02d}",
    "w_day": lambda parts: str(parts.local.isoweekday()),
    "short_day": lambda parts: _DAYS[parts.local.weekday()][:3],
    "long_day": lambda parts: _DAYS[parts.local.weekday()],
    "hour": lambda parts: f"{parts.local.hour:02d}",
    "minute": lambda parts: f"{parts.local.minute:02d}",
    "second": lambda parts: f"{parts.local.second:02d}",
}


def expand(template: str, parts: UrlParts) -> str:
    """The address that a pattern ("/:categories/:title/", or a plain permalink) gives a post. Unknown tokens stay."""
    template = re.split(r"[?#]", template, maxsplit=1)[0]

    def value(match: re.Match[str]) -> str:
        token = match[1]
        # "/:month_:day": the "_" belongs to the pattern, not to the token.
        name = token if token in _VALUES else token.removesuffix("_")
        return _VALUES[name](parts) + token[len(name) :] if name in _VALUES else match[0]

    pieces = _TOKEN.split(template)
    if len(pieces) == 1:
        return as_path(decoded(template))
    literal = [decoded(piece) for piece in pieces[::2]]
    values = [_TOKEN.sub(value, f":{token}") for token in pieces[1::2]]
    return as_path("".join(one for pair in zip(literal, [*values, ""], strict=True) for one in pair))


def unknown_tokens(template: str) -> list[str]:
    """The `:tokens` of a pattern that Jekyll doesn't know; its build would stop at them."""
    tokens = _TOKEN.findall(template)
    return [token for token in tokens if token not in _VALUES and token.removesuffix("_") not in _VALUES]


def as_path(text: str) -> str:
    """A text as a path of this site, cleaned as Jekyll cleans it: one "/" first, none doubled, no dot segments."""
    path = fit(text).replace("\\", "/").replace("\n", "").replace("\t", "").strip()
    path = f"/{path}".replace("..", "/").replace("./", "")
    segments = [segment for segment in _SLASHES.sub("/", path).split("/") if segment not in {"", ".", ".."}]
    slash = "/" if path.endswith("/") and segments else ""
    return unicodedata.normalize("NFC", "/" + "/".join(segments) + slash)


def is_too_long(path: str) -> bool:
    return len(path.encode()) > MAX_LENGTH or any(len(part.encode()) > MAX_SEGMENT for part in path.split("/"))


def feed_id(permalink: str, slug: str) -> str:
    """Jekyll's Document#id, which its feeds use for ever: the address's folder and the slug."""
    folder = permalink.rstrip("/").rpartition("/")[0]
    return f"{folder}/{slug.strip('/')}"


def decoded(text: str) -> str:
    """Percent-escapes read, where they are UTF-8: authors write addresses as their browser shows them."""
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text
