"""Which picture stands for a story wherever machines look, and the cards drawn where an author gave none.

A card's address holds a digest of everything it shows, so that it changes exactly when the picture does: KakaoTalk and
Facebook keep what they once saw at an address.
"""

import json
from hashlib import sha256

from newsdao.content.card_lines import shortened
from newsdao.content.cards import SIZES, USABLE_FROM, Card, Crop, Shape, crop, drawable
from newsdao.content.post import Picture, Publishable
from newsdao.content.site import Site
from newsdao.presenters import times
from newsdao.presenters.direction import direction
from newsdao.presenters.feed_text import entry_title
from newsdao.presenters.times import Words
from newsdao.presenters.urls import Urls

# Goes up with every change of what cards or crops look like.
STYLE = 1
# Google's three for an article's structured data.
GOOGLE_SHAPES: tuple[Shape, ...] = ("16x9", "4x3", "1x1")

_JPEG = "image/jpeg"
# Of what kind a picture must be to be cut.
_CUT = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"})
_PATHS = Urls("")  # Picture.src is a path without the base path


def article_picture(article: Publishable, site: Site) -> Picture | None:
    """What stands for the article: its own picture when previews can show it and the site wants it, else its card.

    A story not yet stored has no card: None when it has no picture either.
    """
    own = article.picture if has_usable_picture(article) else None
    if own is not None and (site.social_cards == "missing" or (site.social_cards == "shared" and not own.is_shared)):
        return own
    return card_picture(article, site) if article.id else own


def page_picture(page: Publishable, site: Site) -> Picture:
    """What stands for a page beside the stories: its own picture, or the site's."""
    return page.picture if page.picture is not None and has_usable_picture(page) else site_picture(site)


def site_picture(site: Site) -> Picture:
    """What stands for the site: the publisher's own social picture, or a card with its name."""
    if site.social_picture is not None:
        return site.social_picture
    src = _PATHS.card("site", site_version(site))
    return Picture(src, drawable(site.name), *SIZES[""], _JPEG)


def picture_srcs(article: Publishable, site: Site) -> tuple[str, ...]:
    """What an image sitemap says of the article."""
    picture = article_picture(article, site)
    return (picture.src,) if picture else ()


def has_usable_picture(article: Publishable) -> bool:
    """Whether previews can show it: of a kind they read, and large enough. Only foreign pictures may be unmeasured."""
    picture = article.picture
    if picture is None or picture.type == "image/svg+xml" or picture.src.partition("?")[0].lower().endswith(".svg"):
        return False
    if picture.width and picture.height:
        return min(picture.width, picture.height) >= USABLE_FROM
    return not picture.is_own


def card_picture(article: Publishable, site: Site, shape: Shape = "") -> Picture:
    src = _PATHS.card(str(article.id), card_version(article, site), shape)
    return Picture(src, entry_title(article), *SIZES[shape], _JPEG)


def shaped_pictures(article: Publishable, site: Site) -> dict[Shape, Picture]:
    """What stands for the article in Google's three shapes: cards laid out anew, or crops of its own picture.

    A shape that the picture has already is the picture itself; one that would be too small is left out.
    """
    picture = article_picture(article, site)
    if picture is None or is_card(picture):
        return {shape: card_picture(article, site, shape) for shape in GOOGLE_SHAPES} if picture else {}
    found = {shape: _cut(article, picture, shape) for shape in GOOGLE_SHAPES}
    return {shape: one for shape, one in found.items() if one is not None}


def is_card(picture: Picture) -> bool:
    return picture.is_own and picture.src.startswith("/og/") and picture.length is None


def crop_of(picture: Picture, shape: Shape) -> Crop | None:
    """How a picture of the site's own is cut; None when it isn't."""
    if not picture.is_own or picture.type not in _CUT or not picture.width or not picture.height:
        return None
    return crop(picture.width, picture.height, shape)


def _cut(article: Publishable, picture: Picture, shape: Shape) -> Picture | None:
    found = crop_of(picture, shape)
    if found is None:
        return None
    if (found.width, found.height) == (picture.width, picture.height):
        return picture
    if not article.id:
        return None
    src = _PATHS.card(str(article.id), crop_version(picture), shape)
    return Picture(src, picture.alt, found.width, found.height, _JPEG)


def card_of(article: Publishable, site: Site, words: Words) -> Card:
    """What the article's card shows. words: of the site's language."""
    title, name, section, lang = _shown(article, site)
    day = times.when(article.published_at, site.timezone, words, is_time_known=False)
    breaking = words("article.breaking") if article.is_breaking else ""
    return Card(title, name, section, drawable(day), breaking, lang, direction(lang) == "rtl")


def card_of_site(site: Site) -> Card:
    about = shortened(drawable(site.description))
    return Card(about, drawable(site.name), lang=site.lang, is_rtl=direction(site.lang) == "rtl", is_site=True)


def card_version(article: Publishable, site: Site) -> str:
    """Of all that `card_of` shows; the words follow from the site's language."""
    day = article.published_at.astimezone(site.timezone).date().isoformat()
    return _version(*_shown(article, site), day, site.lang, article.is_breaking)


def site_version(site: Site) -> str:
    card = card_of_site(site)
    return _version("site", card.title, card.name, site.lang)


def crop_version(picture: Picture) -> str:
    return _version("crop", picture.src, picture.width, picture.height, picture.length)


def _shown(article: Publishable, site: Site) -> tuple[str, str, str, str]:
    """Title, wordmark, section and language, as they are drawn."""
    title = shortened(drawable(entry_title(article)))
    section = shortened(drawable(article.section.name), 40) if article.section else ""
    return title, drawable(site.name), section, article.lang or site.lang


def _version(*facts: object) -> str:
    text = json.dumps([STYLE, *facts], ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
