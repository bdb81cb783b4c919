"""The sample newsroom on the air: every address answered, by a real server, to real readers."""

import json
import re
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import feedparser
import pytest
from lxml import etree, html

from newsdao.config import PROJECT

pytestmark = pytest.mark.e2e

SCHEMAS = PROJECT / "tests" / "schemas"
TYPES = {
    "/": "text/html; charset=utf-8",
    "/rss.xml": "application/rss+xml; charset=utf-8",
    "/atom.xml": "application/atom+xml; charset=utf-8",
    "/feed.xml": "application/atom+xml; charset=utf-8",
    "/feed.json": "application/feed+json; charset=utf-8",
    "/rss/full.xml": "application/rss+xml; charset=utf-8",
    "/feeds.opml": "text/x-opml; charset=utf-8",
    "/sitemap.xml": "application/xml; charset=utf-8",
    "/news-sitemap.xml": "application/xml; charset=utf-8",
    "/robots.txt": "text/plain; charset=utf-8",
    "/site.webmanifest": "application/manifest+json; charset=utf-8",
    "/favicon.ico": "image/vnd.microsoft.icon",
}


@pytest.mark.parametrize(("path", "content_type"), TYPES.items())
def test_each_kind_of_address_answers_with_its_type(sample, path: str, content_type: str) -> None:
    answer = sample.get(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, content_type)


def test_a_crawler_finds_no_dead_link_and_every_page_is_well_made(sample) -> None:
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < 400:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = sample.get(path)
        assert answer.status == 200, path
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = html.fromstring(answer.body)
        check_page(page, answer.text, path)
        for link in page.xpath("//a/@href | //link/@href | //img/@src"):
            target = urlsplit(urljoin(sample.url + path.lstrip("/"), link))
            if f"{target.scheme}://{target.netloc}/" == sample.url:
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    assert len(seen) > 80


def check_page(page: html.HtmlElement, text: str, path: str) -> None:
    """What is true of every page."""
    assert len(page.xpath("//h1")) == 1, f"{path}: one h1"
    assert page.xpath("string(//title)").strip(), path
    assert page.get("lang", "").startswith("ko") or page.xpath("//html/@lang"), path
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), f"{path}: ids are unique"
    assert all(image.get("alt") is not None for image in page.xpath("//img")), f"{path}: alt"
    assert all(image.get("width") and image.get("height") for image in page.xpath("//img")), f"{path}: sizes"
    is_found = "noindex" not in page.xpath("string(//meta[@name='robots']/@content)")
    canonical = page.xpath("//link[@rel='canonical']/@href")
    assert len(canonical) == 1 if is_found else len(canonical) <= 1, path
    assert all(address.startswith("http") for address in canonical), path
    assert not page.xpath("//@style"), path
    scripts = page.xpath("//script[not(@type='application/ld+json')]")
    assert {script.get("src", "").partition("?")[0] for script in scripts} <= {
        "/static/js/site.js", "/static/js/offline-page.js",
    }, path  # fmt: skip
    assert "None" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL), f"{path}: None on the page"
    for graph in page.xpath("//script[@type='application/ld+json']/text()"):
        assert json.loads(graph)["@context"] == "https://schema.org", path
    for element in page.xpath("//img | //link[@rel='stylesheet'] | //script | //iframe | //source"):
        address = element.get("src") or element.get("href") or ""
        assert "://" not in address or address.startswith("http://127.0.0.1"), f"{path} asks a third party: {address}"
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    for before, after in pairwise(levels):
        assert after <= before + 1, f"{path}: heading levels {levels}"


def feeds_of(sample) -> list[str]:
    page = html.fromstring(sample.get("/feeds/").body)
    links = [link for link in page.xpath("//main//a/@href") if link.startswith("/")]  # others' readers are not asked
    return sorted({urlsplit(link).path for link in links if link.endswith((".xml", ".json"))})


def test_feedparser_reads_every_feed_with_all_its_entries(sample) -> None:
    addresses = [path for path in feeds_of(sample) if path.endswith(".xml")] + ["/feed.xml"]
    assert len(addresses) > 20
    for path in addresses:
        answer = sample.get(path)
        read = feedparser.parse(answer.body)
        assert read.bozo == 0, (path, read.get("bozo_exception"))
        written = len(etree.fromstring(answer.body).xpath("//*[local-name()='item' or local-name()='entry']"))
        assert len(read.entries) == written > 0, path
        assert all(entry.title and entry.link and entry.id for entry in read.entries), path


