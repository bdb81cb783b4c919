"""What a picture's file says beside its pixels never reaches a reader, and its pixels are what they were."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photographs import SECRET, photograph, scene
from PIL import ExifTags, Image, ImageChops, ImageOps

from newsdao.adapters.private_parts import without_private_parts

SMALL = {kind: photograph(kind, size=(64, 48)) for kind in ("JPEG", "PNG", "WEBP", "GIF")}
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def as_seen(data: bytes) -> Image.Image:
    return ImageOps.exif_transpose(opened(data)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> int:
    """The largest of any channel of any pixel."""
    assert one.size == other.size
    return max(high for _low, high in ImageChops.difference(one, other).getextrema())


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_tells_where_a_picture_was_taken(kind: str) -> None:
    taken = photograph(kind)
    assert SECRET in taken
    shown = without_private_parts(taken)
    assert SECRET not in shown
    exif = opened(shown).getexif()
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo) and ExifTags.Base.Make not in exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pixels_and_profile_are_bit_by_bit_what_they_were(kind: str) -> None:
    taken = photograph(kind)
    shown = without_private_parts(taken)
    assert difference(as_seen(taken), as_seen(shown)) == 0
    assert opened(shown).info.get("icc_profile") == opened(taken).info.get("icc_profile")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_turned_picture_stands_as_it_stood(kind: str, turn: int) -> None:
    taken = photograph(kind, turn, (160, 90))
    shown = without_private_parts(taken)
    assert SECRET not in shown
    assert difference(as_seen(taken), as_seen(shown)) <= (0 if kind != "AVIF" else 12)
    if kind != "AVIF":  # which notes the turn in its own way
        assert opened(shown).getexif().get(ExifTags.Base.Orientation, 1) == turn


@pytest.mark.parametrize("how", [{"progressive": True}, {"restart_marker_rows": 1}, {"quality": 100, "subsampling": 0}])
def test_a_jpeg_of_many_scans_or_restarts_keeps_them_all(how: dict[str, object]) -> None:
    taken = photograph("JPEG", **how)
    shown = without_private_parts(taken)
    assert SECRET not in shown and difference(as_seen(taken), as_seen(shown)) == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_hangs_on_after_a_picture_goes(kind: str) -> None:
    """Telephones put a film there, and a film says where it was taken."""
    shown = without_private_parts(photograph(kind) + b"\0\0\0\x18ftypmp42" + SECRET)
    assert SECRET not in shown and as_seen(shown).size == (1600, 900)


@pytest.mark.parametrize("kind", ["WEBP", "GIF", "PNG"])
def test_a_film_keeps_its_pictures_and_its_loop(kind: str) -> None:
    out, frames = io.BytesIO(), [scene(80, 60), scene(60, 80).resize((80, 60)).rotate(180)]
    extra = {"comment": SECRET} if kind == "GIF" else {"exif": photographs_exif()}
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100, loop=0, **extra)
    shown = without_private_parts(out.getvalue())
    film = opened(shown)
    assert SECRET not in shown and film.n_frames == 2 and film.info["loop"] == 0


def photographs_exif() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = SECRET.decode()
    return exif.tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_clean_picture_stays_as_it_is(kind: str) -> None:
    out = io.BytesIO()
    scene(64, 48).save(out, kind)
    data = without_private_parts(out.getvalue())
    assert without_private_parts(data) is data


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<svg/>", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF89a"])
def test_what_is_no_picture_or_hardly_one_harms_nothing(data: bytes) -> None:
    assert len(without_private_parts(data)) <= len(data) + 1


@settings(deadline=None, max_examples=150)
@given(kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), data=st.data())
def test_a_broken_picture_is_gone_through_without_an_error_and_tells_no_more(kind: str, data: st.DataObject) -> None:
    whole = bytearray(SMALL[kind])
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(12, len(whole) - 1))] = data.draw(st.integers(0, 255))
    shown = without_private_parts(bytes(whole[: data.draw(st.integers(12, len(whole)))]))
    assert len(shown) <= len(whole) + 64
