"""A site's `_config.yml` as a value. Every scalar is text; what a site doesn't say has NewsDAO's own answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml

from newsdao.content import jekyll_defaults, terms
from newsdao.content.address_rules import rules_of
from newsdao.content.characters import fit, folded
from newsdao.content.languages import language_tag
from newsdao.content.machine_texts import texts_of
from newsdao.content.permalinks import STYLES
from newsdao.content.post import Notice, Picture, Term
from newsdao.content.robots_config import rules_of as robots_of
from newsdao.content.site import RobotsRules, Site, SocialCards
from newsdao.content.slugs import term_slug
from newsdao.content.yaml_types import typed
from newsdao.errors import ConfigurationError

_NULLS = frozenset({"", "~", "null"})
_FALSE = frozenset({"false", "no", "off"})
_TRUE = frozenset({"true", "yes", "on"})
SOCIAL_CARDS: Mapping[str, SocialCards] = {"missing": "missing", "shared": "shared", "always": "always"}
_ENGINES = ("google", "naver", "bing", "daum", "yandex", "baidu", "alexa", "facebook", "pinterest")


@dataclass(frozen=True)
class JekyllConfig:
    """values: the configuration as read: str, list, dict. text: its source. timezone: decides days and addresses.

    notices: what the publisher should know about it, as `config_notices` finds it.
    """

    values: Mapping[str, Any]
    text: str
    timezone: ZoneInfo
    notices: tuple[Notice, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the source, in hex: posts are read anew when it changes."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def typed_values(self) -> dict[str, Any]:
        """The values as YAML types them, for Liquid."""
        found: dict[str, Any] = typed(self.values)
        return found

    def value(self, *keys: str) -> str:
        """The text at nested keys, white space folded; "" when absent, null or no text."""
        return folded(raw) if isinstance(raw := _at(self.values, keys), str) and raw not in _NULLS else ""

    def items(self, *keys: str) -> tuple[str, ...]:
        """The texts of a list at nested keys; a single text is a list of one."""
        raw = _at(self.values, keys)
        found = raw if isinstance(raw, list) else [raw]
        return tuple(folded(one) for one in found if isinstance(one, str) and one not in _NULLS)

    @property
    def title(self) -> str:
        return self.value("title") or self.value("name")

    @property
    def url(self) -> str:
        """The origin without a slash ("https://newsdao.kr"), or "" when it is no web address."""
        url = self.value("url").rstrip("/")
        return url if url.startswith(("http://", "https://")) and _host(url) else ""

    @property
    def host(self) -> str:
        return _host(self.url)

    @property
    def base_path(self) -> str:
        """`baseurl` as "/blog", or ""."""
        base = self.value("baseurl").strip("/")
        return f"/{base}" if base and "://" not in base else ""

    @property
    def lang(self) -> str:
        return language_tag(self.value("lang") or self.value("locale")) or "ko"

    @property
    def permalink(self) -> str:
        """The pattern of posts' addresses. Without configuration it is Jekyll's "pretty", with one Jekyll's default."""
        fallback = "date" if self.values else "pretty"
        written = self.value("collections", "posts", "permalink") or self.value("permalink") or fallback
        return STYLES.get(written, written)

    @property
    def page_suffix(self) -> str:
        """How addresses of pages and documents end, by the style of the site's permalinks (Jekyll's Utils)."""
        written = self.value("permalink") or ("date" if self.values else "pretty")
        pattern = STYLES.get(written, written)
        return next((end for end in ("/", ":output_ext") if pattern.endswith(end)), "")

    @cached_property
    def collections(self) -> dict[str, str]:
        """Name → the pattern of addresses, of the collections beside posts whose documents have pages."""
        raw = self.values.get("collections")
        pairs = raw.items() if isinstance(raw, dict) else ()
        shown = {name: one for name, one in pairs if isinstance(one, dict) and str(one.get("output")).lower() in _TRUE}
        default = f"/:collection/:path{self.page_suffix}"
        patterns = {name: one.get("permalink") or default for name, one in shown.items() if name != "posts"}
        return {name: STYLES.get(pattern, pattern) for name, pattern in patterns.items() if isinstance(pattern, str)}

    @property
    def excerpt_separator(self) -> str:
        """What ends the excerpt in a body; "" or white space means none is marked."""
        raw = self.values.get("excerpt_separator", "")
        return raw if isinstance(raw, str) else ""

    @property
    def future(self) -> bool:
        """Whether the site asked Jekyll for future posts; here they appear at their minute in any case."""
        return (self.value("future") or self.value("collections", "posts", "future")).lower() not in {"", *_FALSE}

    @property
    def source(self) -> str:
        """The folder below the site's in which its files lie ("src"), or ""."""
        return self.value("source").removeprefix("./").strip("/").removeprefix(".")

    @property
    def exclude(self) -> tuple[str, ...]:
        return self.items("exclude")

    @property
    def sections(self) -> tuple[str, ...]:
        """Category names in the order the publisher gives them: `sections:`, or the titles of `navigation_header`."""
        links = self.values.get("navigation_header")
        titles = [one.get("title") for one in links if isinstance(one, dict)] if isinstance(links, list) else []
        return self.items("sections") or tuple(folded(title) for title in titles if isinstance(title, str))

    @property
    def verifications(self) -> dict[str, str]:
        """Engine → the token by which it knows the site's owner."""
        places = {name: (("webmaster_verifications", name), (f"{name}_site_verification",)) for name in _ENGINES}
        found = {name: self.value(*first) or self.value(*second) for name, (first, second) in places.items()}
        return {name: token for name, token in found.items() if token}

    @property
    def social_cards(self) -> SocialCards:
        """Which stories get a card; what `social_cards` says otherwise counts as "missing"."""
        return SOCIAL_CARDS.get(self.value("social_cards").lower(), "missing")

    @property
    def favicons(self) -> dict[str, str]:
        """Size ("32") or name ("ico") → path."""
        raw = self.values.get("favicons")
        pairs = raw.items() if isinstance(raw, dict) else ()
        found = {str(size): path for size, path in pairs if isinstance(path, str)}
        ico = self.value("favicon_ico") or self.value("favicon")
        return {**found, "ico": ico} if ico else found

    @cached_property
    def robots(self) -> RobotsRules:
        return robots_of(self.values)

    @property
    def author(self) -> Term | None:
        return terms.author(self.values.get("author"), {})

    def defaults_for(self, path: str, post_type: str) -> dict[str, Any]:
        """The front matter that `defaults:` gives a file. post_type: "posts", "pages" or a collection's name."""
        sets = self.values.get("defaults")
        return jekyll_defaults.defaults_for(sets, path, post_type) if isinstance(sets, list) else {}

    def collection_path(self, path: str) -> str:
        """A file's path as Jekyll's collections see it. path: relative to `source`."""
        folder = self.value("collections_dir").strip("/")
        return path.removeprefix(f"{folder}/") if folder else path

    def site(self, url: str = "", name: str | None = None) -> Site:
        """The site as pages show it. url, name: given ones go before the configuration's own."""
        called = name or self.title or "NewsDAO"
        author = self.author or Term("author", term_slug(called), called)
        shared = self.defaults_for("index.md", "pages").get("image")
        picture = self.value("image") or self.value("social_preview_image")
        return Site(
            url=(url or self.url + self.base_path).rstrip("/"),
            name=called,
            lang=self.lang,
            timezone=self.timezone,
            description=self.value("description") or self.value("tagline"),
            author=author,
            logo=_picture(self.value("logo")),
            social_picture=_picture(picture or (shared if isinstance(shared, str) else "")),
            twitter=(self.value("twitter", "username") or self.value("twitter_username")).removeprefix("@"),
            verifications=self.verifications,
            tagline=self.value("tagline"),
            alternate_names=self.items("alternate_name") or self.items("alternate_names"),
            stories_description=self.value("collections", "posts", "description"),
            address_rules=rules_of(self.values),
            social_cards=self.social_cards,
            robots=self.robots,
            texts=texts_of(self.values),
            same_as=tuple(link for link in self.items("social", "links") if link.startswith(("https://", "http://"))),
        )


