"""The line of advertising that some publishers' tools leave under every post."""

import re
from urllib.parse import urlsplit

from newsdao.content.fragment import Element, drop, is_blank, text_of
from newsdao.content.manuscript import Manuscript

_LONGEST = 60  # characters beside the link
_ADVERTISES = re.compile(r"속보|뉴스")
_INFORMS = re.compile(
    r"출처|자료|원문|제공|사진|참고|문의|신청|자세|홈페이지|누리집|사이트|예매|접수|source|via|read|more|homepage|website",
    re.IGNORECASE,
)


def drop_closing_advertisement(root: Element, manuscript: Manuscript) -> None:
    """Drops the very last block when it's one short line whose only link leads to a bare front page.

    Kept, since they're the article's: source lines, lines that tell where to ask or apply, links to any deeper page.
    """
    last = root[-1] if len(root) else None
    if last is None or last.tag not in {"p", "div"} or not is_blank(last.tail) or not _advertises(last, manuscript):
        return
    words = text_of(last)
    link = next(last.iter("a")).get("href") or ""
    manuscript.tell("note", f"the closing line “{words}” was left out", "take it out of the post", near=link)
    drop(last)


def _advertises(block: Element, manuscript: Manuscript) -> bool:
    inner = list(block.iter())[1:]
    links = [element for element in inner if element.tag == "a"]
    if len(links) != 1 or any(element.tag in {"img", "li", "table", "figure", "p"} for element in inner):
        return False
    link_text, address = text_of(links[0]), links[0].get("href") or ""
    if not link_text:
        return False
    before, _, after = text_of(block).rpartition(link_text)
    if len(before) + len(after) > _LONGEST or after.strip(" .!~") or _INFORMS.search(before):
        return False
    if not before or not _is_front_page(address, manuscript):
        return False
    is_marked = "dofollow" in (links[0].get("rel") or "") or _is_own(address, manuscript)
    return bool(_ADVERTISES.search(before)) or (is_marked and _names(link_text, address))


def _is_front_page(address: str, manuscript: Manuscript) -> bool:
    parts = urlsplit(address)
    if _is_own(address, manuscript):
        return parts.path.rstrip("/") in {"", manuscript.lookup.base_path} and not parts.query and not parts.fragment
    return bool(parts.hostname) and parts.path in {"", "/"} and not parts.query and not parts.fragment


def _is_own(address: str, manuscript: Manuscript) -> bool:
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return bool(host) and host == manuscript.lookup.site_host.removeprefix("www.")


def _names(text: str, address: str) -> bool:
    """Whether the link shows its own address."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    shown = re.sub(r"^https?://", "", text.strip().lower()).removeprefix("www.").rstrip("/")
    return shown == host
