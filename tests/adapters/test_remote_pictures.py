"""Pictures of other hosts: fetched once into the site's media, only what is a picture, and never without end."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path

import pytest
from elsewhere import Answer, elsewhere, leads_to, says
from PIL import Image

from newsdao.adapters.media_files import resolve
from newsdao.adapters.remote_pictures import MAX_BYTES, RemotePictures, address
from newsdao.content.jekyll_config import read_config
from newsdao.content.reading import ReadingContext, SourceFile, read_post
from newsdao.errors import FetchError


def drawn(kind: str, size: tuple[int, int] = (72, 40)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#356").save(out, kind)
    return out.getvalue()


JPEG = drawn("JPEG")
asked: list[str] = []


def counted(answer: Answer) -> Answer:
    def count(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        answer(request)

    return count


@pytest.fixture
def host() -> Iterator[str]:
    asked.clear()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    answers = {
        **{f"/{kind}": says(drawn(kind), "text/html") for kind in ("JPEG", "PNG", "WEBP", "GIF", "AVIF")},
        "/river.jpg": says(JPEG, "image/jpeg"),
        "/png-by-its-name.png": says(JPEG, "image/png"),
        "/moved.jpg": leads_to("/river.jpg"),
        "/svg": says(svg, "image/svg+xml"),
        "/page": says(b"<!doctype html><p>x", "image/jpeg"),
        "/half.jpg": says(JPEG[: len(JPEG) // 2], "image/jpeg"),
        "/bmp": says(drawn("BMP"), "image/bmp"),
        "/large": says(b"\xff" * (MAX_BYTES + 1), "image/jpeg"),
        "/gone.jpg": says(b"", status=404),
        "/many-pixels.png": says(drawn("PNG", (10_000, 8_001)), "image/png"),
    }
    with elsewhere({path: counted(answer) for path, answer in answers.items()}) as origin:
        yield origin


@pytest.fixture
def pictures(tmp_path: Path) -> RemotePictures:
    return RemotePictures(tmp_path, allow_private=True)


@pytest.mark.parametrize(
    ("kind", "suffix", "media_type"),
    [
        ("JPEG", ".jpg", "image/jpeg"),
        ("PNG", ".png", "image/png"),
        ("WEBP", ".webp", "image/webp"),
        ("GIF", ".gif", "image/gif"),
        ("AVIF", ".avif", "image/avif"),
    ],
)
def test_a_picture_is_kept_by_its_address_and_its_real_type(
    host: str, pictures: RemotePictures, kind: str, suffix: str, media_type: str
) -> None:
    picture = pictures.picture(f"{host}/{kind}")
    assert picture is not None
    assert picture.src == address(f"{host}/{kind}") + suffix
    assert picture.src.startswith("/assets/remote/127.0.0.1/")
    assert (picture.width, picture.height, picture.type) == (72, 40, media_type)
    found = resolve(pictures.media, picture.src)
    assert found is not None
    assert found.stat().st_size == picture.length


def test_the_name_of_a_picture_says_nothing_about_its_type(host: str, pictures: RemotePictures) -> None:
    picture = pictures.picture(f"{host}/png-by-its-name.png")
    assert picture is not None
    assert (picture.src[-4:], picture.type) == (".jpg", "image/jpeg")


def test_a_picture_is_asked_for_once_and_found_without_its_host_later(host: str, tmp_path: Path) -> None:
    first = RemotePictures(tmp_path, allow_private=True)
    picture = first.picture(f"{host}/river.jpg")
    assert picture == first.picture(f"{host}/river.jpg") == first.picture(f"{host}/river.jpg#part")
    later = RemotePictures(tmp_path, most=0)
    assert later.picture(f"{host}/river.jpg") == picture
    assert (asked, first.fetched, later.fetched) == (["/river.jpg"], 1, 0)


def test_a_picture_that_moved_is_kept_under_the_address_that_posts_name(host: str, pictures: RemotePictures) -> None:
    picture = pictures.picture(f"{host}/moved.jpg")
    assert picture is not None
    assert picture.src == address(f"{host}/moved.jpg") + ".jpg"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/svg", "is no JPEG"),
        ("/page", "is no JPEG"),
        ("/half.jpg", "is damaged"),
        ("/bmp", "is no JPEG"),
        ("/large", "is larger than 10 MB"),
        ("/gone.jpg", "answers with status 404"),
        ("/many-pixels.png", "more than 80 million pixels"),
    ],
)
def test_what_is_no_picture_for_readers_is_refused_with_the_reason_and_asked_for_once(
    host: str, pictures: RemotePictures, path: str, why: str
) -> None:
    with pytest.raises(FetchError, match=why):
        pictures.picture(host + path)
    assert pictures.picture(host + path) is None
    assert asked == [path]
    assert not list(pictures.media.rglob("*.*g"))


def test_a_private_network_is_never_asked(host: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="private network"):
        RemotePictures(tmp_path).picture(f"{host}/river.jpg")
    assert asked == []


def test_a_run_fetches_its_share_and_says_so_once(host: str, tmp_path: Path) -> None:
    pictures = RemotePictures(tmp_path, most=1, allow_private=True)
    assert pictures.picture(f"{host}/river.jpg") is not None
    with pytest.raises(FetchError, match="a run fetches no more; sync again"):
        pictures.picture(f"{host}/JPEG")
    assert pictures.picture(f"{host}/PNG") is None
    few = RemotePictures(tmp_path, most_bytes=1, allow_private=True)
    assert few.picture(f"{host}/GIF") is not None
    with pytest.raises(FetchError, match="a run fetches no more"):
        few.picture(f"{host}/WEBP")


ADDRESSES = [
    "https://../a.jpg",
    "https:///a.jpg",
    "https://a/../b.jpg",
    "https://[::1]/a",
    "https://항구.example/a.jpg",
]
ADDRESSES += ["https://" + "a" * 400, "javascript:alert(1)", "", "https://[x", "https://A.Example/a\ud800"]


@pytest.mark.parametrize("url", ADDRESSES)
def test_no_address_leads_out_of_the_folder_of_remote_pictures(url: str) -> None:
    _, assets, remote, folder, name = address(url).split("/")
    assert (assets, remote) == ("assets", "remote")
    assert folder.strip(".-") == folder != ""
    assert len(name) == 16


def test_a_post_shows_the_local_copies_and_tells_where_there_is_none(host: str, pictures: RemotePictures) -> None:
    body = f"![강]({host}/river.jpg)\n\n글\n\n![물결]({host}/PNG)\n\n![없음]({host}/gone.jpg) ![또]({host}/gone.jpg)\n"
    source = SourceFile("_posts/2026-03-02-a.md", f"---\nimage: {host}/river.jpg\n---\n{body}".encode())
    config = read_config("url: https://news.example.kr\nbaseurl: /blog\n")
    post = read_post(source, config, ReadingContext(remote_picture=pictures.picture))
    hero = address(f"{host}/river.jpg") + ".jpg"
    assert post.picture is not None
    assert (post.picture.src, post.picture.width, post.picture.type) == (hero, 72, "image/jpeg")
    assert post.body_html.startswith("<p>글</p>")  # the hero is not shown twice
    copy = address(f"{host}/PNG") + ".png"
    assert f'src="/blog{copy}" width="72" height="40" loading="lazy"' in post.body_html
    assert post.body_html.count('class="picture-link"') == 2
    (notice,) = post.notices
    assert (notice.line, notice.kind) == (10, "note")
    assert notice.what == f"the picture {host}/gone.jpg was not fetched: it answers with status 404"


def test_without_the_wish_for_it_nothing_is_fetched(host: str) -> None:
    source = SourceFile("_posts/2026-03-02-a.md", f"---\nimage: {host}/river.jpg\n---\n![강]({host}/PNG)\n".encode())
    post = read_post(source, read_config(""), ReadingContext())
    assert asked == []
    assert post.picture is not None
    assert not post.picture.is_own
    assert "picture-link" in post.body_html
