"""An authored file becomes a Post: the one place where all rules of reading meet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from newsdao.content import (
    attribution,
    dates,
    front_matter,
    hero,
    later_words,
    liquid,
    liquid_scope,
    markup,
    redirects,
    robots_config,
    summary,
    terms,
)
from newsdao.content.characters import fit
from newsdao.content.identity import Identity, identify, identify_page
from newsdao.content.jekyll_config import JekyllConfig, read_yaml
from newsdao.content.languages import language_tag
from newsdao.content.manuscript import Lookup
from newsdao.content.metadata import Metadata, metadata
from newsdao.content.places import POST, Place, place_of
from newsdao.content.post import Notice, Picture, Post, Term, Update
from newsdao.content.post_paths import PostPath, is_post_path, parse
from newsdao.content.prominence import prominence
from newsdao.content.slugs import titleize
from newsdao.content.titles import plain_title

MAX_OF_A_KIND = 100
_LAYOUTS_MADE_IT = "what its layout made isn't carried over; write the text into the page"
_One = TypeVar("_One")

__all__ = [
    "Outline", "ReadingContext", "SourceFile", "is_post_path", "outline", "permalink_of", "read_author", "read_authors",
    "read_post",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFile:
    """path: relative to the site's source, "/" between. saved_at: aware; the date of a draft that names none.

    is_bare: it lies in no Jekyll site but in a folder of posts.
    """

    path: str
    data: bytes
    saved_at: datetime | None = None
    is_bare: bool = False


def _nothing(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What a post may ask of its site.

    authors: `_data/authors.yml`. find_post: the name in `post_url`, or the path in `link`, → a permalink.
    picture_of: a path of the site → the measured picture, None when there is no such file.
    include_of: the name of a file below `_includes/` → its text, None when there is no such file. data: what the files
    of `_data/` hold, typed. remote_picture: as in Lookup.
    """

    authors: Mapping[str, Any] = field(default_factory=dict)
    find_post: Callable[[str], str | None] = _nothing
    picture_of: Callable[[str], Picture | None] = _nothing
    include_of: Callable[[str], str | None] = _nothing
    data: Mapping[str, Any] = field(default_factory=dict)
    remote_picture: Callable[[str], Picture | None] = _nothing


def read_post(source: SourceFile, config: JekyllConfig, context: ReadingContext) -> Post:
    """The post a file holds. Raises PostError, which names the line and the remedy, when it can't become one."""
    return _Reading(source, config, context).post()


def permalink_of(source: SourceFile, config: JekyllConfig) -> str:
    """The address `read_post` would give, without reading the body. Raises PostError."""
    return _Identified(source, config).identity.permalink


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file's front matter says of its article beyond the text."""

    permalink: str
    feed_id: str
    updated_at: datetime
    redirects_from: tuple[str, ...]


def outline(source: SourceFile, config: JekyllConfig, context: ReadingContext) -> Outline:
    """What `read_post` would say, without reading the body. Raises PostError."""
    return _Reading(source, config, context).outline()


def read_authors(text: str, path: str = "_data/authors.yml") -> dict[str, Any]:
    """The authors a site knows, by key. Raises ConfigurationError."""
    return read_yaml(text, path)


def read_author(source: SourceFile) -> tuple[str, dict[str, Any]]:
    """The key of an author, and what their document (`_authors/kim.md`) says of them. Raises PostError."""
    facts = dict(front_matter.split(source.path, source.data).values)
    # There `name` often repeats the key.
    return parse(source.path).basename, facts | {"name": facts.get("full_name") or facts.get("name", "")}


class _Identified:
    """A file of which everything but its text is known."""

    def __init__(self, source: SourceFile, config: JekyllConfig) -> None:
        self.place: Place = place_of(source.path, config, is_bare=source.is_bare) or POST
        self.post_path: PostPath = parse(config.collection_path(source.path))
        self.meta: Metadata = metadata(source.path, self.place, front_matter.split(source.path, source.data), config)
        self.identity: Identity = (
            identify_page(self.meta, self.place, self.post_path, config)
            if self.place.is_page
            else identify(self.meta, self.post_path, config, source.saved_at)
        )


