"""Which files beside posts a site may serve."""

import re

# What may be served from the media folder, by suffix; anything else referenced by a post stays where it is.
TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mov": "video/quicktime",
    ".ogg": "audio/ogg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".zip": "application/zip",
    ".hwp": "application/x-hwp",
    ".hwpx": "application/hwp+zip",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


# By these files, put beside the home page, an engine knows whose site it is. They hold nothing but their own name.
_OWNERSHIP = {
    re.compile(r"/?(?:naver[0-9a-f]{16,64}|google[0-9a-f]{12,32}|yandex_[0-9a-f]{8,32}|pinterest-[0-9a-f]{4,10})\.html"):
        "text/html",
    re.compile(r"/?BingSiteAuth\.xml"): "application/xml",
}  # fmt: skip


def media_type(path: str) -> str:
    """The MIME type of a file that is served as it is; "" of any other. path: of the site, "/" between."""
    name = path.rsplit("/", 1)[-1]
    owned = next((kind for pattern, kind in _OWNERSHIP.items() if pattern.fullmatch(path)), "")
    return owned or (TYPES.get(name[name.rfind(".") :].lower(), "") if "." in name else "")
