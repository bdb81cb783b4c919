"""`flask sync --report`: what a publisher gets in hand."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from lxml import html as markup
from newsroom import Newsroom

from newsdao.extensions import db
from newsdao.store.models import Article

SITES = [
    "seed", "seedlike/koreanews", "seedlike/frowth-official", "seedlike/whereispost", "jekyll-sites/18f",
    "jekyll-sites/bitcoincore", "jekyll-sites/mehdix-ir", "jekyll-sites/mzlogin", "jekyll-sites/jekyll-docs",
    "adversarial/jekyll-tests/test/source", "adversarial/jekyll-feed/spec/fixtures", "adversarial/alembic-demo",
    "adversarial/jekyll-sitemap/spec/fixtures", "adversarial/jekyll-seo-tag/spec/fixtures",
    "adversarial/wild-history/mehdix-ir", "adversarial/gray-matter", "adversarial/front-matter-npm",
    "adversarial/python-frontmatter/tests/yaml",
]  # fmt: skip


def sync(room: Newsroom, *arguments: str) -> Result:
    return room.app.test_cli_runner().invoke(args=["sync", str(room.folder), *arguments])


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def items(report: dict, key: str) -> list[dict]:
    return [item for group in report["sections"][key]["groups"] for item in group["items"]]


def text_of(page: Path) -> str:
    return " ".join(markup.fromstring(page.read_bytes()).xpath("string(//body)").split())


def stored(room: Newsroom) -> int:
    with room.app.app_context():
        return db.session.scalar(db.select(db.func.count(Article.id)))


@pytest.fixture
def troubled(newsroom: Newsroom) -> Newsroom:
    """A newsroom with one of each trouble."""
    newsroom.write("_posts/2026-11-01-title.md", "---\ntitle: [해온시] 다리 다시 열려\n---\n글\n")
    newsroom.write("_posts/2026-11-02-open.md", "---\ntitle: 안 닫힘\n")
    newsroom.post("a", more="permalink: /same/\n")
    newsroom.post("b", more="permalink: /same/\n")
    body = "첫 줄\n\n[없는 글](/none/) {% weather %}\n\n![강](/assets/river.png)\n<script>x</script>"
    newsroom.post("dead", body=body)
    newsroom.post("far", title="먼 사진", more="image: https://img.example.org/a.jpg\nredirect_to: /nowhere/\n")
    return newsroom


def test_watching_and_writing_nothing_are_not_asked_for_together(newsroom: Newsroom) -> None:
    newsroom.post("river")
    asked = sync(newsroom, "--dry-run", "--watch")
    assert asked.exit_code == 2 and "choose one of them" in asked.output
    assert stored(newsroom) == 0


def test_the_report_tells_of_every_trouble_with_its_file_its_line_and_its_remedy(troubled, tmp_path: Path) -> None:
    page, data = tmp_path / "report.html", tmp_path / "report.json"
    done = sync(troubled, "--report", str(page), "--report", str(data))
    assert done.exit_code == 1, done.output
    report = read(data)
    (rejected,) = items(report, "rejected")
    assert rejected["places"][0] == {"path": "_posts/2026-11-02-open.md", "line": 1, "address": ""}
    assert (rejected["what"], rejected["remedy"]) == (
        "the front matter opens here and never closes", "end it with a line of ---",
    )  # fmt: skip
    (repair,) = items(report, "repairs")
    assert (repair["before"], repair["after"]) == ("title: [해온시] 다리 다시 열려", "[해온시] 다리 다시 열려")
    assert [one["places"][0]["path"] for one in items(report, "address_conflicts")] == ["_posts/2026-11-20-b.md"]
    (dead,) = items(report, "dead_links")
    assert (dead["what"], dead["places"][0]["line"]) == ("/none/", 9)
    assert [one["what"] for one in items(report, "redirects_nowhere")] == ["/nowhere/"]
    assert [one["what"] for one in items(report, "missing_pictures")] == ["/assets/river.png"]
    assert {one["places"][0]["line"] for one in items(report, "losses")} == {9, 12}
    assert items(report, "remote_pictures")[0]["what"] == "img.example.org"
    assert [len(one["places"]) for one in items(report, "same_titles")] == [2]
    said = text_of(page)
    for words in (
        "_posts/2026-11-02-open.md:1",
        "머리말이 여기서 열리고 닫히지 않습니다",
        "[해온시] 다리 다시 열려",
        "/none/",
    ):
        assert words in said


def test_a_second_report_tells_the_same_of_files_that_did_not_change(troubled: Newsroom, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    sync(troubled, "--report", str(first))
    sync(troubled)
    sync(troubled, "--report", str(second))
    assert read(first)["sections"] == read(second)["sections"]
    assert (read(second)["counts"]["inserted"], read(second)["counts"]["updated"]) == (0, 0)


def test_moves_withdrawals_and_missing_files_are_told(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.post("moves")
    newsroom.post("hides")
    gone = newsroom.post("goes")
    sync(newsroom)
    newsroom.post("moves", category="정치")
    newsroom.post("hides", more="published: false\n")
    gone.unlink()
    sync(newsroom, "--report", str(tmp_path / "a.json"))
    report = read(tmp_path / "a.json")
    (moved,) = items(report, "moved")
    assert (moved["before"], moved["after"]) == ("/사회/2026/11/20/moves/", "/정치/2026/11/20/moves/")
    assert [one["what"] for one in items(report, "withdrawn")] == ["/사회/2026/11/20/hides/"]
    assert [one["places"][0]["path"] for one in items(report, "missing_files")] == ["_posts/2026-11-20-goes.md"]
    sync(newsroom, "--prune", "--report", str(tmp_path / "b.json"))
    assert [one["what"] for one in items(read(tmp_path / "b.json"), "withdrawn")] == ["/사회/2026/11/20/goes/"]
    assert items(read(tmp_path / "b.json"), "missing_files") == []


@pytest.mark.parametrize("name", ["report.pdf", "report", "nowhere/report.html"])
def test_a_report_that_cannot_be_is_refused_before_anything_is_read(newsroom, tmp_path: Path, name: str) -> None:
    newsroom.post("river")
    done = sync(newsroom, "--report", str(tmp_path / name))
    assert done.exit_code == 2 and "--report" in done.output and "Traceback" not in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert stored(newsroom) == 0


def test_a_dry_run_writes_the_report_and_nothing_else(troubled: Newsroom, tmp_path: Path) -> None:
    page, data = tmp_path / "report.html", tmp_path / "report.json"
    sync(troubled, "--dry-run", "--report", str(page), "--report", str(data))
    report = read(data)
    assert (report["dry_run"], report["counts"]["inserted"], stored(troubled)) == (True, 4, 0)
    assert len(items(report, "repairs")) == 1 and "dead_links" not in report["sections"]
    assert "아무것도 저장하지 않았습니다" in text_of(page)


def test_a_perfect_site_is_told_so(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.post("river")
    done = sync(newsroom, "--report", str(tmp_path / "report.html"))
    assert done.exit_code == 0
    assert "the whole report: " in done.output
    assert "1건을 읽었고, 손볼 곳이 없습니다" in text_of(tmp_path / "report.html")


def test_the_page_is_written_in_the_sites_language_and_english_for_one_nobody_here_speaks(
    open_newsroom, tmp_path: Path
) -> None:
    for lang, spoken in (("ko-KR", "ko"), ("en", "en"), ("fa", "en")):
        room = open_newsroom(config=f"title: River\nlang: {lang}\n")
        room.write("_posts/2026-11-02-open.md", "---\ntitle: x\n")
        sync(room, "--report", str(tmp_path / f"{lang}.html"))
        page = markup.fromstring((tmp_path / f"{lang}.html").read_bytes())
        assert (page.get("lang"), page.get("dir")) == (spoken, "ltr")


def test_nothing_an_author_wrote_becomes_markup_in_the_page(newsroom: Newsroom, tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    newsroom.write("_config.yml", f"title: '{evil}'\npermalink: pretty\n")
    newsroom.write(
        f"_posts/2026-11-01-{evil[:28].replace('/', '')}.md", f"---\ntitle: [{evil}] x\n---\n[a](/{evil}/)\n"
    )
    newsroom.post(
        "a", title=f'"{evil}"', body='{% x <script>alert(1)</script> %} [가](</"><script>alert(1)</script>/>)'
    )
    newsroom.post("b", title=f"'{evil}'")
    sync(newsroom, "--report", str(tmp_path / "report.html"))
    page = markup.fromstring((tmp_path / "report.html").read_bytes())
    assert page.xpath("//script | //img | //@onerror | //iframe | //@src") == []


def test_two_hundred_rows_of_a_sort_stand_on_the_page_and_the_rest_is_counted(newsroom, tmp_path: Path) -> None:
    for number in range(230):
        newsroom.write(f"_posts/2026-11-01-{number}.md", f"---\ntitle: [가{number}] 나\n---\n글\n")
    page, data = tmp_path / "report.html", tmp_path / "report.json"
    sync(newsroom, "--report", str(page), "--report", str(data))
    rows = markup.fromstring(page.read_bytes()).xpath("//section[@id='repairs']//li[contains(@class, 'row')]")
    assert (len(rows), len(items(read(data), "repairs"))) == (200, 230)
    assert "그 밖에 30건" in text_of(page)


@pytest.mark.corpus
@pytest.mark.parametrize("site", SITES)
def test_every_real_site_has_a_report_that_holds_what_the_terminal_said(
    open_newsroom, corpus, tmp_path: Path, site: str
) -> None:
    room = open_newsroom()
    room.folder = corpus / site
    page, data = tmp_path / "report.html", tmp_path / "report.json"
    done = sync(room, "--report", str(page), "--report", str(data))
    assert done.exit_code in {0, 1} and "Traceback" not in done.output, done.output
    report = read(data)
    assert datetime.fromisoformat(report["finished_at"]).tzinfo is not None
    told = sum(report["sections"][key]["count"] for key in ("rejected", "address_conflicts", "repairs", "notes"))
    told += sum(report["sections"][key]["count"] for key in ("missing_pictures", "losses"))
    with room.app.app_context():
        again = room.sync(thorough=True)
    assert told == len(again.notices) + len(again.rejected)
    assert all(one["before"] and one["after"] for one in items(report, "repairs"))
    assert report["counts"]["read"] == again.seen
    parsed = markup.fromstring(page.read_bytes())
    ids = parsed.xpath("//@id")
    assert len(ids) == len(set(ids)) and len(parsed.xpath("//h1")) == 1
    assert {link.removeprefix("#") for link in parsed.xpath("//a/@href")} <= set(ids)
    assert parsed.xpath("//script | //img | //@src | //link") == []
    assert datetime.now(UTC) >= datetime.fromisoformat(report["finished_at"])
