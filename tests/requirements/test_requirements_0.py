"""What is put right before anything is said of a post: docs/requirements.md, 0."""

import json
import re
import unicodedata
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from newsroom import Newsroom
from on_a_page import NOW, ORIGIN, RIVER, read

from newsdao.config import PROJECT

SEED_FORM = PROJECT / "tests" / "corpus" / "post_with_seed_form.md"
OUTPUTS = ["/rss.xml", "/atom.xml", "/feed.json", "/", "/latest/"]


@pytest.fixture
def seed_form(open_newsroom) -> Newsroom:
    room = open_newsroom(config="title: 뉴스다오\nurl: https://news.example.kr\n")
    room.write("_posts/2026-11-02-riverside.md", SEED_FORM.read_bytes())
    room.write("assets/img/haeon_riverside.jpg", b"")
    room.sync(NOW)
    return room


def test_0_01_the_count_of_characters_is_no_part_of_a_text(seed_form: Newsroom) -> None:
    for place in [*OUTPUTS, "/news/2026/11/02/riverside.html"]:
        assert "글자 수" not in seed_form.get(place), place


def test_0_02_who_names_nobody_is_signed_by_the_newsroom_and_no_date_is_that_of_the_reading(air: Newsroom) -> None:
    story = read(air.get("/문화/2026/11/22/snow/")).node("NewsArticle")
    assert story["author"] == [{"@type": "Organization", "@id": f"{ORIGIN}/#publisher", "name": "뉴스다오",
                                "url": f"{ORIGIN}/"}]  # fmt: skip
    assert story["datePublished"] == "2026-11-22T08:00:00+09:00"
    for place in OUTPUTS[:3]:
        again = Newsroom(air.folder, air.app)
        assert again.reader.get(place).data == air.reader.get(place).data


def test_0_03_a_picture_that_many_stories_share_gives_way_to_their_cards_where_the_site_says_so(air: Newsroom) -> None:
    for slug in "abcd":
        air.post(slug, more="image: /assets/river.jpg\n")
    air.sync(NOW)
    shared = read(air.get("/사회/2026/11/20/a/")).meta("og:image")
    assert shared == f"{ORIGIN}/assets/river.jpg"
    config = (air.folder / "_config.yml").read_text(encoding="utf-8")
    air.write("_config.yml", config + "social_cards: shared\n")
    air.sync(NOW)
    cards = {read(air.get(f"/사회/2026/11/20/{slug}/")).meta("og:image") for slug in "abcd"}
    assert len(cards) == 4 and all(one.startswith(f"{ORIGIN}/og/") for one in cards)


def test_0_04_a_body_keeps_its_words_and_loses_what_its_editor_left(seed_form: Newsroom) -> None:
    seed_form.post("script", body="<script>alert(1)</script>본문이다. <a href='/a' rel='dofollow'>곳</a>\n")
    seed_form.sync(NOW)
    text = seed_form.get("/news/2026/11/02/riverside.html")
    page = read(text)
    assert page.tree.xpath("//article//th[@scope='col']/text()") == ["구분", "내용"]
    assert not re.search(r"data-ke-|dofollow|style=|<h[23][^>]*><b>", text)
    other = seed_form.get("/사회/2026/11/20/script.html")
    assert "alert(1)" not in other and "dofollow" not in other and "본문이다." in other


def test_0_04_the_seed_shows_its_picture_once_and_neither_the_wrong_brand_nor_the_last_line(
    corpus: Path, open_newsroom
) -> None:
    room = open_newsroom()
    room.folder = corpus / "seed"
    room.sync(NOW)
    text = room.get("/news/2024/07/01/362/")
    assert text.count("newsdao_breakingnews.jpg") - text[: text.index("</head>")].count("newsdao_breakingnews.jpg") <= 1
    assert "실시간 뉴스 속보는" not in text and "cryptoinkorea" not in text[text.index("<body") :]


def test_0_05_every_text_is_nfc_and_holds_no_character_that_xml_refuses(newsroom: Newsroom) -> None:
    decomposed = unicodedata.normalize("NFD", "해온강 수위")
    newsroom.post("nfd", title=f"{decomposed} 상승\ufffe", body=f"{decomposed}\x01가 높다.\n")
    newsroom.sync(NOW)
    for place in [*OUTPUTS, "/사회/2026/11/20/nfd/"]:
        text = newsroom.get(place)
        assert unicodedata.is_normalized("NFC", text) and not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", text)
        assert "해온강 수위 상승" in text, place


def test_0_06_each_reader_gets_as_much_of_the_lead_as_it_shows(air: Newsroom) -> None:
    page = read(air.get(RIVER))
    assert page.meta("description") == "해온강이 사흘째 불어 저지대가 비었다."
    lead = page.node("NewsArticle")["description"]
    assert page.meta("og:description") == lead and lead.startswith("상류 댐이") and lead.endswith("이어진다.")
    entry = next(one for one in feedparser.parse(air.get("/rss.xml")).entries if one.link.endswith("/river/"))
    assert entry.summary == lead
    items = json.loads(air.get("/feed.json"))["items"]
    assert next(one for one in items if one["url"].endswith("/river/"))["summary"] == lead


def test_0_07_a_story_of_tomorrow_stands_nowhere(air: Newsroom) -> None:
    tomorrow = NOW + timedelta(days=400)
    air.post("tomorrow", title="내일의 소식", date=f'"{tomorrow:%Y-%m-%d %H:%M:%S} +0900"')
    air.sync(NOW)
    month = f"/sitemaps/{tomorrow:%Y-%m}-1.xml"
    assert air.reader.get(f"/사회/{tomorrow:%Y/%m/%d}/tomorrow/").status_code == 404
    assert air.reader.get(month).status_code == 404
    places = [*OUTPUTS, "/category/사회/", "/sitemap.xml", "/news-sitemap.xml", "/sitemaps/pages.xml", "/archive/"]
    assert not [place for place in places if "tomorrow" in air.get(place) or "내일의 소식" in air.get(place)]


def test_0_07_nor_does_an_update_of_tomorrow_on_its_page_or_in_a_feed(air: Newsroom) -> None:
    later = f"{NOW + timedelta(days=400):%Y-%m-%d %H:%M:%S} +0900"
    air.post("live", title="강둑 순찰", more=f'updates:\n  - at: "{later}"\n    text: 내일의 말\n')
    air.sync(NOW)
    for place in [*OUTPUTS[:3], "/rss/full.xml", "/feeds/2026-11-20-1/atom.xml", "/사회/2026/11/20/live/"]:
        assert "강둑 순찰" in air.get(place) and "내일의 말" not in air.get(place), place
