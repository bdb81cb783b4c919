"""Pictures: found under the publisher's folder and nowhere else, copied whole, measured truly."""

from pathlib import Path

import pytest
from PIL import Image

from newsdao.adapters.media_files import measure, resolve
from newsdao.adapters.media_folder import MediaFolder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    Image.new("RGB", (720, 405), "#356").save(folder / "assets" / "강.jpg")
    (tmp_path / "secret.jpg").write_bytes(b"not yours")
    (folder / "assets" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "assets" / ".hidden.jpg").write_bytes(b"x")
    (folder / "assets" / "run.php").write_bytes(b"x")
    return folder


@pytest.mark.parametrize(
    "src",
    [
        "/../secret.jpg", "/assets/../../secret.jpg", "/assets/%2e%2e/%2e%2e/secret.jpg", "/assets/link.jpg",
        "/assets/.hidden.jpg", "/assets/run.php", "/assets/none.jpg", "/assets", "/", "", "/assets/a\0.jpg",
    ],
)  # fmt: skip
def test_only_a_regular_file_of_a_known_type_inside_the_folder_is_found(source: Path, src: str) -> None:
    assert resolve(source, src) is None


@pytest.mark.parametrize("src", ["/assets/강.jpg", "/assets/%EA%B0%95.jpg", "/assets/강.jpg?v=2", "assets/강.jpg"])
def test_a_picture_is_found_however_its_address_is_written(source: Path, src: str) -> None:
    assert resolve(source, src) == (source / "assets" / "강.jpg").resolve()


@pytest.mark.parametrize("name", ["강 #1.jpg", "강?2.jpg", "강 50%.jpg", "강%20.jpg"])
def test_a_file_whose_name_holds_what_addresses_encode_is_found_under_that_name(
    source: Path, tmp_path: Path, name: str
) -> None:
    Image.new("RGB", (40, 30), "#356").save(source / "assets" / name)
    picture = MediaFolder(source, tmp_path / "media").picture(f"/assets/{name}")
    assert picture is not None
    assert (picture.src, picture.width) == (f"/assets/{name}", 40)
    assert (tmp_path / "media" / "assets" / name).is_file()


def test_a_picture_is_copied_and_measured(source: Path, tmp_path: Path) -> None:
    picture = MediaFolder(source, tmp_path / "media").picture("/assets/강.jpg")
    copied = tmp_path / "media" / "assets" / "강.jpg"
    assert picture is not None
    assert (picture.width, picture.height, picture.type) == (720, 405, "image/jpeg")
    assert picture.length == copied.stat().st_size
    assert copied.read_bytes() == (source / "assets" / "강.jpg").read_bytes()


def test_a_replaced_picture_is_copied_anew(source: Path, tmp_path: Path) -> None:
    MediaFolder(source, tmp_path / "media").picture("/assets/강.jpg")
    Image.new("RGB", (1200, 630), "#653").save(source / "assets" / "강.jpg")
    picture = MediaFolder(source, tmp_path / "media").picture("/assets/강.jpg")
    assert picture is not None and (picture.width, picture.height) == (1200, 630)


def test_a_picture_that_a_camera_turned_has_the_size_it_is_shown_in(tmp_path: Path) -> None:
    image = Image.new("RGB", (400, 300))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(tmp_path / "turned.jpg", exif=exif)
    picture = measure(tmp_path / "turned.jpg", "/turned.jpg")
    assert (picture.width, picture.height) == (300, 400)


def test_a_file_that_is_no_picture_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    picture = measure(tmp_path / "broken.png", "/broken.png")
    assert (picture.width, picture.height) == (None, None)
    assert picture.length == 14
