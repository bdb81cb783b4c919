"""Players of other houses, offered beside the link to their page: nobody hears of a reader before the reader asks.

A stored body holds `<figure class="embed"><a class="embed-link embed-youtube" href="…" …>`; the page's own figure says
beside it where the player is. Without script the link remains, and nothing else.
"""

import re
from html import escape, unescape

from newsdao.content.embeds import PROVIDERS
from newsdao.presenters.times import Words

# A link's class → the page's address, and the player's that goes with it: the form that tracks least, which begins by
# itself since it was asked to. Posts and maps have none: theirs run their owner's script to show a text.
_PLAYERS = (
    ("youtube", r"https://www\.youtube\.com/watch\?v=([\w-]+)", "https://www.youtube-nocookie.com/embed/{}?autoplay=1"),
    (
        "youtube", r"https://www\.youtube\.com/playlist\?list=([\w-]+)",
        "https://www.youtube-nocookie.com/embed/videoseries?list={}&autoplay=1",
    ),
    ("vimeo", r"https://vimeo\.com/(\d+)", "https://player.vimeo.com/video/{}?dnt=1&autoplay=1"),
    ("navertv", r"https://tv\.naver\.com/v/(\d+)", "https://tv.naver.com/embed/{}?autoPlay=true"),
    ("kakaotv", r"https://tv\.kakao\.com/v/(\d+)", "https://play-tv.kakao.com/embed/player/cliplink/{}?autoplay=1"),
)  # fmt: skip
# What the Content-Security-Policy lets a page frame, and nothing but this.
ORIGINS = tuple(dict.fromkeys("/".join(player.split("/")[:3]) for _slug, _page, player in _PLAYERS))
_COMPILED = [(slug, re.compile(page), player) for slug, page, player in _PLAYERS]
_NAMES = {one.slug: one.name for one in PROVIDERS}
_FIGURE = re.compile(
    r'<figure class="embed"><a class="embed-link embed-(?P<slug>[a-z]+)" href="(?P<page>[^"<>]*)"[^<>]*>'
    r"(?P<title>[^<>]*)</a>"
)


def with_players(html: str, words: Words) -> str:
    """A sanitised text whose embeds say where their player is (`data-player`), and in which words to offer it."""
    return _FIGURE.sub(lambda figure: _offered(figure, words), html) if 'class="embed"' in html else html


def _offered(figure: re.Match[str], words: Words) -> str:
    player = _player(figure["slug"], unescape(figure["page"]))
    if not player:
        return figure[0]
    name = _NAMES[figure["slug"]]
    said = {
        "player": player,
        "title": unescape(figure["title"]),
        "play": words("embed.play", name=name),
        "told": words("embed.told", name=name),
    }
    attributes = " ".join(f'data-{key}="{escape(value)}"' for key, value in said.items())
    return figure[0].replace('<figure class="embed"', f'<figure class="embed embed-player" {attributes}', 1)


def _player(slug: str, page: str) -> str:
    for known, pattern, player in _COMPILED:
        if known == slug and (found := pattern.fullmatch(page)):
            return player.format(found[1])
    return ""
