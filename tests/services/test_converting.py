"""Moving in: an export becomes a folder, the folder a site; and again, when there is more."""

import gzip
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from elsewhere import elsewhere, leads_to, says
from feed_exports import ATOM, SITE, item, json_feed, json_item, rss
from ghost_export import export as ghost_export
from ghost_export import post
from lxml.html import fromstring
from newsroom import Newsroom
from sqlalchemy import select
from wordpress_export import Item, attachment, export, many

from newsdao.adapters.tree_writer import MANIFEST
from newsdao.errors import ConfigurationError, ExportError, FetchError
from newsdao.extensions import db
from newsdao.services.converting import convert
from newsdao.store.models import Article, Redirect


def articles(room: Newsroom) -> dict[str, Article]:
    with room.app.app_context():
        return {one.permalink: one for one in db.session.scalars(select(Article))}


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def save(tmp_path: Path, data: bytes, name: str = "export.xml") -> str:
    (tmp_path / name).write_bytes(data)
    return str(tmp_path / name)


@pytest.fixture
def room(open_newsroom: Callable[..., Newsroom]) -> Newsroom:
    return open_newsroom()


WORDPRESS = export(
    Item(
        11, "해온강 &amp; 둑", author="dami", comments=2,
        content='물이 불었다.<!--more-->\n\n<b>둑</b>을 쌓는다.\n\n[a_b c="d"]\n\n<script>alert(1)</script>',
        filings=[("category", "seoul", "서울"), ("post_tag", "%ea%b0%95", "강")],
        meta=[("_wp_old_slug", "old-river"), ("_thumbnail_id", "90")],
    ),
    Item(12, "초안", name="", status="draft", gmt="0000-00-00 00:00:00"),
    Item(13, "비밀", name="secret", password="열려라"),
    Item(14, "사적인 글", name="mine", status="private"),
    Item(15, "버린 글", name="gone__trashed", status="trash"),
    Item(16, "내일의 글", name="tomorrow", status="future", local="2099-01-01 09:00:00", gmt="2099-01-01 00:00:00"),
    Item(17, "소개", "우리는 강가에 산다.", kind="page", name="about", link=f"{SITE}/about/"),
    attachment(90, f"{SITE}/wp-content/uploads/2024/06/river.jpg", "불어난 강"),
)  # fmt: skip


def test_an_export_of_wordpress_becomes_a_site(room: Newsroom, tmp_path: Path) -> None:
    source = save(tmp_path, WORDPRESS)
    report = convert("wordpress", source, room.folder)
    assert dict(report.counts) == {"post": 5, "draft": 1, "page": 1}
    assert dict(report.left_out) == {"comments": 2, "pages of attachments": 1}
    assert report.rejected == []
    synced = room.sync(now=datetime(2026, 11, 20, tzinfo=UTC))
    assert synced.rejected == []

    found = articles(room)
    river = found["/2024/06/14/haeon-river/"]
    assert river.title == "해온강 & 둑"
    assert river.published_at == datetime(2024, 6, 14, 13, 30, tzinfo=UTC)
    assert river.feed_id == f"{SITE}/?p=11"
    page = room.get("/2024/06/14/haeon-river/")
    for words in (
        "이다미 &amp; 사진부",
        "서울",
        "지역",
        "<strong>둑</strong>" if "<strong>둑" in page else "<b>둑</b>",
    ):
        assert words in page
    assert "alert(1)" not in page and "a_b" not in page
    assert "우리는 강가에 산다." in room.get("/about/")
    with room.app.app_context():
        assert "/2024/06/14/old-river/" in {one.path for one in db.session.scalars(select(Redirect))}


def test_what_is_hidden_there_is_hidden_here(room: Newsroom, tmp_path: Path) -> None:
    convert("wordpress", save(tmp_path, WORDPRESS), room.folder)
    room.sync(now=datetime(2026, 11, 20, tzinfo=UTC), drafts=True)
    everywhere = "".join(
        room.get(path) for path in ("/", "/rss.xml", "/feed.json", "/sitemap.xml", "/archive/", "/latest/")
    )
    for path in ("secret", "mine", "gone__trashed"):
        assert room.reader.get(f"/2024/06/14/{path}/").status_code == 404
        assert path not in everywhere
    for title in ("비밀", "사적인 글", "버린 글", "내일의 글"):
        assert title not in everywhere
    assert room.reader.get("/2099/01/01/tomorrow/").status_code == 404


