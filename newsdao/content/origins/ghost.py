"""An export of Ghost (Settings → Export, JSON) as the documents of a Jekyll site.

https://ghost.org/docs/migration/content/ and Ghost's own tables (ghost/core/server/data/schema).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from newsdao.content.front_matter import MAX_FILE
from newsdao.content.origins.addresses import Paths, Root, as_permalink, stem
from newsdao.content.origins.clocks import from_milliseconds, moment, written
from newsdao.content.origins.document import Document, DocumentKind
from newsdao.content.origins.json_text import Table, is_on, read_json, table, text
from newsdao.content.origins.site_files import SiteFacts, site_documents
from newsdao.content.origins.told import Told, called

MAX_BYTES = 200 << 20
_AGAIN = "export it from Ghost again: Settings → Advanced → Import/Export → Export content"
_HERE = "__GHOST_URL__"
_REVEAL = "take `published: false` out of its file to show it to everyone"
_LEFT_OUT = {
    "members": "members", "newsletters": "newsletters", "snippets": "snippets", "comments": "comments",
    "products": "tiers", "offers": "offers", "posts_meta": "", "custom_theme_settings": "settings of the theme",
}  # fmt: skip


def documents(file: BinaryIO, told: Told) -> Iterator[Document]:
    """The export is one JSON document, so it is read whole: at most MAX_BYTES. Raises ExportError."""
    export = read_json(file, told, MAX_BYTES, _AGAIN)
    tables = _tables(export)
    if tables is None:
        raise told.unreadable(1, "holds no posts of Ghost's", _AGAIN)
    yield from _Conversion(tables, told).documents()


def _tables(export: Any) -> Mapping[str, Any] | None:
    """`{"db": [{"data": …}]}`, as Ghost exports, or `{"data": …}`, as its importer also takes; None for neither."""
    if isinstance(export, Mapping) and isinstance(db := export.get("db"), list) and db:
        export = db[0]
    tables = export.get("data") if isinstance(export, Mapping) else None
    return tables if isinstance(tables, Mapping) and isinstance(tables.get("posts"), list) else None


@dataclass
class _Known:
    """The export's tables by what is asked of them. of_post: "tags" or "authors" → post's id → their rows, in order."""

    settings: Mapping[str, str]
    users: Mapping[str, Table]
    metas: Mapping[str, Table]
    of_post: Mapping[str, Mapping[str, Sequence[Table]]]
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))


def _known(tables: Mapping[str, Any]) -> _Known:
    settings = {text(row, "key"): text(row, "value") for row in table(tables, "settings")}
    users = {text(row, "id"): row for row in table(tables, "users")}
    tags = {text(row, "id"): row for row in table(tables, "tags")}
    of_post = {
        "tags": _joined(table(tables, "posts_tags"), "tag_id", tags),
        "authors": _joined(table(tables, "posts_authors"), "author_id", users),
    }
    metas = {text(row, "post_id"): row for row in table(tables, "posts_meta")}
    return _Known(settings, users, metas, of_post, _zone(settings))


def _joined(rows: Sequence[Table], key: str, others: Mapping[str, Table]) -> dict[str, list[Table]]:
    found: dict[str, list[Table]] = {}
    for row in sorted(rows, key=_place):
        if other := others.get(text(row, key)):
            found.setdefault(text(row, "post_id"), []).append(other)
    return found


def _place(row: Table) -> int:
    order = row.get("sort_order")
    return order if isinstance(order, int) else 0


def _zone(settings: Mapping[str, str]) -> ZoneInfo:
    try:
        return ZoneInfo(settings.get("timezone") or settings.get("active_timezone") or "UTC")
    except (OSError, KeyError, ValueError):
        return ZoneInfo("UTC")


class _Conversion:
    def __init__(self, tables: Mapping[str, Any], told: Told) -> None:
        self.tables = tables
        self.told = told
        self.known = _known(tables)
        self.paths = Paths()
        self.own_files = False

    def documents(self) -> Iterator[Document]:
        yield from self._site()
        for row in table(self.tables, "posts"):
            if document := self._document(row):
                yield document
        for name, shown in _LEFT_OUT.items():
            if shown and (rows := table(self.tables, name)):
                self.told.left_out[shown] += len(rows)
        if self.own_files:
            what = "pictures and files of /content/ are named, but not held, by the export"
            self.told.tell("note", 0, what, "copy Ghost's folder content/images (media, files) into the site's folder")

    def _site(self) -> Iterator[Document]:
        settings = self.known.settings
        authors = {
            text(user, "slug"): {"name": text(user, "name"), "url": text(user, "website"), "bio": text(user, "bio")}
            for user in self.known.users.values()
            if text(user, "slug") and text(user, "name")
        }
        facts = SiteFacts(
            title=settings.get("title", ""),
            description=settings.get("description", ""),
            lang=settings.get("locale") or settings.get("default_locale") or settings.get("lang", ""),
            timezone=self.known.zone.key,
            root=Root("", ""),
            logo=_at_home(settings.get("logo", "")),
            authors=authors,
        )
        return site_documents(facts)

    def _document(self, row: Table) -> Document | None:
        title = text(row, "title")
        is_page = text(row, "type") == "page" or is_on(row, "page")
        is_draft = text(row, "status") == "draft"
        when = self._moment(row, "published_at")
        if when is None and not is_draft and not is_page:
            self.told.refuse(0, f"{called(title)} has no date", "publish it in Ghost, and export again")
            return None
        body = self._body(row)
        if len(body.encode("utf-8", "replace")) > MAX_FILE:
            why = f"{called(title)} is larger than {MAX_FILE >> 20} MB"
            self.told.refuse(0, why, "shorten it in Ghost, and export again")
            return None
        number, hidden = text(row, "id") or text(row, "uuid"), self._hidden(row)
        name = stem(text(row, "slug") or title, f"post-{number}")
        kind: DocumentKind = "page" if is_page else "draft" if is_draft or when is None else "post"
        values = self._values(row, when, is_page=is_page, is_hidden=bool(hidden) or (is_page and is_draft))
        if kind == "post" and when is not None:
            path = self.paths.post(when, name, number)
        else:
            path = self.paths.page((), name, number) if is_page else self.paths.draft(name, number)
        return Document(kind, path, values, body, f"ghost:{number or path}")

    def _values(self, row: Table, when: datetime | None, *, is_page: bool, is_hidden: bool) -> dict[str, Any]:
        meta = {**row, **self.known.metas.get(text(row, "id"), {})}
        changed = self._moment(row, "updated_at")
        slug, is_draft = text(row, "slug"), text(row, "status") == "draft"
        return {
            "title": text(row, "title"),
            "date": written(when),
            "last_modified_at": written(changed) if changed and when and changed > when else "",
            **({} if is_page else self._filed(row)),
            **self._authors(row),
            "excerpt": text(row, "custom_excerpt"),
            "description": text(meta, "meta_description"),
            "image": self._picture(row, meta),
            "permalink": as_permalink(f"/{slug}/") if slug and (is_page or not is_draft) else "",
            "canonical_url": self._address(text(meta, "canonical_url")),
            "lang": text(row, "locale"),
            "published": False if is_hidden else None,
            "featured": True if is_on(row, "featured") else None,
            "meta_title": text(meta, "meta_title"),
            "ghost_id": text(row, "comment_id") or text(row, "id"),
            "ghost_status": text(row, "status") if text(row, "status") not in {"", "published"} else "",
            "ghost_visibility": text(row, "visibility") if text(row, "visibility") not in {"", "public"} else "",
        }

    def _moment(self, row: Table, name: str) -> datetime | None:
        value = text(row, name)
        # Ghost before 1.0 wrote milliseconds.
        found = from_milliseconds(int(value)) if value.isdecimal() else moment(value)
        return found.astimezone(self.known.zone) if found else None

    def _hidden(self, row: Table) -> str:
        """Why nobody may see it: what Ghost showed to some only is shown to nobody here."""
        visibility, status = text(row, "visibility"), text(row, "status")
        hidden = ""
        if visibility not in {"", "public"}:
            hidden = f"is for {visibility[:40]} alone"
        elif status == "sent" or is_on(self.known.metas.get(text(row, "id"), {}), "email_only"):
            hidden = "was sent by mail alone"
        elif status not in {"", "published", "draft", "scheduled"}:
            hidden = f"has the status “{status[:40]}”"
        if hidden:
            self.told.tell("note", 0, f"{called(text(row, 'title'))} {hidden} and stays hidden", _REVEAL)
        return hidden

    def _filed(self, row: Table) -> dict[str, Any]:
        """The first public tag is the category; internal ones (#…) are kept, and shown nowhere."""
        tags = self.known.of_post["tags"].get(text(row, "id"), ())
        internal = [text(tag, "name") for tag in tags if _is_internal(tag)]
        public = [text(tag, "name") for tag in tags if not _is_internal(tag)]
        return {"categories": public[:1], "tags": public[1:], "internal_tags": internal}

    def _authors(self, row: Table) -> dict[str, Any]:
        users = list(self.known.of_post["authors"].get(text(row, "id"), ()))
        if not users and (user := self.known.users.get(text(row, "author_id"))):
            users = [user]
        slugs = [text(user, "slug") for user in users if text(user, "slug")]
        return {"authors": slugs} if len(slugs) > 1 else {"author": "".join(slugs)}

    def _picture(self, row: Table, meta: Table) -> Any:
        path = self._address(text(row, "feature_image") or text(row, "image"))
        alt, caption = text(meta, "feature_image_alt"), text(meta, "feature_image_caption")
        return {"path": path, "alt": alt, "caption": caption} if path and (alt or caption) else path

    def _address(self, url: str) -> str:
        self.own_files = self.own_files or url.startswith(f"{_HERE}/content/")
        return _at_home(url)

    def _body(self, row: Table) -> str:
        """Ghost's own HTML; where an old export has none, the plain text of it."""
        title, html = text(row, "title"), text(row, "html")
        if any(text(row, name).strip() for name in ("codeinjection_head", "codeinjection_foot")):
            self.told.left_out["code injections"] += 1
        self.own_files = self.own_files or f"{_HERE}/content/" in html
        if html.strip():
            return _at_home(html)
        if text(row, "lexical") or text(row, "mobiledoc"):
            what = f"the export holds no HTML of {called(title)}"
            plain = text(row, "plaintext").strip()
            shown = "its plain text was taken" if plain else "it has no text here"
            self.told.tell("lost", 0, f"{what}; {shown}", "open and save it in Ghost, and export again")
            return "\n".join(f"<p>{escape(part)}</p>" for part in plain.split("\n\n") if part.strip())
        return ""


def _is_internal(tag: Table) -> bool:
    return text(tag, "visibility") == "internal" or text(tag, "name").startswith("#")


def _at_home(html: str) -> str:
    return html.replace(_HERE, "")
