"""robots.txt (RFC 9309) and the web manifest."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsdao.content.characters import folded
from newsdao.content.post import Term
from newsdao.content.robots_patterns import normal
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
# Agents that read in order to answer with a story's words. Engines that also show plain results (Googlebot, bingbot,
# Yeti, Applebot) are never among them: a site would vanish from search.
ANSWERING_AGENTS = (
    "OAI-SearchBot",
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "PerplexityBot",
    "Perplexity-User",
    "meta-webindexer",
    "meta-externalfetcher",
    "DuckAssistBot",
)
_DAUM = "#DaumWebMasterTool:"
_ICONS = (("icon-192.png", "192x192"), ("icon-512.png", "512x512"))
_MASKABLE = ("icon-maskable-512.png", "512x512")
_SIGNALS = {"refuse": "no", "allow": "yes"}
_PAPER = "#fcfbf8"  # --paper of the style sheet's light scheme

# What a long press on the icon offers.
_MOST_SHORTCUTS = 4

# Home screens show about twelve characters below an icon.
_SHORT_NAME = 12


@dataclass(frozen=True, slots=True)
class RobotsPolicy:
    """training: whether the articles may be collected to train models on. ai_input: whether machines may answer with
    them. closed: patterns of paths that no robot shall ask for.
    """

    training: Literal["refuse", "allow"] = "refuse"
    ai_input: Literal["refuse", "allow"] = "allow"
    closed: tuple[str, ...] = ()


def policy(site: Site, training: Literal["", "refuse", "allow"]) -> RobotsPolicy:
    """training: what the owner of the machine says; "" leaves it to the publisher."""
    rules = site.robots
    return RobotsPolicy(training or rules.training or "refuse", rules.ai_input or "allow", rules.disallow)


def robots_txt(site: Site, urls: Urls, *, policy: RobotsPolicy) -> str:
    """A robot obeys only the most specific group, so what is closed is repeated in each."""
    lines = []
    if token := site.verifications.get("daum"):
        # Also when the whole line was pasted.
        lines.append(_DAUM + "".join(clean(token).split()).removeprefix(_DAUM))
    answer, train = (_SIGNALS[choice] for choice in (policy.ai_input, policy.training))
    closed = [f"Disallow: {urls.base_path}{_rooted(normal(pattern))}" for pattern in policy.closed]
    lines += ["User-agent: *", f"Content-Signal: search=yes, ai-input={answer}, ai-train={train}", *closed]
    lines += [] if closed else ["Allow: /"]
    for choice, agents in ((policy.training, TRAINING_AGENTS), (policy.ai_input, ANSWERING_AGENTS)):
        if choice == "refuse":
            lines += ["", *(f"User-agent: {agent}" for agent in agents), *closed, "Disallow: /"]
    lines += ["", f"Sitemap: {urls.absolute(urls.sitemap_index())}", f"Sitemap: {urls.absolute(urls.news_sitemap())}"]
    return "\n".join(lines) + "\n"


def _rooted(pattern: str) -> str:
    return pattern if pattern.startswith("/") else f"/{pattern}"


def web_manifest(site: Site, urls: Urls, sections: Sequence[Term] = ()) -> str:
    """The web app manifest (W3C): name, colours and icons for a home screen, and the sections as its shortcuts."""
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
            {"src": src, "sizes": sizes, "type": "image/png", "purpose": purpose}
            for src, sizes, purpose in _icons(site, urls)
        ],
    }
    if sections:
        manifest["shortcuts"] = [
            {"name": folded(clean(term.name)), "url": urls.term(term)} for term in sections[:_MOST_SHORTCUTS]
        ]
    if description := folded(clean(site.description)):
        manifest["description"] = description
    return json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))


def _icons(site: Site, urls: Urls) -> list[tuple[str, str, str]]:
    """(address, sizes, purpose): the publisher's own where they are large enough, else ours.

    Only of ours is it known that nothing is lost when a phone cuts it to a circle ("maskable").
    """
    own = [(urls.media(icon.src), icons.sizes(icon), "any") for icon in icons.for_screens(site)]
    ours = [*((*icon, "any") for icon in _ICONS), (*_MASKABLE, "maskable")]
    return own or [(urls.static(f"icons/{file}"), sizes, purpose) for file, sizes, purpose in ours]


def _short(name: str) -> str:
    """As many whole words as fit; a single long one is cut."""
    if len(name) <= _SHORT_NAME:
        return name
    head = name[: _SHORT_NAME + 1].rpartition(" ")[0].rstrip(" ,:;·-–—|")
    return head or name[:_SHORT_NAME]
