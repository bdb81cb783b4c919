"""Mend: what a machine may put right in posts is put right in their files, each written whole or not at all."""

from collections.abc import Iterator

from newsdao.adapters.edited_file import replace_bytes
from newsdao.config import Settings
from newsdao.content import references
from newsdao.content.lint.mending import Mended, mend
from newsdao.errors import ConfigurationError, PostError
from newsdao.services.checking import Asked
from newsdao.services.desk_copy import DeskCopy


def mend_posts(copy: DeskCopy, asked: Asked, settings: Settings, *, is_dry_run: bool) -> Iterator[Mended]:
    """Each file that changes. Raises ConfigurationError where the files are laid out of the store, and nobody's."""
    if copy.is_ours:
        raise ConfigurationError("--fix writes into files: give the folder they lie in")
    site = copy.site.config.site(settings.site_url)
    host = references.host_of(site.url).removeprefix("www.")
    for path in copy.paths:
        try:
            source = copy.site.folder.read(path)
            mended = mend(path, source.data, host, asked.wants)
        except (PostError, OSError):
            continue  # the check tells of it
        if not mended.changes:
            continue
        if not is_dry_run:
            replace_bytes(copy.site.folder.root / path, source.data, mended.data)
        yield mended
