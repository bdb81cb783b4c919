"""A story's text as WordPress would have shown it, from what its export holds."""

import re
from collections.abc import Mapping

from newsdao.content.origins import media_html, wxr
from newsdao.content.origins.block_comments import has_blocks, without_blocks
from newsdao.content.origins.shortcodes import Shortcodes
from newsdao.content.origins.told import Told, called
from newsdao.content.origins.wordpress_survey import Survey
from newsdao.content.origins.wpautop import paragraphs
from newsdao.content.post import NoticeKind

MORE = "<!--more-->"
MAX_PICTURES = 200  # in one gallery
_MORE = re.compile(r"<!--more(?:\s[^<>]{0,500})?-->")
_OTHER_MARKS = re.compile(r"<!--(?:nextpage|noteaser)-->")
_PLAIN_LINK = re.compile(r"(href=[\"'])(https?://[^\"'<>?\s]{1,300})\?(?:p|page_id)=(\d{1,18})(?=[\"'#])")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")


def body(item: wxr.Item, known: Survey, told: Told) -> str:
    """HTML, neither balanced nor safe; MORE stands where WordPress cut it for its lists."""
    return _Body(item, known, told).html()


class _Body:
    def __init__(self, item: wxr.Item, known: Survey, told: Told) -> None:
        self.item = item
        self.known = known
        self.told = told
        self.text = item.fields.get("content", "").replace("\r\n", "\n").replace("\r", "\n")
        self.original = self.text

    def html(self) -> str:
        text = Shortcodes(self._tell, self._gallery).expanded(self.text)
        text = _OTHER_MARKS.sub("\n\n", text)
        before, mark, after = _cut(text)
        html = self._laid_out(before)
        if mark:
            html = f"{html.rstrip()}\n{MORE}\n{self._laid_out(after)}"
        return _PLAIN_LINK.sub(self._own_link, html)

    def _laid_out(self, text: str) -> str:
        text = media_html.with_embeds(text)
        if has_blocks(self.original):
            return without_blocks(text, paragraphs, self._reused, self._tell_block)
        return paragraphs(text)

    def _reused(self, number: str) -> str:
        """A block that several stories share; one within it isn't followed further."""
        html = self.known.reused.get(number, "")
        return without_blocks(html, paragraphs, lambda _: "", self._tell_block) if html else ""

    def _gallery(self, attributes: Mapping[str, str]) -> str:
        """The pictures that are named, or else those uploaded to the story."""
        named = attributes.get("ids") or attributes.get("include") or ""
        numbers = re.findall(r"\d+", named) or self.known.attached.get(attributes.get("id") or self.item["post_id"], [])
        attachments = self.known.attachments
        shown = [attachments[number] for number in numbers[:MAX_PICTURES] if number in attachments]
        pictures = (one for one in shown if one.url.lower().endswith(_PICTURES))
        return "\n".join(media_html.picture(one.url, one.alt, one.caption) for one in pictures)

    def _own_link(self, found: re.Match[str]) -> str:
        """A link by number as one to the story's address."""
        path = self.known.addresses.get(found[3], "")
        root = self.known.root
        return f"{found[1]}{root.origin}{root.base}{path}" if path and root.holds(found[2]) else found[0]

    def _tell(self, kind: NoticeKind, offset: int, what: str, remedy: str) -> None:
        line = self.item.content_line + self.original.count("\n", 0, offset)
        self.told.tell(kind, line, f"in {called(self.item['title'])} {what}", remedy)

    def _tell_block(self, _offset: int, name: str) -> None:
        what = f"the block “{name}”, which WordPress fills anew each time, shows nothing"
        self._tell("lost", max(0, self.original.find(f"<!-- wp:{name}")), what, "write out what it showed")


def _cut(text: str) -> tuple[str, str, str]:
    """Before and after WordPress's mark; further ones are dropped, and the block around it with them."""
    text = text.replace("<!-- wp:more -->", "").replace("<!-- /wp:more -->", "")
    found = _MORE.search(text)
    if found is None:
        return text, "", ""
    return text[: found.start()], MORE, _MORE.sub("", text[found.end() :])
