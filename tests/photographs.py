"""Photographs as telephones save them: with where and when they were taken, turned, with a profile."""

import io
from typing import Any

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

# What must never reach a reader, as it stands in the bytes.
SECRET = b"HOME-OF-THE-SOURCE"


def exif(turn: int = 1) -> Image.Exif:
    """37° 33′ N, 126° 58′ E, and a word that is easily found."""
    made = Image.Exif()
    made[ExifTags.Base.Make] = SECRET.decode()
    if turn != 1:
        made[ExifTags.Base.Orientation] = turn
    gps = made.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (37.0, 33.0, 12.0)
    gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (126.0, 58.0, 40.0)
    return made


def scene(width: int = 1600, height: int = 900, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right, so that one sees how it was turned."""
    image = Image.new("RGB", (width, height), "#c02020")
    image.paste("#2030c0", (width // 2, 0, width, height))
    return image.convert(mode)


def photograph(kind: str = "JPEG", turn: int = 1, size: tuple[int, int] = (1600, 900), **how: Any) -> bytes:
    """A picture that says where it was taken in every way its format knows."""
    image, out = scene(*size), io.BytesIO()
    xmp = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if kind == "JPEG":
        image.save(out, kind, exif=exif(turn), comment=SECRET, xmp=xmp, icc_profile=profile, **how)
    elif kind == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_text("Comment", SECRET.decode())
        said.add_itxt("XML:com.adobe.xmp", xmp.decode())
        image.save(out, kind, exif=exif(turn), pnginfo=said, icc_profile=profile, **how)
    elif kind == "GIF":
        image.save(out, kind, comment=SECRET, **how)
    else:
        image.save(out, kind, exif=exif(turn), xmp=xmp, icc_profile=profile, **how)
    return out.getvalue()