def test_drafts_are_read_only_when_asked_for(room: Newsroom, tmp_path: Path) -> None:
    convert("wordpress", save(tmp_path, WORDPRESS), room.folder)
    room.sync()
    assert "초안" not in {one.title for one in articles(room).values()}
    room.sync(drafts=True)
    assert "초안" in {one.title for one in articles(room).values()}


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        ("wordpress", "export.xml", WORDPRESS),
        ("ghost", "export.json", ghost_export(post(1), post(2, slug="second"), tags={1: [1, 2]}, authors={1: [1]})),
        ("rss", "feed.xml", rss(item())),
        ("rss", "atom.xml", ATOM.encode()),
        ("rss", "feed.json", json_feed(json_item())),
    ],
)
def test_a_second_run_writes_nothing_and_changes_nothing(
    room: Newsroom, tmp_path: Path, kind: str, name: str, data: bytes
) -> None:
    source = save(tmp_path, data, name)
    assert convert(kind, source, room.folder).touched > 0
    assert room.sync().rejected == []
    before = snapshot(room.folder)
    again = convert(kind, source, room.folder)
    assert (again.touched, again.kept, again.removed, again.gone) == (0, [], [], [])
    assert snapshot(room.folder) == before
    assert room.sync().changed == 0


def test_ghost_becomes_a_site(room: Newsroom, tmp_path: Path) -> None:
    rows = [post(1, title="강"), post(2, title="회원의 글", slug="members", visibility="members"),
            post(3, title="소개", slug="about", type="page")]  # fmt: skip
    convert("ghost", save(tmp_path, ghost_export(*rows, tags={1: [1, 2]}, authors={1: [1]}), "g.json"), room.folder)
    assert room.sync().rejected == []
    assert set(articles(room)) == {"/haeon-river/", "/about/"}
    page = room.get("/haeon-river/")
    assert "김나루" in page and "사회" in page and "상류 댐이" in page
    assert room.reader.get("/members/").status_code == 404


@pytest.mark.parametrize(("path", "data"), [("/feed/", rss(item())), ("/f.json", json_feed(json_item()))])
def test_a_feed_is_read_from_its_address(room: Newsroom, path: str, data: bytes) -> None:
    with elsewhere({path: says(data, "application/rss+xml"), "/moved": leads_to(path)}) as origin:
        report = convert("rss", f"{origin}/moved", room.folder, allow_private=True)
    assert dict(report.counts) == {"post": 1}
    assert room.sync().rejected == []
    assert "물이 불었다." in room.get("/2024/06/14/haeon-river/")


def test_a_feed_is_not_read_from_a_private_network(room: Newsroom) -> None:
    with elsewhere({"/feed/": says(rss(item()))}) as origin, pytest.raises(FetchError, match="private network"):
        convert("rss", f"{origin}/feed/", room.folder)
    assert list(room.folder.iterdir()) == []


def test_what_came_since_is_brought_and_what_was_edited_is_kept(room: Newsroom, tmp_path: Path) -> None:
    source = save(tmp_path, export(*many(3)))
    convert("wordpress", source, room.folder)
    edited, taken = sorted((room.folder / "_posts").iterdir())[:2]
    edited.write_bytes(edited.read_bytes() + "덧붙임\n".encode())
    taken.unlink()
    save(tmp_path, export(*many(4)))
    report = convert("wordpress", source, room.folder)
    assert (report.written, report.changed) == (1, 0)
    assert [Path(path).name for path in report.kept] == [edited.name]
    assert [Path(path).name for path in report.removed] == [taken.name]
    assert "덧붙임" in edited.read_text() and not taken.exists()
    told = "\n".join(map(str, report.notices))
    assert "was edited since" in told and "was taken away since" in told and MANIFEST in told


