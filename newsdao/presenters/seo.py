"""What a page says of itself to search engines and link previews: title, description, robots, OpenGraph, feeds.

Sources: Google Search Central, Naver Search Advisor, ogp.me, developer.x.com. One rule above them: OpenGraph comes from
feature_text and the article's picture.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from newsdao.content import summary
from newsdao.content.post import Picture, Publishable, Term
from newsdao.content.site import Site
from newsdao.presenters.feed_text import clean
from newsdao.presenters.urls import FeedFormat, TermLike, Urls

Words = Callable[..., str]
Properties = tuple[tuple[str, str], ...]

# Naver cuts a description at 80 characters; previews show about 300 of og:description.
META_LIMIT = 80
PREVIEW_LIMIT = 300
# Below this a preview shows no picture at all (Facebook's floor; Naver asks for 150).
USABLE_FROM = 200
# From here X and Facebook show the large card.
LARGE_FROM = (600, 315)

INDEX = "index,follow,max-image-preview:large,max-snippet:-1,max-video-preview:-1"
NOINDEX = "noindex,follow"

_TERRITORIES = {"ko": "KR", "en": "US", "fa": "IR", "ja": "JP", "zh": "CN", "ar": "AR", "de": "DE", "fr": "FR"}
_FEED_TYPES: dict[FeedFormat, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


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
    lang: str = field(default="ko")


def article_meta(article: Publishable, site: Site, urls: Urls, words: Words) -> PageMeta:
    """The head of an article, stored or not yet."""
    canonical = article.canonical_url or urls.absolute(urls.article(article))
    picture = preview_picture(article, site)
    shown = {
        "og:type": "article",
        "og:title": clean(article.title),
        "og:description": preview_description(article) or clean(article.title),
        "og:url": canonical,
    }
    section = article.section
    return PageMeta(
        title=_titled(article.title, site),
        description=meta_description(article),
        canonical=canonical,
        robots=INDEX if article.is_indexable else NOINDEX,
        og=(*_basic(shown, article.lang, site), *_pictured(picture, article.title, urls), *_about(article, site, urls)),
        twitter=_card(picture, article.title, site),
        alternates=_alternates(site, urls, words, section),
        lang=article.lang or site.lang,
    )


def home_meta(site: Site, urls: Urls, words: Words) -> PageMeta:
    description = summary.whole_sentences(clean(site.description), META_LIMIT) if site.description else ""
    meta = _page(site.name, urls.home(), site, urls, words, description=description, titled=False)
    names = {"google": "google-site-verification", "naver": "naver-site-verification", "bing": "msvalidate.01"}
    given = tuple((names[engine], token) for engine, token in site.verifications.items() if engine in names)
    return _with(meta, verification=given)


def term_meta(term: Term, site: Site, urls: Urls, words: Words, before: int | None = None) -> PageMeta:
    """A category, tag or author page. An older page stands for itself, never for the first."""
    title = words(f"title.{term.kind}", name=term.name)
    description = words(f"description.{term.kind}", name=term.name, site=site.name)
    path = urls.term(term, before)
    return _page(title, path, site, urls, words, description=description, term=term)


def listing_meta(title: str, path: str, site: Site, urls: Urls, words: Words) -> PageMeta:
    """A page that lists: all articles, a day, the feeds. path: as Urls gives it."""
    description = words("description.listing", title=title, site=site.name)
    return _page(title, path, site, urls, words, description=description)


def error_meta(title: str, site: Site, urls: Urls, words: Words) -> PageMeta:
    return _with(_page(title, urls.home(), site, urls, words, description=""), robots="noindex", og=(), twitter=())


def meta_description(article: Publishable) -> str:
    """description → excerpt → first paragraph: whole sentences up to 80 characters, never the title again."""
    title = clean(article.title).strip()
    for source in (article.description, article.excerpt, article.lead, article.feature_text):
        text = summary.whole_sentences(clean(source), META_LIMIT) if source else ""
        if text and text != title:
            return text
    return ""


def preview_description(article: Publishable) -> str:
    """og:description: feature_text first, whole sentences up to 300 characters; all of it when shorter."""
    source = article.feature_text or article.excerpt or article.description or article.lead
    return summary.whole_sentences(clean(source), PREVIEW_LIMIT) if source else ""


def preview_picture(article: Publishable, site: Site) -> Picture | None:
    """The article's own picture when a preview can show it, else the site's."""
    picture = article.picture
    return picture if picture is not None and is_usable(picture) else site.social_picture


def is_usable(picture: Picture) -> bool:
    """Whether previews can show it: of a kind they read, and not known to be too small. Remote sizes are unknown."""
    if picture.type == "image/svg+xml":
        return False
    if picture.is_own:
        return bool(picture.width and picture.height) and min(picture.width or 0, picture.height or 0) >= USABLE_FROM
    return True


def _page(
    title: str, path: str, site: Site, urls: Urls, words: Words, *,
    description: str, term: TermLike | None = None, titled: bool = True,
) -> PageMeta:  # fmt: skip
    canonical = urls.absolute(path)
    shown = {"og:type": "website", "og:title": clean(title), "og:url": canonical}
    if description:
        shown["og:description"] = clean(description)
    return PageMeta(
        title=_titled(title, site) if titled else clean(title),
        description=clean(description),
        canonical=canonical,
        og=(*_basic(shown, site.lang, site), *_pictured(site.social_picture, site.name, urls)),
        twitter=_card(site.social_picture, site.name, site),
        alternates=_alternates(site, urls, words, term),
        lang=site.lang,
    )


def _with(meta: PageMeta, **changes: object) -> PageMeta:
    values = {name: getattr(meta, name) for name in PageMeta.__slots__}
    return PageMeta(**(values | changes))


def _titled(title: str, site: Site) -> str:
    return f"{clean(title)} | {clean(site.name)}"


def _basic(shown: dict[str, str], lang: str, site: Site) -> Properties:
    return (*shown.items(), ("og:site_name", clean(site.name)), ("og:locale", _locale(lang or site.lang)))


def _locale(lang: str) -> str:
    """OpenGraph's language_TERRITORY: ko → ko_KR, en-GB → en_GB."""
    language, _, territory = lang.partition("-")
    return f"{language.lower()}_{territory.upper() or _TERRITORIES.get(language.lower(), language.upper())}"


