"""What a page says of itself to search engines: title, description, canonical, robots, feeds; and its link preview.

Sources: Google Search Central, Naver Search Advisor; for previews see opengraph.py.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from newsdao.content import robots_config, summary
from newsdao.content.characters import folded
from newsdao.content.post import Publishable, Term
from newsdao.content.robots_patterns import matches_any
from newsdao.content.site import Site
from newsdao.presenters import opengraph
from newsdao.presenters.cards import page_picture
from newsdao.presenters.feed_text import clean, entry_title
from newsdao.presenters.opengraph import Properties
from newsdao.presenters.urls import FeedFormat, TermLike, Urls

Words = Callable[..., str]

INDEX = "index,follow,max-image-preview:large,max-snippet:-1,max-video-preview:-1"
NOINDEX = "noindex,follow"

_FEED_TYPES: dict[FeedFormat, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
# Daum's token stands in robots.txt.
_VERIFICATIONS = {
    "google": "google-site-verification",
    "naver": "naver-site-verification",
    "bing": "msvalidate.01",
    "yandex": "yandex-verification",
    "baidu": "baidu-site-verification",
    "facebook": "facebook-domain-verification",
    "pinterest": "p:domain_verify",
}
# What may stand in an address as it is, "%" where the author has encoded already.
_URL_SAFE = "%/:?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class Alternate:
    """A feed that goes with a page."""

    type: str
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    """Everything a page's <head> says in words. canonical, href: absolute; og, twitter, verification: in order."""

    title: str
    description: str
    canonical: str
    robots: str = INDEX
    og: Properties = ()
    twitter: Properties = ()
    alternates: tuple[Alternate, ...] = ()
    verification: Properties = ()
    lang: str = "ko"


def article_meta(article: Publishable, site: Site, urls: Urls, words: Words) -> PageMeta:
    """The head of an article, stored or not yet."""
    elsewhere = quote(clean(article.canonical_url), safe=_URL_SAFE)
    canonical = elsewhere or urls.absolute(urls.article(article))
    preview = opengraph.article_preview(article, canonical, site, urls)
    return PageMeta(
        title=_titled(entry_title(article), site),
        description=meta_description(article),
        canonical=canonical,
        robots=_directives(article.permalink, site, is_indexable=article.is_indexable),
        og=preview.og,
        twitter=preview.twitter,
        alternates=_alternates(site, urls, words, article.section),
        lang=article.lang or site.lang,
    )


def text_page_meta(page: Publishable, site: Site, urls: Urls, words: Words) -> PageMeta:
    """The head of a page beside the stories: no article to anybody, so without dates."""
    elsewhere = quote(clean(page.canonical_url), safe=_URL_SAFE)
    canonical = elsewhere or urls.absolute(urls.article(page))
    title, about = entry_title(page), meta_description(page)
    preview = opengraph.page_preview(title, about, canonical, site, urls, page_picture(page, site))
    return PageMeta(
        title=_titled(title, site),
        description=about,
        canonical=canonical,
        robots=_directives(page.permalink, site, is_indexable=page.is_indexable),
        og=preview.og,
        twitter=preview.twitter,
        alternates=_alternates(site, urls, words, None),
        lang=page.lang or site.lang,
    )


def home_meta(site: Site, urls: Urls, words: Words) -> PageMeta:
    about = site.description or words("description.home", site=site.name)
    page = _page(site.name, urls.home(), about, site, urls, words)
    tokens = ((name, clean(site.verifications.get(engine, "")).strip()) for engine, name in _VERIFICATIONS.items())
    title = f"{_line(site.name)} | {_line(site.tagline)}" if site.tagline else _line(site.name)
    return replace(page, title=title, verification=tuple(pair for pair in tokens if pair[1]))


def term_meta(term: Term, site: Site, urls: Urls, words: Words, before: int | None = None) -> PageMeta:
    """A category, tag or author page. An older page stands for itself, never for the first."""
    title = words(f"title.{term.kind}", name=term.name)
    about = words(f"description.{term.kind}", name=term.name, site=site.name)
    return _page(title, urls.term(term, before), about, site, urls, words, term)


def listing_meta(title: str, path: str, site: Site, urls: Urls, words: Words, about: str = "") -> PageMeta:
    """A page that lists: all articles, a day, the feeds. path: as Urls gives it. about: the publisher's own words."""
    about = about or words("description.listing", title=title, site=site.name)
    return _page(title, path, about, site, urls, words)


