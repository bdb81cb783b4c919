"""The site as a value: what every page, feed and sitemap knows of the publisher."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """url: the public origin and base path without a trailing slash ("https://newsdao.kr", "https://a.kr/blog").

    lang: BCP 47 ("ko", "ko-KR"); timezone decides every day, address and clock the reader sees.
    author: who signs an article that names nobody. social_picture: the site's own preview picture, the last resort.
    verifications: engine → token, for google, naver, bing, daum and others. same_as: the publisher's other addresses.
    tagline: what the home page's title adds to the name. stories_description: of the list of all stories.
    icons: the publisher's own for tabs and home screens, as measured. header, footer, social: the links asked for; once
    stored, those of header and footer that lead somewhere. sharing: the services to which stories may be passed on.
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
    stories_description: str = ""
    icons: tuple[Picture, ...] = ()
    header: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    social: tuple[Link, ...] = ()
    sharing: tuple[str, ...] = ()
    address_rules: AddressRules = field(default_factory=AddressRules)
