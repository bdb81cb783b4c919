"""An authored file becomes a Post: the one place where all rules of reading meet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from newsdao.content import dates, front_matter, hero, liquid, markup, permalinks, summary, terms
from newsdao.content.characters import fit
from newsdao.content.identity import Identity, identify
from newsdao.content.jekyll_config import JekyllConfig, read_yaml
from newsdao.content.languages import language_tag
from newsdao.content.manuscript import Lookup
from newsdao.content.metadata import Metadata, metadata
from newsdao.content.post import Correction, Notice, Picture, Post
from newsdao.content.post_paths import PostPath, is_post_path, parse
from newsdao.content.slugs import titleize
from newsdao.content.titles import plain_title, says_breaking

MAX_OF_A_KIND = 100
_One = TypeVar("_One")

__all__ = ["ReadingContext", "SourceFile", "is_post_path", "permalink_of", "read_authors", "read_post"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """path: relative to the site's source, "/" between. saved_at: aware; the date of a draft that names none."""

    path: str
    data: bytes
    saved_at: datetime | None = None


def _nothing(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What a post may ask of its site.

    authors: `_data/authors.yml`. find_post: the name in `post_url`, or the path in `link`, → a permalink.
    picture_of: a path of the site → the measured picture, None when there is no such file.
    """

    authors: Mapping[str, Any] = field(default_factory=dict)
    find_post: Callable[[str], str | None] = _nothing
    picture_of: Callable[[str], Picture | None] = _nothing


def read_post(source: SourceFile, config: JekyllConfig, context: ReadingContext) -> Post:
    """The post a file holds. Raises PostError, which names the line and the remedy, when it can't become one."""
    return _Reading(source, config, context).post()


def permalink_of(source: SourceFile, config: JekyllConfig) -> str:
    """The address `read_post` would give, without reading the body. Raises PostError."""
    return _identified(source, config)[2].permalink


def read_authors(text: str, path: str = "_data/authors.yml") -> dict[str, Any]:
    """The authors a site knows, by key. Raises ConfigurationError."""
    return read_yaml(text, path)


def _identified(source: SourceFile, config: JekyllConfig) -> tuple[Metadata, PostPath, Identity]:
    matter = front_matter.split(source.path, source.data)
    post_path = parse(config.collection_path(source.path))
    meta = metadata(source.path, post_path, matter, config)
    return meta, post_path, identify(meta, post_path, config, source.saved_at)


class _Reading:
    def __init__(self, source: SourceFile, config: JekyllConfig, context: ReadingContext) -> None:
        self.path = source.path
        self.config = config
        self.context = context
        self.meta, self.post_path, self.identity = _identified(source, config)
        self.lookup = Lookup(context.picture_of, config.base_path, config.host)
        self.lang = language_tag(self.meta.text("lang")) or config.lang
        self.notices: list[Notice] = list(self.meta.matter.notices)

    def post(self) -> Post:
        meta, identity = self.meta, self.identity
        picture = hero.picture(meta, self.config, self._without_liquid, self.context.picture_of)
        body = self._rendered_body()
        html = markup.drop_leading_picture(body.html, picture.src) if picture else body.html
        title = self._title(body.lead)
        feature = self._without_liquid(meta.raw_text("feature_text"))
        return Post(
            source_path=self.path,
            permalink=identity.permalink,
            feed_id=identity.feed_id,
            sort_name=identity.sort_name,
            title=title,
            published_at=identity.published_at,
            updated_at=self._updated_at(),
            is_time_known=identity.is_time_known,
            lang=self.lang,
            body_html=html,
            text=body.text,
            lead=body.lead,
            excerpt=self._excerpt(),
            description=summary.plain(meta.raw_text("description") or meta.raw_text("seo", "description")),
            feature_text=summary.feature_plain(feature) if feature else "",
            feature_html=markup.render_feature(feature, lookup=self.lookup) if feature else "",
            picture=picture,
            categories=terms.terms("category", identity.categories),
            tags=self._capped("tags", terms.terms("tag", terms.tag_names(meta.values))),
            authors=terms.authors(meta.values, self.context.authors),
            corrections=self._corrections(),
            redirects_from=self._redirects_from(),
            canonical_url=self._canonical_url(),
            is_breaking=meta.is_true("breaking") or says_breaking(title),
            is_indexable=not (meta.is_false("indexing") or meta.is_false("sitemap")),
            is_draft=self.post_path.is_draft,
            is_unpublished=meta.is_false("published"),
            front_matter=dict(meta.matter.values),
            notices=(*self.notices, *meta.notices, *body.notices),
        )

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
        values, find_post = self.config.values, self.context.find_post
        return liquid.convert(text, values, find_post, self.path, line, is_markdown=is_markdown)

    def _without_liquid(self, text: str) -> str:
        return self._liquid(text, 1)[0]

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

    def _corrections(self) -> tuple[Correction, ...]:
        """`correction:` is a text; `corrections:` a list of texts or of {at, text}."""
        values = self.meta.values
        written = [values.get("correction", ""), *self._listed("corrections")]
        return tuple(one for item in written if (one := self._correction(item)) is not None)

    def _listed(self, key: str) -> list[Any]:
        value = self.meta.values.get(key, "")
        return value if isinstance(value, list) else [value]

    def _correction(self, item: Any) -> Correction | None:
        facts = item if isinstance(item, Mapping) else {"text": item}
        text, at = facts.get("text", ""), facts.get("at") or facts.get("date") or ""
        plain = summary.plain(text) if isinstance(text, str) else ""
        if not plain:
            return None
        if not isinstance(at, str) or not at:
            return Correction(plain)
        try:
            return Correction(plain, dates.read_date(at, self.config.timezone, was_plain=False)[0])
        except (ValueError, OverflowError):
            self.meta.tell("note", "corrections", f"`{at[:40]}` is no date of a correction", "put it right")
            return Correction(plain)

    def _redirects_from(self) -> tuple[str, ...]:
        found = (self._own_path(written) for written in self.meta.texts("redirect_from"))
        other = dict.fromkeys(path for path in found if path and path not in {"/", self.identity.permalink})
        return self._capped("redirect_from", tuple(other))

    def _capped(self, key: str, found: tuple[_One, ...]) -> tuple[_One, ...]:
        """No more than makes sense: each is a page or an address of its own."""
        if len(found) > MAX_OF_A_KIND:
            self.meta.tell("lost", key, f"`{key}` holds more than {MAX_OF_A_KIND}; the rest was left out", "name fewer")
        return found[:MAX_OF_A_KIND]

    def _own_path(self, written: str) -> str:
        """An address as a path of this site, "" when it is another site's."""
        try:
            parts = urlsplit(self._without_liquid(written).strip())
            host = parts.hostname or ""
        except ValueError:
            return ""
        if (parts.scheme or host) and host != self.config.host:
            return ""
        path = permalinks.as_path(permalinks.decoded(parts.path))
        base = self.config.base_path
        path = path[len(base) :] if base and path.startswith(f"{base}/") else path
        return "" if permalinks.is_too_long(path) else path

    def _canonical_url(self) -> str:
        written = self.meta.text("canonical_url")
        if not written:
            return ""
        try:
            parts = urlsplit(written)
            is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in written
        except ValueError:
            is_web = False
        if not is_web:
            self.meta.tell("note", "canonical_url", "`canonical_url` is no web address", "write it with https://")
            return ""
        return "" if self._own_path(written) == self.identity.permalink else written