def read_config(text: str, path: str = "_config.yml") -> JekyllConfig:
    """text: `_config.yml`, or "" when there is none. Raises ConfigurationError, which names path, line and remedy."""
    values = read_yaml(text, path)
    return JekyllConfig(values, text, _timezone(values.get("timezone", ""), text, path))


def read_yaml(text: str, path: str) -> dict[str, Any]:
    """A mapping of the site's own YAML (`_config.yml`, `_data/…`), all scalars text. Raises ConfigurationError."""
    # Configuration is trusted: its aliases are followed. CBaseLoader builds nothing but text, lists and mappings.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        values = yaml.load(fit(text), Loader=loader)  # noqa: S506 (a base loader makes no objects)
    except yaml.YAMLError as error:
        mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", "it is no YAML")
        place = f"{path}:{mark.line + 1}" if mark else path
        raise ConfigurationError(f"{place}: {problem}; put the YAML of this line right") from None
    if not values:
        return {}
    if not isinstance(values, dict):
        raise ConfigurationError(f"{path}: is no list of `key: value` lines; begin it with `title: …`")
    return values


def _timezone(written: Any, text: str, path: str) -> ZoneInfo:
    name = written.strip() if isinstance(written, str) and written not in _NULLS else "Asia/Seoul"
    try:
        return ZoneInfo(name)
    except (OSError, KeyError, ValueError):
        lines = text.split("\n")
        line = next((number for number, one in enumerate(lines, 1) if one.startswith("timezone:")), 1)
        raise ConfigurationError(f"{path}:{line}: {name} is no time zone; write one such as Asia/Seoul") from None


def _at(values: Any, keys: Sequence[str]) -> Any:
    for key in keys:
        values = values.get(key, "") if isinstance(values, Mapping) else ""
    return values


def _picture(src: str) -> Picture | None:
    if not src or src in _FALSE or src.startswith("data:"):
        return None
    if src.startswith(("//", "http:", "https:")):
        return Picture("https:" + src.removeprefix("http:").removeprefix("https:"))
    return Picture("/" + src.lstrip("./"))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
