"""Pictures as readers get them: in the width and format they need, made once, silent about their origin."""

import io
import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from newsroom import Newsroom
from photographs import SECRET, photograph, scene
from PIL import Image
from sqlalchemy import event
from stored import tree

from newsdao.adapters import renderer
from newsdao.extensions import db
from newsdao.services import exporting, renditions

STORY = "/사회/2026/11/20/river/"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def media_of(room: Newsroom) -> Path:
    return room.app.extensions["newsdao"].settings.media_folder


def published(room: Newsroom, data: bytes | None = None, body: str = "강물이 분다.") -> Newsroom:
    room.write("assets/river.jpg", data or photograph())
    room.post("river", body=body, more="image: /assets/river.jpg\n")
    room.sync()
    return room


def offered(room: Newsroom, path: str = STORY, kind: str = "avif") -> dict[int, str]:
    """By width, the addresses that a page offers in a format."""
    srcset = re.search(rf'type="image/{kind}" srcset="([^"]+)"', room.get(path))
    assert srcset is not None
    return {int(width[:-1]): address for address, width in (one.split() for one in srcset[1].split(", "))}


def test_a_page_offers_widths_and_formats_that_are_what_they_say(newsroom: Newsroom) -> None:
    published(newsroom)
    for kind, name in (("avif", "AVIF"), ("webp", "WEBP")):
        found = offered(newsroom, kind=kind)
        assert list(found) == [260, 520, 780, 1120, 1400, 1600]
        for width, address in found.items():
            answer = newsroom.reader.get(address)
            made = Image.open(io.BytesIO(answer.data))
            assert (made.format, made.width, answer.content_type) == (name, width, f"image/{kind}")
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = newsroom.get(STORY)
    assert 'width="1600" height="900"' in page and "data-ground=" in page and "style=" not in page
    plain = re.search(r'<img src="([^"]+)"', page.partition("<main")[2])
    assert plain is not None and newsroom.reader.get(plain[1]).content_type == "image/jpeg"


def test_a_rendition_that_is_held_already_is_not_sent_again(newsroom: Newsroom) -> None:
    address = offered(published(newsroom))[260]
    tag = newsroom.reader.get(address).headers["ETag"]
    again = newsroom.reader.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 304 and again.data == b""
    assert newsroom.reader.head(address).headers["Content-Length"] != "0"


def test_no_width_format_or_picture_but_those_offered_is_made(newsroom: Newsroom, monkeypatch) -> None:
    address = offered(published(newsroom))[260]
    monkeypatch.setattr(renderer, "render", lambda *_: pytest.fail("something was made"))
    for asked in (
        address.replace("-260.", "-261."), address.replace("-260.", "-1920."), address.replace("-260.", "-99999."),
        address.replace(".avif", ".png"), address.replace("/img/", "/img/9"), "/img/9999999999-0123456789ab-260.avif",
        address.replace(".avif", ".gif"), address.replace("-260", "-0260"), address.replace("-260", ""),
    ):  # fmt: skip
        assert newsroom.reader.get(asked).status_code == 404, asked


def test_a_publisher_s_own_img_folder_stays_theirs(newsroom: Newsroom) -> None:
    newsroom.write("img/a-1.jpg", photograph())
    newsroom.post("river", more="image: /img/a-1.jpg\n")
    newsroom.sync()
    assert newsroom.reader.get("/img/a-1.jpg").content_type == "image/jpeg"


def test_a_picture_replaced_under_its_name_is_new_at_once_and_its_old_address_leads_on(newsroom: Newsroom) -> None:
    newsroom.write("assets/levee.jpg", photograph())
    published(newsroom, body="둑이다.\n\n![둑](/assets/levee.jpg)")
    old = offered(newsroom)
    body = newsroom.get(STORY).partition('class="body"')[2]
    for name in ("river", "levee"):
        newsroom.write(f"assets/{name}.jpg", photograph(size=(1000, 1000)))
    newsroom.sync()
    now = newsroom.get(STORY)
    assert old[260] not in now and re.findall(r'srcset="[^"]+"', body)[0] not in now
    assert set(offered(newsroom)) == {260, 520, 780, 1000}
    moved = newsroom.reader.get(old[1600])
    assert moved.status_code == 302 and moved.location == offered(newsroom)[1000]


def test_a_text_s_own_pictures_come_in_widths_and_feeds_keep_them_whole(newsroom: Newsroom) -> None:
    newsroom.write("assets/둑 1.jpg", photograph())
    newsroom.post("river", body='둑이다.\n\n<img src="/assets/둑 1.jpg" alt="둑">')
    newsroom.sync()
    body = newsroom.get(STORY).partition('class="body"')[2].partition("</div>")[0]
    assert body.count("<picture>") == body.count("</picture>") == 1 and body.count("<source ") == 2
    address = re.search(r"/img/\S+-520\.avif", body)
    assert address is not None and newsroom.reader.get(address[0]).status_code == 200
    feed = newsroom.get("/feed.json")
    assert "<picture" not in feed and "/assets/%EB%91%91%201.jpg" in feed


def test_a_site_below_a_path_has_its_pictures_there(open_newsroom: Callable[..., Newsroom]) -> None:
    room = open_newsroom(site_url="https://a.kr/blog")
    room.write("assets/levee.jpg", photograph())
    published(room, body="둑이다.\n\n![둑](/assets/levee.jpg)")
    page = room.reader.get(f"/blog{STORY}", base_url="https://a.kr", follow_redirects=True).text
    found = re.findall(r'srcset="(\S+) 260w', page)
    assert len(found) == 4 and all(one.startswith("/blog/img/") for one in found)
    assert room.reader.get(found[0], base_url="https://a.kr").status_code == 200


