"""The article's page, as readers get it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from lxml import html
from newsroom import Newsroom
from PIL import Image

from newsdao.presenters import players
from newsdao.web import frame

RIVER = "/사회/2026/11/20/river/"


def page(room: Newsroom, path: str = RIVER) -> html.HtmlElement:
    return html.fromstring(room.get(path))


def texts(found: list[html.HtmlElement]) -> list[str]:
    return [" ".join(one.text_content().split()) for one in found]


def add_picture(room: Newsroom, name: str = "river.jpg") -> None:
    room.write(f"assets/{name}", b"")
    Image.new("RGB", (1200, 675)).save(room.folder / "assets" / name)


# --- the picture and what stands below it


@pytest.mark.parametrize(
    ("written", "caption", "credit"),
    [
        (
            "image:\n  path: /assets/river.jpg\n  caption: 물이 붇는다 & 흐른다\n  credit: 이노을\n",
            "물이 붇는다 & 흐른다",
            "사진 이노을",
        ),
        ("image: /assets/river.jpg\nimage_caption: 물이 붇는다\n", "물이 붇는다", ""),
        ("image: /assets/river.jpg\nimage_credit: 그래픽=이노을\n", "", "그래픽=이노을"),
        ("image:\n  path: /assets/river.jpg\n  photographer: 이노을\n", "", "사진 이노을"),
    ],
)
def test_words_of_the_front_matter_stand_below_the_picture(
    newsroom: Newsroom, written: str, caption: str, credit: str
) -> None:
    add_picture(newsroom)
    newsroom.post("river", more=written)
    newsroom.sync()
    figure = page(newsroom).xpath("//figure[@class='hero']/figcaption")[0]
    assert texts([figure]) == [f"{caption} {credit}".strip()]
    assert texts(figure.xpath("./span[@class='credit']")) == ([credit] if credit else [])
    story = newsroom.get(RIVER)
    assert ('"creditText"' in story) == bool(credit)


@pytest.mark.parametrize(
    ("own", "below", "shown"),
    [
        ("", "", []),
        ("", "둑 위에서. 사진=이노을", ["둑 위에서. 사진=이노을"]),
        ("다른 말", "둑 위에서.", ["다른 말", "둑 위에서."]),
        ("같은 말", "같은 말", ["같은 말"]),
    ],
)
def test_a_picture_shown_above_takes_its_caption_from_the_body_and_none_is_lost(
    newsroom: Newsroom, own: str, below: str, shown: list[str]
) -> None:
    add_picture(newsroom)
    figure = f'<figure><img src="/assets/river.jpg" alt="">{below and f"<figcaption>{below}</figcaption>"}</figure>'
    newsroom.post("river", more=f'image: {{path: /assets/river.jpg, caption: "{own}"}}\n', body=f"{figure}\n\n글")
    newsroom.sync()
    tree = page(newsroom)
    assert texts(tree.xpath("//figcaption")) == shown
    assert len(tree.xpath("//main//img")) == max(1, len(shown))


def test_a_caption_that_is_no_text_is_told_with_its_line_and_loses_nothing_else(newsroom: Newsroom) -> None:
    add_picture(newsroom)
    newsroom.post("river", more="image:\n  path: /assets/river.jpg\n  caption: [하나, 둘]\n")
    told = [notice for notice in newsroom.sync().notices if "caption" in notice.what]
    assert [(one.path, one.kind, one.line) for one in told] == [("_posts/2026-11-20-river.md", "lost", 5)]
    assert page(newsroom).xpath("//figure[@class='hero']//img")


def test_a_changed_caption_shows_at_once(newsroom: Newsroom) -> None:
    add_picture(newsroom)
    for caption in ("처음 쓴 말", "고쳐 쓴 말", ""):
        newsroom.post("river", more=f'image: {{path: /assets/river.jpg, caption: "{caption}"}}\n')
        newsroom.sync()
        assert texts(page(newsroom).xpath("//figcaption")) == ([caption] if caption else [])


# --- how old it is


def test_an_old_story_says_so_and_says_it_anew_on_its_anniversary(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.post("river")
    newsroom.sync()
    for moment, said in (
        ("2027-11-19T14:59:59", []),
        ("2027-11-19T15:00:00", ["1년 전(2026년 11월 20일)에 나온 기사입니다."]),
        ("2029-11-19T15:00:00", ["3년 전(2026년 11월 20일)에 나온 기사입니다."]),
    ):
        now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(frame, "now", lambda now=now: now)
        assert texts(page(newsroom).xpath("//p[@class='age']")) == said


def test_a_page_beside_the_stories_is_never_called_old(newsroom: Newsroom) -> None:
    newsroom.write("about.md", "---\ntitle: 소개\npermalink: /about/\ndate: 2010-01-01\n---\n\n글\n")
    newsroom.sync()
    assert not page(newsroom, "/about/").xpath("//p[@class='age']")


# --- the way through it


def test_a_long_read_has_its_contents_in_the_margin_and_folded(newsroom: Newsroom) -> None:
    part = "\n\n시는 물목동 둑에 모래주머니를 쌓았다." * 40
    newsroom.post("river", body="".join(f"## {name}{part}\n\n" for name in ("하나", "둘", "셋")))
    newsroom.post("brief", body="## 하나\n\n## 둘\n\n## 셋\n\n글")
    newsroom.sync()
    tree = page(newsroom)
    both = tree.xpath("//nav[contains(@class, 'contents')]")
    assert [texts(one.xpath(".//li")) for one in both] == [["하나", "둘", "셋"]] * 2
    assert len(tree.xpath("//nav[contains(@class, 'contents')]//details[not(@open)]")) == 1
    assert not page(newsroom, "/사회/2026/11/20/brief/").xpath("//nav[contains(@class, 'contents')]")


def test_no_story_stands_twice_below_an_article(newsroom: Newsroom) -> None:
    for number in range(9):
        newsroom.post(f"s{number}", title=f"소식 {number}", date=f'"2026-11-20 1{number}:00:00 +0900"')
    newsroom.sync()
    for number in (0, 4, 8):
        path = f"/사회/2026/11/20/s{number}/"
        links = page(newsroom, path).xpath("//main/nav//a/@href | //main/section//li/a/@href")
        assert len(links) == len(set(links)) >= 5
        assert not any(f"s{number}/" in link for link in links)


# --- players, notes, sharing


def test_a_film_is_offered_and_nothing_of_it_is_asked_for(newsroom: Newsroom) -> None:
    newsroom.post(
        "river",
        more="updates:\n  - {at: 2026-11-20 10:00:00 +0900, text: '<iframe src=\"https://vimeo.com/123\"></iframe>'}\n",
        body='<iframe src="https://youtu.be/aBcDeFgHiJk" title="아침"></iframe>\n\n글',
    )
    newsroom.sync()
    tree = page(newsroom)
    assert tree.xpath("//figure/@data-player") == [
        "https://www.youtube-nocookie.com/embed/aBcDeFgHiJk?autoplay=1",
        "https://player.vimeo.com/video/123?dnt=1&autoplay=1",
    ]
    assert not tree.xpath("//iframe") and "data-player" not in newsroom.get("/rss/full.xml")
    policy = newsroom.reader.get(RIVER).headers["Content-Security-Policy"]
    assert f"frame-src {' '.join(players.ORIGINS)}" in policy.split("; ")


def test_sharing_stands_ready_for_the_script_and_is_empty_without_it(open_newsroom: Callable[..., Newsroom]) -> None:
    for config, links in (("title: 뉴스다오\n", 0), ("title: 뉴스다오\nsharing_links: [x, line]\n", 2)):
        room = open_newsroom(config=config + "permalink: pretty\n")
        room.post("river")
        room.sync()
        bar = page(room).xpath("//nav[@class='sharing']")[0]
        assert len(bar.xpath(".//a")) == links
        assert ("hidden" in bar.attrib) == (links == 0)
        assert bar.get("data-copy") and bar.get("data-copied") and bar.get("data-share")


def test_a_printed_page_names_the_paper_and_the_address_as_it_is_read(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    assert texts(page(newsroom).xpath("//p[@class='printed']")) == [f"뉴스다오 · https://news.example.kr{RIVER}"]


def test_a_long_lead_band_opens_with_its_first_sentence_and_a_short_one_speaks_up(newsroom: Newsroom) -> None:
    newsroom.post("river", more=f"feature_text: 첫 문장은 여기서 끝난다. {'둘째 문장은 길게 이어진다. ' * 12}\n")
    newsroom.post("brief", more="feature_text: 둑은 버텼다.\n")
    newsroom.sync()
    assert texts(page(newsroom).xpath("//div[@class='feature feature-long']//b")) == ["첫 문장은 여기서 끝난다."]
    assert page(newsroom, "/사회/2026/11/20/brief/").xpath("//div[@class='feature feature-short']")