def search_meta(title: str, site: Site, urls: Urls, words: Words) -> PageMeta:
    """Results are a page for one reader: no engine keeps them, and nothing of them is shared."""
    page = _page(title, urls.search(), "", site, urls, words)
    return replace(page, description=words("search.about", name=site.name), robots=NOINDEX, og=(), twitter=())


def listed_paths(terms: Iterable[TermLike], site: Site, urls: Urls) -> list[str]:
    """The site's own pages and the terms' that search engines are told of, as Urls gives them."""
    own, terms = [urls.home(), urls.latest(), urls.archive(), urls.feeds()], list(terms)
    own += [urls.tags()] if any(term.kind == "tag" for term in terms) else []
    paths = [(path, None) for path in own] + [(urls.term(term), term) for term in terms]
    return [path for path, term in paths if _may_be_listed(path, site, urls, term)]


def asks_not_to_be_found(path: str, site: Site) -> bool:
    """Of a file that is served as it lies. path: without base path."""
    return matches_any(site.robots.noindex, path) and not matches_any(site.robots.disallow, path)


def error_meta(title: str, site: Site, urls: Urls, words: Words) -> PageMeta:
    """What stands at no address of its own: not to be kept, and nothing to share."""
    return replace(_page(title, urls.home(), "", site, urls, words), robots="noindex", og=(), twitter=())


def meta_description(article: Publishable) -> str:
    """description → excerpt → first paragraph → feature_text: whole sentences up to 80 characters.

    Never the title again, which Naver marks down; "" when there is nothing else to say.
    """
    ladder = (article.description, article.excerpt, article.lead, article.feature_text)
    texts = (summary.whole_sentences(clean(text), summary.DESCRIPTION_LIMIT) for text in ladder)
    return next((text for text in texts if text and not _is_same(text, article.title)), "")


def _page(
    title: str, path: str, about: str, site: Site, urls: Urls, words: Words, term: Term | None = None
) -> PageMeta:  # fmt: skip
    """path: as Urls gives it; one with a cursor stands for itself, and tells by its title that it is not the first."""
    title, about, canonical = _line(title), _line(about), urls.absolute(path)
    if "?before=" in path:
        title = f"{title} · {words('stream.older')}"
    if _is_same(about, title):
        about = ""
    preview = opengraph.page_preview(title, about, canonical, site, urls)
    return PageMeta(
        title=_titled(title, site),
        description=summary.whole_sentences(about, summary.DESCRIPTION_LIMIT),
        canonical=canonical,
        robots=_directives(_below_base(path, urls), site, is_indexable=_may_be_listed(path, site, urls, term)),
        og=preview.og,
        twitter=preview.twitter,
        alternates=_alternates(site, urls, words, term),
        lang=site.lang,
    )


def _may_be_listed(path: str, site: Site, urls: Urls, term: TermLike | None) -> bool:
    """path: as Urls gives it."""
    hidden = site.robots.noindex_sections
    if term is not None and term.kind == "category" and term.slug in hidden:
        return False
    return robots_config.may_be_found(site.robots, _below_base(path, urls))


def _directives(path: str, site: Site, *, is_indexable: bool) -> str:
    """What a page asks of robots. One that they mustn't read asks nothing: nobody would hear it.

    path: without base path.
    """
    return INDEX if is_indexable or matches_any(site.robots.disallow, path) else NOINDEX


def _below_base(path: str, urls: Urls) -> str:
    return path.removeprefix(urls.base_path)


def _titled(title: str, site: Site) -> str:
    return f"{title} | {_line(site.name)}"


def _line(text: str) -> str:
    return folded(clean(text))


def _is_same(text: str, title: str) -> bool:
    """Whether both say the same; a full stop makes no difference."""
    return _line(text).rstrip(".!?…") == _line(title).rstrip(".!?…")


def _alternates(site: Site, urls: Urls, words: Words, term: Term | None) -> tuple[Alternate, ...]:
    """The site's feeds on every page; first a term's own on its page, and a section's on its articles'."""
    subjects: Sequence[tuple[str, Term | None]] = [(site.name, None)]
    if term is not None:
        subjects = [(words("feed.term", name=term.name, site=site.name), term), *subjects]
    return tuple(
        Alternate(
            feed_type,
            _line(words(f"feed.{feed_format}", name=name)),
            urls.absolute(urls.feed(feed_format, subject)),
        )
        for name, subject in subjects
        for feed_format, feed_type in _FEED_TYPES.items()
    )
