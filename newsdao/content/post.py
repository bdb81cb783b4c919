"""The values the whole house speaks of: a post, and what it is made of. Immutable, and free of Flask, SQL and disk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, Protocol

TermKind = Literal["category", "tag", "author"]
NoticeKind = Literal["repaired", "lost", "note"]

# A picture of this many articles is the site's, not the story's.
SHARED_FROM = 3
# The moment of a page that names none: older than any article, so it waits for nothing and leads no list.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or author: what an article is filed under and what has a page and feeds of its own.

    slug: the last part of its address: NFC, lower case, white space and "/" as "-"; Hangul kept, not percent-encoded.
    name: as the publisher writes it ("News", "정치", "김나루").
    url:  only for authors: their own page elsewhere, or "".
    """

    kind: TermKind
    slug: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what is known of it.

    src: a path of this site ("/assets/img/a.jpg", without any base path), or an absolute https URL elsewhere.
    width, height: pixels; length: bytes; type: MIME. None or "" where the file could not be read.
    is_shared: used by so many articles that it is the site's picture, not this story's.
    caption, credit: plain text, one line: what this story says below it, and whose it is; "" when it says nothing.

    What a closer look at one of our own adds: digest, of its bytes, "" where no renditions are made of it (drawings,
    films, what can't be opened); colour, what it is as a whole ("#3b5566"), "" where its ground shows through; mark,
    by which its file is known again; id, the store's. None of these makes it another picture for whoever shows it.
    """

    src: str
    alt: str = ""
    width: int | None = None
    height: int | None = None
    type: str = ""
    length: int | None = None
    is_shared: bool = False
    # Out of repr, so that a picture without words below it has the fingerprint it had before there were any.
    caption: str = field(default="", repr=False)
    credit: str = field(default="", repr=False)
    digest: str = field(default="", repr=False)
    colour: str = field(default="", repr=False)
    mark: str = field(default="", repr=False, compare=False)
    id: int = field(default=0, repr=False, compare=False)

    @property
    def is_own(self) -> bool:
        """Whether it lies in this site's media, so that a reader's browser asks nobody else for it."""
        return self.src.startswith("/") and not self.src.startswith("//")


@dataclass(frozen=True, slots=True)
class Correction:
    """What was put right after publication. at: aware, UTC, or None when the author gave no time."""

    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A later word on a story that goes on: what a live report is made of.

    title: plain text, one line, or "". html: sanitised. text: the same as plain text. at: aware, UTC.
    """

    at: datetime
    title: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a story is based on (출처). name: plain text; url: an absolute http(s) address, or "".

    is_said: the text names it by itself, in a line of its own.
    """

    name: str
    url: str = ""
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the author should know about a post that was taken all the same.

    before, after: of a repair, what stood in the file and what it was taken for; "" where a line says it all.
    """

    path: str
    line: int
    kind: NoticeKind
    what: str
    remedy: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")


class Publishable(Protocol):
    """Anything that can stand in a list, a feed or a head: a stored article as well as a post not yet stored."""

    @property
    def id(self) -> int: ...  # the store's, for ever; 0 of a post not yet stored
    @property
    def permalink(self) -> str: ...  # "/news/2024/07/01/362/": NFC, not percent-encoded, without base path
    @property
    def feed_id(self) -> str: ...  # for ever: Jekyll's id of the entry, a path ("/news/2024/07/01/362"), or a URI
    @property
    def title(self) -> str: ...  # plain text
    @property
    def excerpt(self) -> str: ...  # plain text, one line; "" when there is none
    @property
    def description(self) -> str: ...  # plain text: front matter's `description`; "" when there is none
    @property
    def feature_text(self) -> str: ...  # plain text, one line: boilerplate heading and artefacts removed
    @property
    def lead(self) -> str: ...  # plain text: the first paragraph of the body
    @property
    def lang(self) -> str: ...  # BCP 47: "ko", "fa"
    @property
    def published_at(self) -> datetime: ...  # aware, UTC
    @property
    def updated_at(self) -> datetime: ...  # aware, UTC; equals published_at until a substantive change
    @property
    def is_time_known(self) -> bool: ...  # False when only the day is known: midnight is then no time to show
    @property
    def is_breaking(self) -> bool: ...
    @property
    def breaking_until(self) -> datetime | None: ...  # aware, UTC: how long it holds the banner; None: the usual time
    @property
    def rank(self) -> int: ...  # on the front page: 1 leads, 2 and 3 stand beside it; 0 when its author asks nothing
    @property
    def is_indexable(self) -> bool: ...  # False: noindex, and out of the sitemaps
    @property
    def canonical_url(self) -> str: ...  # absolute, when the author names another page; else ""
    @property
    def picture(self) -> Picture | None: ...
    @property
    def section(self) -> Term | None: ...  # the first category
    @property
    def categories(self) -> Sequence[Term]: ...
    @property
    def tags(self) -> Sequence[Term]: ...
    @property
    def authors(self) -> Sequence[Term]: ...


class Readable(Publishable, Protocol):
    """A Publishable with its text: what the article page and a full-text feed need."""

    @property
    def body_html(self) -> str: ...  # sanitised
    @property
    def feature_html(self) -> str: ...  # sanitised; "" when there is no feature_text
    @property
    def corrections(self) -> Sequence[Correction]: ...
    @property
    def updates(self) -> Sequence[Update]: ...  # newest first
    @property
    def sources(self) -> Sequence[Source]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An authored file, read: satisfies Readable, so an unsaved post is shown by the code that publishes it.

    source_path: the file, relative to the site's folder ("_posts/2024-07-01-362.md").
    sort_name: the file's name in a form that sorts naturally ("-10" after "-9"); parts equal dates.
    redirects_from: old addresses that must lead here. redirects_to: where this address leads instead of showing a
    text: a path of this site or an absolute http(s) URL. is_page: "about.md" and the like, in no list; published_at
    is UNDATED when it names no date.
    """

    source_path: str
    permalink: str
    feed_id: str
    sort_name: str
    title: str
    published_at: datetime
    updated_at: datetime
    is_time_known: bool
    lang: str
    body_html: str
    text: str = ""  # the body as plain text, for search
    lead: str = ""
    excerpt: str = ""
    description: str = ""
    feature_text: str = ""
    feature_html: str = ""
    picture: Picture | None = None
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    authors: tuple[Term, ...] = ()
    corrections: tuple[Correction, ...] = ()
    updates: tuple[Update, ...] = ()
    sources: tuple[Source, ...] = ()
    redirects_from: tuple[str, ...] = ()
    redirects_to: str = ""
    canonical_url: str = ""
    is_breaking: bool = False
    breaking_until: datetime | None = None
    rank: int = 0
    is_indexable: bool = True
    is_page: bool = False
    is_draft: bool = False
    is_unpublished: bool = False  # front matter says `published: false`
    notices: tuple[Notice, ...] = ()
    id: int = 0

    @property
    def section(self) -> Term | None:
        return self.categories[0] if self.categories else None

    @property
    def text_length(self) -> int:
        return len("".join(self.text.split()))
