"""Naver, Daum, Kakao and link previews: docs/requirements.md, 2."""

import gzip
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree
from newsroom import Newsroom
from on_a_page import NOW, ORIGIN, RIVER, read
from PIL import Image

SNOW = "/문화/2026/11/22/snow/"
AGENTS = ["Yeti/1.1", "kakaotalk-scrap/1.0", "facebookexternalhit/1.1", "Twitterbot/1.0", "Mozilla/5.0"]


def picture(room: Newsroom, address: str) -> tuple[bytes, Image.Image]:
    answer = room.reader.get(urlsplit(address).path)
    assert answer.status_code == 200
    return answer.data, Image.open(BytesIO(answer.data))


def test_2_01_naver_finds_its_token_on_the_home_page(air: Newsroom) -> None:
    assert read(air.get("/")).meta("naver-site-verification") == "n-token"
    assert read(air.get(RIVER)).meta("naver-site-verification") is None


@pytest.mark.parametrize("name", ["naver0123456789abcdef0123456789abcdef.html", "google0123456789abcdef.html"])
def test_2_01_or_in_the_file_that_it_gave_the_owner(air: Newsroom, name: str) -> None:
    engine = name.split("0")[0]
    said = f"{engine}-site-verification: {name}"
    air.write(name, said)
    air.write(f"deep/{name}", said)
    air.sync(NOW)
    answer = air.reader.get(f"/{name}")
    assert (answer.status_code, answer.mimetype, answer.get_data(as_text=True)) == (200, "text/html", said)
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert air.reader.get(f"/deep/{name}").status_code == 404


def test_2_02_naver_s_feed_carries_whole_stories_of_the_verified_domain_alone(air: Newsroom) -> None:
    for number in range(60):
        air.post(f"n{number}", title=f"소식 {number}", date=f'"2026-11-21 09:{number:02d}:00 +0900"')
    air.sync(NOW)
    answer = air.reader.get("/rss/full.xml")
    items = etree.fromstring(answer.data).findall("channel/item")
    assert 1 <= len(items) <= 50 and len(answer.data) < 10_000_000
    assert "대피소를 열었다" in items[-1].findtext("description")
    assert not etree.fromstring(answer.data).xpath("//*[local-name()='encoded']")
    told = etree.fromstring(answer.data).xpath("//link/text() | //url/text() | //@url | //*[local-name()='link']/@href")
    assert told and {f"{urlsplit(one).scheme}://{urlsplit(one).netloc}" for one in told} == {ORIGIN}


def test_2_03_robots_txt_is_plain_text_even_where_the_store_has_gone_and_closes_no_style(air: Newsroom) -> None:
    air.get("/")
    database = air.app.extensions["newsdao"].settings.instance / "newsdao.sqlite3"
    database.write_bytes(b"")
    answer = air.reader.get("/robots.txt")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert not re.search(r"Disallow: /(static|favicon|assets)", answer.get_data(as_text=True))


def test_2_04_a_site_that_describes_itself_nowhere_still_says_something_else_on_each_page(open_newsroom) -> None:
    room = open_newsroom(config="title: 뉴스다오\n")
    room.post("river")
    room.sync(NOW)
    said = [read(room.get(place)).meta("description") for place in ["/", "/latest/", "/category/사회/", "/archive/"]]
    assert all(said) and len(set(said)) == len(said)


def test_2_04_no_description_is_longer_than_80_characters_and_no_two_pages_say_the_same(air: Newsroom) -> None:
    pages = [read(air.get(place)) for place in ["/", "/latest/", "/category/사회/", "/tag/해온강/", RIVER, SNOW]]
    said = [page.meta("description") for page in pages]
    assert all(one and len(one) <= 80 for one in said) and len(set(said)) == len(said)
    assert len({page.title for page in pages}) == len(pages)
    assert not [page.title for page in pages if page.meta("description") == page.title]


def test_2_04_a_headline_that_naver_would_cut_is_told_to_its_author(air: Newsroom) -> None:
    air.post("long", title="해온시의회, 밤샘 회의 끝에 청년 주택 예산과 버스 노선 조정안을 함께 의결")
    ran = air.app.test_cli_runner().invoke(args=["check", str(air.folder), "--json"])
    assert "title-too-long" in ran.output and "long.md" in ran.output, ran.output


