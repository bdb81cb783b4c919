"""Where posts lie that are to be looked at: in a folder, as single files of one, or in the store."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from newsdao.adapters.export_folder import ExportFolder
from newsdao.config import Settings
from newsdao.content.places import CONFIG_PATHS
from newsdao.errors import ConfigurationError, StoreError
from newsdao.services.post_pictures import StandingPictures
from newsdao.services.source_site import SourceSite
from newsdao.store import sources


@dataclass(frozen=True, slots=True)
class DeskCopy:
    """A site, opened, and those of its files that are to be read. is_whole: whether that is all of them.

    is_ours: whether the files are nobody's to write: they were laid out of the store.
    """

    site: SourceSite
    paths: Sequence[str]
    is_whole: bool
    is_ours: bool = False


def of_paths(paths: Sequence[Path], settings: Settings) -> Iterator[DeskCopy]:
    """One for each folder, and one for the files of each site. Raises ConfigurationError for what isn't there."""
    files: dict[Path, list[Path]] = {}
    for path in paths:
        if path.is_dir():
            site = opened(path, settings)
            yield DeskCopy(site, [*site.articles, *site.waiting], is_whole=True)
        elif path.is_file():
            files.setdefault(root_of(path), []).append(path.resolve())
        else:
            raise ConfigurationError(f"{path} isn't there; give a post's file, or the folder of a site")
    for root, several in files.items():
        site = opened(root, settings)
        found = {file: site.article_path(file) for file in several}
        for file in (file for file, path in found.items() if path is None):
            raise ConfigurationError(
                f"{file.name} is no post or page of the site in {root}; name it YYYY-MM-DD-name.md"
            )
        yield DeskCopy(site, [path for path in found.values() if path is not None], is_whole=False)


@contextmanager
def of_store(session: Session, settings: Settings) -> Iterator[DeskCopy]:
    """The files of the synced site as they were read, laid out for as long as they are looked at."""
    if sources.was_never_filled(session):
        raise StoreError("nothing was synced yet; give a post's file or a folder, or run `flask sync` first")
    with tempfile.TemporaryDirectory(prefix="newsdao-check-") as scratch:
        folder = ExportFolder(Path(scratch))
        for kept in sources.every(session):
            is_draft = "_drafts" in kept.path.split("/")
            folder.write(kept.path, kept.data, kept.published_at if is_draft else None)
        session.rollback()
        site = opened(folder.root, settings, settings.media_folder)
        yield DeskCopy(site, site.articles, is_whole=True, is_ours=True)


def opened(folder: Path, settings: Settings, media: Path | None = None) -> SourceSite:
    """media: where its pictures lie, when that isn't the folder itself."""
    pictures = StandingPictures(media or folder, settings.media_folder)
    site = SourceSite(folder, settings.site_url, pictures, drafts=True)
    if media is None:
        pictures.own.root = site.folder.root
    return site


def root_of(file: Path) -> Path:
    """The folder of the site a file belongs to: the nearest above it with a configuration or posts; else its own."""
    above = file.resolve().parents
    for folder in above:
        if any((folder / name).is_file() for name in CONFIG_PATHS):
            return folder
    for folder in above:
        if (folder / "_posts").is_dir():
            return folder
    return above[0]
