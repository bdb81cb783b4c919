"""Takes out of a picture's file what is not the picture: where and with what it was taken, by whom, and when.

A photograph may say to a few metres where its source lives. Pixels stay as they are, bit by bit, and so do the colour
profile and the turn that cameras note beside them. What is kept is listed, and all else goes: a format's next way to
say where one was is gone before anybody has heard of it. Trailing bytes go too, which is where telephones put films.
JPEG: ITU T.81 annex B, CIPA DC-008 (EXIF). PNG: W3C PNG third edition, 5.6. WebP: RFC 9649. GIF: 89a specification.
"""

import io
import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator

from PIL import ExifTags, Image

# No picture is larger than this; what calls itself one is not looked through, and not shown.
MOST_BYTES = 100_000_000

_JPEG_MARKER = re.compile(rb"\xff+([^\x00\xff])")
# Within a scan, FF 00 is a byte FF, and D0 to D7 are restarts: neither ends it.
_SCAN_END = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_EXIF = b"Exif\0\0"
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_GIF_KEPT = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"})
# AVIF, and what some browsers take for a picture whatever it is called.
_HEIF = frozenset(b"avif avis mif1 msf1 heic heix heim heis hevc hevx".split())
_TURNS = range(2, 9)
_AVIF = {"quality": 90, "speed": 8, "subsampling": "4:4:4"}


def without_private_parts(data: bytes) -> bytes:
    """The file as it may be shown to anybody; the same object where nothing had to go, or it is no picture.

    data: a whole file, which may be broken: what can't be followed is left out, as a browser would leave it.
    """
    kind = _kind(data)
    cleaned = kind(data) if kind is not None else data
    return data if cleaned == data else cleaned


def may_have_private_parts(start: bytes) -> bool:
    """start: the first 16 bytes of a file, whatever it is called."""
    return _kind(start) is not None


def _kind(data: bytes) -> Callable[[bytes], bytes] | None:
    if data.startswith(b"\xff\xd8"):
        return _jpeg
    if data.startswith(_PNG):
        return _png
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        return _gif
    return _avif if data[4:8] == b"ftyp" and data[8:12] in _HEIF else None


def _jpeg(data: bytes) -> bytes:
    kept, turn, at = [], 1, 2
    while found := _JPEG_MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        if marker == 0xD9:
            kept.append(b"\xff\xd9")
            break
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        end = at + int.from_bytes(data[at : at + 2])
        body = data[at + 2 : end]
        if marker == 0xE1 and body.startswith(_EXIF) and turn == 1:
            turn = _turn(body)
        if _is_of_the_picture(marker, body):
            kept.append(b"\xff" + bytes([marker]) + data[at:end])
        at = end
        if marker == 0xDA:
            over = _SCAN_END.search(data, at)
            end = over.start() if over else len(data)
            kept.append(data[at:end])
            at = end
    if turn in _TURNS:
        exif = _EXIF + _only_turned(turn)
        kept.insert(0, b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif)
    return b"\xff\xd8" + b"".join(kept)


def _is_of_the_picture(marker: int, body: bytes) -> bool:
    """Of the segments for applications only those without which the pixels look otherwise; no comment."""
    if marker == 0xE0:
        return body.startswith(b"JFIF\0")
    if marker == 0xE2:
        return body.startswith(b"ICC_PROFILE\0")
    return marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _png(data: bytes) -> bytes:
    kept, turn, at = [_PNG], 1, len(_PNG)
    while at + 8 <= len(data):
        name, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4])
        if name == b"eXIf":
            turn = _turn(data[at + 8 : end - 4])
        if name == b"IDAT" and turn in _TURNS:
            exif = b"eXIf" + _only_turned(turn)
            kept.append((len(exif) - 4).to_bytes(4) + exif + zlib.crc32(exif).to_bytes(4))
            turn = 1
        if name in _PNG_KEPT:
            kept.append(data[at:end])
        if name == b"IEND":
            break
        at = end
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    kept, turn = [], 1
    for name, body in _webp_chunks(data):
        if name == b"EXIF" and turn == 1:
            turn = _turn(body)
        if name in _WEBP_KEPT:
            kept.append((name, body))
    is_turned = turn in _TURNS and bool(kept) and kept[0][0] == b"VP8X" and len(kept[0][1]) >= 1
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if is_turned else 0)
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
    if is_turned:
        kept.append((b"EXIF", _only_turned(turn)))
    whole = b"WEBP" + b"".join(
        name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2) for name, body in kept
    )
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _gif(data: bytes) -> bytes:
    at = 13 + _palette(data, 10)
    kept = [data[:at]]
    while at < len(data) and data[at] in b"\x21\x2c":
        start, is_extension = at, data[at] == 0x21
        body = at + 2 if is_extension else at + 11 + _palette(data, at + 9)
        at = _blocks_end(data, body)
        is_application = data[start + 1 : start + 2] == b"\xff"
        is_kept = data[body + 1 : body + 12] in _GIF_KEPT if is_application else data[start + 1 : start + 2] == b"\xf9"
        if is_kept or not is_extension:
            kept.append(data[start:at])
    return b"".join(kept) + b";"


def _palette(data: bytes, at: int) -> int:
    """Bytes of the colour table whose flags stand there."""
    flags = data[at] if at < len(data) else 0
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1


def _avif(data: bytes) -> bytes:
    """Written anew where it says more than pixels: what it says stands among them. Nearly as it was, at quality 90.

    What can't be opened goes as a whole: b"".
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("AVIF",)) as image:
                if not {"exif", "xmp"} & image.info.keys():
                    return data
                out = io.BytesIO()
                profile = image.info.get("icc_profile", b"")
                turn = image.getexif().get(ExifTags.Base.Orientation, 1)
                exif = _EXIF + _only_turned(turn) if turn in _TURNS else b""
                is_film = getattr(image, "is_animated", False)
                image.save(out, "AVIF", icc_profile=profile, exif=exif, xmp=b"", save_all=is_film, **_AVIF)
                return out.getvalue()
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        return b""


def _turn(exif: bytes) -> int:
    """By which of EXIF's eight turns the picture is shown; 1 when it stands as it is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            known = Image.Exif()
            known.load(exif)
            turn = known.get(ExifTags.Base.Orientation, 1)
    except (OSError, ValueError, SyntaxError, struct.error, LookupError, TypeError):
        return 1
    return turn if isinstance(turn, int) else 1


def _only_turned(turn: int) -> bytes:
    """A TIFF header and a directory with the one entry for the turn."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, int(ExifTags.Base.Orientation), 3, 1, turn, 0, 0)
