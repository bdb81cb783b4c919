"""The running site asked as a crawler asks it, in this process: robots.txt, sitemaps, feeds, and a sample of pages."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image
from sqlalchemy.orm import Session

from newsdao.adapters.media_files import FORMATS, shown_size
from newsdao.content.lint import served_feeds, served_sitemaps
from newsdao.content.lint.rule import Finding
from newsdao.content.lint.served import Ask
from newsdao.content.lint.served_pages import Pages
from newsdao.presenters.urls import Urls
from newsdao.services.checking import Checked
from newsdao.services.sync_report import Progress, silent
from newsdao.store import audit, redirects

PAGES = 200
_FEEDS = ("rss.xml", "atom.xml", "feed.xml", "feed.json")
_TERMS = 10


class SiteCheck:
    """origin: the site's, with its base path. pages: how many pages are looked at, of which a third are the newest."""

    def __init__(self, ask: Ask, origin: str, checked: Checked, now: datetime, pages: int = PAGES) -> None:
        self.ask = ask
        self.origin = origin
        self.checked = checked
        self.now = now
        self.most = pages
        self.pages = Pages("{0.scheme}://{0.netloc}".format(urlsplit(origin)), self._measure)
        self._sizes: dict[str, tuple[int, int] | None] = {}

    def run(self, session: Session, progress: Progress = silent) -> None:
        """Ask for everything, each once."""
        asked = self._sample(session)
        session.rollback()
        sitemaps = self._robots()
        found = self._sitemaps(sitemaps)
        feeds = [path for path in asked if path.endswith((".xml", ".json"))]
        pages = [path for path in asked if path not in feeds]
        for number, path in enumerate([*pages, *feeds], 1):
            if path in feeds:
                self._add(served_feeds.check(self.ask(path), self.now))
            else:
                self._add(self.pages.take(self.ask(path)))
                self.checked.pages += 1
            progress(number, len(asked) + len(found))
        for number, (address, sitemap) in enumerate(found.items(), len(asked) + 1):
            self._add(served_sitemaps.page(self.ask(address), sitemap))
            progress(number, len(asked) + len(found))
        self._add(self.pages.tell())

    def _sample(self, session: Session) -> list[str]:
        """Every kind of page, the feeds of all and of the largest terms, the newest stories, and others evenly."""
        urls = Urls(self.origin)
        shown = redirects.shown_terms(session, self.now)
        terms = [urls.term(one) for one in sorted(shown, key=lambda term: -term.article_count)[:_TERMS]]
        kinds = [urls.home(), urls.latest(), urls.archive(), urls.feeds(), *terms]
        feeds = [f"{base}{name}" for base in (urls.home(), *terms[:3]) for name in _FEEDS]
        stories = audit.sampled(session, self.now, max(0, self.most - len(kinds)))
        return [*dict.fromkeys([*kinds, *(urls.path(one) for one in stories), *feeds])]

    def _robots(self) -> list[str]:
        sitemaps, findings = served_sitemaps.robots(self.ask("/robots.txt"))
        self._add(findings)
        return sitemaps or [f"{self.origin}/sitemap.xml"]

    def _sitemaps(self, asked: Iterable[str]) -> dict[str, str]:
        """Addresses that the sitemaps name → the sitemap; a sample of each."""
        found: dict[str, str] = {}
        waiting, seen = list(asked), set()
        while waiting:
            if (address := waiting.pop(0)) in seen:
                continue
            seen.add(address)
            answer = self.ask(address)
            addresses, findings = served_sitemaps.locations(answer, self.origin)
            self._add(findings)
            if b"<sitemapindex" in answer.body[:500]:
                waiting += addresses
                continue
            if not findings and b"sitemap-news" in answer.body[:800]:
                self._add(served_sitemaps.news(answer, self.now))
            step = max(1, len(addresses) // max(1, self.most // 10))
            found |= dict.fromkeys(addresses[::step], answer.path)
        return dict(list(found.items())[: self.most])

    def _measure(self, address: str) -> tuple[int, int] | None:
        if address not in self._sizes:
            answer, size = self.ask(address), None
            if answer.status == 200:
                try:
                    with Image.open(BytesIO(answer.body), formats=FORMATS) as picture:
                        size = shown_size(picture)
                except (OSError, ValueError, Image.DecompressionBombError):
                    size = None
            self._sizes[address] = size
        return self._sizes[address]

    def _add(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.checked.add(finding)
