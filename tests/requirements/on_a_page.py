"""The site that the requirements speak of, and what a machine reads off its pages."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import html

ORIGIN = "https://news.example.kr"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RIVER = "/사회/2026/11/20/river/"
CONFIG = f"""title: 뉴스다오
description: 해온시에서 전하는 빠른 소식
url: {ORIGIN}
permalink: pretty
lang: ko
sections: [사회, 문화]
logo: /assets/logo.png
social:
  links: [https://social.example/newsdao]
webmaster_verifications:
  naver: n-token
  google: g-token
  daum: abc:123
"""
DECK = (
    "상류 댐이 초당 3,200톤을 방류하면서 해온대교 수위가 주의 단계를 넘었다. "
    "시는 저지대 2천 가구에 대피를 준비하라고 알리고 학교 여섯 곳을 열었다. 비는 21일 새벽까지 이어진다."
)


@dataclass
class Read:
    """A page as a crawler holds it. tree: of lxml."""

    text: str
    tree: Any

    def meta(self, name: str) -> str | None:
        found = self.tree.xpath("//head/meta[@name=$name or @property=$name]/@content", name=name)
        assert len(found) < 2, f"{name} stands {len(found)} times"
        return found[0] if found else None

    def metas(self, name: str) -> list[str]:
        return list(self.tree.xpath("//head/meta[@name=$name or @property=$name]/@content", name=name))

    def link(self, rel: str) -> str | None:
        found = self.tree.xpath("//head/link[@rel=$rel]/@href", rel=rel)
        assert len(found) < 2, f"{rel} stands {len(found)} times"
        return found[0] if found else None

    @property
    def title(self) -> str:
        return self.tree.findtext("head/title")

    @property
    def graph(self) -> list[dict[str, Any]]:
        (found,) = self.tree.xpath("//script[@type='application/ld+json']/text()")
        return json.loads(found)["@graph"]

    def node(self, *kinds: str) -> dict[str, Any]:
        (found,) = [node for node in self.graph if node["@type"] in kinds]
        return found


def read(text: str) -> Read:
    return Read(text, html.fromstring(text))
