"""What a reader sees: once, in order, and nothing that isn't known."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from newsroom import Newsroom
from PIL import Image

DECK = "상류 댐이 초당 3,200톤을 방류하면서 해온대교 수위가 주의 단계를 넘었다."
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PLACES = ["/", "/latest/", "/archive/", "/archive/2026/11/20/", "/category/사회/", "/tag/해온강/", "/author/김나루/"]
PLACES += ["/feeds/", "/사회/2026/11/20/river/", "/nothing/", "/tags/", "/archive/2026/", "/archive/2026/11/"]


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def main_of(text: str) -> str:
    return text[text.index("<main") :]


@pytest.fixture
def site(newsroom: Newsroom) -> Newsroom:
    newsroom.post("river", more=f"tags: [해온강]\nauthor: 김나루\nexcerpt: {DECK}\nfeature_text: {DECK}\n")
    newsroom.post("snow", title="첫눈", category="문화", date='"2026-11-20 08:00:00 +0900"')
    newsroom.sync(NOW)
    return newsroom


@pytest.mark.parametrize("place", PLACES)
def test_a_page_has_one_heading_one_main_and_no_inline_script_or_style(site: Newsroom, place: str) -> None:
    page = Page(site.reader.get(place).get_data(as_text=True))
    assert len(page.all("h1")) == len(page.all("main")) == 1
    scripts = [one for one in page.all("script") if one.get("type") != "application/ld+json"]
    assert [(one.get("src", "").partition("?")[0], one.get("defer", "absent")) for one in scripts] == [
        ("/static/js/site.js", None)
    ]
    assert not page.all("style")
    assert not [attributes for _, attributes in page.tags if "style" in attributes or "onclick" in attributes]
    assert all("alt" in image for image in page.all("img"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert page.all("html")[0]["lang"] == "ko"
    assert "#main" in [link.get("href") for link in page.all("a")]


@pytest.mark.parametrize("place", PLACES)
def test_a_page_skips_no_level_of_heading(site: Newsroom, place: str) -> None:
    page = Page(site.reader.get(place).get_data(as_text=True))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_text_stands_twice_on_an_article(site: Newsroom) -> None:
    assert main_of(site.get("/사회/2026/11/20/river/")).count(DECK) == 1


def test_a_picture_many_stories_share_and_one_that_lies_elsewhere_are_never_shown(newsroom: Newsroom) -> None:
    (newsroom.folder / "assets").mkdir()
    for name in ("banner", "own"):
        Image.new("RGB", (1200, 675), "navy").save(newsroom.folder / "assets" / f"{name}.jpg")
    for number in range(8):
        newsroom.post(f"shared-{number}", more="image: /assets/banner.jpg\n")
    newsroom.post("own", more="image: /assets/own.jpg\n")
    newsroom.post("remote", more="image: https://pictures.example.com/a.jpg\n")
    newsroom.sync(NOW)
    seen = [
        newsroom.get(place)
        for place in ("/", "/category/사회/", "/latest/", "/사회/2026/11/20/shared-3/", "/사회/2026/11/20/remote/")
    ]
    (hero,) = Page(newsroom.get("/사회/2026/11/20/own/")).all("img")
    own = str(hero["src"]).rpartition("-")[0]  # less the width
    assert not [image["src"] for text in seen for image in Page(text).all("img") if own not in str(image["src"])]
    assert (hero["width"], hero["height"], hero["fetchpriority"]) == ("1200", "675", "high")


def test_a_story_known_by_its_day_alone_shows_no_midnight(newsroom: Newsroom) -> None:
    newsroom.write("_posts/2026-11-20-snow.md", "---\ntitle: 첫눈\ncategories: [사회]\n---\n\n눈이 왔다.\n")
    newsroom.sync(NOW)
    for place in ("/", "/latest/", "/archive/2026/11/20/", "/사회/2026/11/20/snow/"):
        assert "00:00" not in main_of(newsroom.get(place)), place
    assert '<time datetime="2026-11-20">2026년 11월 20일</time>' in newsroom.get("/사회/2026/11/20/snow/")


def test_pages_that_stand_for_long_say_nothing_of_today(site: Newsroom) -> None:
    today = datetime.now(ZoneInfo("Asia/Seoul"))
    site.post("now", title="방금 일어난 일", date=f'"{today:%Y-%m-%d} 00:00:01 +0900"')
    site.sync()
    for place in ("/사회/2026/11/20/river/", "/nothing/", "/archive/", "/archive/2026/", "/tags/"):
        text = site.reader.get(place).get_data(as_text=True)
        assert not re.search(r"오늘|어제|>\d\d:\d\d<", text), place
        assert f"{today.day}일 {'월화수목금토일'[today.weekday()]}요일" not in text, place


def test_a_breaking_story_is_labelled_once(site: Newsroom) -> None:
    site.post("flood", title="[속보] 해온시 대피령", more="breaking: true\n")
    site.sync(NOW)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", site.get("/사회/2026/11/20/flood/"), re.DOTALL)
    assert heading
    assert re.sub(r"<[^>]+>", "", heading[1]).split() == ["속보", "해온시", "대피령"]


def test_a_headline_cannot_bring_markup(site: Newsroom) -> None:
    site.post("markup", title="'<b>라온</b> & <script>alert(1)</script>'")
    site.sync(NOW)
    for place in ("/", "/latest/", "/사회/2026/11/20/markup/"):
        assert "<script>alert" not in site.get(place) and "<b>라온" not in site.get(place)


def test_a_persian_story_is_set_from_right_to_left_and_its_byline_is_not(site: Newsroom) -> None:
    site.post("fa", title="قطار", more="lang: fa\nauthor: Salma Nour\n", body="سلام.")
    site.sync(NOW)
    page = Page(site.get("/사회/2026/11/20/fa/"))
    (article,) = page.all("article")
    assert (article["lang"], article["dir"]) == ("fa", "rtl")
    assert page.all("html")[0]["dir"] == "ltr"


def test_a_site_without_a_story_says_what_to_do(newsroom: Newsroom) -> None:
    newsroom.sync(NOW)
    for place in ("/", "/latest/", "/archive/"):
        text = newsroom.get(place)
        assert "아직 기사가 없습니다" in text and "_posts/" in text and "categories: [사회]" in text


def test_a_site_of_one_story_shows_it_once_and_leads_nowhere_empty(newsroom: Newsroom) -> None:
    newsroom.post("river", more=f"feature_text: {DECK}\n")
    newsroom.sync(NOW)
    home = main_of(newsroom.get("/"))
    assert home.count("해온강 수위 사흘째 상승") == 1
    assert DECK in home and "home-river" not in home
    links = {str(link["href"]) for link in Page(newsroom.get("/")).all("a") if str(link["href"]).startswith("/")}
    assert [link for link in links if newsroom.reader.get(link).status_code != 200] == []


def test_a_day_of_291_stories_holds_them_all(newsroom: Newsroom) -> None:
    for number in range(291):
        newsroom.write(
            f"_posts/2026-11-20-{number}.md", f"---\ntitle: 소식 {number}호\ncategories: [사회]\n---\n\n본문.\n"
        )
    newsroom.sync(NOW)
    text = main_of(newsroom.get("/archive/2026/11/20/"))
    assert len(set(re.findall(r"소식 \d+호", text))) == 291
    assert "291건" in text and "291건" in newsroom.get("/archive/")


def test_corrections_stand_below_the_story_with_their_time(site: Newsroom) -> None:
    more = 'corrections:\n  - at: "2026-11-20 16:02:00 +0900"\n    text: 421㎞를 412㎞로 고쳤습니다.\n'
    site.post("fixed", more=more)
    site.sync(NOW)
    text = main_of(site.get("/사회/2026/11/20/fixed/"))
    assert text.index('class="body"') < text.index("바로잡습니다") < text.index("421㎞를 412㎞로")
    assert '<time lang="ko" dir="ltr" datetime="2026-11-20T16:02:00+09:00">2026년 11월 20일 16:02</time>' in text
