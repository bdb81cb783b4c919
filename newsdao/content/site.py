"""The site as a value: what every page, feed and sitemap knows of the publisher."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from newsdao.content.address_rules import AddressRules
from newsdao.content.post import Picture, Term


@dataclass(frozen=True, slots=True)
class Link:
    """url: a path of this site ("/about/", not encoded, without base path), an absolute http(s) URL, or "mailto:…".

    fragment: the place on a page of this site, or "".
    """

    title: str
    url: str
    fragment: str = ""

    @property
    def is_own(self) -> bool:
        return self.url.startswith("/")


SocialCards = Literal["missing", "shared", "always"]
PageRole = Literal["about", "principles", "corrections", "contact", "masthead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """What the publisher asks of robots: `robots:` in `_config.yml`.

    noindex: patterns of paths (RFC 9309: "*" and a final "$") whose pages ask not to be found; noindex_sections: slugs
    of categories whose page and stories do. disallow: patterns that robots shall not even ask for. training, ai_input:
    "" where the configuration is silent.
    """

    noindex: tuple[str, ...] = ()
    noindex_sections: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()
    training: Literal["", "refuse", "allow"] = ""
    ai_input: Literal["", "refuse", "allow"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who answers for the paper: `publisher:` in `_config.yml`; what Korean law asks a news site to show. Plain text.

    registration: number of the newspaper's registration (등록번호); registered_on: its date as written; publisher,
    editor: 발행인, 편집인; youth_officer: 청소년보호책임자; address, phone, email: of the office (발행소).
    """

    name: str = ""
    registration: str = ""
    registered_on: str = ""
    publisher: str = ""
    editor: str = ""
    youth_officer: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """url: the public origin and base path without a trailing slash ("https://newsdao.kr", "https://a.kr/blog").

    lang: BCP 47 ("ko", "ko-KR"); timezone decides every day, address and clock the reader sees.
    author: who signs an article that names nobody. social_picture: the site's own preview picture, the last resort.
    verifications: engine → token, for google, naver, bing, daum and others. same_as: the publisher's other addresses.
    tagline: what the home page's title adds to the name. alternate_names: what the site is called as well.
    stories_description: of the list of all stories.
    icons: the publisher's own for tabs and home screens, as measured. header, footer, social: the links asked for; once
    stored, those of header and footer that lead somewhere. sharing: the services to which stories may be passed on.
    social_cards: which stories get a picture drawn for previews: those without a usable one, those with a shared one
    too, or all. pages: the publisher's own pages that stand, by their role. texts: of files for machines, by name
    ("ads.txt", "humans.txt", "llms.txt"), as configured.
    """

    url: str
    name: str
    lang: str = "ko"
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Seoul"))
    description: str = ""
    author: Term = field(default_factory=lambda: Term("author", "newsdao", "NewsDAO"))
    logo: Picture | None = None
    social_picture: Picture | None = None
    twitter: str = ""
    verifications: Mapping[str, str] = field(default_factory=dict)
    same_as: tuple[str, ...] = ()
    tagline: str = ""
    alternate_names: tuple[str, ...] = ()
    stories_description: str = ""
    icons: tuple[Picture, ...] = ()
    header: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    social: tuple[Link, ...] = ()
    sharing: tuple[str, ...] = ()
    address_rules: AddressRules = field(default_factory=AddressRules)
    social_cards: SocialCards = "missing"
    robots: RobotsRules = field(default_factory=RobotsRules)
    publisher: Publisher = field(default_factory=Publisher)
    pages: Mapping[PageRole, Link] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