def _pictured(picture: Picture | None, alt: str, urls: Urls) -> Properties:
    if picture is None:
        return ()
    found = [("og:image", urls.absolute(urls.media(picture.src)))]
    if picture.type:
        found.append(("og:image:type", picture.type))
    if picture.width and picture.height:
        found += [("og:image:width", str(picture.width)), ("og:image:height", str(picture.height))]
    return (*found, ("og:image:alt", clean(picture.alt or alt)))


def _about(article: Publishable, site: Site, urls: Urls) -> Properties:
    found = [
        ("article:published_time", iso(article.published_at, site.timezone)),
        ("article:modified_time", iso(article.updated_at, site.timezone)),
    ]
    if article.section is not None:
        found.append(("article:section", clean(article.section.name)))
    found += [("article:tag", clean(tag.name)) for tag in article.tags]
    found += [("article:author", author.url or urls.absolute(urls.term(author))) for author in article.authors]
    return tuple(found)


def _card(picture: Picture | None, alt: str, site: Site) -> Properties:
    """X reads OpenGraph for the rest; only the kind of card has no other source."""
    is_small = picture is None or (
        picture.width is not None
        and picture.height is not None
        and (picture.width < LARGE_FROM[0] or picture.height < LARGE_FROM[1])
    )
    found = [("twitter:card", "summary" if is_small else "summary_large_image")]
    if site.twitter:
        found.append(("twitter:site", f"@{site.twitter.lstrip('@')}"))
    if picture is not None:
        found.append(("twitter:image:alt", clean(picture.alt or alt)))
    return tuple(found)


def _alternates(site: Site, urls: Urls, words: Words, term: TermLike | None) -> tuple[Alternate, ...]:
    """The site's feeds on every page; first a term's own on its page, and a section's on its articles'."""
    found = []
    subjects: Sequence[tuple[str, TermLike | None]] = [(site.name, None)]
    if term is not None:
        subjects = [(f"{getattr(term, 'name', term.slug)} · {site.name}", term), *subjects]
    for name, subject in subjects:
        for feed_format, feed_type in _FEED_TYPES.items():
            href = urls.absolute(urls.feed(feed_format, subject))
            found.append(Alternate(feed_type, clean(words(f"feed.{feed_format}", name=name)), href))
    return tuple(found)


def iso(moment: datetime, timezone: ZoneInfo) -> str:
    """ISO 8601 with the site's offset; without one Google takes its crawler's own zone."""
    return moment.astimezone(timezone).replace(microsecond=0).isoformat()
