"""Export: a publisher can leave with everything, and a sync of what was exported changes nothing."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from newsroom import Newsroom
from stored import snapshot, tree

from newsdao import create_app
from newsdao.config import PROJECT, read_settings
from newsdao.errors import ConfigurationError, NewsDAOError, StoreError
from newsdao.extensions import db
from newsdao.services import exporting
from newsdao.store import schema, sources

CORPUS = Path(os.environ.get("NEWSDAO_CORPUS") or PROJECT.parent / "shared" / "data")
SITES = (
    "seed", "seedlike/koreanews", "seedlike/frowth-official", "seedlike/whereispost",
    "jekyll-sites/18f", "jekyll-sites/bitcoincore", "jekyll-sites/jekyll-docs", "jekyll-sites/mehdix-ir",
    "jekyll-sites/mzlogin",
    "adversarial/alembic-demo", "adversarial/front-matter-npm", "adversarial/gray-matter", "adversarial/jekyll-feed",
    "adversarial/jekyll-seo-tag", "adversarial/jekyll-sitemap", "adversarial/jekyll-tests",
    "adversarial/python-frontmatter", "adversarial/wild-history",
)  # fmt: skip


def export(room: Newsroom, folder: Path) -> exporting.ExportReport:
    with room.app.app_context():
        return exporting.export(db.session(), room.app.extensions["newsdao"].settings.media_folder, folder)


def opened(folder: Path, instance: Path) -> Newsroom:
    """A folder of posts with an instance of its own."""
    app = create_app(read_settings({}, instance=instance))
    with app.app_context():
        schema.upgrade(db.engine)
    return Newsroom(folder, app)


def close(room: Newsroom) -> None:
    with room.app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Callable[[Path], Newsroom]]:
    """fresh(folder) → a newsroom that has never seen the folder."""
    rooms: list[Newsroom] = []

    def open_one(folder: Path) -> Newsroom:
        rooms.append(opened(folder, tmp_path / f"fresh{len(rooms)}"))
        return rooms[-1]

    yield open_one
    for room in rooms:
        close(room)


POST = """---\r
layout: post\r
title:   '해온강 수위'   # 제목\r
mine: {a: [1, no]}\r
categories: [사회]\r
---\r
<p>본문이다.</p>\r
"""


def test_what_was_read_comes_back_byte_for_byte(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("_posts/2026-11-20-river.html", POST)
    newsroom.write("_posts/2026-11-20-korean.md", "---\ntitle: 예산안 통과\n---\n본문이다.".encode("cp949"))
    newsroom.write("_posts/2026-11-20-hidden.md", "---\ntitle: 숨은 글\npublished: false\n---\n본문이다.")
    newsroom.write("_posts/2026-11-20-broken.md", "---\ntitle: &a [*a]\n---\n본문이다.")
    newsroom.write("_drafts/later.md", "---\ntitle: 나중 글\n---\n본문이다.")
    newsroom.write("_data/authors.yml", "kim: {name: 김나루}\n")
    newsroom.write("about.md", "---\ntitle: 소개\n---\n우리는 쓴다.")
    newsroom.write("files/plan.txt", "계획")
    newsroom.sync()
    assert export(newsroom, tmp_path / "out").amended == 0
    assert tree(tmp_path / "out") == tree(newsroom.folder)


def test_a_story_that_moved_leaves_with_its_old_addresses_and_nothing_else_touched(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    file = newsroom.write("_posts/2026-11-20-river.html", POST)
    newsroom.sync()
    file.write_bytes(POST.replace("[사회]", "[지역]").encode())
    assert newsroom.sync().moved == [("/사회/2026/11/20/river/", "/지역/2026/11/20/river/")]
    assert export(newsroom, tmp_path / "out").amended == 1
    before, after = file.read_bytes(), (tmp_path / "out/_posts/2026-11-20-river.html").read_bytes()
    added = 'redirect_from:\r\n  - "/사회/2026/11/20/river/"\r\nfeed_id: "/사회/2026/11/20/river"\r\n'.encode()
    assert after == before.replace(b"---\r\n<p>", added + b"---\r\n<p>")


def test_the_time_of_a_change_leaves_with_the_story(
    newsroom: Newsroom, tmp_path: Path, fresh: Callable[[Path], Newsroom]
) -> None:
    newsroom.post("river")
    newsroom.sync()
    newsroom.post("river", body="둑이 무너졌다.")
    newsroom.sync()
    export(newsroom, tmp_path / "out")
    other = fresh(tmp_path / "out")
    other.sync()
    (mine,), (theirs,) = (snapshot(room)["articles"].values() for room in (newsroom, other))
    assert theirs["updated_at"] == mine["updated_at"].replace(microsecond=0) > mine["published_at"]


def test_a_withdrawn_story_is_gone_on_the_site_that_comes_after_too(
    newsroom: Newsroom, tmp_path: Path, fresh: Callable[[Path], Newsroom]
) -> None:
    newsroom.post("stays")
    newsroom.post("goes").unlink()
    newsroom.post("back")
    newsroom.sync()
    file = newsroom.post("goes", category="문화·책")
    newsroom.sync()
    file.unlink()
    newsroom.sync(prune=True)
    export(newsroom, tmp_path / "out")
    other = fresh(tmp_path / "out")
    other.sync()
    assert [room.reader.get("/문화·책/2026/11/20/goes/").status_code for room in (newsroom, other)] == [410, 410]
    assert snapshot(other, sources=False)["days"].keys() == snapshot(newsroom, sources=False)["days"].keys()
    assert (other.sync().changed, other.sync(prune=True).changed) == (0, 0)
    replace(other, folder=tmp_path / "out").post("goes", category="문화·책")
    other.sync()
    assert other.reader.get("/문화·책/2026/11/20/goes/").status_code == 200
    assert "/문화·책/2026/11/20/goes/" in (tmp_path / "out/_data/withdrawn.yml").read_text()
    export(other, tmp_path / "again")
    assert not (tmp_path / "again/_data/withdrawn.yml").exists()


def test_a_renamed_tag_leads_to_its_name_on_the_site_that_comes_after_too(
    newsroom: Newsroom, tmp_path: Path, fresh: Callable[[Path], Newsroom]
) -> None:
    for names in (["홍슈", "100%?", "날씨"], ["홍수", "전부", "날씨"]):
        for number, name in enumerate(names):
            newsroom.post(f"n{number}", title=f"소식 {number}", more=f'tags: ["{name}"]\n')
        newsroom.sync()
    export(newsroom, tmp_path / "out")
    other = fresh(tmp_path / "out")
    for _ in range(2):
        other.sync()
        for old, new in (("홍슈", "홍수"), ("100%?", "전부")):
            answer = other.reader.get(quote(f"/tag/{old}/"))
            assert (answer.status_code, unquote(answer.location)) == (301, f"/tag/{new}/")
    export(other, tmp_path / "again")
    first, second = ((tmp_path / name / "_data/renamed.yml").read_bytes() for name in ("out", "again"))
    assert first == second


@pytest.mark.parametrize("line", ["/tag/a/: /category/b/", "/tag/a/: b", "/a/: /tag/b/"])
def test_a_line_of_renamed_terms_that_leads_nowhere_is_told_with_the_form_it_should_have(
    newsroom: Newsroom, line: str
) -> None:
    newsroom.post("river")
    newsroom.write("_data/renamed.yml", line + "\n")
    with pytest.raises(ConfigurationError, match=r"_data/renamed\.yml: .* write `/tag/old/: /tag/new/`"):
        newsroom.sync()


def test_an_export_never_writes_over_what_is_there(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.post("river")
    newsroom.sync()
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ConfigurationError, match="not empty"):
        export(newsroom, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_an_export_of_nothing_is_refused_and_makes_no_folder(newsroom: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="flask sync"):
        export(newsroom, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_story_whose_file_was_never_kept_is_told(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.post("kept")
    newsroom.post("of-long-ago")
    newsroom.sync()
    with newsroom.app.app_context():
        sources.forget(db.session(), "_posts/2026-11-20-of-long-ago.md")
        db.session.commit()
    (error,) = export(newsroom, tmp_path / "out").failed
    assert error.path == "_posts/2026-11-20-of-long-ago.md" and "sync" in error.remedy


def test_an_empty_folder_that_one_stands_in_takes_an_export(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.post("river")
    newsroom.sync()
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    export(newsroom, Path())
    assert tree(tmp_path / "out") == tree(newsroom.folder)


@pytest.mark.parametrize(("name", "why"), [("file", "is a file"), ("file/in", "can't be written")])
def test_a_place_that_is_no_folder_is_named_as_it_was_given(
    newsroom: Newsroom, tmp_path: Path, name: str, why: str
) -> None:
    newsroom.post("river")
    newsroom.sync()
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NewsDAOError, match=f"/{name} {why}"):
        export(newsroom, tmp_path / name)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_story_whose_file_broke_leaves_as_it_is_shown(newsroom: Newsroom, tmp_path: Path) -> None:
    file = newsroom.post("river")
    good = file.read_bytes()
    newsroom.sync()
    file.write_bytes(b"---\ntitle: &a [*a]\n---\nx")
    assert len(newsroom.sync().rejected) == 1
    export(newsroom, tmp_path / "out")
    assert tree(tmp_path / "out")["_posts/2026-11-20-river.md"] == good


@pytest.mark.corpus
@pytest.mark.parametrize("site", SITES)
def test_a_real_site_goes_out_as_it_came_and_comes_in_as_it_was(
    site: str, corpus: Path, tmp_path: Path, fresh: Callable[[Path], Newsroom]
) -> None:
    room, out = fresh(corpus / site), tmp_path / "out"
    first = room.sync()
    report = export(room, out)
    assert (report.amended, report.failed) == (0, [])
    original = tree(corpus / site)
    wrapped = next((name for name in ("", "docs/", "spec/fixtures/") if f"{name}_config.yml" in original), "")
    assert [path for path, data in tree(out).items() if original.get(wrapped + path, original.get(path)) != data] == []
    again = replace(room, folder=out)
    assert (again.sync().changed, again.sync().changed) == (0, 0)
    other = fresh(out)
    second = other.sync()
    assert (second.inserted, len(second.rejected)) == (first.inserted, len(first.rejected))
    assert snapshot(other) == snapshot(room)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("가나다 #:\"'[]{}&*!|>%@`-漢"),
    min_size=1, max_size=20,
)  # fmt: skip
scalars = words.map(lambda text: "'" + text.replace("'", "''") + "'") | words.map(str.strip)
lines = st.tuples(
    st.sampled_from(["title", "excerpt", "feature_text", "x-unknown", "image", "tags", "slug", "redirect_from"]),
    scalars,
).map(lambda pair: f"{pair[0]}: {pair[1]}")
matters = st.lists(lines | words.map(lambda text: f"# {text}"), max_size=6).map("\n".join)
bodies = st.lists(words | st.sampled_from(["", "<p>가</p>", "* 하나", "## 둘", "{{ site.url }}"]), max_size=6).map(
    "\n".join
)
texts = st.tuples(matters, bodies).map(lambda pair: f"---\n{pair[0]}\n---\n{pair[1]}") | bodies
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp949"])
ends = st.sampled_from(["\n", "\r\n", "\r"])
files = st.tuples(texts, encodings, ends).map(lambda one: one[0].replace("\n", one[2]).encode(one[1], "replace"))
paths = st.sampled_from([
    "_posts/2026-11-20-a.md", "_posts/2026-11-20-b.html", "강/_posts/2026-11-21-다.md", "_drafts/d.md", "about.md",
    "pages/contact.html", "_notes/one.md",
])  # fmt: skip
sites = st.dictionaries(paths, files, min_size=1, max_size=6)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Newsroom, Newsroom]]:
    """A site, and the one that its export is read into."""
    base = tmp_path_factory.mktemp("pair")
    rooms = opened(base / "site", base / "a"), opened(base / "out", base / "b")
    yield rooms
    for room in rooms:
        close(room)


def wipe(room: Newsroom) -> None:
    for folder in (room.folder, room.app.extensions["newsdao"].settings.media_folder):
        shutil.rmtree(folder, ignore_errors=True)
    with room.app.app_context(), db.engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), phases=set(Phase) - {Phase.explain})
@given(first=sites, second=sites)
def test_any_site_comes_back_after_any_change(
    pair: tuple[Newsroom, Newsroom], first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    """Both are synced one after the other, so that stories move, change, go and come back before they leave."""
    room, other = pair
    wipe(room), wipe(other)
    room.write("_config.yml", "title: 뉴스다오\npermalink: /:title/\ncollections: {notes: {output: true}}\n")
    for site in (first, second):
        for path, data in site.items():
            room.write(path, data)
        room.sync(drafts=True)
    report = export(room, other.folder)
    again = replace(room, folder=other.folder).sync(drafts=True)
    assert (again.changed, report.failed) == (0, [])
    told = other.sync(drafts=True)
    mine, theirs = without_moments(room), without_moments(other)
    for path in mine.pop("freed"):  # by a story that was withdrawn when the next had been read already
        theirs["redirects"].pop(path, None)
    theirs.pop("freed")
    # Of two stories that want one address a new site can't know which had it first; it says so.
    if any("belongs to" in error.why for error in told.rejected):
        assert theirs["articles"].keys() == mine["articles"].keys()
        return
    if any("its old address" in notice.what for notice in told.notices):
        assert mine.pop("redirects").keys() == theirs.pop("redirects").keys()
    assert theirs == mine


def without_moments(room: Newsroom) -> dict[str, object]:
    """A site's rows but for what differs by the moment of the sync, the bytes that got a key, and withdrawn stories."""
    found = snapshot(room, sources=False)
    gone = [address for address, article in found["articles"].items() if article["withdrawn_at"]]
    for address in gone:
        del found["articles"][address], found["bodies"][address]
    found["filings"] = {key: one for key, one in found["filings"].items() if key[0] not in gone}
    found["freed"] = [path for path, address in found["redirects"].items() if address in gone]
    found["redirects"] = {path: address for path, address in found["redirects"].items() if address not in gone}
    for article in found["articles"].values():
        article["updated_at"] = article["updated_at"].replace(microsecond=0)
        del article["digest"]
    del found["days"]
    return found