def test_a_story_of_another_day_is_the_same_article(room: Newsroom, tmp_path: Path) -> None:
    link = f"{SITE}/river/"
    source = save(tmp_path, export(Item(1, link=link)))
    convert("wordpress", source, room.folder)
    room.sync()
    ids = {path: one.id for path, one in articles(room).items()}
    save(tmp_path, export(Item(1, link=link, local="2024-06-20 22:30:00", gmt="2024-06-20 13:30:00")))
    assert convert("wordpress", source, room.folder).moved == 1
    report = room.sync(prune=True)
    assert (report.inserted, report.updated, report.withdrawn, report.rejected) == (0, 1, 0, [])
    assert {path: one.id for path, one in articles(room).items()} == ids


def test_what_the_export_no_longer_has_is_told_and_stays(room: Newsroom, tmp_path: Path) -> None:
    source = save(tmp_path, export(*many(2)))
    convert("wordpress", source, room.folder)
    save(tmp_path, export(*many(1)))
    report = convert("wordpress", source, room.folder)
    assert [Path(path).name for path in report.gone] == ["2020-01-01-story-1.html"]
    assert (room.folder / report.gone[0]).exists()


def told_of(kind: str, source: str, target: Path) -> str:
    with pytest.raises((ConfigurationError, ExportError)) as refused:
        convert(kind, source, target)
    assert "\n" not in str(refused.value)
    assert not target.exists(), "a folder was made of nothing"
    return str(refused.value)


def test_whatever_cannot_be_read_is_one_line_and_makes_no_folder(tmp_path: Path) -> None:
    target = tmp_path / "site"
    assert "export.xml:" in told_of("wordpress", save(tmp_path, WORDPRESS[:-300]), target)
    assert "unpack it" in told_of("wordpress", save(tmp_path, b"PK\x03\x04rest", "e.zip"), target)
    assert "unpack it" in told_of("wordpress", save(tmp_path, gzip.compress(WORDPRESS), "e.gz"), target)
    assert "can't be read" in told_of("ghost", str(tmp_path / "nowhere.json"), target)
    assert "can't be read" in told_of("ghost", str(tmp_path), target)
    assert "is no path" in told_of("ghost", "a\0b", target)
    assert "save the export" in told_of("wordpress", "https://haeon.example.kr/export.xml", target)
    assert "wordpress, ghost, rss" in told_of("blogger", save(tmp_path, WORDPRESS), target)
    assert "no JSON" in told_of("ghost", save(tmp_path, WORDPRESS), target)
    assert "no XML" in told_of("wordpress", save(tmp_path, ghost_export(post(1))), target)


def test_an_empty_export_is_an_empty_site(room: Newsroom, tmp_path: Path) -> None:
    report = convert("wordpress", save(tmp_path, export()), room.folder)
    assert report.counts.total() == 0
    assert room.sync().rejected == []


def test_a_hostile_story_is_a_story_without_its_poison(room: Newsroom, tmp_path: Path) -> None:
    nasty = (
        '<img src=x onerror=alert(1)><a href="javascript:alert(2)">x</a>[caption]<svg onload=alert(3)>[/caption]{{ 7 }}'
    )
    items = [Item(1, nasty, content=nasty, excerpt=nasty, name=nasty, author=nasty, filings=[("category", "x", nasty)])]
    convert("wordpress", save(tmp_path, export(*items)), room.folder)
    assert room.sync().rejected == []
    for path in ("/", *articles(room)):
        for element in fromstring(room.get(path)).iter():
            assert not any(name.startswith("on") for name in element.attrib)
            assert not str(element.get("href")).startswith("javascript")


def test_an_export_takes_less_memory_than_it_is_large(tmp_path: Path) -> None:
    body = export(*many(1)).decode()
    stories = (one.xml() for one in many(800))
    source = tmp_path / "export.xml"
    with source.open("w") as out:
        out.write(body.replace("</channel>\n</rss>\n", ""))
        for story in stories:
            out.write(story.replace("시는 대피소를 열었다.", "긴 문단입니다. " * 1600))
        out.write("</channel>\n</rss>\n")
    code = (
        "import resource, sys; from pathlib import Path; from newsdao.services.converting import convert;"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "r = convert('wordpress', sys.argv[1], Path(sys.argv[2]));"
        "print(r.counts['post'], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(source), str(tmp_path / "site")], capture_output=True, text=True, check=True
    )
    count, grown = map(int, answer.stdout.split())
    assert count >= 800 and source.stat().st_size > 25_000_000
    assert grown < 15_000  # KiB
