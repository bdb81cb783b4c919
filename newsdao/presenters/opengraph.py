"""What link previews read: OpenGraph (ogp.me) and X's card (developer.x.com).

One rule above them: the words come from feature_text, the picture from the article.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from newsdao.content import summary
from newsdao.content.characters import folded
from newsdao.content.post import Picture, Publishable, Term
from newsdao.content.site import Site
from newsdao.presenters.cards import article_picture, site_picture
from newsdao.presenters.feed_text import clean, entry_title, local, picture_address
from newsdao.presenters.urls import Urls

Properties = tuple[tuple[str, str], ...]

# Previews show about 300 characters.
DESCRIPTION_LIMIT = 300
# From here Facebook and X show the large card.
LARGE_FROM = (600, 315)

# Where a language's usual territory isn't called as the language is (de_DE, fr_FR).
_TERRITORIES = {
    "bn": "BD", "bs": "BA", "ca": "ES", "cs": "CZ", "cy": "GB", "da": "DK", "el": "GR", "en": "US",
    "et": "EE", "eu": "ES", "fa": "IR", "ga": "IE", "gl": "ES", "he": "IL", "hi": "IN", "hy": "AM", "ja": "JP",
    "ka": "GE", "kk": "KZ", "km": "KH", "ko": "KR", "lo": "LA", "ms": "MY", "my": "MM", "nb": "NO", "ne": "NP",
    "sl": "SI", "sq": "AL", "sr": "RS", "sv": "SE", "ta": "IN", "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """og: og:* and article:* in order; twitter: what X finds nowhere in OpenGraph."""

    og: Properties
    twitter: Properties


def article_preview(article: Publishable, canonical: str, site: Site, urls: Urls) -> Preview:
    """canonical: absolute."""
    title = entry_title(article)
    picture = article_picture(article, site)
    shown = {
        "og:type": "article",
        "og:title": title,
        "og:description": preview_description(article) or title,
        "og:url": canonical,
    }
    of_site = _of_site(article.lang or site.lang, site)
    og = (*shown.items(), *of_site, *_pictured(picture, title, urls), *_about(article, site, urls))
    return Preview(og, _card(picture, title, site))


def page_preview(
    title: str, description: str, canonical: str, site: Site, urls: Urls, picture: Picture | None = None
) -> Preview:
    """Of any other page: its title, its description when it has one, its picture or else the site's."""
    picture = picture or site_picture(site)
    shown = {"og:type": "website", "og:title": title, "og:url": canonical}
    if description:
        shown["og:description"] = summary.whole_sentences(description, DESCRIPTION_LIMIT)
    og = (*shown.items(), *_of_site(site.lang, site), *_pictured(picture, site.name, urls))
    return Preview(og, _card(picture, site.name, site))


def preview_description(article: Publishable) -> str:
    """feature_text first, whole sentences up to 300 characters; all of it when shorter."""
    ladder = (article.feature_text, article.excerpt, article.description, article.lead)
    texts = (summary.whole_sentences(clean(text), DESCRIPTION_LIMIT) for text in ladder)
    return next(filter(None, texts), "")


def locale(lang: str) -> str:
    """A BCP 47 tag as OpenGraph's language_TERRITORY: ko → ko_KR, en-GB → en_GB, zh-Hant → zh_TW."""
    language, *rest = lang.lower().split("-")
    subtags = list(takewhile(lambda tag: len(tag) > 1, rest))  # a single letter begins an extension
    # Many write "ko-KO", which is nowhere.
    given = next((tag.upper() for tag in subtags if len(tag) == 2 and tag.isalpha() and tag != language), "")
    usual = "TW" if "hant" in subtags else _TERRITORIES.get(language, language.upper())
    return f"{language}_{given or usual}"


def _of_site(lang: str, site: Site) -> Properties:
    return ("og:site_name", folded(clean(site.name))), ("og:locale", locale(lang))


def _pictured(picture: Picture | None, alt: str, urls: Urls) -> Properties:
    if picture is None:
        return ()
    found = [("og:image", picture_address(picture.src, urls))]
    if picture.type:
        found.append(("og:image:type", picture.type))
    if picture.width and picture.height:
        found += [("og:image:width", str(picture.width)), ("og:image:height", str(picture.height))]
    return (*found, ("og:image:alt", _alt(picture, alt)))


def _about(article: Publishable, site: Site, urls: Urls) -> Properties:
    found = [
        ("article:published_time", local(article.published_at, site.timezone).isoformat()),
        ("article:modified_time", local(article.updated_at, site.timezone).isoformat()),
    ]
    found += [("article:section", name) for name in _names([article.section] if article.section else [])]
    found += [("article:tag", name) for name in _names(article.tags)]
    found += [("article:author", urls.absolute(urls.term(author))) for author in article.authors]
    return tuple(found)


def _card(picture: Picture | None, alt: str, site: Site) -> Properties:
    found = [("twitter:card", "summary_large_image" if picture and _is_large(picture) else "summary")]
    if handle := folded(clean(site.twitter)).lstrip("@"):
        found.append(("twitter:site", f"@{handle}"))
    if picture is not None:
        found.append(("twitter:image:alt", _alt(picture, alt)))
    return tuple(found)


def _is_large(picture: Picture) -> bool:
    """A foreign picture nobody measured gets the benefit of the doubt."""
    if not (picture.width and picture.height):
        return True
    return picture.width >= LARGE_FROM[0] and picture.height >= LARGE_FROM[1]


def _alt(picture: Picture, otherwise: str) -> str:
    return folded(clean(picture.alt)) or folded(clean(otherwise))


def _names(terms: Sequence[Term]) -> list[str]:
    return [name for term in terms if (name := folded(clean(term.name)))]
