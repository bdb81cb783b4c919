"""What the editor's file puts on top: from the stories it names to the rows that the home page reads."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from newsdao.content.front_order import FrontOrder, Named, Place
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.old_addresses import spellings
from newsdao.content.post import Notice, NoticeKind
from newsdao.content.post_paths import parse
from newsdao.content.redirects import own_path
from newsdao.services.address_book import AddressBook
from newsdao.store import front
from newsdao.store.front import Candidate
from newsdao.store.front_models import FrontChoice

_NAME_IT = "write the name of its file, or its address; until then the page finds a story itself"


class FrontDesk:
    """path: the editor's file, as notices name it. book: knows the addresses that stories had before."""

    def __init__(self, path: str, config: JekyllConfig, book: AddressBook) -> None:
        self.path, self.config, self.book = path, config, book
        self.notices: list[Notice] = []

    def store(self, order: FrontOrder) -> None:
        """Let the home page follow the order from the commit on, as far as its stories are there."""
        counts: dict[Place, int] = {}
        taken: set[int] = set()
        choices = []
        for named in order.named:
            article_id = self._article(named)
            place = named.place
            if article_id is None or (place != "banner" and article_id in taken):
                continue
            taken.update({article_id} if place != "banner" else ())
            position = counts[place] = counts.get(place, -1) + 1
            choices.append(_choice(place, position, article_id, order.until))
        if order.is_banner_empty:
            choices.append(_choice("banner", 0, None, order.until))
        front.choose(self.book.session, choices)

    def _article(self, named: Named) -> int | None:
        found = sorted(self._found(named.name), key=lambda one: (one.published_at, one.source_path))
        standing = [one for one in found if not one.is_withdrawn]
        if not standing:
            what = f"`{named.name[:80]}` is a story that was withdrawn" if found else f"`{named.name[:80]}` is no story"
            self._tell(named, "lost", what, _NAME_IT)
            return None
        if len({one.article_id for one in standing}) > 1:
            what = f"several stories are called `{named.name[:80]}`; the newest of them was taken"
            self._tell(named, "note", what, "write the date too, or the address")
        chosen = standing[-1]
        if chosen.published_at > self.book.now:
            what = f"`{named.name[:80]}` isn't published yet"
            self._tell(named, "note", what, "it takes its place on the home page when it is")
        return chosen.article_id

    def _tell(self, named: Named, kind: NoticeKind, what: str, remedy: str) -> None:
        self.notices.append(Notice(self.path, named.line, kind, what, remedy))

    def _found(self, name: str) -> list[Candidate]:
        if "://" in name or name.startswith("/") or name.endswith("/"):
            return self._at(own_path(name if "://" in name else f"/{name.lstrip('/')}", self.config))
        wanted = _stem(name)
        stem = wanted.rsplit("/", 1)[-1]
        if not stem:
            return []
        # A file system may spell a name in its parts (NFD).
        fragments = sorted({stem, unicodedata.normalize("NFD", stem)})
        session = self.book.session
        return [one for one in front.candidates(session, fragments, ()) if wanted in _called(one.source_path, wanted)]

    def _at(self, path: str) -> list[Candidate]:
        if not path:
            return []
        found = front.candidates(self.book.session, (), [path, *spellings(path)])
        if any(not one.is_withdrawn for one in found):
            return found
        moved = self.book.page(path)
        return front.candidates(self.book.session, (), [moved]) if moved else found


def _choice(place: Place, position: int, article_id: int | None, until: datetime | None) -> FrontChoice:
    return FrontChoice(place=place, position=position, article_id=article_id, until=until)


def _stem(path: str) -> str:
    """A path without suffix, NFC."""
    path = unicodedata.normalize("NFC", path).lstrip("./")
    pure = PurePosixPath(path)
    is_file = pure.suffix.lower() in {".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm"}
    return path.removesuffix(pure.suffix) if is_file else path


def _called(source_path: str, wanted: str) -> Iterator[str]:
    """What a file may be called: its name, with and without its day, and as much of its path as was written."""
    post, whole = parse(source_path), _stem(source_path)
    yield from (unicodedata.normalize("NFC", name) for name in (post.basename, post.rest))
    if "/" in wanted and whole.endswith(f"/{wanted}"):
        yield wanted
    yield whole
