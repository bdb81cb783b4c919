"""Content codings (RFC 9110 §8.4, §12.5.3): which of them a client takes, and bytes that are the same at any time."""

import gzip
import re
from functools import lru_cache
from typing import Literal

import brotli

Coding = Literal["identity", "gzip", "br"]

# Best first where a client has no preference. No deflate: half the world reads it as zlib, half as raw.
CODINGS: tuple[Coding, ...] = ("br", "gzip", "identity")
# Below this, the header and the lost chance of a shared packet cost more than is won.
SMALLEST = 1024
_SUFFIXES: dict[Coding, str] = {"br": "-br", "gzip": "-gz", "identity": ""}
_TEXTUAL = re.compile(r"text/|application/(json|xml|javascript)\b|[^;]*\+(xml|json)\b|image/svg")
_WEIGHT = re.compile(r"q\s*=\s*(0(\.\d{0,3})?|1(\.0{0,3})?)", re.IGNORECASE)


@lru_cache(maxsize=256)
def accepted(header: str | None) -> tuple[Coding, ...]:
    """The codings to answer with by an Accept-Encoding field, best first; never none: some client wrote nonsense.

    Who names no coding gets plain bytes. `identity` is acceptable last of all unless it is weighed or excluded.
    """
    weights = _weights(header or "")
    rest = weights.get("*")
    wanted: dict[Coding, float] = {
        "br": weights.get("br", rest or 0.0),
        "gzip": weights.get("gzip", weights.get("x-gzip", rest or 0.0)),
        # 0.0005: below the least weight that can be written.
        "identity": weights.get("identity", 0.0 if rest == 0 else 0.0005),
    }
    ranked = sorted((coding for coding in CODINGS if wanted[coding] > 0), key=lambda one: -wanted[one])
    return tuple(ranked) or ("identity",)


def _weights(header: str) -> dict[str, float]:
    """Coding → weight; members that keep to no grammar count as not written."""
    weights: dict[str, float] = {}
    for member in header.lower().split(","):
        coding, *parameters = (part.strip() for part in member.split(";"))
        if not coding or len(parameters) > 1:
            continue
        weight = _WEIGHT.fullmatch(parameters[0]) if parameters else None
        if parameters and weight is None:
            continue
        weights[coding] = float(weight[1]) if weight else 1.0
    return weights


def is_textual(content_type: str) -> bool:
    """Whether what is of this type shrinks; pictures have been compressed already."""
    return _TEXTUAL.match(content_type) is not None


def is_compressible(content_type: str, length: int) -> bool:
    return length >= SMALLEST and is_textual(content_type)


def compressed(body: bytes, coding: Coding) -> bytes:
    """The body in a coding. The same bytes at any time: gzip's clock is left at 0."""
    if coding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=5))
    return gzip.compress(body, 6, mtime=0) if coding == "gzip" else body


def tag(etag: str, coding: Coding) -> str:
    """The entity tag of a representation: other bytes need another (RFC 9110 §8.8.3.3)."""
    return etag + _SUFFIXES[coding]
