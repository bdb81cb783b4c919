"""Preview: one post is stored in a newsroom of its own, so that the very code that publishes it shows it."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from urllib.parse import urljoin

from PIL import Image, ImageOps
from sqlalchemy.orm import Session

from newsdao.adapters.media_files import FORMATS
from newsdao.adapters.media_folder import MediaFolder
from newsdao.config import Settings
from newsdao.content import sanitize
from newsdao.content.fingerprints import fingerprint
from newsdao.content.lint.rule import Finding
from newsdao.content.lint.served import Ask
from newsdao.content.post import Post
from newsdao.errors import ConfigurationError
from newsdao.presenters.link_preview import Item, Tags, read_item, read_tags
from newsdao.services.address_book import AddressBook
from newsdao.services.desk_copy import DeskCopy
from newsdao.services.site_facts import site_facts
from newsdao.store import audit, site_row, writes

_LARGEST = 1200  # pixels of a picture's longer side, in a page that holds it whole
_IMAGE = re.compile(r'(<img\b[^>]*?\ssrc=")([^"]*)(")')
_ICON = re.compile(r'<link rel="icon" href="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Window:
    """A story in all the windows in which it will stand. picture, icon: data URIs, "" where none can be shown.

    item: None when no feed holds the story. findings: what the sub-editor has to say, of it alone.
    """

    tags: Tags
    item: Item | None
    picture: str
    icon: str
    findings: Sequence[Finding]


def store_alone(session: Session, copy: DeskCopy, settings: Settings, now: datetime) -> Post:
    """Store the one post of a desk's copy, with its site's own facts, whether it is to be published or not."""
    path = copy.paths[0]
    media = MediaFolder(copy.site.folder.root, settings.media_folder)
    source = copy.site.folder.read(path)
    read = copy.site.read(source)
    post = replace(read, is_draft=False, is_unpublished=False)
    writes.begin(session)
    for picture in (post.picture, copy.site.config.site().logo, copy.site.config.site().social_picture):
        if picture is not None and picture.is_own:
            media.picture(picture.src)
    for src in _IMAGE.findall(post.body_html):
        media.picture(src[1].removeprefix(copy.site.config.base_path))
    facts = site_facts(copy.site.config, media.picture, AddressBook(session, now))
    site_row.save_site(session, facts, copy.site.config.sections, now)
    writer = writes.Writer(session, copy.site.config.timezone, now)
    writer.insert(writes.Reading(post, source.data, "", fingerprint(post), sanitize.POLICY_VERSION))
    writer.finish()
    session.commit()
    return post


def source_of(session: Session, permalink: str) -> str:
    """The file of the story at an address. Raises ConfigurationError when there is none."""
    path = audit.source_path(session, permalink)
    if not path:
        raise ConfigurationError(f"{permalink} is no story of the synced site, nor a file; give one of the two")
    return path


def window(address: str, ask: Ask, findings: Sequence[Finding]) -> Window:
    """address: of the story. Raises ConfigurationError when no page is there."""
    page = ask(address)
    if page.status != 200 or not page.is_page:
        raise ConfigurationError(f"{address} answers {page.status}: it is no story to be shown; give a post's file")
    tags = read_tags(page)
    item = next(filter(None, (read_item(ask(feed), tags.canonical) for feed in tags.feeds)), None)
    if item is not None:
        item = replace(item, html=_with_pictures(item.html, tags.canonical, ask))
    icon = _ICON.search(page.body.decode())
    return Window(tags, item, _data_uri(tags.og_image, ask), _data_uri(icon[1], ask) if icon else "", findings)


def _with_pictures(html: str, base: str, ask: Ask) -> str:
    """The text with its pictures within it; those that can't be had are left out."""
    host = urljoin(base, "/")

    def shown(found: re.Match[str]) -> str:
        address = urljoin(base, found[2].replace("&amp;", "&"))
        return f"{found[1]}{_data_uri(address, ask) if address.startswith(host) else ''}{found[3]}"

    return _IMAGE.sub(shown, html)


def _data_uri(address: str, ask: Ask) -> str:
    """The picture at an address of this site, made no larger than needed; "" where there is none."""
    answer = ask(address) if address else None
    if answer is None or answer.status != 200:
        return ""
    try:
        with Image.open(BytesIO(answer.body), formats=FORMATS) as opened:
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((_LARGEST, _LARGEST))
            is_clear = "A" in picture.getbands() or picture.mode == "P"
            written, kind = BytesIO(), "PNG" if is_clear else "JPEG"
            (picture if is_clear else picture.convert("RGB")).save(written, kind, quality=82)
    except (OSError, ValueError, Image.DecompressionBombError):
        return ""
    return f"data:image/{kind.lower()};base64,{base64.b64encode(written.getvalue()).decode()}"
