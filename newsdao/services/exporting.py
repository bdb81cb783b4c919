"""Export: the whole of a site as a Jekyll tree, whose sync changes nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from newsdao.adapters.export_folder import ExportFolder, new_folder
from newsdao.adapters.media_folder import originals_of
from newsdao.content.front_matter_edit import Value, with_keys
from newsdao.content.jekyll_config import JekyllConfig, read_config, read_yaml
from newsdao.content.permalinks import as_path
from newsdao.content.places import CONFIG_PATHS
from newsdao.content.reading import ReadingContext, SourceFile, outline
from newsdao.content.renamed_terms import Renamed, renamed_terms, written
from newsdao.errors import PostError, StoreError
from newsdao.services.source_site import RENAMED_PATH, WITHDRAWN_PATH
from newsdao.store import sources, term_moves, tombstones


@dataclass
class ExportReport:
    """files: how many were written: posts, drafts, pages, configuration and data. media: the same of what is served as
    it is. amended: files that got a key. failed: what the store knows and a file could not take.
    """

    files: int = 0
    media: int = 0
    amended: int = 0
    failed: list[PostError] = field(default_factory=list)


def export(session: Session, media: Path, folder: Path) -> ExportReport:
    """Write every file as it was read into a new folder, with the site's media.

    A file gets a key only for what the store alone knows of its article: `redirect_from` of a story that moved,
    `last_modified_at` of one that was rewritten, `feed_id` of one that its subscribers know by another.
    Raises ConfigurationError, StoreError.
    """
    if sources.was_never_filled(session):
        raise StoreError("there is no file to export: give your folder to `flask sync` once, then export again")
    report = ExportReport(failed=[_unkept(path) for path in sources.unkept(session)])
    with new_folder(folder) as target:
        config = _config(session)
        for kept in sources.every(session):
            if kept.path in {WITHDRAWN_PATH, RENAMED_PATH}:
                continue
            at_top = kept.path in CONFIG_PATHS or not config.source
            path = kept.path if at_top else f"{config.source}/{kept.path}"
            is_draft = "_drafts" in kept.path.split("/")
            target.write(path, _amended(kept, config, report), kept.published_at if is_draft else None)
            report.files += 1
        if gone := tombstones.withdrawn(session):
            path = f"{config.source}/{WITHDRAWN_PATH}" if config.source else WITHDRAWN_PATH
            target.write(path, _listed(gone, sources.one(session, WITHDRAWN_PATH) or b"", config.timezone))
        if renamed := term_moves.every(session):
            path = f"{config.source}/{RENAMED_PATH}" if config.source else RENAMED_PATH
            target.write(path, _renamed(renamed, sources.one(session, RENAMED_PATH) or b""))
        report.media = _copy_media(media, target, config)
    return report


def _unkept(path: str) -> PostError:
    return PostError(path, 0, "the store shows its story and never kept the file", "sync its folder, then export again")


def _listed(gone: Mapping[str, datetime], read: bytes, zone: ZoneInfo) -> bytes:
    """The list of withdrawn addresses; as it was read where it says the same."""
    if {as_path(address) for address in read_yaml(read.decode("utf-8", "replace"), WITHDRAWN_PATH)} == gone.keys():
        return read
    lines = (f"{json.dumps(address, ensure_ascii=False)}: {_written(at, zone)}\n" for address, at in gone.items())
    return f"# Addresses of withdrawn stories, which answer 410 (gone), and since when.\n{''.join(lines)}".encode()


def _renamed(renamed: Renamed, read: bytes) -> bytes:
    """The list of renamed terms; as it was read where it says the same."""
    if renamed_terms(read.decode("utf-8", "replace"), RENAMED_PATH) == renamed:
        return read
    return written(renamed).encode()


def _config(session: Session) -> JekyllConfig:
    data = next((data for path in CONFIG_PATHS if (data := sources.one(session, path)) is not None), b"")
    return read_config(data.decode("utf-8-sig", "replace"))


def _copy_media(media: Path, target: ExportFolder, config: JekyllConfig) -> int:
    """Files as their publisher has them: what the media hold less of comes from the originals."""
    below = config.source or "."
    count = target.copy_tree(media, below) if media.is_dir() else 0
    target.copy_tree(originals_of(media), below)
    return count


def _amended(kept: sources.Kept, config: JekyllConfig, report: ExportReport) -> bytes:
    """The file's bytes, with what the store knows of its article and the file doesn't say."""
    if not kept.permalink:
        return kept.data
    try:
        added = _unsaid(kept, config)
        if not added:
            return kept.data
        data = with_keys(kept.path, kept.data, added)
    except PostError as error:
        report.failed.append(error)
        return kept.data
    report.amended += 1
    return data


def _unsaid(kept: sources.Kept, config: JekyllConfig) -> dict[str, Value]:
    said = outline(SourceFile(kept.path, kept.data, kept.published_at), config, ReadingContext())
    added: dict[str, Value] = {}
    if old := kept.redirects - {*said.redirects_from, kept.permalink}:
        added["redirect_from"] = [_as_authored(path) for path in (*said.redirects_from, *sorted(old))]
    if kept.updated_at is not None and kept.updated_at.replace(microsecond=0) > said.updated_at:
        added["last_modified_at"] = _written(kept.updated_at, config.timezone)
    if kept.feed_id and kept.feed_id != said.feed_id:
        added["feed_id"] = kept.feed_id
    return added


def _as_authored(path: str) -> str:
    """A path as `redirect_from` takes it: what an address would read as its end is encoded, Hangul stays."""
    return path.replace("%", "%25").replace("?", "%3F").replace("#", "%23")


def _written(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).replace(microsecond=0).isoformat(sep=" ")
