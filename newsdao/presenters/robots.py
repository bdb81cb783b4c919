"""robots.txt (RFC 9309) and the web manifest."""

import json
from dataclasses import dataclass
from typing import Literal

from newsdao.content.site import Site
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


@dataclass(frozen=True, slots=True)
class RobotsPolicy:
    """training: whether the articles may be collected to train models on. closed: paths no robot shall ask for."""

    training: Literal["refuse", "allow"] = "refuse"
    closed: tuple[str, ...] = ()


def robots_txt(site: Site, urls: Urls, *, policy: RobotsPolicy) -> str:
    """A robot obeys only the most specific group, so what is closed is repeated in each."""
    lines = []
    if token := site.verifications.get("daum"):
        lines.append(f"#DaumWebMasterTool:{_one_line(token)}")
    train = "no" if policy.training == "refuse" else "yes"
    closed = [f"Disallow: {urls.path(path)}" for path in policy.closed]
    lines += ["User-agent: *", f"Content-Signal: search=yes, ai-input=yes, ai-train={train}", *closed]
    lines += [] if closed else ["Allow: /"]
    if policy.training == "refuse":
        lines += ["", *(f"User-agent: {agent}" for agent in TRAINING_AGENTS), *closed, "Disallow: /"]
    lines += ["", f"Sitemap: {urls.absolute(urls.sitemap_index())}", f"Sitemap: {urls.absolute(urls.news_sitemap())}"]
    return "\n".join(lines) + "\n"


def _one_line(token: str) -> str:
    return "".join(token.split())


def web_manifest(site: Site, urls: Urls) -> str:
    """The web app manifest (W3C): name, colours and icons for a home screen."""
    icons = [("icon-192.png", "192x192"), ("icon-512.png", "512x512")]
    manifest = {
        "name": site.name,
        "short_name": site.name[:12],
        "description": site.description,
        "lang": site.lang,
        "start_url": urls.home(),
        "scope": urls.home(),
        "display": "minimal-ui",
        "background_color": "#fcfbf8",
        "theme_color": "#fcfbf8",
        "icons": [
            {"src": urls.static(f"icons/{name}"), "sizes": sizes, "type": "image/png", "purpose": "any"}
            for name, sizes in icons
        ],
    }
    return json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
