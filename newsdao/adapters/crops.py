"""Cuts a part out of a picture of the publisher's, which may be broken or hostile."""

import errno
import io
import warnings
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from newsdao.adapters.media_files import FORMATS
from newsdao.content.cards import MOST_PIXELS, Crop
from newsdao.errors import PictureError

_QUALITY = 86
# No fault of the picture's: it may well be cut the next time.
_PASSING = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO})


def cut(file: Path, crop: Crop) -> bytes:
    """The part as a JPEG in sRGB, turned as EXIF says and without EXIF.

    Raises PictureError for what can't be opened, is too large, or isn't as large as was said; OSError where it is the
    machine that can't open any file just now.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as image:
                return _jpeg(_part(image, crop))
    except (OSError, ValueError, SyntaxError, MemoryError, ArithmeticError, LookupError, TypeError) as error:
        if isinstance(error, OSError) and error.errno in _PASSING:
            raise
        raise PictureError(str(file), str(error)) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(str(file), str(error)) from None


def _part(image: Image.Image, crop: Crop) -> Image.Image:
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(f"it has {image.width}×{image.height} pixels")
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    if crop.right > turned.width or crop.bottom > turned.height:
        raise ValueError(f"it is {turned.width}×{turned.height} now")
    part = turned.crop((crop.left, crop.top, crop.right, crop.bottom))
    part = _on_white(in_srgb(part, profile))
    return part.resize((crop.width, crop.height), Image.Resampling.LANCZOS)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as they were meant; a profile that is broken, or for other colours than these, is passed over."""
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    mode = "RGB" if image.mode == "CMYK" else image.mode
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()
