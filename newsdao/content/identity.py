"""Which post a file is: its moment, its categories, its address. Told without reading the body."""

from dataclasses import dataclass
from datetime import datetime

from newsdao.content import dates, permalinks, terms
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.metadata import Metadata
from newsdao.content.page_addresses import page_permalink
from newsdao.content.places import Place
from newsdao.content.post import UNDATED
from newsdao.content.post_paths import PostPath
from newsdao.content.slugs import sort_name


@dataclass(frozen=True, slots=True)
class Identity:
    """published_at: aware, UTC. slug: as Jekyll's data has it, not slugified. categories: names, path folders first."""

    published_at: datetime
    is_time_known: bool
    slug: str
    categories: tuple[str, ...]
    permalink: str
    feed_id: str
    sort_name: str


def identify(meta: Metadata, post_path: PostPath, config: JekyllConfig, saved_at: datetime | None = None) -> Identity:
    """saved_at: when a draft's file was saved, its date when it names none. Raises PostError."""
    published_at, is_time_known = _moment(meta, post_path, config, saved_at)
    slug = meta.text("slug") or post_path.rest
    names = terms.category_names(post_path.folders, meta.values)
    parts = permalinks.UrlParts(
        published_at.astimezone(config.timezone), slug, post_path.basename, post_path.inner, names
    )
    permalink = permalinks.expand(meta.text("permalink") or config.permalink, parts)
    _check(permalink, meta)
    return Identity(
        published_at,
        is_time_known,
        slug,
        names,
        permalink,
        permalinks.feed_id(permalink, slug),
        sort_name(post_path.basename),
    )


def identify_page(meta: Metadata, place: Place, post_path: PostPath, config: JekyllConfig) -> Identity:
    """A page's or a document's: in no category, and without a moment when it names none."""
    is_dated = bool(meta.text("date") or (post_path.day and place.kind == "document"))
    published_at, is_time_known = _moment(meta, post_path, config, UNDATED) if is_dated else (UNDATED, False)
    slug = meta.text("slug") or post_path.rest
    local = published_at.astimezone(config.timezone)
    permalink = page_permalink(meta.path, place, meta.text("permalink"), slug, local, config)
    if permalinks.is_too_long(permalink):
        raise meta.refusal("permalink", "its address is too long for a file or a browser", "give it a `permalink:`")
    return Identity(published_at, is_time_known, slug, (), permalink, permalink, sort_name(post_path.basename))


def _moment(
    meta: Metadata, post_path: PostPath, config: JekyllConfig, saved_at: datetime | None
) -> tuple[datetime, bool]:
    written = meta.text("date")
    if written:
        try:
            return dates.read_date(written, config.timezone, was_plain=meta.was_plain("date"))
        except (ValueError, OverflowError):
            found = _file_date(post_path, config) or saved_at
            if found is None:
                raise _undated(meta, f"`date: {written[:40]}` is no date") from None
            what = f"`date: {written[:40]}` is no date; the file's own was taken"
            before, after = meta.source_line("date") or f"date: {written}", found.astimezone(config.timezone).date()
            meta.tell("repaired", "date", what, _DATE_REMEDY, before=before[:80], after=after.isoformat())
            return found, False
    found = _file_date(post_path, config) or saved_at
    if found is None:
        why = f"the file's date {post_path.day} is no day of any calendar" if post_path.day else "it has no date"
        raise _undated(meta, why)
    return found, not post_path.day


_DATE_REMEDY = 'write it as `date: "2024-07-01 09:30 +0900"`'


def _undated(meta: Metadata, why: str) -> Exception:
    return meta.refusal("date", why, f"{_DATE_REMEDY}, or name the file YYYY-MM-DD-name.md")


def _file_date(post_path: PostPath, config: JekyllConfig) -> datetime | None:
    try:
        return dates.file_date(post_path.day, config.timezone) if post_path.day else None
    except (ValueError, OverflowError):
        return None


def _check(permalink: str, meta: Metadata) -> None:
    if permalink == "/":
        raise meta.refusal("permalink", "its address would be the home page's", "give it a `slug:` or a `permalink:`")
    if permalinks.is_too_long(permalink):
        raise meta.refusal("permalink", "its address is too long for a file or a browser", "give it a shorter `slug:`")
