"""One tree of errors. Each carries what a person needs to put it right; none is shown as a traceback."""

from dataclasses import dataclass


class NewsDAOError(Exception):
    """Anything NewsDAO itself reports: its text is one clear line, fit for a terminal."""


class ConfigurationError(NewsDAOError):
    """A setting is missing, wrong or unsafe; the text names it and the remedy."""


class StoreError(NewsDAOError):
    """The database can't be used as it is: old schema, unwritable folder, wrong engine."""


class InterruptedSyncError(NewsDAOError):
    """A sync was ended by hand before it was through."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(f"interrupted; {done} of {total} files are in. The same command goes on from there")


@dataclass
class PostError(NewsDAOError):
    """A post file that can't become an article.

    path: the file, relative to the site's folder, with "/" on every platform.
    line: the line of the file (1-based) where the trouble starts; 0 when no line is to blame.
    why:  what is wrong, in the author's words rather than the parser's.
    remedy: what the author can do about it.
    """

    path: str
    line: int
    why: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.why}; {self.remedy}"


@dataclass
class FetchError(NewsDAOError):
    """Something elsewhere that could not, or must not, be fetched. why, remedy: as in PostError."""

    url: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.url[:300]}: {self.why}; {self.remedy}"


@dataclass
class PictureError(NewsDAOError):
    """A picture of the publisher's that can't be worked on. path: the file; why: as in PostError."""

    path: str
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


class ForbiddenAddressError(FetchError):
    """An address that is never asked, however often one tries: it is none, or leads into a private network."""


@dataclass
class HubRequestError(NewsDAOError):
    """A request to our own hub that is refused. parameter: which of the form is to blame; status: of the answer."""

    parameter: str
    why: str
    status: int = 400

    def __str__(self) -> str:
        return f"{self.parameter} {self.why}"


class ExportError(PostError):
    """Another program's export that can't be read at all. path: the export's name; line: of the export, or 0."""
