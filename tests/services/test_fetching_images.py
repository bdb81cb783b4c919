"""`--fetch-images`: other hosts' pictures become the site's own, and stay so."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from elsewhere import elsewhere, says
from newsroom import Newsroom
from PIL import Image

from newsdao.cli import make_syncer
from newsdao.extensions import db
from newsdao.services import exporting
from newsdao.services.sync_report import SyncOptions, SyncReport


def jpeg() -> bytes:
    file = BytesIO()
    Image.new("RGB", (640, 480), (20, 90, 160)).save(file, "JPEG")
    return file.getvalue()


def fetch(room: Newsroom) -> SyncReport:
    with room.app.app_context():
        syncer = make_syncer(room.folder, SyncOptions(fetch_images=True))
        syncer.allow_private = True
        return syncer.sync()


def test_pictures_of_other_hosts_are_fetched_when_asked_for_and_stay_the_site_s_own(
    newsroom: Newsroom, tmp_path: Path, open_newsroom: Callable[..., Newsroom]
) -> None:
    with elsewhere({"/river.jpg": says(jpeg(), "image/jpeg")}) as origin:
        body = f'물이 분다.\n\n<img src="{origin}/river.jpg" alt="강">'
        newsroom.post("river", body=body, more=f"image: {origin}/river.jpg?lead\n")
        newsroom.sync()
        address = "/사회/2026/11/20/river/"
        assert "<img" not in newsroom.get(address).partition('class="body"')[2] and origin in newsroom.get(address)
        assert fetch(newsroom).updated == 1
    page = newsroom.get(address)
    feed = newsroom.reader.get("/feed.json").json
    src = "/assets/remote/" + feed["items"][0]["content_html"].partition("/assets/remote/")[2].partition('"')[0]
    assert newsroom.reader.get(src).data == jpeg()
    rendition = page.partition('class="body"')[2].partition(' src="')[2].partition('"')[0]
    assert rendition.startswith("/img/") and newsroom.reader.get(rendition).content_type == "image/jpeg"
    assert 'width="640" height="480"' in page and f'src="{origin}' not in page
    assert "/assets/remote/127.0.0.1/" in page.partition('property="og:image" content="')[2].partition('"')[0]
    assert newsroom.sync().changed == 0  # the host is gone, and nobody asks it
    newsroom.post("river", body=body + "\n\n둑이 무너졌다.", more=f"image: {origin}/river.jpg?lead\n")
    assert newsroom.sync().updated == 1
    assert src in newsroom.get("/rss.xml")

    with newsroom.app.app_context():
        media = newsroom.app.extensions["newsdao"].settings.media_folder
        exporting.export(db.session(), media, tmp_path / "out")
    other = open_newsroom()
    other.folder = tmp_path / "out"
    other.sync()
    assert src in other.get("/rss.xml")


def test_a_picture_that_can_not_be_had_is_told_and_asked_for_again(newsroom: Newsroom) -> None:
    with elsewhere({"/river.jpg": says(b"gone", status=404)}) as origin:
        newsroom.post("river", body=f'물이 분다.\n\n<img src="{origin}/river.jpg" alt="강">')
        (notice,) = fetch(newsroom).notices
    assert "404" in notice.what and notice.line == 9
    assert newsroom.sync().changed == 0
    assert origin in newsroom.get("/사회/2026/11/20/river/")


def test_no_picture_is_fetched_from_this_machine_s_own_network(newsroom: Newsroom) -> None:
    asked = []
    with elsewhere({"/river.jpg": lambda request: asked.append(request.path)}) as origin:
        newsroom.post("river", body=f'<img src="{origin}/river.jpg" alt="강">')
        report = newsroom.sync(fetch_images=True)
    assert asked == []
    assert len(report.notices) == 1