@pytest.mark.parametrize(
    "path", ["/rss.xml", "/atom.xml", "/feed.xml", "/category/사회/rss.xml", "/category/국제/atom.xml"]
)
def test_newsboat_reads_every_entry(sample, program: Callable[[str], str], tmp_path: Path, path: str) -> None:
    newsboat = program("newsboat")
    (tmp_path / "urls").write_text(f"{sample.url}{quote(path.lstrip('/'))}\n")
    (tmp_path / "config").write_text(f'error-log "{tmp_path}/errors"\n')
    options = ["-u", "urls", "-c", "cache.db", "-C", "config"]
    subprocess.run([newsboat, *options, "-x", "reload"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    errors = tmp_path / "errors"
    assert not errors.exists() or errors.read_text() == ""
    with closing(sqlite3.connect(tmp_path / "cache.db")) as cache:
        titles = {title for (title,) in cache.execute("SELECT title FROM rss_item")}
    written = {entry.title for entry in feedparser.parse(sample.get(path).body).entries}
    assert titles == written and written


def archive_of(sample, path: str) -> list[str]:
    """The pages of a feed's archive, by way of prev-archive."""
    found: list[str] = []
    while links := [
        one.href for one in feedparser.parse(sample.get(path).body).feed.links if one.rel == "prev-archive"
    ]:
        path = urlsplit(links[0]).path
        assert path not in found
        found.append(path)
    return found


def test_newsboat_takes_the_outline_and_reads_the_archive(
    sample, program: Callable[[str], str], tmp_path: Path
) -> None:
    newsboat = program("newsboat")
    options = ["-u", "urls", "-c", "cache.db", "-C", "config"]
    (tmp_path / "feeds.opml").write_bytes(sample.get("/feeds.opml").body)
    (tmp_path / "urls").touch()
    (tmp_path / "config").write_text(f'error-log "{tmp_path}/errors"\n')
    subprocess.run([newsboat, *options, "-i", "feeds.opml"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    taken = (tmp_path / "urls").read_text()
    assert f"{sample.url}rss.xml" in taken and taken.count("rss.xml") > 10
    pages = archive_of(sample, "/rss.xml")
    assert pages
    (tmp_path / "urls").write_text("".join(f"{sample.url}{path.lstrip('/')}\n" for path in ["/rss.xml", *pages]))
    subprocess.run([newsboat, *options, "-x", "reload"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    errors = tmp_path / "errors"
    assert not errors.exists() or errors.read_text() == ""
    with closing(sqlite3.connect(tmp_path / "cache.db")) as cache:
        read = {guid for (guid,) in cache.execute("SELECT guid FROM rss_item")}
    index = etree.fromstring(sample.get("/sitemap.xml").body)
    months = [loc for loc in index.xpath("//*[local-name()='loc']/text()") if "/sitemaps/2" in loc]
    stories = [url for one in months for url in etree.fromstring(sample.get(one).body)]
    assert len(read) >= len(stories) > 40, "the feed and its archive are every story"


def test_xmllint_accepts_all_xml_and_the_sitemaps_keep_to_their_schemas(sample, program, tmp_path: Path) -> None:
    xmllint = program("xmllint")
    index = etree.fromstring(sample.get("/sitemap.xml").body)
    maps = [urlsplit(loc).path for loc in index.xpath("//*[local-name()='loc']/text()")]
    assert any(re.fullmatch(r"/sitemaps/\d{4}-\d\d-1\.xml", path) for path in maps)
    for path in ["/sitemap.xml", *maps, *(path for path in feeds_of(sample) if path.endswith(".xml"))]:
        file = tmp_path / "page.xml"
        file.write_bytes(sample.get(path).body)
        subprocess.run([xmllint, "--noout", str(file)], check=True, capture_output=True)
        if "sitemap" in path:
            schema = etree.XMLSchema(
                etree.parse(SCHEMAS / ("siteindex.xsd" if path == "/sitemap.xml" else "urlset.xsd"))
            )
            schema.assertValid(etree.parse(file))


def test_a_fetched_feed_is_byte_equal_and_then_304(sample) -> None:
    for path in ["/rss.xml", "/atom.xml", "/feed.json", "/feed.xml"]:
        first = sample.get(path)
        # Both workers answer in turn: equal bytes from each.
        again = [sample.get(path) for _ in range(6)]
        assert {answer.body for answer in again} == {first.body}
        assert {answer.headers["ETag"] for answer in again} == {first.headers["ETag"]}
        assert sample.get(path, **{"If-None-Match": first.headers["ETag"]}).status == 304


def test_the_sitemap_and_the_json_feed_name_pages_that_are_there(sample) -> None:
    months = [
        loc for loc in etree.fromstring(sample.get("/sitemap.xml").body).xpath("//*[local-name()='loc']/text()")
        if "/sitemaps/2" in loc
    ]  # fmt: skip
    pages = [
        loc
        for one in months
        for loc in etree.fromstring(sample.get(one).body).xpath("//*[local-name()='url']/*[local-name()='loc']/text()")
    ]
    feed = json.loads(sample.get("/feed.json").body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(pages) >= 30 and len(pages) == len(set(pages))
    for address in [*pages, *(item["url"] for item in feed["items"])]:
        assert sample.get(address).status == 200, address


def test_a_scheduled_story_of_the_sample_is_nowhere_yet(sample) -> None:
    dated = {
        file: datetime.fromisoformat(date[1])
        for file in (sample.instance / "sample" / "newsroom" / "_posts").iterdir()
        if (date := re.search(r"^date: [\"']?([\d-]+ [\d:]+ [+]\d+)", file.read_text(encoding="utf-8"), re.MULTILINE))
    }
    hidden = [file for file, date in dated.items() if date > datetime.now(UTC)]
    assert hidden
    title = re.search(r"^title: [\"']?(.{6})", hidden[0].read_text(encoding="utf-8"), re.MULTILINE)
    assert title is not None
    for path in ["/", "/latest/", "/rss.xml", "/news-sitemap.xml"]:
        assert title[1] not in sample.get(path).text
