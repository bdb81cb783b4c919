"""Pages worth landing on: sections, tags, authors, all tags by letter, and the archive by year and month."""

import json
import re
from datetime import UTC, datetime

import pytest
from newsroom import Newsroom
from PIL import Image

from newsdao.web import frame

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DECK = "excerpt: 상류 댐이 초당 3,200톤을 방류하면서 해온대교 수위가 주의 단계를 넘었다고 시가 밝혔다.\n"
AUTHORS = (
    "naru:\n  name: 김나루\n  role: 사회부 기자\n  bio: 해온강을 취재합니다.\n  avatar: /assets/naru.jpg\n"
    "  email: naru@news.example.kr\n  github: naru\n  links:\n    - {label: 홈, url: 'https://naru.example/'}\n"
    "    - {label: 나쁜, url: 'javascript:alert(1)'}\n"
)


def main_of(text: str) -> str:
    return re.sub(r"\s+", " ", text[text.index("<main") :])


def graph_of(text: str) -> dict[str, dict]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    return {node["@type"]: node for node in json.loads(found[1])["@graph"]}


@pytest.fixture
def room(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setattr(frame, "now", lambda: NOW)
    (newsroom.folder / "assets").mkdir()
    Image.new("RGB", (400, 400), "navy").save(newsroom.folder / "assets" / "naru.jpg")
    newsroom.write("_data/authors.yml", AUTHORS)
    for number in range(9):
        more = f"tags: [해온강, {'홍수' if number % 2 else '교통'}]\nauthor: naru\n{DECK}"
        date = f'"2026-11-{20 - number:02} 09:00:00 +0900"'
        newsroom.post(
            f"s{number}", title=f"소식 {number}호", category=["사회", "정치"][number == 8], date=date, more=more
        )
    newsroom.post("old", title="첫 소식", date='"2025-03-02 09:00:00 +0900"', more="tags: [해온강, NATO]\n")
    newsroom.post(
        "later", title="뒷날의 소식", date='"2026-11-24 09:00:00 +0900"', more="tags: [해온강, 내일]\nauthor: naru\n"
    )
    newsroom.sync(NOW)
    return newsroom


def test_a_section_leads_with_its_own_stories_and_names_its_tags(room: Newsroom) -> None:
    text = main_of(room.get("/category/사회/"))
    assert text.count("story-lead") == 1 and text.count("story-second") == 2
    assert all(text.count(f">소식 {number}호</a>") == 1 for number in range(8)), "no story stands twice"
    tags = text[text.index("term-line") : text.index("</nav>", text.index("term-line"))]
    assert re.findall(r">([^<]+)</a>", tags)[:3] == ["해온강", "교통", "홍수"]
    assert "뒷날" not in text and "내일" not in text


def test_a_tag_tells_since_when_how_many_and_what_goes_with_it(room: Newsroom) -> None:
    text = main_of(room.get("/tag/해온강/"))
    assert "2025년 3월 2일부터 기사 10건" in text, "the scheduled one betrays itself by no count"
    tags = text[text.index("term-line") : text.index("</nav>", text.index("term-line"))]
    assert re.findall(r">([^<]+)</a>", tags) == ["교통", "홍수", "NATO"]
    assert 'href="/tags/"' in text


def test_an_author_s_page_says_who_they_are_and_only_what_is_safe(room: Newsroom) -> None:
    page = room.get("/author/naru/")
    text = main_of(page)
    for said in (
        "사회부 기자",
        "해온강을 취재합니다.",
        "/assets/naru.jpg",
        "mailto:naru@news.example.kr",
        "https://github.com/naru",
        "https://naru.example/",
        "기사 9건",
    ):
        assert said in text, said
    assert "javascript:" not in text
    person = graph_of(page)["Person"]
    assert (person["description"], person["jobTitle"]) == ("해온강을 취재합니다.", "사회부 기자")
    assert person["sameAs"] == ["https://github.com/naru", "https://naru.example/"]
    assert person["image"]["width"] == 400


def test_what_is_said_of_an_author_shows_at_once_and_makes_no_story_new(room: Newsroom) -> None:
    before = room.get("/사회/2026/11/20/s0/")
    room.get("/author/naru/")
    room.write("_data/authors.yml", AUTHORS.replace("해온강을 취재합니다.", "도시를 취재합니다."))
    room.sync(NOW)
    assert "도시를 취재합니다." in room.get("/author/naru/")
    assert room.get("/사회/2026/11/20/s0/") == before
    (room.folder / "_data/authors.yml").unlink()
    room.sync(NOW)
    assert "취재합니다" not in room.get("/author/naru/")


def test_all_tags_stand_by_their_letter_with_what_a_reader_finds_there(room: Newsroom) -> None:
    text = main_of(room.get("/tags/"))
    assert re.findall(r'<h2 id="([^"]+)"', text) == ["ㄱ", "ㅎ", "n"]
    assert re.findall(r'href="/tag/[^"]*">([^<]+)</a> <small>(\d+)', text) == [
        ("교통", "5"), ("해온강", "10"), ("홍수", "4"), ("NATO", "1"),
    ]  # fmt: skip
    assert room.reader.get("/tags/by/ㅎ/").status_code == 200
    assert room.reader.get("/tags/by/ㅋ/").status_code == 404
    assert room.reader.get("/tags/by/nothing/").status_code == 404
    assert room.reader.get("/tag/").headers["Location"].endswith("/tags/")
    assert "/tags/</loc>" in room.get("/sitemaps/pages.xml")


def test_a_page_of_the_publisher_s_keeps_the_address_of_all_tags_and_gives_it_back(room: Newsroom) -> None:
    def is_ours() -> bool:
        return "initial-tags" in room.get("/tags/")

    assert is_ours()
    other = room.write("other.md", "---\ntitle: 주제\npermalink: /topics/\nredirect_from: /tags/\n---\n\n옮겼다.\n")
    room.sync(NOW)
    assert room.reader.get("/tags/").headers["Location"].endswith("/topics/")
    other.unlink()
    room.sync(NOW, prune=True)
    assert is_ours()
    own = room.write("tags.md", "---\ntitle: 주제 모음\npermalink: /tags/\n---\n\n우리가 고른 주제.\n")
    room.sync(NOW)
    assert "우리가 고른 주제" in room.get("/tags/") and not is_ours()
    assert room.get("/sitemaps/pages.xml").count("/tags/</loc>") == 1
    own.unlink()
    room.sync(NOW, prune=True)
    assert is_ours()


def test_the_archive_leads_from_years_to_months_to_days(room: Newsroom) -> None:
    assert re.findall(r'href="(/archive/[^"]+)"', main_of(room.get("/archive/"))) == [
        "/archive/2026/", "/archive/2026/11/", "/archive/2025/", "/archive/2025/03/",
    ]  # fmt: skip
    year = main_of(room.get("/archive/2026/"))
    assert "9건" in year and "/archive/2026/11/20/" in year and "/archive/2026/11/24/" not in year
    assert 'href="/archive/2025/" rel="prev"' in year and 'rel="next"' not in year
    month = main_of(room.get("/archive/2026/11/"))
    assert month.count("소식 0호") == 1 and "뒷날" not in month
    assert 'href="/archive/2025/03/" rel="prev"' in month
    for nothing in ("/archive/2024/", "/archive/2026/12/", "/archive/2026/13/", "/archive/0000/", "/archive/9999/12/"):
        assert room.reader.get(nothing).status_code == 404, nothing
    crumbs = graph_of(room.get("/archive/2026/11/20/"))["BreadcrumbList"]["itemListElement"]
    assert [one["item"].removeprefix("https://news.example.kr") for one in crumbs] == [
        "/archive/", "/archive/2026/", "/archive/2026/11/", "/archive/2026/11/20/",
    ]  # fmt: skip


def test_a_month_names_three_stories_a_day_the_ranked_and_the_told_first(room: Newsroom) -> None:
    for number in range(12):
        more = "rank: 2\n" if number == 3 else DECK if number == 5 else ""
        room.post(f"m{number}", title=f"시월 {number}호", date=f'"2026-10-05 {number:02}:00:00 +0900"', more=more)
    room.sync(NOW)
    text = main_of(room.get("/archive/2026/10/"))
    assert set(re.findall(r"시월 (\d+)호", text)) == {"3", "5", "11"}
    assert "이날 기사 12건 모두 보기" in text


def test_ten_years_of_daily_stories_make_a_small_page(room: Newsroom) -> None:
    from newsdao.extensions import db
    from newsdao.store.models import PublishDay

    with room.app.app_context():
        for year in range(2010, 2020):
            for month in range(1, 13):
                for day in range(1, 29):
                    when = datetime(year, month, day, tzinfo=UTC)
                    db.session.add(PublishDay(day=when.date(), article_count=9, listed_count=9, changed_at=when))
        db.session.commit()
    page = room.reader.get("/archive/")
    assert page.data.count(b"/archive/2015/07/") == 1 and len(page.data) < 40_000
