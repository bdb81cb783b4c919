"""A publisher's folder, opened: its configuration, which of its files are articles, and what these may ask of it."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsdao.adapters.post_files import SiteFolder, in_natural_order
from newsdao.content import config_notices, front_order, sanitize
from newsdao.content.dates import read_date
from newsdao.content.decoding import decode
from newsdao.content.fingerprints import digest
from newsdao.content.jekyll_config import JekyllConfig, read_config, read_yaml
from newsdao.content.media_types import media_type
from newsdao.content.permalinks import as_path
from newsdao.content.places import CONFIG_PATHS, Place, is_public, place_of
from newsdao.content.post import Notice, Post, Term
from newsdao.content.post_paths import is_stray
from newsdao.content.reading import ReadingContext, SourceFile, permalink_of, read_author, read_authors, read_post
from newsdao.content.renamed_terms import renamed_terms
from newsdao.content.site_data import site_data
from newsdao.content.terms import author
from newsdao.errors import ConfigurationError, PostError
from newsdao.services.post_pictures import Pictures

# Part of every file's digest: raise it when the same file would be read differently.
READER_VERSION = 4
# Address → since when it is gone: what an export says of stories that were withdrawn.
WITHDRAWN_PATH = "_data/withdrawn.yml"
# The page of a category, tag or author → that of its new name.
RENAMED_PATH = "_data/renamed.yml"
_AUTHOR_PATHS = ("_data/authors.yml", "_data/authors.yaml")


class SourceSite:
    """folder: the publisher's. site_url: overrules the configuration's `url` and `baseurl`.

    Raises ConfigurationError, which names the file, the line and the remedy.
    """

    def __init__(self, folder: Path, site_url: str, pictures: Pictures, *, drafts: bool) -> None:
        self.folder = SiteFolder(folder)
        self.drafts = drafts
        # Files whose very names can't be read, and closed folders; known when the folder has been walked through.
        self.unread: list[PostError] = []
        # What was read with every post, as it lies in the folder: the export gives it back.
        self.shared: dict[str, bytes] = {}
        self.config = self._configured(site_url)
        authors = read_authors(self._shared_text(*_AUTHOR_PATHS)) | self._collected_authors()
        self.notices: list[Notice] = list(self.config.notices)
        includes, data = self._texts("includes_dir", "_includes"), self._texts("data_dir", "_data")
        self.front_path, self.front_text = self._front_file(data)
        known_data, lost = site_data(data)
        self.notices += lost
        asked = (self._find_post, pictures.of_site, includes.get, known_data, pictures.of_others)
        self.context = ReadingContext(authors, *asked)
        self.withdrawn = self._withdrawn()
        self.renamed = renamed_terms(self._shared_text(RENAMED_PATH), RENAMED_PATH)
        known = digest(json.dumps([authors, includes, data], sort_keys=True))
        self.salt = f"{READER_VERSION}/{sanitize.POLICY_VERSION}/{self.config.digest}/{known}/"

    def _configured(self, site_url: str) -> JekyllConfig:
        config = read_config(self._shared_text(*CONFIG_PATHS))
        config = replace(config, notices=config_notices.notices(config))
        if site_url:
            # Stored bodies link within the site, so the address that is served decides how they are read.
            parts = urlsplit(site_url)
            values = {**config.values, "url": f"{parts.scheme}://{parts.netloc}", "baseurl": parts.path}
            config = replace(config, values=values, text=f"{config.text}\n# {site_url}")
        if config.source:
            self.folder.under(config.source)
        self.folder.exclude = config.exclude
        return config

    def _withdrawn(self) -> dict[str, datetime]:
        """Raises ConfigurationError when a line names no address and moment."""
        found = {}
        for address, written in read_yaml(self._shared_text(WITHDRAWN_PATH), WITHDRAWN_PATH).items():
            try:
                found[as_path(address)] = read_date(str(written), self.config.timezone, was_plain=False)[0]
            except (ValueError, OverflowError):
                why = f"{WITHDRAWN_PATH}: {address} has no date; write `/address/: 2026-11-23 15:20`"
                raise ConfigurationError(why) from None
        return found

    def _collected_authors(self) -> dict[str, Any]:
        """What the collection `authors` says of them; a document that can't be read is told of as any other."""
        found = {}
        folder = "/".join(filter(None, (self.config.value("collections_dir").strip("/"), "_authors")))
        for path in self.folder.below(folder) if "authors" in self.config.collections else ():
            with suppress(PostError, OSError):
                key, facts = read_author(self.folder.read(path))
                found[key] = facts
        return found

    def _shared_text(self, *paths: str) -> str:
        """The text of the first of these files that is there, or ""; remembers its bytes."""
        for path in paths:
            data = self.folder.bytes_of(path)
            if data is not None:
                self.shared[path] = data
                try:
                    return decode(path, data).text
                except PostError as error:
                    raise ConfigurationError(str(error)) from None
        return ""

    def _folder(self, setting: str, usual: str) -> str:
        written = self.config.value(setting).strip("./")
        return usual if not written or ".." in written else written

    def _texts(self, setting: str, usual: str) -> dict[str, str]:
        """Name below the folder → text, of all files that posts may ask for; remembers their bytes."""
        folder = self._folder(setting, usual)
        found = {}
        for path, data in self.folder.small_files(folder):
            if data is None:
                self.notices.append(Notice(path, 0, "lost", "is too large to be read for Liquid", "make it smaller"))
                continue
            self.shared[path] = data
            with suppress(PostError):  # a picture among the texts
                found[path.removeprefix(f"{folder}/")] = decode(path, data).text
        return found

    def _front_file(self, data: dict[str, str]) -> tuple[str, str]:
        """The editor's order of the home page, (path, text), taken out of the data: it changes no post's reading."""
        texts = {name: data.pop(name) for name in front_order.NAMES if name in data}
        folder = self._folder("data_dir", "_data")
        return next(
            ((f"{folder}/{name}", text) for name, text in texts.items()), (f"{folder}/{front_order.NAMES[0]}", "")
        )

    def is_front(self, file: Path) -> bool:
        """Whether a file, there or gone, is the editor's order of the home page."""
        folder = self._folder("data_dir", "_data")
        return self.folder.relative(file) in {f"{folder}/{name}" for name in front_order.NAMES}

    @property
    def authors(self) -> dict[str, tuple[Term, Any]]:
        """Slug → the author, and what the site's own data says of them."""
        known = self.context.authors
        found = ((author(key, known), facts) for key, facts in known.items())
        return {term.slug: (term, facts) for term, facts in found if term is not None}

    @cached_property
    def _paths(self) -> tuple[list[str], list[str], list[str]]:
        """One walk: the articles' files, the drafts' that aren't asked for, and the site's media."""
        posts, pages, drafts, media = [], [], [], []
        is_bare = self.folder.is_bare
        for path in self.folder.files():
            if not _is_text(path):
                self.unread.append(_misnamed(path))
                continue
            place = place_of(path, self.config, is_bare=is_bare)
            if place is None or self._is_ownership(path, place):
                if media_type(path) and is_public(path, self.config):
                    media.append(path)
                elif is_stray(path):
                    self.notices.append(_stray(path))
            elif place.is_page:
                if self.folder.begins_with_front_matter(path):
                    pages.append(path)
            elif place.kind == "draft" and not self.drafts:
                drafts.append(path)
            else:
                posts.append(path)
        self.unread += [_closed(folder, why) for folder, why in self.folder.closed.items()]
        self.notices += [_unfollowed(path) for path in self.folder.unfollowed if _is_text(path)]
        # Posts first: of two claimants of one address the story keeps it.
        return in_natural_order(posts) + in_natural_order(pages), drafts, media

    def _is_ownership(self, path: str, place: Place) -> bool:
        """Whether it only looks like a page: the file by which an engine knows whose site it is."""
        return place.is_page and media_type(path) != "" and not self.folder.begins_with_front_matter(path)

    @property
    def articles(self) -> list[str]:
        """The paths of all files that become articles or pages, in natural order, posts first."""
        return self._paths[0]

    @property
    def waiting(self) -> list[str]:
        """The paths of drafts, which are kept but not shown."""
        return self._paths[1]

    @property
    def media(self) -> list[str]:
        """The site paths ("/assets/a.jpg") of the files it serves beside its pages."""
        return [f"/{path}" for path in in_natural_order(self._paths[2])]

    def present(self, known: Iterable[str]) -> frozenset[str]:
        """The paths of its articles; those of known ones in closed folders too, which may well be there."""
        return frozenset(self.articles).union(filter(self.folder.is_closed, known))

    def holds(self, path: str) -> bool:
        """Whether it has, or may have, such a file among those that are kept."""
        return path in self._kept or self.folder.is_closed(path)

    @cached_property
    def _kept(self) -> frozenset[str]:
        return frozenset({*self.articles, *self.waiting, *self.shared})

    def article_path(self, file: Path) -> str | None:
        """The path of a file that becomes, or gone now became, an article; else None."""
        path = self.folder.relative(file)
        place = place_of(path, self.config, is_bare=self.folder.is_bare) if path and _is_text(path) else None
        if path is None or place is None or (place.kind == "draft" and not self.drafts):
            return None
        is_there = self.folder.is_readable(path)
        return None if place.is_page and is_there and not self.folder.begins_with_front_matter(path) else path

    def read(self, source: SourceFile) -> Post:
        """Raises PostError."""
        return read_post(source, self.config, self.context)

    def file_digest(self, data: bytes) -> str:
        """Changes when the file would be read differently, whether for its own bytes or the site's."""
        return digest(self.salt, data)

    def _find_post(self, name: str) -> str | None:
        """The address of the post that `{% post_url name %}` means, or of the file that `{% link path %}` does."""
        for path in self._named(name.strip().lstrip("/")):
            try:
                return permalink_of(self.folder.read(path), self.config)
            except (PostError, OSError):
                continue
        return None

    def _named(self, wanted: str) -> Iterable[str]:
        if wanted in self._by_name.get(wanted.rsplit("/", 1)[-1].rsplit(".", 1)[0], ()):
            return [wanted]
        paths = self._by_name.get(wanted.rsplit("/", 1)[-1], [])
        return [path for path in paths if path.rsplit(".", 1)[0].endswith(f"/{wanted}")]

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """File name without suffix → paths of all posts, drafts and pages."""
        found: dict[str, list[str]] = {}
        for path in (*self.articles, *self.waiting):
            found.setdefault(path.rsplit("/", 1)[-1].rsplit(".", 1)[0], []).append(path)
        return found


def _is_text(path: str) -> bool:
    """Whether the name of a file, as the system gives it, is UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _misnamed(path: str) -> PostError:
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return PostError(shown, 0, "the name of the file is no UTF-8 text", "rename the file")


def _stray(path: str) -> Notice:
    return Notice(path, 0, "note", "is no post by its name, and isn't read", "name it YYYY-MM-DD-name.md, or .html")


def _closed(folder: str, why: str) -> PostError:
    return PostError(folder, 0, f"the folder can't be looked into: {why}", "check its permissions")


def _unfollowed(path: str) -> Notice:
    what = "is a link to a folder, or out of the site's folder, and is not followed"
    return Notice(path, 0, "lost", what, "put what it leads to in its place")
