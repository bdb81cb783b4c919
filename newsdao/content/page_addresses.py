"""Where Jekyll puts pages and the documents of collections: Page#template and Document#url_template of Jekyll 4.3."""

from datetime import datetime
from pathlib import PurePosixPath

from newsdao.content import permalinks
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.places import Place


def page_permalink(path: str, place: Place, written: str, slug: str, local: datetime, config: JekyllConfig) -> str:
    """The address of a page or document. path: relative to the source. written: its own `permalink:`, or "".

    local: its moment on the site's clock, for a collection whose pattern asks for one.
    """
    pure = PurePosixPath(config.collection_path(path))
    basename = pure.stem.rstrip(".")
    if place.kind == "document":
        inner = "/".join((*pure.parts[1:-1], basename))
        parts = permalinks.UrlParts(local, slug, basename, inner, (), place.collection)
        return permalinks.expand(written or config.collections[place.collection], parts)
    parts = permalinks.UrlParts(local, slug, basename, "/".join(pure.parts[:-1]), ())
    is_index = basename == "index"
    return permalinks.expand(written or ("/:path/" if is_index else f"/:path/:basename{config.page_suffix}"), parts)
