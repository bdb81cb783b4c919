"""flask check: posts of a folder, of the store, and the site as it is served; what it says, and how it ends."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from newsroom import Newsroom
from PIL import Image

from newsdao.config import PROJECT
from newsdao.content.lint.catalogue import RULES

BODY = "상류 댐이 물을 내보냈다. 시는 대피소를 열고 강가의 길을 막았다. " * 8
SCHEMA = json.loads((PROJECT / "docs" / "check.schema.json").read_text(encoding="utf-8"))
# What the sample of a post lacks on purpose, or a small site can't have.
USUAL = {"picture-missing", "author-missing", "description-missing", "description-repeated"}


class Told:
    def __init__(self, status: int, output: str) -> None:
        self.status = status
        self.output = output

    @property
    def findings(self) -> list[dict[str, object]]:
        found = json.loads(self.output)
        jsonschema.validate(found, SCHEMA)
        return list(found["findings"])

    @property
    def rules(self) -> set[object]:
        return {one["rule"] for one in self.findings}


def check(room: Newsroom, *arguments: object) -> Told:
    result = room.app.test_cli_runner().invoke(args=["check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Told(result.exit_code, result.output)


@pytest.fixture
def good(newsroom: Newsroom) -> Newsroom:
    """A site of three good stories."""
    for number, (title, opening) in enumerate(
        [("해온강 수위 사흘째 상승", "강물이"), ("해온시 새 다리 개통", "다리가"), ("나루 장터 다시 열려", "장터가")]
    ):
        newsroom.post(
            f"story-{number}", title, body=f"{opening} 달라졌다. {BODY}", more=f"excerpt: {opening} 달라졌다.\n"
        )
    config = (newsroom.folder / "_config.yml").read_text(encoding="utf-8")
    newsroom.write("_config.yml", f"{config}description: 해온시의 소식을 빠르게 전합니다.\n")
    newsroom.sync()
    return newsroom


def test_a_good_site_is_told_nothing_but_what_it_lacks(good: Newsroom) -> None:
    told = check(good, "--json")
    assert told.rules <= USUAL
    assert told.status == 0
    assert json.loads(told.output)["posts"] == 3
    assert json.loads(told.output)["pages"] >= 7


def test_every_page_feed_and_sitemap_of_the_running_site_is_sound(good: Newsroom) -> None:
    """seo-and-feeds §1, §3, §5 M: JSON-LD, one h1, self-canonical, feeds, sitemaps, robots.txt."""
    told = check(good, "--json")
    assert not {one for one in told.rules if str(one).startswith(("page-", "feed-", "sitemap-", "news-", "robots-"))}


def test_an_author_s_page_names_stories_that_are_told_whole_elsewhere(good: Newsroom) -> None:
    good.post("signed", "해온교 야경", more="author: 김나루\nexcerpt: 다리에 불이 켜졌다.\n", body=BODY)
    good.sync()
    assert "김나루" in good.get("/author/김나루/")
    assert "page-structured-data" not in check(good, "--json").rules


def test_a_picture_that_its_camera_turned_is_declared_as_it_is_shown(good: Newsroom) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (good.folder / "assets").mkdir()
    Image.effect_noise((1600, 1200), 60).save(good.folder / "assets" / "turned.jpg", exif=exif)
    good.post("turned", "해온교 야경", more="image: /assets/turned.jpg\n", body=BODY)
    good.sync()
    assert "page-preview-picture" not in check(good, "--json").rules


def test_a_folder_is_checked_without_a_store(good: Newsroom, tmp_path: Path) -> None:
    good.post(
        "dead",
        body=f"[댐](/없는/곳/) [첫 기사](/사회/2026/11/20/story-0/) [목록](/latest/) [분야](/category/사회/) {BODY}",
    )
    told = check(good, good.folder, "--json")
    dead = [one for one in told.findings if one["rule"] == "link-dead"]
    assert [(one["what"], one["line"]) for one in dead] == [("its link to `/없는/곳/` leads nowhere", 7)]
    assert told.status == 1


def test_a_dead_link_of_the_stored_site_is_told_with_what_it_answers(good: Newsroom) -> None:
    good.post("dead", body=f"[댐](/없는/곳/) {BODY}")
    good.sync()
    [dead] = [one for one in check(good, "--json").findings if one["rule"] == "link-dead"]
    assert dead["what"] == "its link to `/없는/곳/` answers 404"


def test_a_single_file_is_read_with_the_configuration_above_it(good: Newsroom) -> None:
    file = good.post("brand", body=f"![뉴스다오 속보](/a.jpg)\n![남의신문 속보](/a.jpg)\n\n{BODY}")
    Image.new("RGB", (1200, 675)).save(good.write("a.jpg", b""))
    told = check(good, file, "--json", "--only", "alt-wrong-brand")
    assert [one["what"] for one in told.findings] == ["the picture's words name “남의신문”: “남의신문 속보”"]


def test_a_file_that_can_not_be_read_stops_no_other(good: Newsroom) -> None:
    good.write("_posts/2026-11-20-broken.md", "---\ntitle: 열리고 닫히지 않는다\n")
    told = check(good, good.folder, "--json", "--severity", "error")
    assert [(one["rule"], one["path"]) for one in told.findings] == [("post-rejected", "_posts/2026-11-20-broken.md")]


@pytest.mark.parametrize(
    ("more", "arguments", "status"),
    [
        ("", [], 0),
        ("", ["--strict"], 1),
        ("", ["--strict", "--severity", "error"], 0),
        ("image: /none.jpg\n", [], 1),
        ("image: /none.jpg\n", ["--only", "text-short"], 0),
        ("", ["--only", "no-such-rule"], 2),
        ("", ["--dry-run"], 2),
        ("", ["--fix", "--json"], 2),
        ("", ["--severity", "grave"], 2),
    ],
)
def test_it_ends_with_1_for_an_error_with_2_for_bad_use_else_with_0(
    newsroom: Newsroom, more: str, arguments: list[str], status: int
) -> None:
    newsroom.post("river", more=more)
    assert check(newsroom, newsroom.folder, *arguments).status == status


def test_what_is_not_there_and_what_was_never_synced_is_said_in_a_line(newsroom: Newsroom) -> None:
    assert check(newsroom, newsroom.folder / "none.md").status == 2
    assert check(newsroom).status == 2
    assert check(newsroom, "--fix").status == 2


def test_fix_mends_the_files_shows_what_changed_and_leaves_nothing_to_mend(good: Newsroom) -> None:
    line = '<a href="https://a.example" rel="dofollow">가</a>'
    file = good.post("mend", body=f"{line} {BODY}", more="excerpt: 불었다. (글자 수: 9)\n")
    before = file.read_bytes()
    tried = check(good, good.folder, "--fix", "--dry-run")
    assert file.read_bytes() == before
    assert "would be mended" in tried.output
    assert f"- {line}" in tried.output
    assert check(good, good.folder, "--fix").status == 0
    assert file.read_bytes() == before.replace(b' rel="dofollow"', b"").replace(" (글자 수: 9)".encode(), b"")
    fixable = {name for name, rule in RULES.items() if rule.is_fixable}
    assert not check(good, good.folder, "--json").rules & fixable
    assert "0 places in 0 files" in check(good, good.folder, "--fix").output


def test_few_files_are_told_by_file_and_many_by_rule(good: Newsroom) -> None:
    assert "\n_posts/2026-11-20-story-0.md" in "\n" + check(good, good.folder).output
    for number in range(12):
        good.post(f"more-{number}", f"또 다른 소식 {number}")
    output = check(good, good.folder).output
    assert "… and 7 more" in output
    assert output.splitlines()[-1].startswith("15 posts: 0 errors, ")


def test_the_sub_editor_asks_no_network_and_keeps_its_hands_off_the_store(good: Newsroom) -> None:
    good.post("remote", body=f"![강](https://elsewhere.example/a.jpg) {BODY}")
    files = {file: file.read_bytes() for file in good.folder.rglob("*") if file.is_file()}
    check(good, good.folder)
    assert {file: file.read_bytes() for file in good.folder.rglob("*") if file.is_file()} == files
    assert good.reader.get("/사회/2026/11/20/remote/").status_code == 404


def test_the_seed_of_the_project_is_told_what_is_wrong_with_it(newsroom: Newsroom, corpus: Path) -> None:
    """seo-and-feeds §0 M: the artefact, the false count, the wrong brand, the table, the closing line."""
    told = check(newsroom, corpus / "seed", "--json")
    assert told.rules >= {
        "character-count", "alt-wrong-brand", "picture-small", "table-without-header", "closing-line", "link-dofollow",
        "author-missing", "date-time-missing",
    }  # fmt: skip
    counted = next(one for one in told.findings if one["rule"] == "character-count")
    assert counted["what"] == "`(글자 수: 294)` stands in `excerpt`, and is false: it has 321"


@pytest.mark.parametrize(("site", "posts"), [("koreanews", 20), ("frowth-official", 50), ("whereispost", 30)])
def test_real_sites_are_read_to_the_end(newsroom: Newsroom, corpus: Path, site: str, posts: int) -> None:
    told = check(newsroom, corpus / "seedlike" / site, "--json")
    assert json.loads(told.output)["posts"] == posts
    assert {"alt-wrong-brand", "feature-text-heading", "closing-line"} <= told.rules


def test_a_story_that_waits_is_told_of_and_is_on_no_page_that_is_looked_at(good: Newsroom) -> None:
    later = datetime.now(UTC).year + 1
    good.post("later", category="경제", date=f'"{later}-01-01 09:00:00 +0900"', body=BODY)
    good.sync()
    told = check(good, "--json")
    assert "date-future" in told.rules
    site_rules = ("page-", "feed-", "sitemap-")
    assert [one for one in told.findings if str(one["rule"]).startswith(site_rules)] == []
