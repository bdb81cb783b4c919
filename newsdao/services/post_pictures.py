"""The pictures that posts ask for while they are read: the site's own, and copies of other hosts'."""

from pathlib import Path
from typing import Protocol

from newsdao.adapters.media_files import LookedAt
from newsdao.adapters.media_folder import MediaFolder
from newsdao.adapters.remote_pictures import RemotePictures
from newsdao.content.post import Picture


class Pictures(Protocol):
    """of_site: as ReadingContext's picture_of; of_others: as its remote_picture."""

    def of_site(self, src: str, /) -> Picture | None: ...
    def of_others(self, url: str, /) -> Picture | None: ...


class PostPictures:
    """For one run. is_missing: whether one was asked for that isn't there; shown: those that are; both since `begin`.

    own: the site's media. fetches: whether other hosts are asked for theirs; else only copies that are here count.
    """

    def __init__(self, own: MediaFolder, *, fetches: bool, allow_private: bool) -> None:
        self.own = own
        self.remote = RemotePictures(
            own.media, fetches=fetches, allow_private=allow_private, measured=own.looked_at
        )  # fmt: skip
        self.begin()

    def begin(self) -> None:
        """Before a post is read."""
        self.is_missing = False
        self.shown: dict[str, Picture] = {}

    def of_site(self, src: str) -> Picture | None:
        picture = self.own.picture(src)
        self.is_missing = self.is_missing or picture is None
        return self._noted(picture)

    def of_others(self, url: str) -> Picture | None:
        """Raises FetchError the first time that a picture can't be had."""
        before = self.is_missing
        self.is_missing = before or self.remote.fetches  # until it is there: a fetch that fails raises
        picture = self.remote.picture(url)
        self.is_missing = before or (self.remote.fetches and picture is None)
        return self._noted(picture)

    def _noted(self, picture: Picture | None) -> Picture | None:
        if picture is not None and picture.width:
            self.shown[picture.src] = picture
        return picture


class NoPictures:
    """For whoever asks of a site only which of its files are posts."""

    def of_site(self, _src: str) -> None:
        return None

    def of_others(self, _url: str) -> None:
        return None


class StandingPictures:
    """For whoever reads posts and changes nothing: the site's own where they lie, and copies that are here already.

    media: the instance's media, in which copies of other hosts' pictures are.
    """

    def __init__(self, root: Path, media: Path) -> None:
        self.own = LookedAt(root)
        self.remote = RemotePictures(media, fetches=False)

    def of_site(self, src: str) -> Picture | None:
        return self.own.picture(src)

    def of_others(self, url: str) -> Picture | None:
        return self.remote.picture(url)