def test_where_a_picture_was_taken_is_told_nowhere_and_comes_back_with_the_export(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    taken = {"river.jpg": photograph(turn=6), "map.png": photograph("PNG"), "a.webp": photograph("WEBP"),
             "b.avif": photograph("AVIF"), "c.gif": photograph("GIF")}  # fmt: skip
    for name, data in taken.items():
        newsroom.write(f"assets/{name}", data)
    published(newsroom, taken["river.jpg"])
    for name in taken:
        shown = newsroom.reader.get(f"/assets/{name}")
        assert shown.status_code == 200 and SECRET not in shown.data and len(shown.data) > 500, name
    assert all(SECRET not in newsroom.reader.get(one).data for one in offered(newsroom).values())
    assert newsroom.reader.get("/originals/assets/river.jpg").status_code == 404
    assert newsroom.sync().changed == 0
    with newsroom.app.app_context():
        exporting.export(db.session(), media_of(newsroom), tmp_path / "out")
    out = tree(tmp_path / "out")
    assert {name: out[f"assets/{name}"] for name in taken} == taken


def test_a_feed_s_enclosure_is_as_long_as_what_is_served(newsroom: Newsroom) -> None:
    published(newsroom)
    (enclosure,) = etree.fromstring(newsroom.reader.get("/rss.xml").data).iter("enclosure")
    assert int(enclosure.get("length")) == len(newsroom.reader.get("/assets/river.jpg").data)


def test_what_an_older_version_left_in_the_media_is_cleaned_once(newsroom: Newsroom) -> None:
    published(newsroom)
    media = media_of(newsroom)
    gone = media / "assets" / "gone.jpg"
    for file in (gone, media / "assets" / "river.jpg"):
        file.write_bytes(photograph())
    for file in media.with_name("originals").rglob("*"):
        if file.is_file():
            file.unlink()
    newsroom.sync()
    for name in ("gone", "river"):
        assert SECRET not in newsroom.reader.get(f"/assets/{name}.jpg").data


def test_films_and_drawings_are_offered_as_they_are(newsroom: Newsroom) -> None:
    film = io.BytesIO()
    scene(300, 300).save(film, "GIF", save_all=True, append_images=[scene(300, 300).rotate(180)], duration=90)
    newsroom.write("assets/film.gif", film.getvalue())
    newsroom.post("river", more="image: /assets/film.gif\n")
    newsroom.sync()
    page = newsroom.get(STORY)
    assert '<img src="/assets/film.gif"' in page and "<picture" not in page and "data-ground" not in page


def test_a_picture_that_is_broken_since_leads_to_itself_and_is_tried_once(newsroom: Newsroom, caplog) -> None:
    address = offered(published(newsroom))[260]
    (media_of(newsroom) / "assets" / "river.jpg").write_bytes(b"\xff\xd8\xff")
    for _ in range(2):
        answer = newsroom.reader.get(address)
        assert answer.status_code == 302 and answer.location == "/assets/river.jpg"
    assert caplog.text.count("no rendition of") == 1


def test_many_who_ask_at_once_have_it_made_once_and_nobody_waits_in_a_long_line(newsroom, monkeypatch) -> None:
    address = offered(published(newsroom))[260]
    made, may_go_on, answers = [], threading.Event(), []

    def slowly(*asked: object) -> bytes:
        made.append(asked)
        may_go_on.wait(30)
        return b"picture"

    monkeypatch.setattr(renderer, "render", slowly)
    asking = [threading.Thread(target=lambda: answers.append(newsroom.reader.get(address))) for _ in range(6)]
    for one in asking:
        one.start()
    while sum(one.is_alive() for one in asking) > 3:
        threading.Event().wait(0.02)
    assert [(one.status_code, one.headers["Cache-Control"]) for one in answers] == [(302, "no-store")] * 3
    may_go_on.set()
    for one in asking:
        one.join(30)
    assert len(made) == 1 and [one.data for one in answers[3:]] == [b"picture"] * 3


def test_what_is_kept_stays_within_bounds(newsroom: Newsroom) -> None:
    address = offered(published(newsroom))[1600]
    name, _, kind = address.removeprefix("/img/").rpartition(".")
    settings = newsroom.app.extensions["newsdao"].settings
    with newsroom.app.app_context():
        small = renditions.Renditions(settings.instance, settings.media_folder, most_bytes=1000)
        for width in (260, 520, 780, 1120):
            assert small.find(db.session(), name.replace("-1600", f"-{width}"), kind)
    kept = list((settings.instance / "renditions").rglob("*.avif"))
    assert len(kept) == 1


def test_a_story_s_page_asks_once_more_for_the_pictures_of_its_text(newsroom: Newsroom) -> None:
    newsroom.write("assets/levee.jpg", photograph())
    newsroom.post("plain")
    published(newsroom, body="둑이다.\n\n![둑](/assets/levee.jpg)")
    asked: list[str] = []
    counts = []
    with newsroom.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *found: asked.append(found[2]))
    newsroom.get("/latest/")
    for path in (STORY.replace("river", "plain"), STORY):
        asked.clear()
        newsroom.get(path)
        counts.append(len(asked))
    assert counts[1] == counts[0] + 1
