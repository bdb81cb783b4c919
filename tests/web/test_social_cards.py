"""Cards and crops as messengers and search engines fetch them."""

import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import html
from newsroom import Newsroom
from PIL import Image

from newsdao.adapters import card_painter
from newsdao.extensions import db
from newsdao.services import social_cards
from newsdao.store.models import Article

ORIGIN = "https://news.example.kr"
RIVER = "/사회/2026/11/20/river/"
CONFIG = "title: 뉴스다오\nurl: https://news.example.kr\npermalink: pretty\ndescription: 해온시의 소식\n"


def tags(room: Newsroom, path: str = RIVER) -> dict[str, str]:
    page = html.fromstring(room.get(path))
    return {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}


def card(room: Newsroom, path: str = RIVER) -> str:
    """The path of what a preview shows."""
    return tags(room, path)["og:image"].removeprefix(ORIGIN)


def story_images(room: Newsroom, path: str = RIVER) -> list[dict[str, object]]:
    page = html.fromstring(room.get(path))
    graph = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["@graph"]
    return next(node["image"] for node in graph if node["@type"] == "NewsArticle")


def fetched(room: Newsroom, path: str) -> Image.Image:
    answer = room.reader.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status}"
    return Image.open(io.BytesIO(answer.data))


def picture(size: tuple[int, int], kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind)
    return out.getvalue()


def test_a_card_is_what_its_page_says_of_it(newsroom: Newsroom) -> None:
    """seo-and-feeds §2 M: og:image with its real width, height and type, else the first sharer sees none."""
    newsroom.post("river")
    newsroom.sync()
    said = tags(newsroom)
    answer = newsroom.reader.get(card(newsroom))
    shown = Image.open(io.BytesIO(answer.data))
    assert (said["og:image:width"], said["og:image:height"]) == tuple(str(side) for side in shown.size)
    assert said["og:image:type"] == answer.content_type == Image.MIME[shown.format or ""]
    assert said["og:image:alt"] == said["og:title"]
    assert "?" not in said["og:image"], "KakaoTalk takes no query"
    for image in story_images(newsroom):
        assert fetched(newsroom, str(image["url"]).removeprefix(ORIGIN)).size == (image["width"], image["height"])


