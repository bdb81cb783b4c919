"""Makes renditions of a publisher's picture, which may be broken or hostile."""

import errno
import io
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from newsdao.adapters.crops import in_srgb
from newsdao.adapters.media_files import FORMATS, shown_size
from newsdao.content.post import Picture
from newsdao.content.renditions import Kind, height
from newsdao.errors import PictureError

# AVIF at 52 and speed 8 looks like JPEG at 76 and takes half of its bytes and 0.3 s for a million pixels; slower speeds
# take four times as long to save a twentieth. One thread: others have pages to serve.
_SAVED: dict[Kind, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 52, "speed": 8, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 70, "method": 4}),
    "jpg": ("JPEG", {"quality": 76, "optimize": True, "progressive": True}),
    "png": ("PNG", {"optimize": True}),
}
# No fault of the picture's: it may well be made the next time.
_PASSING = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO})


def render(file: Path, picture: Picture, width: int, kind: Kind) -> bytes:
    """The picture, `width` pixels wide: in sRGB, turned as EXIF says, with nothing in it but its pixels.

    Raises PictureError for what can't be opened or isn't as large as was said; OSError where it is the machine that
    can't open any file just now.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as image:
                return _saved(_scaled(image, picture, width), kind)
    except (OSError, ValueError, SyntaxError, MemoryError, ArithmeticError, LookupError, TypeError) as error:
        if isinstance(error, OSError) and error.errno in _PASSING:
            raise
        raise PictureError(str(file), str(error)) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(str(file), str(error)) from None


def _scaled(image: Image.Image, picture: Picture, width: int) -> Image.Image:
    if shown_size(image) != (picture.width, picture.height):
        raise ValueError(f"it is {image.width}×{image.height} now")
    size = (width, height(picture, width))
    # A JPEG is opened no larger than needed; twice as large, since its own scaling is coarse.
    image.draft("RGB", (2 * max(size), 2 * max(size)))
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    mode = "RGBA" if turned.has_transparency_data else "RGB"
    # Colours first: a profile speaks of the pixels as they are.
    coloured = in_srgb(turned, profile).convert(mode)
    return coloured if coloured.size == size else coloured.resize(size, Image.Resampling.LANCZOS)


def _saved(image: Image.Image, kind: Kind) -> bytes:
    image.info = {}  # Pillow would write what it has read there
    if kind == "jpg":
        image = image.convert("RGB")
    name, how = _SAVED[kind]
    out = io.BytesIO()
    image.save(out, name, **how)
    return out.getvalue()
