"""The site as a value: what every page, feed and sitemap knows of the publisher."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from newsdao.content.post import Picture, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """url: the public origin and base path without a trailing slash ("https://newsdao.kr", "https://a.kr/blog").

    lang: BCP 47 ("ko", "ko-KR"); timezone decides every day, address and clock the reader sees.
    author: who signs an article that names nobody. social_picture: the site's own preview picture, the last resort.
    verifications: engine → token, for google, naver, bing, daum and others. same_as: the publisher's other addresses.
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
