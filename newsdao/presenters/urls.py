"""The one maker of addresses: templates, feeds, sitemaps and jobs all ask here (after datasette)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol
from urllib.parse import quote, urlsplit

from newsdao.content.site import Link

FeedFormat = Literal["rss", "atom", "json"]
FEED_FILES: dict[FeedFormat, str] = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}

# RFC 3986 pchar and "/", less what a template or a shell would trip over.
_PATH_SAFE = "/:@!$&'()*+,;=-._~"


class HasPermalink(Protocol):
    @property
    def permalink(self) -> str: ...


class TermLike(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def slug(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Urls:
    """Every method returns a path as a browser takes it: base path first, percent-encoded; `absolute` adds the origin.

    site_url: origin and base path without a trailing slash, e.g. "https://newsdao.kr" or "https://a.kr/blog".
    """

    site_url: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.site_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def base_path(self) -> str:
        return urlsplit(self.site_url).path.rstrip("/")

    def path(self, path: str) -> str:
        """A path of this site ("/뉴스/a b/", unencoded) as it stands in an href."""
        return self.base_path + quote(path, safe=_PATH_SAFE)

    def absolute(self, path: str) -> str:
        """The full address of what another method of this class returned; an absolute URL stays as it is."""
        return path if "://" in path else self.origin + path

    def home(self) -> str:
        return self.path("/")

    def article(self, article: HasPermalink) -> str:
        return self.path(article.permalink)

    def link(self, link: Link) -> str:
        """Where a link of masthead or footer leads: on this site, or elsewhere as it is written."""
        if not link.is_own:
            return quote(link.url, safe=f"{_PATH_SAFE}?#[]%")
        return self.path(link.url) + (f"#{link.fragment}" if link.fragment else "")

    def term(self, term: TermLike, before: int | None = None) -> str:
        """A category, tag or author page; before: the id of the article the page starts after."""
        page = self.path(f"/{term.kind}/{term.slug}/")
        return page if before is None else f"{page}?before={before}"

    def latest(self, before: int | None = None) -> str:
        """All articles, newest first."""
        page = self.path("/latest/")
        return page if before is None else f"{page}?before={before}"

    def archive(self, day: date | None = None) -> str:
        return self.path("/archive/" if day is None else f"/archive/{day:%Y/%m/%d}/")

    def archive_year(self, year: int) -> str:
        return self.path(f"/archive/{year:04d}/")

    def archive_month(self, year: int, month: int) -> str:
        return self.path(f"/archive/{year:04d}/{month:02d}/")

    def tags(self, letter: str = "") -> str:
        """All tags; letter: those of one initial (a key of presenters.tag_index)."""
        return self.path(f"/tags/by/{letter}/" if letter else "/tags/")

    def feeds(self) -> str:
        return self.path("/feeds/")

    def feed(self, feed_format: FeedFormat, term: TermLike | None = None) -> str:
        file = FEED_FILES[feed_format]
        return self.path(f"/{file}" if term is None else f"/{term.kind}/{term.slug}/{file}")

    def feed_archive(self, day: date, part: int, feed_format: FeedFormat, term: TermLike | None = None) -> str:
        """A page of a feed's archive (RFC 5005): the `part`-th (from 1) of the stories of a day, oldest first."""
        place = "" if term is None else f"/{term.kind}/{term.slug}"
        return self.path(f"{place}/feeds/{day.isoformat()}-{part}/{FEED_FILES[feed_format]}")

    def full_feed(self) -> str:
        """The feed for Naver: RSS with the whole text as <description>."""
        return self.path("/rss/full.xml")

    def opml(self) -> str:
        return self.path("/feeds.opml")

    def hub(self) -> str:
        return self.path("/hub")

    def indexnow_key(self, key: str) -> str:
        return self.path(f"/{key}.txt")

    def card(self, name: str, version: str, shape: str = "") -> str:
        """A drawn preview picture. name: an article's id, or "site". shape: "16x9", "4x3", "1x1"; "" is 1200×630."""
        return self.path(f"/og/{name}-{version}{f'-{shape}' if shape else ''}.jpg")

    def rendition(self, number: int, version: str, width: int, kind: str) -> str:
        """A picture of the site's own, by its id in the store, in a width (pixels) and a format ("avif")."""
        return self.path(f"/img/{number}-{version}-{width}.{kind}")

    def sitemap_index(self) -> str:
        return self.path("/sitemap.xml")

    def sitemap_month(self, year: int, month: int, part: int) -> str:
        """part: 1-based; a month of more than 5,000 articles has several."""
        return self.path(f"/sitemaps/{year:04d}-{month:02d}-{part}.xml")

    def sitemap_pages(self) -> str:
        return self.path("/sitemaps/pages.xml")

    def news_sitemap(self) -> str:
        return self.path("/news-sitemap.xml")

    def manifest(self) -> str:
        return self.path("/site.webmanifest")

    def live(self) -> str:
        """What is new, for open pages."""
        return self.path("/live.json")

    def worker(self) -> str:
        """The service worker: at the root of the site, since it serves no address above its own."""
        return self.path("/sw.js")

    def offline(self) -> str:
        """What is shown where there is neither a network nor a copy."""
        return self.path("/offline.html")

    def static(self, name: str, version: str = "") -> str:
        """A file of static/; the version, a digest of its bytes, lets it be cached for ever."""
        return self.path(f"/static/{name}") + (f"?v={version}" if version else "")

    def media(self, src: str) -> str:
        """A picture's address: a path of the site's media, or an absolute URL unchanged."""
        return src if "://" in src else self.path(src)
