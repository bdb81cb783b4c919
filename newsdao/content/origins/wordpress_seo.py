"""What WordPress's plugins for search engines (Yoast, Rank Math, All in One SEO) know of a story."""

from html import unescape
from typing import Any

from newsdao.content.origins.told import Told, called
from newsdao.content.origins.wxr import Item

_DESCRIPTIONS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description")
_CANONICALS = ("_yoast_wpseo_canonical", "rank_math_canonical_url", "_aioseo_canonical_url")


def seo(item: Item, told: Told) -> dict[str, Any]:
    """description, canonical_url, indexing."""
    description = unescape(item.first_meta(*_DESCRIPTIONS)).strip()
    if "%%" in description or (description.startswith("%") and description.endswith("%")):
        what = f"the description of {called(item['title'])} is a plugin's pattern and was left out"
        told.tell("lost", item.line, what, "write its `description:`")
        description = ""
    is_closed = item.first_meta("_yoast_wpseo_meta-robots-noindex") == "1" or "noindex" in item.first_meta(
        "rank_math_robots"
    )
    return {
        "description": description,
        "canonical_url": item.first_meta(*_CANONICALS).strip(),
        "indexing": False if is_closed else None,
    }
