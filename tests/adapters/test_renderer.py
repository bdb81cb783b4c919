"""Renditions: as large as was said, as coloured as the picture, turned as it was, and silent about its origin."""

import io
from pathlib import Path

import pytest
from photographs import SECRET, photograph, scene
from PIL import Image, ImageDraw

from newsdao.adapters import picture_look
from newsdao.adapters.renderer import render
from newsdao.content.post import Picture
from newsdao.content.renditions import Kind, kinds, widths
from newsdao.errors import PictureError


def saved(folder: Path, data: bytes, name: str = "a.jpg") -> tuple[Path, Picture]:
    file = folder / name
    file.write_bytes(data)
    return file, picture_look.look(file, f"/{name}")


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["avif", "webp", "jpg"])
@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_a_rendition_stands_as_the_photograph_does(tmp_path: Path, kind: Kind, turn: int) -> None:
    file, picture = saved(tmp_path, photograph("JPEG", turn))
    is_upright = turn in {6, 8}
    assert (picture.width, picture.height) == ((900, 1600) if is_upright else (1600, 900))
    data = render(file, picture, 520, kind)
    made = Image.open(io.BytesIO(data)).convert("RGB")
    assert made.size == ((520, 924) if is_upright else (520, 292))
    assert SECRET not in data and not Image.open(io.BytesIO(data)).getexif()
    start, end = made.getpixel((40, 40)), made.getpixel((made.width - 40, made.height - 40))
    red, blue = (start, end) if turn in {1, 6} else (end, start)
    assert red[0] > 170 > 60 > red[2] and blue[2] > 170 > 60 > blue[0]


@pytest.mark.parametrize("kind", ["avif", "webp", "png"])
def test_what_was_clear_stays_clear(tmp_path: Path, kind: Kind) -> None:
    clear = scene(800, 800).convert("RGBA")
    ImageDraw.Draw(clear).ellipse((200, 200, 600, 600), fill=(0, 0, 0, 0))
    file, picture = saved(tmp_path, png(clear), "a.png")
    assert picture.digest and picture.colour == "" and kinds(picture)[-1] == "png"
    made = Image.open(io.BytesIO(render(file, picture, 260, kind))).convert("RGBA")
    assert made.getpixel((130, 130))[3] < 10 and made.getpixel((5, 5))[3] > 245


def test_a_picture_is_known_by_the_colour_it_has_as_a_whole(tmp_path: Path) -> None:
    _, picture = saved(tmp_path, photograph())
    red, _, blue = bytes.fromhex(picture.colour[1:])
    assert abs(red - 0x70) < 8 and abs(blue - 0x70) < 8  # half #c02020, half #2030c0


def test_an_alpha_channel_that_hides_nothing_makes_no_picture_clear(tmp_path: Path) -> None:
    _, picture = saved(tmp_path, png(scene(400, 300).convert("RGBA")), "a.png")
    assert picture.colour and kinds(picture)[-1] == "jpg"


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "LA", "I;16"])
def test_every_way_to_hold_pixels_is_rendered_or_left_as_it_is(tmp_path: Path, mode: str) -> None:
    out = io.BytesIO()
    scene(640, 480).convert("L" if mode == "I;16" else mode).convert(mode).save(
        out, "JPEG" if mode == "CMYK" else "PNG"
    )
    file, picture = saved(tmp_path, out.getvalue())
    assert picture.width == 640
    for kind in kinds(picture) if picture.digest else ():
        assert Image.open(io.BytesIO(render(file, picture, 260, kind))).size == (260, 195)


def test_films_drawings_and_what_is_broken_are_shown_as_they_are(tmp_path: Path) -> None:
    film = io.BytesIO()
    scene(80, 60).save(film, "GIF", save_all=True, append_images=[scene(80, 60).rotate(180)])
    whole = photograph()
    for name, data in {
        "film.gif": film.getvalue(), "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "b.jpg": whole[:900],
        "c.png": b"\x89PNG\r\n\x1a\n", "d.jpg": b"", "half.jpg": whole[: len(whole) // 2],
    }.items():  # fmt: skip
        assert widths(saved(tmp_path, data, name)[1]) == (), name


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    assert widths(saved(tmp_path, out.getvalue(), "bomb.png")[1]) == ()


def test_a_file_that_is_no_longer_what_was_measured_is_not_rendered(tmp_path: Path) -> None:
    file, picture = saved(tmp_path, photograph())
    file.write_bytes(photograph(size=(800, 800)))
    with pytest.raises(PictureError, match="800×800 now"):
        render(file, picture, 260, "avif")
    file.write_bytes(photograph()[:2000])
    with pytest.raises(PictureError):
        render(file, picture, 260, "avif")


def test_a_file_that_did_not_change_is_not_looked_at_again(tmp_path: Path) -> None:
    file, picture = saved(tmp_path, photograph())
    known = Picture("/a.jpg", "말", 1, 1, is_shared=True, digest="digest", colour="#000000", mark=picture.mark, id=7)
    again = picture_look.look(file, "/a.jpg", known)
    assert (again.digest, again.id, again.alt, again.is_shared) == ("digest", 7, "", False)
    file.write_bytes(photograph(size=(800, 450)))
    assert picture_look.look(file, "/a.jpg", known).width == 800