def test_a_card_may_be_kept_for_ever_and_shown_anywhere(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    answer = newsroom.reader.get(card(newsroom))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cross-Origin-Resource-Policy" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and "Vary" not in answer.headers
    again = newsroom.reader.get(card(newsroom), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = newsroom.reader.head(card(newsroom))
    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", str(len(answer.data)))


def test_a_new_headline_has_a_new_address_and_the_old_one_leads_there_or_stays(newsroom: Newsroom) -> None:
    """seo-and-feeds §2: a new image path per card version (KakaoTalk); keep old images (Facebook)."""
    newsroom.post("river")
    newsroom.sync()
    first = card(newsroom)
    seen = newsroom.reader.get(first).data
    newsroom.post("river", title="해온강 수위 나흘째 상승")
    newsroom.sync()
    second = card(newsroom)
    assert second != first
    assert newsroom.reader.get(first).data == seen, "it was drawn, and is still there"
    newsroom.post("river", title="해온강 물 빠져")
    newsroom.sync()
    never_drawn = newsroom.reader.get(second)
    assert (never_drawn.status_code, never_drawn.location) == (301, card(newsroom))
    shaped = newsroom.reader.get(second.replace(".jpg", "-1x1.jpg"))
    assert shaped.location == card(newsroom).replace(".jpg", "-1x1.jpg")
    newsroom.post("river", title="해온강 물 빠져", body="다른 본문이 들어왔다.")
    newsroom.sync()
    assert newsroom.reader.get(second).location == card(newsroom), "what a card doesn't show doesn't change it"


def test_only_what_is_published_is_ever_drawn(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.post("later", date='"2026-11-20 09:00:00 +0900"')
    newsroom.sync()
    path, later = card(newsroom), card(newsroom, "/사회/2026/11/20/later/")
    with newsroom.app.app_context():
        number = int(later.split("/")[2].split("-")[0])
        db.session.get(Article, number).published_at = datetime.now(UTC) + timedelta(hours=1)
        db.session.commit()
    assert newsroom.reader.get(later).status_code == 404
    (newsroom.folder / "_posts/2026-11-20-river.md").unlink()
    newsroom.reader.get(path)
    newsroom.sync(prune=True)
    assert newsroom.reader.get(path).status_code == 410, "withdrawn everywhere, though it was drawn"
    for unknown in ("/og/99999-0123456789abcdef.jpg", "/og/999999999999999999-0123456789.jpg"):
        assert newsroom.reader.get(unknown).status_code == 404
    for other in ("/og/0-0123456789abcdef.jpg", "/og/river.jpg", "/og/7-0123456789abcdef-2x1.jpg", "/og/../a-1.jpg"):
        assert newsroom.reader.get(other).status_code == 404
    drawn = [file.name for file in (newsroom.app.extensions["newsdao"].settings.instance / "cards").rglob("*.jpg")]
    assert drawn == [path.removeprefix("/og/")]


def test_a_card_is_drawn_once_however_often_it_is_asked_for(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.post("river")
    newsroom.sync()
    drawn: list[str] = []
    paint = card_painter.paint
    monkeypatch.setattr(card_painter, "paint", lambda *args: drawn.append("") or paint(*args))
    bodies = {newsroom.reader.get(card(newsroom)).data for _ in range(3)}
    assert len(bodies) == len(drawn) == 1


@pytest.mark.parametrize("policy", ["missing", "shared", "always"])
def test_the_configuration_says_whose_picture_stands_everywhere(
    policy: str, open_newsroom: Callable[..., Newsroom]
) -> None:
    """seo-and-feeds, Decisions: `social_cards`, alike in OpenGraph, JSON-LD, feeds and sitemaps."""
    room = open_newsroom(config=f"{CONFIG}social_cards: {policy}\n")
    room.write("assets/own.jpg", picture((1280, 720)))
    room.write("assets/all.jpg", picture((1280, 720)))
    room.post("own", more="image: /assets/own.jpg\n")
    for slug in ("a", "b", "c"):
        room.post(slug, title=f"강 {slug}", more="image: /assets/all.jpg\n")
    room.post("none")
    assert not [one for one in room.sync().notices if "social_cards" in one.what]
    has_card = {"own": policy == "always", "a": policy != "missing", "none": True}
    feed = {item["url"]: item["image"] for item in json.loads(room.get("/feed.json"))["items"]}
    sitemap = room.get("/sitemaps/2026-11-1.xml")
    for slug, expected in has_card.items():
        path = f"/사회/2026/11/20/{slug}/"
        said = tags(room, path)
        assert ("/og/" in said["og:image"]) is expected, slug
        assert feed[said["og:url"]] == said["og:image"]
        assert f"<image:loc>{said['og:image']}</image:loc>" in sitemap
        assert said["og:image"] in room.get("/rss.xml") and said["og:image"] in room.get("/atom.xml")
        first = str(story_images(room, path)[0]["url"])
        assert first == (said["og:image"].replace(".jpg", "-16x9.jpg") if expected else said["og:image"])
    page = room.get("/사회/2026/11/20/own/")
    hero = page.partition('class="hero"')[2]
    assert '<img src="/img/' in hero and 'width="1280" height="720"' in hero, "readers see the author's own picture"


def test_a_policy_nobody_knows_is_told_and_counts_as_none(open_newsroom: Callable[..., Newsroom]) -> None:
    room = open_newsroom(config=f"{CONFIG}social_cards: sometimes\n")
    (notice,) = [one for one in room.sync().notices if "social_cards" in one.what]
    assert (notice.path, notice.line) == ("_config.yml", 5)
    assert notice.remedy == "write one of missing, shared, always"


def test_an_own_picture_is_cut_to_three_shapes_of_the_sizes_that_are_said(newsroom: Newsroom) -> None:
    """seo-and-feeds §1 M: 16:9, 4:3 and 1:1, each of ≥ 50,000 pixels."""
    newsroom.write("assets/강 1.png", picture((1000, 900), "PNG"))
    newsroom.post("river", more="image: /assets/강 1.png\n")
    newsroom.sync()
    images = story_images(newsroom)
    assert [(one["width"], one["height"]) for one in images] == [(1000, 562), (1000, 750), (900, 900)]
    for one in images:
        found = fetched(newsroom, str(one["url"]).removeprefix(ORIGIN))
        assert (found.format, found.size) == ("JPEG", (one["width"], one["height"]))
    newsroom.write("assets/강 1.png", picture((1000, 901), "PNG"))
    newsroom.sync()
    renewed = story_images(newsroom)
    assert {one["url"] for one in renewed}.isdisjoint(one["url"] for one in images)
    assert newsroom.reader.get(str(images[0]["url"]).removeprefix(ORIGIN)).status_code == 200


def test_a_broken_picture_has_no_crop_is_told_once_and_hurts_nobody(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    whole = picture((1000, 900))
    newsroom.write("assets/half.jpg", whole[: len(whole) // 3])
    newsroom.post("river", more="image: /assets/half.jpg\n")
    newsroom.sync()
    crops = [str(one["url"]).removeprefix(ORIGIN) for one in story_images(newsroom)]
    caplog.clear()
    for _ in range(3):
        assert [newsroom.reader.get(path).status_code for path in crops] == [404, 404, 404]
    assert len([record for record in caplog.records if "no crop of" in record.getMessage()]) == 3


def test_a_picture_that_came_later_takes_the_card_s_place(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    before = card(newsroom)
    newsroom.write("assets/river.jpg", picture((1280, 720)))
    newsroom.post("river", title="해온강 물 빠져", more="image: /assets/river.jpg\n")
    newsroom.sync()
    assert newsroom.reader.get(before).location == card(newsroom) == "/assets/river.jpg"


def test_other_pages_show_a_card_of_the_site_unless_it_has_a_picture(open_newsroom: Callable[..., Newsroom]) -> None:
    room = open_newsroom(config=CONFIG)
    room.post("river")
    room.sync()
    site = card(room, "/")
    assert re.fullmatch(r"/og/site-[0-9a-f]{10,}\.jpg", site) and card(room, "/category/사회/") == site
    assert fetched(room, site).size == (1200, 630)
    room.write("_config.yml", CONFIG.replace("해온시의 소식", "해온시의 빠른 소식"))
    room.sync()
    assert card(room, "/") != site and room.reader.get(site).status_code == 200
    old = room.reader.get("/og/site-0123456789abcdef.jpg")
    assert (old.status_code, old.location) == (301, card(room, "/"))
    assert room.reader.get(site.replace(".jpg", "-1x1.jpg")).status_code == 301
    room.write("assets/paper.jpg", picture((1200, 630)))
    room.write("_config.yml", f"{CONFIG}image: /assets/paper.jpg\n")
    room.sync()
    assert card(room, "/") == "/assets/paper.jpg" and "/og/" in card(room), "a story still has its own card"


def test_a_site_below_a_path_has_its_cards_there(open_newsroom: Callable[..., Newsroom]) -> None:
    room = open_newsroom(config=CONFIG, site_url="https://news.example.kr/blog")
    room.post("river")
    room.sync()
    page = room.reader.get(f"/blog{RIVER}", base_url="https://news.example.kr")
    address = re.search(r'property="og:image" content="([^"]*)"', page.text)
    assert address is not None and address[1].startswith("https://news.example.kr/blog/og/")
    path = address[1].removeprefix(ORIGIN)
    assert room.reader.get(path, base_url=ORIGIN).content_type == "image/jpeg"
    old = re.sub("-[0-9a-f]+", "-0123456789abcdef", path)
    assert room.reader.get(old, base_url=ORIGIN).location == path


def test_a_publisher_s_own_folder_og_is_served_as_ever(newsroom: Newsroom) -> None:
    newsroom.write("og/banner.jpg", picture((1280, 720)))
    newsroom.post("river", more="image: /og/banner.jpg\n")
    newsroom.sync()
    assert card(newsroom) == "/og/banner.jpg"
    assert newsroom.reader.get("/og/banner.jpg").content_type == "image/jpeg"


def test_the_name_of_a_card_leads_to_no_file_outside(tmp_path: Path) -> None:
    assert not re.fullmatch(social_cards.NAME, "7-../../etc/passwd")
    assert not re.fullmatch(social_cards.NAME, "site-0123456789\n")
    assert re.fullmatch(social_cards.NAME, "7-0123456789abcdef-1x1")
