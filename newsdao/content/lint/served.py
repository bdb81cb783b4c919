"""What the running site answered to a question, as a crawler gets it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from lxml import html as markup
from lxml.html import HtmlElement


@dataclass(frozen=True)
class Served:
    """path: as it was asked for. type: MIME, without parameters. location: where a redirect leads, or ""."""

    path: str
    status: int
    type: str
    body: bytes
    location: str = ""

    @property
    def is_page(self) -> bool:
        return self.type == "text/html"

    @cached_property
    def document(self) -> HtmlElement:
        return markup.document_fromstring(self.body.decode("utf-8", "replace") or "<html></html>")

    def meta(self, name: str) -> str:
        """The first `<meta>` of this name or property; "" where there is none."""
        found = self.document.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
        return str(found[0]) if found else ""

    def metas(self, name: str) -> list[str]:
        return [str(one) for one in self.document.xpath("//meta[@name=$name or @property=$name]/@content", name=name)]

    @property
    def title(self) -> str:
        return " ".join(("".join(map(str, self.document.xpath("//title/text()")))).split())

    @property
    def canonical(self) -> str:
        return next(map(str, self.document.xpath("//link[@rel='canonical']/@href")), "")


# Asks the site, in this process, for a path or an address of its own.
Ask = Callable[[str], Served]


def is_absolute(address: str) -> bool:
    return urlsplit(address).scheme in {"http", "https"} and bool(urlsplit(address).netloc)
