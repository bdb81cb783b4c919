"""The pattern library: every component, from the macros that pages use."""

import re
from collections.abc import Callable

from lxml import html
from newsroom import Newsroom
from PIL import Image

from newsdao.config import PROJECT
from newsdao.web import patterns

PATTERNS = PROJECT / "templates" / "patterns"
# Drawn around every page, not as a specimen; and what only pages that are opened from disk have.
AROUND = {"footer", "head", "live", "masthead", "picture", "label", "feed_addresses"}


def test_it_shows_every_group_once_and_is_kept_from_search_engines(newsroom: Newsroom) -> None:
    answer = newsroom.reader.get("/pattern-library")
    tree = html.fromstring(answer.get_data(as_text=True))
    assert answer.status_code == 200 and answer.headers["X-Robots-Tag"] == "noindex"
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//section/@id") and len(tree.xpath("//h1")) == 1
    assert [one.removeprefix("group-") for one in tree.xpath("//main/section/@id")] == list(patterns.GROUPS)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not tree.xpath("//@style") and not tree.xpath("//*[@class='specimen-shown'][not(*)]")


def test_every_group_is_a_file_and_every_file_a_group() -> None:
    assert {path.stem for path in PATTERNS.glob("*.html")} - {"specimen"} == set(patterns.GROUPS)


def test_every_component_of_a_page_has_a_specimen() -> None:
    drawn = "\n".join(path.read_text(encoding="utf-8") for path in PATTERNS.glob("*.html"))
    shown = set(re.findall(r'from "components/(\w+)\.html"', drawn))
    components = {path.stem for path in (PROJECT / "templates" / "components").glob("*.html")}
    of_the_desk = {name for name in components if name.startswith(("preview_", "sync_"))}
    assert components - of_the_desk - AROUND - shown == set()


def test_a_story_s_picture_is_one_of_the_site_s_own(newsroom: Newsroom) -> None:
    assert "Lead, with a picture" not in newsroom.get("/pattern-library")
    newsroom.write("assets/river.jpg", b"")
    Image.new("RGB", (1200, 675)).save(newsroom.folder / "assets/river.jpg")
    newsroom.post("river", more="image: /assets/river.jpg\n")
    newsroom.sync()
    tree = html.fromstring(newsroom.get("/pattern-library"))
    for source in tree.xpath("//main//img/@src"):
        assert newsroom.reader.get(source).status_code == 200
    assert tree.xpath("//*[@class='hero']//figcaption/span[@class='credit']")


def test_a_page_of_the_publisher_s_at_its_address_comes_first(newsroom: Newsroom) -> None:
    newsroom.write("patterns.md", "---\ntitle: 무늬 모음\npermalink: /pattern-library\n---\n\n우리의 무늬\n")
    report = newsroom.sync()
    assert not report.rejected
    assert "우리의 무늬" in newsroom.get("/pattern-library")


def test_in_production_the_address_is_nobody_s(open_newsroom: Callable[..., Newsroom]) -> None:
    room = open_newsroom(env="production", site_url="https://news.example.kr", secret_key="k" * 32)
    answer = room.reader.get("/pattern-library", base_url="https://news.example.kr")
    assert answer.status_code == 404
