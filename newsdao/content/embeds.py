"""What posts embed from elsewhere, turned into a link of our own: a reader's browser asks nobody else for anything."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from newsdao.content.fragment import (
    INLINE,
    Element,
    SubElement,
    add_text_before,
    ancestors,
    drop,
    elements,
    new_element,
    replace,
    text_of,
)
from newsdao.content.manuscript import Manuscript
from newsdao.content.sanitize import FOREIGN


@dataclass(frozen=True, slots=True)
class Provider:
    """slug: the part of the class after "embed-". pattern: over host and path. page: the address a person opens."""

    slug: str
    name: str
    pattern: re.Pattern[str]
    page: str


PROVIDERS = (
    Provider(
        "youtube",
        "YouTube",
        re.compile(
            r"(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts|live)|youtu\.be)/(?!videoseries)([\w-]{6,})"
        ),
        "https://www.youtube.com/watch?v={}",
    ),
    Provider("vimeo", "Vimeo", re.compile(r"(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+)"), "https://vimeo.com/{}"),
    Provider("navertv", "네이버TV", re.compile(r"tv\.naver\.com/(?:embed|v)/(\d+)"), "https://tv.naver.com/v/{}"),
    Provider(
        "kakaotv",
        "카카오TV",
        re.compile(r"(?:play-)?tv\.kakao\.com/(?:.*/)?(?:cliplink|v)/(\d+)"),
        "https://tv.kakao.com/v/{}",
    ),
    Provider(
        "kakaomap", "카카오맵", re.compile(r"((?:map\.kakao\.com|kko\.to|place\.map\.kakao\.com)/.*)"), "https://{}"
    ),
    Provider(
        "x", "X", re.compile(r"(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w+/status(?:es)?/\d+)"), "https://x.com/{}"
    ),
    Provider(
        "instagram",
        "Instagram",
        re.compile(r"(?:www\.)?instagram\.com/((?:p|reel|tv)/[\w-]+)"),
        "https://www.instagram.com/{}/",
    ),
)
_QUOTED = {"twitter-tweet": "x", "twitter-video": "x", "instagram-media": "instagram"}
_SAYS_NOTHING = re.compile(r"(?:youtube|vimeo)( video)?( player)?", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^<>]*>", re.IGNORECASE)
_WIDGETS = re.compile(
    r"platform\.(?:twitter|x)\.com|instagram\.com/embed|roughmap|googlesyndication|adsbygoogle|ld\+json"
)
_FRAMES = frozenset({"x-iframe", "embed", "object"})


def page_of(url: str) -> tuple[Provider | None, str]:
    """Who stands behind an embedded address, and the address of its page for people ("" when it isn't the web's)."""
    parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None, ""
    playlist = parse_qs(parts.query).get("list", [""])[0]
    if "youtube" in parts.hostname and parts.path.endswith("/videoseries") and re.fullmatch(r"[\w-]+", playlist):
        return PROVIDERS[0], f"https://www.youtube.com/playlist?list={playlist}"
    place = parts.hostname + parts.path + (f"?{parts.query}" if parts.query else "")
    for provider in PROVIDERS:
        if found := provider.pattern.match(place):
            return provider, provider.page.format(found[1])
    return None, parts.geturl()


def replace_embeds(root: Element, manuscript: Manuscript) -> None:
    """Frames, players and quoted posts become figures that hold a link; what can't be named is told to the author."""
    _tell_of_scripts(manuscript)
    for frame in elements(root, *FOREIGN):
        if frame.tag in _FRAMES:
            _replace_frame(frame, manuscript)
        elif frame.tag != "source":
            _replace_player(frame, manuscript)
    for quote in elements(root, "blockquote"):
        _frame_quote(quote)
    for stray in elements(root, "source"):
        drop(stray)


def _tell_of_scripts(manuscript: Manuscript) -> None:
    scripts = (tag[0] for tag in _SCRIPT.finditer(manuscript.source))
    lost = next((tag for tag in scripts if not _WIDGETS.search(tag)), "")
    if lost:
        manuscript.tell(
            "lost", "a script in the post does not run", "say in words, or by a link, what it showed", near=lost
        )


def _replace_frame(frame: Element, manuscript: Manuscript) -> None:
    source = (frame.get("src") or frame.get("data") or "").strip()
    provider, page = page_of(source)
    title = frame.get("title") or ""
    if not page:
        manuscript.tell("lost", "an embedded frame without a web address was left out", near=source or "<iframe")
        _release(frame)
        return
    if provider is None:
        manuscript.tell("note", f"an embedded page is shown as a link: {page}", near=source)
    _stand_outside(frame, _figure(provider, page, title))
    _release(frame)


def _replace_player(player: Element, manuscript: Manuscript) -> None:
    sources = [player, *player.iter("source")]
    source = next((src for element in sources if (src := (element.get("src") or "").strip())), "")
    if not source or source.startswith("data:"):
        manuscript.tell("lost", f"a {player.tag} without an address was left out", near=f"<{player.tag}")
        _release(player)
        return
    manuscript.tell("note", f"a {player.tag} is shown as a link: {source}", near=source)
    _stand_outside(player, _figure(None, source, player.get("title") or source.rsplit("/", 1)[-1]))
    _release(player)


def _figure(provider: Provider | None, page: str, title: str) -> Element:
    """<figure class="embed"><a class="embed-link embed-youtube" href="…" rel="noopener">YouTube: title</a></figure>"""
    name = provider.name if provider else (urlsplit(page).hostname or "")
    says_more = bool(title.strip()) and not _SAYS_NOTHING.fullmatch(title.strip())
    figure = new_element("figure", {"class": "embed"})
    link = SubElement(figure, "a", {"class": f"embed-link embed-{provider.slug if provider else 'page'}"})
    link.set("href", page)
    link.set("rel", "noopener")
    link.text = ": ".join(part for part in (name, title.strip() if says_more else "") if part)
    return figure


def _frame_quote(quote: Element) -> None:
    """A quoted post keeps its words and loses its script; the figure's link leads to the post itself."""
    classes = set((quote.get("class") or "").split())
    slug = next((_QUOTED[name] for name in classes & _QUOTED.keys()), "")
    addresses = [quote.get("data-instgrm-permalink") or "", *(a.get("href") or "" for a in quote.iter("a"))]
    pages = (page_of(address) for address in reversed(addresses) if slug)
    known = next(((who, page) for who, page in pages if who is not None and who.slug == slug), None)
    if known is None:
        return
    figure = _figure(*known, title="")
    tail, quote.tail = quote.tail, None
    replace(quote, figure)
    figure.tail = tail
    if text_of(quote):
        figure.insert(0, quote)


def _stand_outside(element: Element, figure: Element) -> None:
    """Puts the figure after the paragraph the element stands in: a paragraph can't hold one."""
    host = element
    for parent in ancestors(element):
        if parent.tag not in INLINE and parent.tag != "p":
            break
        host = parent
    figure.tail, host.tail = host.tail, None
    host.addnext(figure)


def _release(element: Element) -> None:
    """Drops the element itself; the words inside, meant for browsers without frames, aren't the article's."""
    add_text_before(element, " ")
    drop(element)
