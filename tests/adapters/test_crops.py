"""Crops of the publisher's own pictures, honest and hostile ones."""

import io
import resource
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from newsdao.adapters.crops import cut
from newsdao.content.cards import Crop, crop
from newsdao.errors import PictureError


def halves(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "#d01010")
    image.paste("#1010d0", (size[0] // 2, 0, size[0], size[1]))
    return image.convert(mode)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(
    ("suffix", "mode"), [("jpg", "RGB"), ("jpg", "CMYK"), ("jpg", "L"), ("png", "P"), ("webp", "RGB"), ("gif", "P"),
                         ("avif", "RGB"), ("png", "RGBA"), ("png", "LA"), ("png", "I;16"), ("png", "1")],
)  # fmt: skip
def test_a_picture_of_any_kind_becomes_a_jpeg_of_the_size_that_was_said(suffix: str, mode: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{suffix}"
    Image.new(mode, (800, 500)).save(file) if mode == "I;16" else halves((800, 500), mode).save(file)
    part = crop(800, 500, "4x3")
    assert part is not None
    image = opened(cut(file, part))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (part.width, part.height)) == (
        "JPEG", "RGB", (666, 500),
    )  # fmt: skip


def test_a_crop_shows_the_middle_and_of_a_tall_picture_what_lies_above_it(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    halves((900, 300)).save(file)
    square = crop(900, 300, "1x1")
    assert square is not None and (square.left, square.right) == (300, 600)
    image = opened(cut(file, square))
    left, right = image.getpixel((10, 150)), image.getpixel((290, 150))
    assert left[0] > 180 > 60 > left[2] and right[2] > 180 > 60 > right[0]
    tall = crop(600, 1200, "1x1")
    assert tall is not None and (tall.top, tall.bottom) == (200, 800)


def test_a_picture_that_a_camera_turned_is_cut_as_it_is_seen_and_says_nothing_of_the_camera(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    halves((600, 400)).save(file, exif=exif)  # seen 400 wide, 600 high, red above blue
    part = crop(400, 600, "1x1")
    assert part is not None
    image = opened(cut(file, part))
    assert not image.getexif()
    top, foot = image.getpixel((200, 20)), image.getpixel((200, 380))
    assert top[0] > 150 > top[2] and foot[2] > 150 > foot[0]


def test_colours_are_as_they_were_meant(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    halves((600, 400)).save(file, icc_profile=profile)
    part = crop(600, 400, "1x1")
    assert part is not None
    image = opened(cut(file, part))
    assert "icc_profile" not in image.info
    halves((600, 400)).save(file, icc_profile=b"no profile at all" * 20)
    assert opened(cut(file, part)).size == (400, 400)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


def broken_files() -> dict[str, bytes]:
    jpeg, tiff = io.BytesIO(), io.BytesIO()
    halves((800, 600)).save(jpeg, "JPEG")
    halves((800, 600)).save(tiff, "TIFF")
    return {
        "a bomb": bomb(60_000, 60_000),
        "a large one": bomb(7000, 6000),
        "half a picture": jpeg.getvalue()[:2000],
        "no picture": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "nothing": b"",
        "of a kind nobody named": tiff.getvalue(),
        "smaller than was said": bomb(20, 20),
        "a PNG that ends": bomb(800, 600)[:60],
    }


@pytest.mark.parametrize("name", list(broken_files()))
def test_a_hostile_file_is_refused_in_one_way(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(broken_files()[name])
    part = crop(800, 600, "1x1")
    assert part is not None
    with pytest.raises(PictureError):
        cut(file, part)


def test_what_is_too_large_to_open_is_not_offered() -> None:
    assert crop(8000, 6000, "1x1") is None
    assert crop(7000, 5000, "1x1") is not None
    assert crop(223, 223, "1x1") is None, "fewer than 50,000 pixels"
    assert crop(5000, 4000, "16x9").width == 1600  # type: ignore[union-attr]


def test_a_machine_without_a_file_to_spare_says_nothing_of_the_picture(tmp_path: Path) -> None:
    file = tmp_path / "river.jpg"
    Image.new("RGB", (800, 600)).save(file)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        with pytest.raises(OSError, match="Too many open files"):
            cut(file, Crop(0, 0, 800, 450, 800, 450))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert cut(file, Crop(0, 0, 800, 450, 800, 450))
