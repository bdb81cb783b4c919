"""robots.txt (RFC 9309) and the web manifest."""

import json
from dataclasses import dataclass
from typing import Literal

from newsdao.content.characters import folded
from newsdao.content.site import Site
from newsdao.presenters import icons
from newsdao.presenters.direction import direction
from newsdao.presenters.feed_text import clean
from newsdao.presenters.urls import Urls

# Agents that collect text to train models on. Those that search, cite or fetch for a reader are never among them:
# facebookexternalhit, Applebot, OAI-SearchBot, PerplexityBot bring readers and link previews.
TRAINING_AGENTS = (
    "GPTBot",
    "ClaudeBot",
    "Google-Extended",
    "Applebot-Extended",
    "CCBot",
    "meta-externalagent",
    "Amazonbot",
    "Bytespider",
)
_DAUM = "#DaumWebMasterTool:"
_ICONS = (("icon-192.png", "192x192"), ("icon-512.png", "512x512"))
_PAPER = "#fcfbf8"  # --paper of the style sheet's light scheme

# Home screens show about twelve characters below an icon.
_SHORT_NAME = 12


@dataclass(frozen=True, slots=True)
class RobotsPolicy:
    """training: whether the articles may be collected to train models on. closed: paths no robot shall ask for."""

    training: Literal["refuse", "allow"] = "refuse"
    closed: tuple[str, ...] = ()


def robots_txt(site: Site, urls: Urls, *, policy: RobotsPolicy) -> str:
    """A robot obeys only the most specific group, so what is closed is repeated in each."""
    lines = []
    if token := site.verifications.get("daum"):
        # Also when the whole line was pasted.
        lines.append(_DAUM + "".join(clean(token).split()).removeprefix(_DAUM))
    train = "no" if policy.training == "refuse" else "yes"
    closed = [f"Disallow: {urls.path(path)}" for path in policy.closed]
    lines += ["User-agent: *", f"Content-Signal: search=yes, ai-input=yes, ai-train={train}", *closed]
    lines += [] if closed else ["Allow: /"]
    if policy.training == "refuse":
        lines += ["", *(f"User-agent: {agent}" for agent in TRAINING_AGENTS), *closed, "Disallow: /"]
    lines += ["", f"Sitemap: {urls.absolute(urls.sitemap_index())}", f"Sitemap: {urls.absolute(urls.news_sitemap())}"]
    return "\n".join(lines) + "\n"


def web_manifest(site: Site, urls: Urls) -> str:
    """The web app manifest (W3C): name, colours and icons for a home screen."""
    name = folded(clean(site.name))
    manifest: dict[str, object] = {
        "name": name,
        "short_name": _short(name),
        "lang": site.lang,
        "dir": direction(site.lang),
        "id": urls.home(),
        "start_url": urls.home(),
        "scope": urls.home(),
        "display": "minimal-ui",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {"src": src, "sizes": sizes, "type": "image/png", "purpose": "any"} for src, sizes in _icons(site, urls)
        ],
    }
    if description := folded(clean(site.description)):
        manifest["description"] = description
    return json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))


def _icons(site: Site, urls: Urls) -> list[tuple[str, str]]:
    """(address, sizes): the publisher's own where they are large enough, else ours."""
    own = [(urls.media(icon.src), icons.sizes(icon)) for icon in icons.for_screens(site)]
    return own or [(urls.static(f"icons/{file}"), sizes) for file, sizes in _ICONS]


def _short(name: str) -> str:
    """As many whole words as fit; a single long one is cut."""
    if len(name) <= _SHORT_NAME:
        return name
    head = name[: _SHORT_NAME + 1].rpartition(" ")[0].rstrip(" ,:;·-–—|")
    return head or name[:_SHORT_NAME]
