"""Markdown's speed and its short cuts, held against the long way round."""

import re
import time
from pathlib import Path

import pytest
from pytest import MonkeyPatch

from newsdao.content import costly, kramdown, sanitize
from newsdao.content.html_blocks import HtmlBlocks


def _settled(html: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", sanitize.parse(html))


@pytest.mark.corpus
@pytest.mark.parametrize("site", ["seed", "seedlike", "jekyll-sites/18f", "jekyll-sites/mzlogin"])
def test_setting_html_blocks_aside_changes_nothing(corpus: Path, site: str, monkeypatch: MonkeyPatch) -> None:
    sources = [file.read_text(encoding="utf-8") for file in sorted((corpus / site).rglob("_posts/**/*.md"))]
    quick = [_settled(kramdown.to_html(source)) for source in sources]
    monkeypatch.setattr(HtmlBlocks, "run", lambda _self, lines: lines)
    assert quick == [_settled(kramdown.to_html(source)) for source in sources]


@pytest.mark.parametrize(
    "source",
    [
        "<p>가</p>뒤 **나**",
        "<div>\n<p>가</p>\n\n**나**\n</div>",
        "<div markdown='1'>\n**가**\n</div>",
        "<p>가\n\n<p>나</p>",
        "```\n<p>**가**</p>\n```",
        "<table>\n<tr><td>가\n\n</td></tr>\n</table>\n나",
        "<p>`<p>`</p>",
        "<ul><li>가</ul>\n**나**",
        "<h2>가</h2>\n나\n<h2>다</h2>",
        "<div><div>가</div>\n<p>나</p></div>\n\n다",
    ],
)
def test_odd_html_blocks_are_read_as_before(source: str, monkeypatch: MonkeyPatch) -> None:
    quick = _settled(kramdown.to_html(source))
    monkeypatch.setattr(HtmlBlocks, "run", lambda _self, lines: lines)
    assert quick == _settled(kramdown.to_html(source))


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[a](",
        "<a ",
        "<div>",
        "# 가\n",
        "가\n: ",
        "<p>\n",
        "{::comment}",
        "<!--",
        "> ",
        "`가",
        "*가 ",
        "> 가\n",
        "> * 가\n",
        "```가\n",
        "* 가\n```나\n",
        "- ```\n",
        "1. 가\n* 나\n",
        "가\n{: .나}\n",
        "|가|\n",
        "|-|\n",
        "<code>",
        "<code>가</code>",
        "[`가`][]",
        "\\\n",
        "{::nomarkdown}",
        "<<",
        "## 가 ## {#나}\n",
        "* 가\n\n  나\n",
    ],
)
def test_no_source_keeps_the_parser_busy_for_long(piece: str) -> None:
    started = time.process_time()  # a guard against reading for hours, no measure of speed
    kramdown.to_html(piece * 8000)
    assert time.process_time() - started < 5


def test_one_post_leaves_nothing_behind_for_the_next() -> None:
    kramdown.to_html("[가]: https://a.example\n\n[^1]: 각주\n\n*[HTML]: 언어\n\n글[^1]")
    assert kramdown.to_html("[가] HTML[^1]") == "<p>[가] HTML[^1]</p>"


def test_thousands_of_rules_in_a_row_stay_rules_and_become_blocks_of_their_own() -> None:
    source = "---\n" * 4000
    assert kramdown.to_html(source).count("<hr") == 4000
    assert max(len(block) for block in costly.cheapened(source).split("\n\n")) < 2000
