"""Digests by which a file, or what came out of it, is known again."""

import json
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from newsdao.content.post import Picture, Post

# What a post shows nothing of, or what the store may know better: sync_plan compares these by themselves.
_UNSEEN = frozenset({"id", "notices", "source_path", "feed_id", "redirects_from", "updated_at"})


def digest(*parts: str | bytes) -> str:
    """SHA-256 of the parts, in hex."""
    joined = b"".join(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts)
    return sha256(joined).hexdigest()


def fingerprint(post: Post) -> str:
    """A digest of everything a post shows. Equal for equal posts, whatever file or process they were read in."""
    shown = {one.name: getattr(post, one.name) for one in fields(Post) if one.name not in _UNSEEN}
    return digest(json.dumps(shown, default=_plain, sort_keys=True, ensure_ascii=False))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Picture) and (value.caption or value.credit):
        return [repr(value), value.caption, value.credit]
    return repr(value)
