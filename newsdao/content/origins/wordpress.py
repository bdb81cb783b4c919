"""An export of WordPress (Tools → Export, WXR 1.0 to 1.2) as the documents of a Jekyll site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any, BinaryIO

from newsdao.content.front_matter import MAX_FILE
from newsdao.content.origins import wxr
from newsdao.content.origins.addresses import Paths, has_query_for_path, stem
from newsdao.content.origins.clocks import written
from newsdao.content.origins.document import Document, DocumentKind
from newsdao.content.origins.site_files import SiteFacts, site_documents
from newsdao.content.origins.told import Told, called
from newsdao.content.origins.wordpress_body import MORE, body
from newsdao.content.origins.wordpress_seo import seo
from newsdao.content.origins.wordpress_survey import Survey, survey
from newsdao.content.permalinks import decoded
from newsdao.content.slugs import term_slug

# What WordPress keeps beside its stories for its own use.
_MACHINERY = frozenset(
    "revision nav_menu_item custom_css customize_changeset oembed_cache user_request wp_block wp_template"  # noqa: SIM905 - reads better as words
    " wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face attachment".split()
)
_NAMES_OF = {"attachment": "pages of attachments", "revision": "revisions", "nav_menu_item": "menu entries"}
_WAITING = frozenset({"draft", "pending"})
_HIDDEN = {"private": "is private", "trash": "lies in the bin"}
_REVEAL = "take `published: false` out of its file to show it to everyone"


def documents(file: BinaryIO, told: Told) -> Iterator[Document]:
    """file: seekable; it is read twice, so that a damaged export is refused before anything is made of it.

    Raises ExportError.
    """
    file.seek(0)
    known = survey(file, told)
    file.seek(0)
    yield from _site(known)
    yield from _Conversion(known, told).documents(file)


def _site(known: Survey) -> Iterator[Document]:
    facts, root = known.facts, known.root
    return site_documents(
        SiteFacts(
            title=facts.get("title", ""),
            description=facts.get("description", ""),
            lang=facts.get("language", ""),
            timezone=known.timezone,
            root=root,
            excerpt_separator=MORE,
            authors={login: {"name": name} for login, name in known.authors.items()},
            terms=known.terms,
        )
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """What an item is on the site. hidden: why nobody may see it, or "". is_waiting: it is no more than a draft."""

    hidden: str = ""
    is_waiting: bool = False


class _Conversion:
    def __init__(self, known: Survey, told: Told) -> None:
        self.known = known
        self.told = told
        self.paths = Paths()
        self.plain_addresses = 0
        self.strangers: dict[str, int] = {}
        self.used: set[str] = set()  # nicenames of the terms that stories are filed under

    def documents(self, file: BinaryIO) -> Iterator[Document]:
        # What the first reading had to say, the second need not say again.
        for one in wxr.read(file, Told(self.told.path)):
            if isinstance(one, wxr.Item) and (document := self._document(one)):
                yield document
        self._tell_of_the_whole()

    def _document(self, item: wxr.Item) -> Document | None:
        self.told.left_out["comments"] += item.comments
        kind = item["post_type"] or "post"
        if kind not in {"post", "page"}:
            self._leave_out(item, kind)
            return None
        if item["status"] in {"auto-draft", "inherit"}:
            self.told.left_out["automatic drafts"] += 1
            return None
        if len(item.fields.get("content", "").encode()) > MAX_FILE:
            why = f"{called(item['title'])} is larger than {MAX_FILE >> 20} MB"
            self.told.refuse(item.line, why, "shorten it in WordPress, and export again")
            return None
        return self._page(item) if kind == "page" else self._post(item)

    def _leave_out(self, item: wxr.Item, kind: str) -> None:
        self.told.left_out[_NAMES_OF.get(kind, f"of the kind {kind[:40]}")] += 1
        if kind not in _MACHINERY and kind not in self.strangers and len(self.strangers) < 100:
            self.strangers[kind] = item.line
            what = f"{called(item['title'])} is of the kind “{kind[:40]}”, which a plugin made: none of these is taken"
            self.told.tell("lost", item.line, what, "make posts or pages of them in WordPress, or write them by hand")

    def _post(self, item: wxr.Item) -> Document | None:
        standing = self._standing(item)
        when = self.known.moment(item)
        if when is None and not standing.is_waiting:
            when = self.known.changed_at(item)
            if when is None:
                why = f"{called(item['title'])} has no date"
                self.told.refuse(item.line, why, "give it one in WordPress, and export again")
                return None
            self.told.tell("repaired", item.line, f"{called(item['title'])} has no date; its last change's was taken")
        name, number = self._name(item), item["post_id"] or str(item.line)
        if standing.is_waiting or when is None:
            return self._made("draft", self.paths.draft(name, number), item, standing, when)
        return self._made("post", self.paths.post(when, name, number), item, standing, when)

    def _page(self, item: wxr.Item) -> Document:
        standing, permalink = self._standing(item), self.known.root.permalink(item["link"])
        folders = [decoded(part) for part in permalink.strip("/").split("/")[:-1]] if permalink else []
        path = self.paths.page(folders, self._name(item), item["post_id"] or str(item.line))
        values = {} if permalink else {"permalink": f"/{self._name(item)}/"}
        return self._made("page", path, item, standing, self.known.moment(item), values)

    def _name(self, item: wxr.Item) -> str:
        return stem(item["post_name"] or item["title"], f"post-{item['post_id'] or item.line}")

    def _made(
        self,
        kind: DocumentKind,
        path: str,
        item: wxr.Item,
        standing: _Standing,
        when: datetime | None,
        more: Any = None,
    ) -> Document:
        root = self.known.root
        key = f"wordpress:{root.origin}{root.base}:{item['post_id'] or path}"
        values = {**self._values(item, standing, when), **(more or {})}
        if kind == "page":
            values.update(dict.fromkeys(("categories", "tags")))
            if standing.is_waiting:
                values["published"] = False
        return Document(kind, path, values, body(item, self.known, self.told), key, item.line)

    def _values(self, item: wxr.Item, standing: _Standing, when: datetime | None) -> dict[str, Any]:
        permalink = "" if standing.is_waiting else self._permalink(item)
        changed = self.known.changed_at(item)
        return {
            "title": item["title"],
            "date": written(when),
            "last_modified_at": written(changed) if changed and when and changed > when else "",
            **self._filed(item),
            **self._authors(item),
            "excerpt": item["excerpt"],
            "image": self._picture(item),
            "permalink": permalink,
            "redirect_from": _old_addresses(item, permalink),
            **seo(item, self.told),
            "published": False if standing.hidden else None,
            "sticky": True if item["is_sticky"] == "1" else None,
            "feed_id": item["guid"] if "://" in item["guid"] and not standing.is_waiting else "",
            "guid": item["guid"],
            "wordpress_id": item["post_id"],
            "wordpress_status": item["status"] if item["status"] not in {"", "publish"} else "",
        }

    def _standing(self, item: wxr.Item) -> _Standing:
        status = item["status"] or "publish"
        hidden = _HIDDEN.get(status, "")
        if status not in {"publish", "future", *_WAITING, *_HIDDEN}:
            hidden = f"has the status “{status[:40]}”, which a plugin made,"
        if item.fields.get("post_password"):
            hidden = "is protected by a password"
        if hidden:
            self.told.tell("note", item.line, f"{called(item['title'])} {hidden} and stays hidden", _REVEAL)
        return _Standing(hidden, status in _WAITING)

    def _permalink(self, item: wxr.Item) -> str:
        permalink = self.known.root.permalink(item["link"])
        if not permalink and item["post_type"] != "page" and has_query_for_path(item["link"]):
            self.plain_addresses += 1
        return permalink

    def _filed(self, item: wxr.Item) -> dict[str, Any]:
        """Categories with those above them, as WordPress's own lists show a story; the primary one leads."""
        filings = [(one.domain, one.nicename, unescape(one.name).strip()) for one in item.filings]
        own = [(nicename, name) for domain, nicename, name in filings if domain == "category" and name]
        self.used.update(nicename for _, nicename, _ in filings)
        primary = item.first_meta("_yoast_wpseo_primary_category", "rank_math_primary_category")
        own.sort(key=lambda one: self.known.terms["categories"].get(one[0], {}).get("number") != (primary or "-"))
        above = [name for nicename, _ in own for name in self.known.category_line(nicename)]
        others: dict[str, list[str]] = {}
        for domain, _, name in filings:
            if domain not in {"category", "post_tag", "tag", "author"} and name:
                others.setdefault(domain, []).append(name)
        return {
            "categories": list(dict.fromkeys([*(name for _, name in own), *above])),
            "tags": list(dict.fromkeys(name for domain, _, name in filings if domain in {"post_tag", "tag"} and name)),
            "wordpress_terms": others,
        }

    def _authors(self, item: wxr.Item) -> dict[str, Any]:
        """One, or with the plugin Co-Authors Plus several."""
        several = [unescape(one.name).strip() for one in item.filings if one.domain == "author"]
        return {"authors": several} if len(several) > 1 else {"author": item["creator"]}

    def _picture(self, item: wxr.Item) -> Any:
        number = item.first_meta("_thumbnail_id").strip()
        if not number:
            return ""
        found = self.known.attachments.get(number)
        if found is None or not found.url:
            what = f"the picture over {called(item['title'])} is not in the export"
            self.told.tell("lost", item.line, what, "export all content, and not posts alone")
            return ""
        return {"path": found.url, "alt": found.alt} if found.alt else found.url

    def _tell_of_the_whole(self) -> None:
        if self.plain_addresses:
            what = f"{self.plain_addresses} stories had addresses such as /?p=12; they stand under their day and name"
            self.told.tell("note", 0, what, "nothing can lead from there to here: a path alone makes an address")
        for kind in ("categories", "tags"):
            moved = [
                (nicename, term_slug(term["name"]))
                for nicename, term in self.known.terms[kind].items()
                if nicename in self.used and term_slug(decoded(nicename)) != term_slug(term["name"])
            ]
            if moved:
                what = f"{len(moved)} {kind} have another address: “{decoded(moved[0][0])}” is “{moved[0][1]}” now"
                self.told.tell("note", 0, what, f"the old ones are kept in _data/{kind}.yml")
        if self.known.attachments:
            what = f"{len(self.known.attachments)} pictures and files are named, but not held, by the export"
            self.told.tell("note", 0, what, "copy WordPress's folder wp-content/uploads into the site's folder")


def _old_addresses(item: wxr.Item, permalink: str) -> list[str]:
    """The story's addresses under the slugs it had before."""
    if not permalink:
        return []
    folder, _, last = permalink.rstrip("/").rpartition("/")
    slash = "/" if permalink.endswith("/") else ""
    old = (decoded(slug).strip("/ ") for slug in item.meta.get("_wp_old_slug", ()))
    return [f"{folder}/{slug}{slash}" for slug in dict.fromkeys(old) if slug and slug != last]
