"""What a page adds to a text: players on offer, ways back that can be heard, credits set apart."""

import re

import pytest
from lxml import html as parsing

from newsdao import locales
from newsdao.content import markup
from newsdao.content.embeds import PROVIDERS
from newsdao.presenters import players
from newsdao.presenters.prose import credit_line, opened, prose

WORDS = locales.load("ko")
LOOKUP = markup.Lookup(lambda _path: None)
FRAMES = [
    ("https://www.youtube.com/embed/aBcDeFgHiJk", "https://www.youtube-nocookie.com/embed/aBcDeFgHiJk?autoplay=1"),
    (
        "https://www.youtube.com/embed/videoseries?list=PL1_2",
        "https://www.youtube-nocookie.com/embed/videoseries?list=PL1_2&autoplay=1",
    ),
    ("https://player.vimeo.com/video/123", "https://player.vimeo.com/video/123?dnt=1&autoplay=1"),
    ("https://tv.naver.com/embed/123", "https://tv.naver.com/embed/123?autoPlay=true"),
    (
        "https://play-tv.kakao.com/embed/player/cliplink/9",
        "https://play-tv.kakao.com/embed/player/cliplink/9?autoplay=1",
    ),
]


def render(source: str) -> str:
    return markup.render(source, is_markdown=True, path="a.md", first_line=1, lookup=LOOKUP).html


@pytest.mark.parametrize(("frame", "player"), FRAMES)
def test_a_film_says_where_its_player_is_and_names_who_will_know(frame: str, player: str) -> None:
    body = render(f'<iframe src="{frame}" title="해온항의 “아침”"></iframe>')
    figure = parsing.fromstring(prose(body, WORDS))
    name = figure.text_content().partition(":")[0]
    assert figure.get("data-player") == player
    assert figure.get("data-title") == f"{name}: 해온항의 “아침”"
    assert name in (figure.get("data-told") or "")
    assert figure.find("a").get("href").startswith("https://")
    assert "<iframe" not in prose(body, WORDS)


def test_every_player_stands_at_an_origin_that_the_policy_lets_a_page_frame() -> None:
    for _frame, player in FRAMES:
        assert any(player.startswith(f"{origin}/") for origin in players.ORIGINS)
    assert all(re.fullmatch(r"https://[a-z.-]+", origin) for origin in players.ORIGINS)
    assert {slug for slug, *_ in players._PLAYERS} <= {one.slug for one in PROVIDERS}


@pytest.mark.parametrize(
    "source",
    [
        "https://map.kakao.com/?urlX=1",
        "https://www.instagram.com/p/AbC-1/embed",
        "https://example.org/frame",
    ],
)
def test_what_has_no_player_stays_a_link(source: str) -> None:
    body = render(f'<iframe src="{source}"></iframe>')
    assert prose(body, WORDS) == body


def test_an_author_cannot_name_a_player() -> None:
    link = '<a class="embed-link embed-youtube" href="{}">x</a></figure>'
    for forged in (
        '<figure class="embed" data-player="https://evil.example/">' + link.format("https://evil.example/"),
        '<figure class="embed">' + link.format("https://www.youtube.com/watch?v=a&quot; onload=x"),
        '<figure class="embed">' + link.format("https://www.youtube.com/watch?v=abc@evil.example/"),
    ):
        assert "data-player" not in prose(render(forged), WORDS)


def test_the_way_back_from_a_note_has_a_name_to_hear() -> None:
    shown = prose(render("글[^1]\n\n[^1]: 주"), WORDS)
    back = parsing.fromstring(shown).xpath("//a[@class='footnote-backref']")
    heard = [one.xpath("string(span[not(@aria-hidden)])") for one in back]
    assert heard == ["본문의 각주 1 자리로 돌아가기"]
    assert back[0].xpath("string(span[@aria-hidden='true'])").strip()


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("둑 위의 손전등. 사진=이노을", "사진=이노을"),
        ("둑 위의 손전등 / 사진 제공: 해온시", "사진 제공: 해온시"),
        ("수문 열두 개를 하나씩 연다. 그림 뉴스다오", "그림 뉴스다오"),
        ("ⓒ 김나루", "ⓒ 김나루"),
        ("The levee at dawn. Photo: Noeul Lee", "Photo: Noeul Lee"),
        ("불이 났다. 사진 왼쪽이 시장이다", ""),
        ("사진을 찍는 사람들", ""),
    ],
)
def test_whose_a_picture_is_stands_apart_in_its_caption(caption: str, credit: str) -> None:
    shown = parsing.fromstring(prose(f"<figure><figcaption>{caption}</figcaption></figure>", WORDS))
    assert [one.text for one in shown.iter("span")] == ([credit] if credit else [])
    assert shown.text_content() == caption


def test_a_credit_is_called_one_unless_it_says_so_itself() -> None:
    assert credit_line("이노을", WORDS) == "사진 이노을"
    assert credit_line("그래픽=이노을", WORDS) == "그래픽=이노을"
    assert credit_line("ⓒ 해온시", WORDS) == "ⓒ 해온시"


def test_a_long_lead_opens_with_its_first_sentence() -> None:
    assert opened("<p>두 정상이 카자흐스탄에서 다시 만났다. 서로를 친구라 불렀다.</p>") == (
        "<p><b>두 정상이 카자흐스탄에서 다시 만났다.</b> 서로를 친구라 불렀다.</p>"
    )
    for whole in (
        "<p>한 문장뿐이다.</p>",
        "<p><a href='/x'>링크</a>로 시작한다. 그다음.</p>",
        "<ul><li>목록.</li></ul>",
    ):
        assert opened(whole) == whole
