"""The sample newsroom: what a newcomer sees first, so every page and component has its case in it."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import Newsroom
from PIL import Image

from newsdao.adapters import newsroom_files
from newsdao.config import PROJECT
from newsdao.services.sampling import write_newsroom

SAMPLE = PROJECT / "sample"
SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
SECTIONS = ("정치", "경제", "사회", "국제", "문화", "스포츠")
SHARED = "/assets/newsdao.jpg"
# Neither real places nor people, parties, companies or clubs. (Words that are also plain Korean can't stand here.)
REAL = """
서울 부산 인천 광주 울산 제주 평양 도쿄 베이징 워싱턴 모스크바 런던 파리 뉴욕 대한민국 한국 미국 중국 일본 러시아 북한
우크라이나 이스라엘 트럼프 푸틴 시진핑 삼성 엘지 카카오 네이버 쿠팡 하이닉스 대한항공 아시아나 국민의힘 더불어민주당
청와대 코스피 손흥민 맨체스터 레알 올림픽 월드컵 유튜브 Seoul Korea
""".split()  # noqa: SIM905 - reads better as words


@dataclass
class Sample:
    name: str
    text: str
    matter: dict[str, Any]
    body: str

    @property
    def date(self) -> datetime:
        return datetime.fromisoformat(re.search(r"^date: (.+)$", self.text, re.MULTILINE)[1])


def read(folder: Path) -> list[Sample]:
    """The posts as a strict YAML reader takes them, newest first."""
    posts = []
    for file in (folder / "_posts").iterdir():
        text = file.read_text(encoding="utf-8")
        _, matter, body = text.split("---\n", 2)
        posts.append(Sample(file.name, text, yaml.safe_load(matter), body))
    return sorted(posts, key=lambda post: post.date, reverse=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sample") / "newsroom"
    assert write_newsroom(SAMPLE, target, NOW) == len(list((target / "_posts").iterdir()))
    return target


@pytest.fixture(scope="module")
def posts(folder: Path) -> list[Sample]:
    return read(folder)


@pytest.mark.parametrize(
    ("pattern", "least"),
    {
        r"^image:\n  path: /assets/(?!newsdao\.jpg)": 9, r"^breaking: true": 2, r"^corrections:": 2,
        r"^last_modified_at:": 3, r"^redirect_from:": 1, r"^lang: en": 1, r"^> “": 4, r"^\| -": 6, r"<table": 2,
        r"<iframe": 2, r"^\[\^1\]: ": 1, r"<figure>": 1, r"^- ": 3, r"^1\. ": 2, r"^## ": 3, r"post_url": 6,
        r"^tags: ": 50, r"^excerpt: ": 50, r"^feature_text: ": 40, r"^author: ": 50,
    }.items(),
)  # fmt: skip
def test_every_component_has_its_case(posts: list[Sample], pattern: str, least: int) -> None:
    having = [post.name for post in posts if re.search(pattern, post.text, re.MULTILINE)]
    assert len(having) >= least, having


def test_every_section_has_a_page_full(posts: list[Sample]) -> None:
    filed = Counter(category for post in posts for category in post.matter["categories"])
    assert set(filed) == set(SECTIONS)
    assert min(filed.values()) >= 7


def test_tags_lead_from_story_to_story(posts: list[Sample]) -> None:
    assert all(2 <= len(post.matter["tags"]) <= 4 for post in posts)
    used = Counter(tag for post in posts for tag in post.matter["tags"])
    assert sum(count >= 3 for count in used.values()) >= 20
    assert used["홍수"] >= 10


def test_it_syncs_without_a_word_of_complaint(newsroom: Newsroom) -> None:
    folder = newsroom.folder.with_name("sample")
    count = write_newsroom(SAMPLE, folder, NOW)
    newsroom.folder = folder
    report = newsroom.sync()
    assert (report.inserted, report.rejected) == (count + 5, [])  # the publisher's own pages
    assert [str(notice) for notice in report.notices] == []


def test_the_running_stories_link_to_pages_that_are_there(newsroom: Newsroom) -> None:
    newsroom.folder = newsroom.folder.with_name("sample")
    # As of now: a page asks the clock whether its story is out.
    write_newsroom(SAMPLE, newsroom.folder, datetime.now(UTC))
    newsroom.sync()
    (level,) = re.findall(r'href="(/[^"]+/haeon-river-level/)"', newsroom.get("/"))[:1]
    links = re.findall(r'href="(/[^"]+/(?:flood-day2|rain-forecast)/)"', newsroom.get(level))
    assert len(set(links)) == 2
    assert all(newsroom.get(link) for link in links)


def test_its_stories_reach_from_now_back_over_six_days_and_one_is_yet_to_come(posts: list[Sample]) -> None:
    assert [post.name[11:] for post in posts if post.date > NOW] == ["flood-school-closed.md"]
    assert sum(NOW - post.date < timedelta(hours=12) for post in posts) >= 14
    days = Counter(post.date.astimezone(SEOUL).date() for post in posts)
    assert len(days) == 6 and min(days.values()) >= 4
    assert len({post.date for post in posts}) == len(posts), "no two stories of one minute"


def test_nothing_is_put_right_before_it_was_published(posts: list[Sample]) -> None:
    for post in posts:
        later = re.findall(r"^last_modified_at: (.+)$|^  - at: (.+)$", post.text, re.MULTILINE)
        for at in filter(None, (one for pair in later for one in pair)):
            assert post.date < datetime.fromisoformat(at) <= NOW, post.name


def test_its_pictures_are_there_described_and_light(folder: Path, posts: list[Sample]) -> None:
    own = []
    for post in posts:
        for path in re.findall(r'^  path: (\S+)$|<img src="([^"]+)"', post.text, re.MULTILINE):
            file = folder / "".join(path).lstrip("/")
            assert file.stat().st_size <= 120_000, path
            with Image.open(file) as picture:
                assert picture.width >= 1200, path
        assert 'alt=""' not in post.text
        if image := post.matter.get("image"):
            assert len(image["alt"]) >= 4, post.name
            own.append(image["path"])
    used = Counter(own)
    assert used.pop(SHARED) >= 3, "the site's own picture, used by many"
    assert 9 <= len(used) <= 11 and set(used.values()) == {1}
    shapes = {Image.open(folder / path.lstrip("/")).size for path in used}
    assert shapes == {(1280, 720), (1280, 960)}


def test_its_bylines_are_known_and_headlines_and_texts_vary(posts: list[Sample]) -> None:
    authors = yaml.safe_load((SAMPLE / "_data" / "authors.yml").read_text(encoding="utf-8"))
    assert {post.matter["author"] for post in posts} == set(authors)
    assert 6 <= len(authors) <= 8
    titles = sorted(len(post.matter["title"]) for post in posts)
    assert titles[0] >= 10 and titles[-1] in range(55, 70) and titles[-3] <= 45
    texts = sorted(len("".join(post.body.split())) for post in posts)
    assert texts[5] < 150 and texts[-1] >= 2500
    assert all(post.matter.get("excerpt", "").strip() != post.matter.get("feature_text") for post in posts)


def test_nothing_in_it_is_real(posts: list[Sample]) -> None:
    for post in posts:
        words = re.sub(r"<iframe[^>]*>", "", post.text)
        assert not [name for name in REAL if name in words], post.name


def test_quotes_are_typeset_and_every_sentence_ends(posts: list[Sample]) -> None:
    for post in posts:
        prose = re.sub(r"<[^>]*>|\{[^}]*\}|\(https?:[^)]*\)", "", post.body)
        assert '"' not in prose, post.name
        assert prose.count("“") == prose.count("”") and "..." not in prose, post.name
        if post.matter.get("lang") != "en":
            assert "'" not in prose, post.name
        assert not re.search(r"[^\n]  +\S|\s+[.,](?!\d)", re.sub(r"^ +", "", prose, flags=re.MULTILINE)), post.name


def test_a_second_start_leaves_the_reader_s_edits_alone(tmp_path: Path) -> None:
    write_newsroom(SAMPLE, tmp_path, NOW)
    edited = next((tmp_path / "_posts").iterdir())
    edited.write_text("mine", encoding="utf-8")
    assert write_newsroom(SAMPLE, tmp_path, NOW + timedelta(days=1)) == 0
    assert edited.read_text(encoding="utf-8") == "mine"


def test_an_interrupted_start_is_made_again(tmp_path: Path) -> None:
    first = write_newsroom(SAMPLE, tmp_path, NOW)
    (tmp_path / newsroom_files.MARKER).unlink()
    assert write_newsroom(SAMPLE, tmp_path, NOW + timedelta(days=1)) == first
    assert len(list((tmp_path / "_posts").iterdir())) == first, "no post stands there twice, under two days"


def test_two_newsrooms_of_one_moment_are_equal(folder: Path, tmp_path: Path) -> None:
    write_newsroom(SAMPLE, tmp_path, NOW)
    assert contents(folder) == contents(tmp_path)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@settings(max_examples=8, deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_whenever_it_is_started_every_post_has_its_day_and_no_placeholder_is_left(
    tmp_path_factory: pytest.TempPathFactory, now: datetime
) -> None:
    target = tmp_path_factory.mktemp("sample")
    write_newsroom(SAMPLE, target, now)
    for post in read(target):
        assert "@{" not in post.text, post.name
        assert post.name[:10] == f"{post.date:%Y-%m-%d}"
        assert timedelta(days=-6, hours=-1) < post.date - now < timedelta(minutes=21)
