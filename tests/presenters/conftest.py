"""A site, its addresses and its stories, all invented, for everything that presents them."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsdao.content.post import Picture, Post, Term
from newsdao.content.site import Site
from newsdao.presenters.urls import Urls


@pytest.fixture(scope="session")
def site() -> Site:
    return Site(
        url="https://news.example.kr",
        name="뉴스다오",
        lang="ko-KR",
        timezone=ZoneInfo("Asia/Seoul"),
        description="해온시에서 전하는 빠른 소식",
        author=Term("author", "뉴스다오", "뉴스다오"),
        logo=Picture("/assets/logo.png", "뉴스다오", 512, 512, "image/png", 9000),
        social_picture=Picture("/assets/site.jpg", "뉴스다오", 1200, 630, "image/jpeg", 40000),
        same_as=("https://social.example/newsdao",),
        verifications={"google": "g-token", "naver": "n-token", "daum": "abc:123"},
    )


@pytest.fixture(scope="session")
def urls(site: Site) -> Urls:
    return Urls(site.url)


@pytest.fixture(scope="session")
def make_post() -> Callable[..., Post]:
    """make_post(number=3, title=…): a story of 20 November 2026, 09:00 KST, and `number` minutes."""

    def make(number: int = 0, **changes: object) -> Post:
        at = datetime(2026, 11, 20, 0, number % 60, tzinfo=UTC)
        slug = f"haeon-river-{number}"
        values: dict[str, object] = {
            "source_path": f"_posts/2026-11-20-{slug}.md",
            "permalink": f"/사회/2026/11/20/{slug}/",
            "feed_id": f"/사회/2026/11/20/{slug}",
            "sort_name": slug,
            "title": "해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비",
            "published_at": at,
            "updated_at": at,
            "is_time_known": True,
            "lang": "ko",
            "excerpt": "해온강이 사흘째 불어 저지대 주민이 대피를 준비하고 있다.",
            "feature_text": "상류 댐이 초당 3,200톤을 내보내면서 해온대교 수위가 주의 단계를 넘었다. "
            "시는 학교 여섯 곳을 열었다.",
            "lead": "해온시는 20일 저지대 주민에게 대피를 준비하라고 알렸다.",
            "body_html": '<p>해온시는 20일 <a href="/정치/2026/11/19/budget/">대피</a>를 준비하라고 알렸다.</p>'
            '<p><img src="/assets/map.png" alt="지도" width="800" height="450"></p>',
            "text": "해온시는 20일 대피를 준비하라고 알렸다.",
            "feature_html": "<p>상류 댐이 초당 3,200톤을 내보내면서 해온대교 수위가 주의 단계를 넘었다.</p>",
            "picture": Picture("/assets/img/river.jpg", "불어난 해온강", 1600, 900, "image/jpeg", 81234),
            "categories": (Term("category", "사회", "사회"),),
            "tags": (Term("tag", "해온강", "해온강"), Term("tag", "홍수", "홍수")),
            "authors": (Term("author", "김나루", "김나루"),),
        }
        return Post(**(values | changes))  # type: ignore[arg-type]

    return make