class _Reading:
    def __init__(self, source: SourceFile, config: JekyllConfig, context: ReadingContext) -> None:
        self.path = source.path
        self.config = config
        self.context = context
        known = _Identified(source, config)
        self.place, self.meta, self.post_path, self.identity = (
            known.place, known.meta, known.post_path, known.identity,
        )  # fmt: skip
        self.lookup = Lookup(context.picture_of, config.base_path, config.host, context.remote_picture)
        self.lang = language_tag(self.meta.text("lang")) or config.lang
        self.notices: list[Notice] = list(self.meta.matter.notices)

    def post(self) -> Post:
        meta, identity = self.meta, self.identity
        picture = hero.picture(meta, self.config, self._without_liquid, self.lookup)
        body = self._rendered_body()
        picture, html = hero.shown_once(picture, body.html)
        title, updates = self._title(body.lead), self._updates()
        feature = self._without_liquid(meta.raw_text("feature_text"))
        came_from, leads_to = self._redirects(html)
        return Post(
            source_path=self.path,
            permalink=identity.permalink,
            feed_id=self._feed_id(),
            sort_name=identity.sort_name,
            title=title,
            published_at=identity.published_at,
            updated_at=self._updated_at(),
            is_time_known=identity.is_time_known,
            lang=self.lang,
            body_html=html,
            text=_with_updates(body.text, updates),
            lead=body.lead,
            excerpt=self._excerpt(),
            description=summary.plain(meta.raw_text("description") or meta.raw_text("seo", "description")),
            feature_text=summary.feature_plain(feature) if feature else "",
            feature_html=markup.render_feature(feature, lookup=self.lookup) if feature else "",
            picture=picture,
            categories=terms.terms("category", identity.categories),
            tags=self._tags(),
            authors=terms.authors(meta.values, self.context.authors),
            corrections=later_words.corrections(meta, self.config.timezone),
            updates=updates,
            sources=attribution.together(attribution.stated(meta), body.sources),
            redirects_from=came_from,
            redirects_to=leads_to,
            canonical_url=redirects.canonical_url(meta, identity.permalink, self.config),
            is_indexable=not leads_to and self._may_be_found(),
            **self._standing(title),
            notices=(*self.notices, *meta.notices, *body.notices),
        )

    def _standing(self, title: str) -> dict[str, Any]:
        return prominence(self.meta, title, self.config.timezone) | {
            "is_page": self.place.is_page,
            "is_draft": self.post_path.is_draft,
            "is_unpublished": self.meta.is_false("published"),
        }

    def _may_be_found(self) -> bool:
        if self.meta.is_false("indexing") or self.meta.is_false("sitemap"):
            return False
        categories = terms.terms("category", self.identity.categories)
        return robots_config.may_be_found(self.config.robots, self.identity.permalink, categories)

    def outline(self) -> Outline:
        came_from, _leads_to = self._redirects(self.meta.matter.body)
        updated_at = max([self._updated_at(), *later_words.update_times(self.meta, self.config.timezone)])
        return Outline(self.identity.permalink, self._feed_id(), updated_at, came_from)

    def _rendered_body(self) -> markup.Rendered:
        matter, is_markdown = self.meta.matter, self.post_path.is_markdown
        body = matter.body
        if not self.meta.is_false("render_with_liquid"):
            body, lost = self._liquid(body, matter.body_line, is_markdown=is_markdown)
            self.notices += lost
        line, lookup = matter.body_line, self.lookup
        return markup.render(
            body, is_markdown=is_markdown, path=self.path, first_line=line, lookup=lookup, lang=self.lang
        )

    def _liquid(self, text: str, line: int, *, is_markdown: bool = True) -> tuple[str, tuple[Notice, ...]]:
        if not liquid.has_tags(text):
            return text, ()
        return liquid.convert(text, self._scope, self.path, line, is_markdown=is_markdown)

    @cached_property
    def _scope(self) -> liquid.Scope:
        page = liquid_scope.page_values(self.meta, self.identity, self.place, self.post_path, self.config)
        site, asked = self.config.typed_values, self.context
        return liquid.Scope(page, site, asked.data, asked.find_post, asked.include_of, self.config.timezone)

    def _without_liquid(self, text: str) -> str:
        return text if self.meta.is_false("render_with_liquid") else self._liquid(text, 1)[0]

    def _tags(self) -> tuple[Term, ...]:
        if self.place.is_page:
            return ()
        return self._capped("tags", terms.terms("tag", terms.tag_names(self.meta.values)))

    def _redirects(self, html: str) -> tuple[tuple[str, ...], str]:
        """From where and to where the post's address leads; a page with neither text nor aim is told of."""
        asked = (self.meta, self.identity.permalink, self.config, self._without_liquid)
        came_from, leads_to = redirects.redirects_from(*asked), redirects.redirects_to(*asked)
        if self.place.collection == "authors" and not html and not leads_to:
            leads_to = redirects.author_page(self.meta, self.post_path.basename)
        if self.place.is_page and not html and not leads_to:
            what = "the page has no text of its own and isn't published"
            self.meta.tell("note", "layout", what, _LAYOUTS_MADE_IT)
        return self._capped("redirect_from", came_from), leads_to

    def _feed_id(self) -> str:
        """`feed_id:` where a story was known by another one before, on this site or on the one it came from."""
        return self.meta.text("feed_id") or self.identity.feed_id

    def _title(self, lead: str) -> str:
        """The author's; else the name as words; else what the post begins with, since a link needs a text."""
        title = plain_title(self._without_liquid(self.meta.raw_text("title")))
        return title or plain_title(titleize(self.identity.slug)) or lead[:80].rstrip() or self.post_path.basename

    def _excerpt(self) -> str:
        """The author's, else the body up to the site's mark; a mark of white space is Jekyll's "first paragraph"."""
        meta = self.meta
        written = meta.raw_text("excerpt")
        separator = meta.raw_text("excerpt_separator") or self.config.excerpt_separator
        if not written and "excerpt" not in meta.matter.values and separator.strip():
            before, mark, _ = meta.matter.body.partition(fit(separator))
            written = before if mark else ""
        return summary.plain(self._without_liquid(written)) if written else ""

    def _updated_at(self) -> datetime:
        published = self.identity.published_at
        written = self.meta.text("last_modified_at")
        if not written:
            return published
        try:
            plain = self.meta.was_plain("last_modified_at")
            return max(published, dates.read_date(written, self.config.timezone, was_plain=plain)[0])
        except (ValueError, OverflowError):
            self.meta.tell("note", "last_modified_at", f"`last_modified_at: {written[:40]}` is no date", "put it right")
            return published

    def _updates(self) -> tuple[Update, ...]:
        if self.place.is_page:
            return ()
        written = self.meta.values.get("updates")
        if isinstance(written, list):
            self.meta.values["updates"] = list(self._capped("updates", tuple(written)))
        return later_words.updates(self.meta, self.config.timezone, self._rendered_update)

    def _rendered_update(self, text: str) -> markup.Rendered:
        rendered = markup.render_update(
            self._without_liquid(text), path=self.path, line=self.meta.line("updates"), lookup=self.lookup
        )
        self.notices += rendered.notices
        return rendered

    def _capped(self, key: str, found: tuple[_One, ...]) -> tuple[_One, ...]:
        """No more than makes sense: each is a page or an address of its own."""
        if len(found) > MAX_OF_A_KIND:
            self.meta.tell("lost", key, f"`{key}` holds more than {MAX_OF_A_KIND}; the rest was left out", "name fewer")
        return found[:MAX_OF_A_KIND]


def _with_updates(text: str, updates: Sequence[Update]) -> str:
    """What search reads: the body, and below it the updates."""
    return "\n".join(filter(None, (text, *(line for one in updates for line in (one.title, one.text)))))