@pytest.mark.parametrize("place", [RIVER, SNOW])
def test_2_05_the_preview_s_picture_is_large_enough_and_the_page_s_own(air: Newsroom, place: str) -> None:
    page = read(air.get(place))
    data, shown = picture(air, page.meta("og:image"))
    assert min(shown.size) > 150 and len(data) >= 5000 and max(shown.size) <= 3 * min(shown.size)
    assert shown.size == (int(page.meta("og:image:width")), int(page.meta("og:image:height")))
    others = [read(air.get(other)).meta("og:image") for other in (RIVER, SNOW, "/") if other != place]
    assert page.meta("og:image") not in others


def test_2_06_canonical_and_icon_are_absolute_and_the_icon_is_square(air: Newsroom) -> None:
    for place in ["/", RIVER]:
        page = read(air.get(place))
        assert page.link("canonical").startswith(ORIGIN)
        icon = page.link("icon")
        assert icon.startswith(ORIGIN)
        shown = Image.open(BytesIO(air.reader.get(urlsplit(icon).path).data))
        assert shown.width == shown.height >= 48
    assert air.reader.get("/favicon.ico").status_code == 200


def test_2_07_daum_finds_its_line_as_it_gave_it_on_a_line_of_its_own(air: Newsroom) -> None:
    assert "#DaumWebMasterTool:abc:123" in air.get("/robots.txt").split("\n")


def test_2_08_kakaotalk_gets_a_jpeg_without_a_query_whose_path_changes_with_the_headline(air: Newsroom) -> None:
    before = read(air.get(SNOW)).meta("og:image")
    _, shown = picture(air, before)
    assert shown.format in {"JPEG", "PNG"} and not urlsplit(before).query
    air.post("snow", title="첫눈, 해온산을 덮다", category="문화", date='"2026-11-22 08:00:00 +0900"')
    air.sync(NOW)
    after = read(air.get(SNOW)).meta("og:image")
    assert after != before
    data, _ = picture(air, after)
    assert data != b""


def test_2_08_the_words_of_a_card_stand_within_the_2_to_1_that_kakaotalk_shows(air: Newsroom) -> None:
    _, shown = picture(air, read(air.get(SNOW)).meta("og:image"))
    grey = shown.convert("L")
    paper = grey.getpixel((30, 30))
    for band in [(0, 0, 1200, 15), (0, 615, 1200, 630)]:
        darkest, lightest = grey.crop(band).getextrema()
        assert max(abs(darkest - paper), abs(lightest - paper)) < 60, "something stands where KakaoTalk cuts"


def test_2_09_facebook_knows_the_card_s_size_gets_gzip_when_it_asks_and_finds_the_former_card(air: Newsroom) -> None:
    page = read(air.get(SNOW))
    assert (page.meta("og:image:width"), page.meta("og:image:height")) == ("1200", "630")
    former = page.meta("og:image")
    picture(air, former)
    answer = air.reader.get(SNOW, headers={"Accept-Encoding": "gzip, deflate"})
    assert answer.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(answer.data) == air.reader.get(SNOW).data
    air.post("snow", title="첫눈, 해온산을 덮다", category="문화", date='"2026-11-22 08:00:00 +0900"')
    air.sync(NOW)
    assert air.reader.get(urlsplit(former).path, follow_redirects=True).status_code == 200


def test_2_10_x_finds_what_has_no_word_in_opengraph(air: Newsroom) -> None:
    for place in [RIVER, SNOW]:
        page = read(air.get(place))
        assert page.meta("twitter:card") == "summary_large_image" and page.meta("twitter:image:alt")


def test_2_11_previews_find_every_word_and_no_agent_gets_another_page(air: Newsroom) -> None:
    page = read(air.get(RIVER))
    assert page.meta("og:locale") == "ko_KR" and page.meta("og:site_name") == "뉴스다오"
    assert page.meta("og:type") == "article" and page.meta("og:url") == page.link("canonical")
    assert page.meta("og:image:alt") and page.meta("og:image:type") == "image/jpeg"
    assert air.reader.get(RIVER).data.index(b'property="og:image:alt"') < 32_000
    answers = {air.reader.get(RIVER, headers={"User-Agent": agent}).data for agent in AGENTS}
    assert len(answers) == 1


def test_2_11_the_seed_is_previewed_by_its_feature_text_and_picture(corpus: Path, open_newsroom) -> None:
    room = open_newsroom()
    room.folder = corpus / "seed"
    room.sync(NOW)
    page = read(room.get("/news/2024/07/01/362/"))
    assert page.meta("og:title") == "푸틴과 시진핑 소중한 친구로서 10월 방러 초청"
    assert page.meta("og:description").startswith("푸틴 러시아 대통령과 시진핑 중국 국가주석이 카자흐스탄에서")
    assert page.meta("og:image") == "https://newsdao.kr/assets/img/newsdao_breakingnews.jpg"
