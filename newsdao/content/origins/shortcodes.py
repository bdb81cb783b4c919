"""WordPress's shortcodes: those that stand for pictures, films and embedded pages become such; others are told of."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from newsdao.content.origins import media_html
from newsdao.content.origins.verbatim import spans
from newsdao.content.post import NoticeKind

MAX_TOLD = 20  # in one text
_TAG = re.compile(r"(\[?)\[(/?)([A-Za-z][\w-]{0,60})((?:[\s=/][^\[\]]{0,4000})?)\](\]?)", re.ASCII)
_END = re.compile(r"\[/([a-z][\w-]{0,60})\]", re.ASCII)
_ATTRIBUTE = re.compile(r"([\w-]{1,60})\s{0,9}=\s{0,9}(\"[^\"]*\"|'[^']*'|[^\s\"']+)|(\S+)")
_CAPTIONED = re.compile(r"\s*((?:<a\s[^<>]*>\s*)?<img\s[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_PLAYED = ("src", "mp4", "m4v", "webm", "ogv", "mov", "flv", "mp3", "m4a", "ogg", "wav", "flac", "url")

Attributes = Mapping[str, str]
# (kind, offset in the text, what, remedy)
Tell = Callable[[NoticeKind, int, str, str], None]


def _no_gallery(_: Attributes) -> str:
    return ""


@dataclass
class Shortcodes:
    """tell: called for each that nobody here knows. gallery: what `[gallery …]` shows, "" when that is lost."""

    tell: Tell
    gallery: Callable[[Attributes], str] = _no_gallery
    _told: int = 0
    _unknown: set[str] = field(default_factory=set)
    _last_end: dict[str, int] = field(default_factory=dict)  # where the last [/name] stands

    def expanded(self, text: str) -> str:
        return "".join(self._pieces(text)) if "[" in text else text

    def _ends_after(self, name: str, at: int) -> bool:
        return self._last_end.get(name, -1) >= at

    def _pieces(self, text: str) -> Iterator[str]:
        lower, at = text.lower(), 0
        self._last_end = {end[1]: end.start() for end in _END.finditer(lower)}
        code = [edge for start, end, _ in spans(text, "pre|code|script|style") for edge in (start, end)]
        for tag in _TAG.finditer(text):
            if tag.start() < at or bisect_right(code, tag.start()) % 2:
                continue
            shown, end = self._shown(tag, text, lower)
            if shown is not None:
                yield text[at : tag.start()] + shown
                at = end
        yield text[at:]

    def _shown(self, tag: re.Match[str], text: str, lower: str) -> tuple[str | None, int]:
        """What stands in its place, None when it is text, and where that ends."""
        before, closes, name, rest, after = tag.groups()
        name = name.lower()
        if before and after:
            return tag[0][1:-1], tag.end()  # [[escaped]]
        if closes:
            return (before + after, tag.end()) if name in self._unknown else (None, 0)
        show = _KNOWN.get(name)
        if show is None and name != "gallery":
            is_one = self._is_unknown(tag, name, text)
            return (before + after if is_one else None), tag.end()
        encloses = name in _KNOWN and not rest.rstrip().endswith("/") and self._ends_after(name, tag.end())
        end = lower.find(f"[/{name}]", tag.end()) if encloses else -1
        content = text[tag.end() : end] if end >= 0 else ""
        attributes = _attributes(rest)
        html = show(attributes, content) if show else self.gallery(attributes)
        if not html:
            self._tell("lost", tag, f"[{name}] names nothing that can be shown", "put its picture or address there")
        return f"{before}\n\n{html}\n\n{after}", (end + len(name) + 3 if end >= 0 else tag.end())

    def _is_unknown(self, tag: re.Match[str], name: str, text: str) -> bool:
        """Whether `[name …]` is a plugin's and not the author's own words, "[sic]". It is told of, where it may be."""
        is_marked = "=" in tag[4] or "_" in name or "-" in name
        if is_marked or name in self._unknown or self._ends_after(name, tag.end()):
            self._unknown.add(name)
            self._tell("lost", tag, f"[{name}] is a plugin's shortcode and was left out", "write out what it showed")
            return True
        around = text[max(0, tag.start() - 1) : tag.start()], text[tag.end() : tag.end() + 1]
        if not tag[4] and around[0] in {"", "\n", ">"} and around[1] in {"", "\n", "<"}:
            self._tell("note", tag, f"[{name}] may be a plugin's shortcode; it stands as text", "put it right by hand")
        return False

    def _tell(self, kind: NoticeKind, tag: re.Match[str], what: str, remedy: str) -> None:
        self._told += 1
        if self._told <= MAX_TOLD:
            self.tell(kind, tag.start(), what, remedy)


def _attributes(text: str) -> dict[str, str]:
    """By name; those without a name by their place among all, "0", "1"."""
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(unescape(text).replace("“", '"').replace("”", '"')):
        if one[1]:
            found.setdefault(one[1].lower(), one[2].strip("\"'"))
        else:
            found[str(len(found))] = one[3].strip("\"'").lstrip("=")
    return found


def _caption(attributes: Attributes, content: str) -> str:
    parts = _CAPTIONED.match(content)
    if parts is None:
        return content
    return media_html.figure(parts[1], attributes.get("caption") or parts[2], attributes.get("align", ""))


def _embed(attributes: Attributes, content: str) -> str:
    return media_html.embedded(content or _named(attributes))


def _youtube(attributes: Attributes, content: str) -> str:
    return media_html.youtube(content.strip() or _named(attributes))


def _vimeo(attributes: Attributes, content: str) -> str:
    video = content.strip() or _named(attributes)
    return media_html.embedded(f"https://vimeo.com/{video}" if video.isdecimal() else video)


def _video(attributes: Attributes, _content: str) -> str:
    url = _named(attributes)
    shown = media_html.embedded(url)
    return shown if "<iframe" in shown or not shown else media_html.film(url)


def _audio(attributes: Attributes, _content: str) -> str:
    url = _named(attributes)
    return media_html.sound(url) if media_html.embedded(url) else ""


def _named(attributes: Attributes) -> str:
    """The address or id that a shortcode is about."""
    return next((attributes[key] for key in (*_PLAYED, "id", "0") if attributes.get(key)), "")


_KNOWN: dict[str, Callable[[Attributes, str], str]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "embed": _embed,
    "youtube": _youtube,
    "vimeo": _vimeo,
    "video": _video,
    "audio": _audio,
    **dict.fromkeys(("tweet", "twitter", "instagram", "soundcloud", "kakaotv", "navertv"), _embed),
}
