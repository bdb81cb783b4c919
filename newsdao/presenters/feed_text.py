"""What every feed says of an article, whatever its format: identity, summary, dates, absolute addresses, clean text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from typing import Protocol
from urllib.parse import quote, urljoin
from zoneinfo import ZoneInfo

from newsdao.content.characters import fit
from newsdao.content.post import Publishable, Readable, Term
from newsdao.content.site import Site
from newsdao.presenters.updates import whole_html
from newsdao.presenters.urls import Urls

# Naver reads feeds below 10 MB and slow answers count as none; ours stay below 2 MB. Three hundred summaries take up
# to a third of that, the whole texts may take the rest.
_TEXTS_BYTES = 1_300_000
# Sanitised HTML escapes "<" and ">" in text and attributes, and quotes every attribute: a tag is no more than this.
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ADDRESS = re.compile(r'(?P<name>\s(?:href|src|poster|cite)=)"(?P<address>[^"]*)"')
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# RFC 3986's characters of a path and a query, and "%" where it encodes already.
_URL_SAFE = "%/:?@!$&'()*+,;=-._~"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class HasFeedId(Protocol):
    @property
    def feed_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs, and the absolute address of their page."""

    name: str
    url: str


def clean(text: str) -> str:
    """Text that XML 1.0 and every feed reader take: NFC, LF line ends, no control, no lone surrogate."""
    return fit(text)


def entry_title(article: Publishable) -> str:
    """One line; the address where nothing of the title can be shown, since an entry must have one."""
    return " ".join(clean(article.title).split()) or clean(article.permalink)


def entry_id(article: HasFeedId, urls: Urls) -> str:
    """The entry's identity in every feed: Jekyll's or an older site's, so that subscribers see nothing twice."""
    if article.feed_id.startswith("/"):
        return urls.absolute(urls.path(article.feed_id))
    return clean(article.feed_id)


def summary(article: Publishable) -> str:
    """The full clean lead: feature_text, else the excerpt, the description, the first paragraph."""
    ladder = (article.feature_text, article.excerpt, article.description, article.lead)
    return next((said for text in ladder if (said := clean(text).strip())), "")


def bylines(article: Publishable, site: Site, urls: Urls) -> list[Byline]:
    """Who signs the article: its authors, or else the newsroom, whose page is the home page."""
    named = [(clean(author.name).strip(), author) for author in article.authors]
    signed = [Byline(name, author.url or urls.absolute(urls.term(author))) for name, author in named if name]
    return signed or [newsroom(site, urls)]


def newsroom(site: Site, urls: Urls) -> Byline:
    """Who signs an article that names nobody, and the feed itself."""
    name = clean(site.author.name).strip() or clean(site.name).strip() or urls.origin
    return Byline(name, site.author.url or urls.absolute(urls.home()))


def labels(article: Publishable) -> list[str]:
    """The names of its categories and tags, each once."""
    terms: Iterable[Term] = (*article.categories, *article.tags)
    return list(dict.fromkeys(name for term in terms if (name := clean(term.name).strip())))


def local(moment: datetime, timezone: ZoneInfo) -> datetime:
    """The moment on the site's clock, whole seconds: the same content must give the same bytes."""
    return moment.astimezone(timezone).replace(microsecond=0)


def picture_address(src: str, urls: Urls) -> str:
    """The absolute address of a picture, percent-encoded also where the author wrote a foreign one in Hangul."""
    address = urls.absolute(urls.media(clean(src))).partition("#")[0]
    return quote(_LONE_PERCENT.sub("%25", address), safe=_URL_SAFE)


def full_texts(articles: Sequence[Readable], site: Site, urls: Urls, full: int) -> list[str]:
    """For each article its whole text, addresses absolute; "" beyond the first `full` and where the file would burst.

    A text that doesn't fit is left out alone: one endless list of results takes no other story's text away.
    """
    texts, room = [""] * len(articles), _TEXTS_BYTES
    for place, article in enumerate(articles[:full]):
        body = absolute_html(whole_html(article, site.timezone), article, urls)
        size = len(escape(body).encode())  # as Atom carries it, the largest of the three forms
        if size <= room:
            texts[place], room = body, room - size
    return texts


def absolute_html(body: str, article: Publishable, urls: Urls) -> str:
    """The body with every address absolute: a feed reader has no page to resolve them against.

    body: sanitised, so its form is known and the rest of it stays as it is, byte for byte.
    """
    page = urls.absolute(urls.article(article))

    def mended(attribute: re.Match[str]) -> str:
        address = unescape(attribute["address"])
        if _SCHEME.match(address):
            return attribute[0]
        return f'{attribute["name"]}"{escape(_absolute(address, page, urls))}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(mended, tag[0]), clean(body)).strip()


def _absolute(address: str, page: str, urls: Urls) -> str:
    if address.startswith("//"):
        return f"https:{address}"
    if address.startswith("/"):
        return urls.origin + address
    return urljoin(page, address)
