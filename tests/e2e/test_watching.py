"""Saved, and on the air in both workers, whatever the editor's way of saving; bench/saving.py measures how soon."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from newsroom import POST
from served import wait_for

pytestmark = pytest.mark.e2e

LISTS = [
    "/",
    "/latest/",
    "/category/사회/",
    "/rss.xml",
    "/atom.xml",
    "/feed.json",
    "/category/사회/rss.xml",
    "/news-sitemap.xml",
]


def in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def by_rename(file: Path, text: str) -> None:
    """As vim with backupcopy=no, and most others: write beside, rename over."""
    beside = file.with_name(f".{file.name}.swp~")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def by_backup(file: Path, text: str) -> None:
    """As emacs: the old file becomes a backup, a new one takes its name."""
    if file.exists():
        file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text, encoding="utf-8")


def in_pieces(file: Path, text: str) -> None:
    """As a slow upload: truncated, then written in pieces."""
    data = text.encode()
    with file.open("wb", buffering=0) as out:
        for start in range(0, len(data), 40):
            out.write(data[start : start + 40])
            os.fsync(out.fileno())


@pytest.fixture(scope="module")
def site(serve: Callable[..., object], tmp_path_factory: pytest.TempPathFactory) -> object:
    posts = tmp_path_factory.mktemp("posts")
    (posts / "_posts").mkdir()
    (posts / "_config.yml").write_text("title: 뉴스다오\npermalink: pretty\n", encoding="utf-8")
    return serve(posts)


def story(number: int, title: str) -> tuple[str, str]:
    now = datetime.now(UTC)
    text = POST.format(
        title=title, category="사회", date=f'"{now:%Y-%m-%d %H:%M:%S} +0000"', more="", body=f"{title} 본문이다."
    )
    return f"{now:%Y-%m-%d}-save-{number}.md", text


@pytest.mark.parametrize("number", range(20))
def test_a_saved_post_stands_everywhere_in_both_workers(site, number: int) -> None:
    save = (in_place, by_rename, by_backup, in_pieces)[number % 4]
    name, text = story(number, f"저장 {number}번째 소식")
    save(site.posts / "_posts" / name, text)
    # Each list is asked until both workers, which take turns, have shown it.
    for path in LISTS:
        for _ in range(4):
            wait_for(
                lambda path=path: f"저장 {number}번째" in site.get(path).text, 5, f"{path}: {site.log.read_text()}"
            )
    assert all(f"저장 {number}번째" in site.get(path).text for path in LISTS for _ in range(2)), "and stays there"


def test_a_second_save_changes_the_article_in_every_worker(site) -> None:
    name, text = story(900, "고치기 전 제목")
    file = site.posts / "_posts" / name
    in_place(file, text)
    wait_for(lambda: "고치기 전" in site.get("/").text, 5, "not published")
    by_rename(file, text.replace("고치기 전", "고친 뒤"))
    wait_for(lambda: "고친 뒤" in site.get("/").text, 5, "not updated")
    assert all("고치기 전 제목" not in site.get("/latest/").text for _ in range(8))


def test_a_saved_order_of_the_home_page_stands_in_every_worker(site) -> None:
    name, text = story(950, "맨 위에 설 소식")
    in_place(site.posts / "_posts" / name, text)
    (site.posts / "_data").mkdir(exist_ok=True)
    by_rename(site.posts / "_data" / "front.yml", "lead: save-950\n")

    def leads() -> bool:
        lead = site.get("/").text.partition("story-lead")[2].partition("</article>")[0]
        return "맨 위에" in lead

    wait_for(lambda: all(leads() for _ in range(4)), 5, site.log.read_text())
    assert site.get("/").text.count('/save-950/"') == 1, "it stands on top and nowhere else"
    by_rename(site.posts / "_data" / "front.yml", "lead: nowhere\n")
    wait_for(lambda: "front.yml:1: `nowhere` is no story" in site.log.read_text(), 5, site.log.read_text())


def test_a_bad_save_is_told_and_takes_nothing_down(site) -> None:
    in_place(site.posts / "_posts" / "2026-11-20-bad.md", "---\ntitle: &a [*a]\n---\n")
    wait_for(lambda: "2026-11-20-bad.md:2" in site.log.read_text(), 5, site.log.read_text())
    assert site.get("/").status == 200


def test_a_changed_configuration_shows_at_once(site) -> None:
    (site.posts / "_config.yml").write_text("title: 새 이름\npermalink: pretty\n", encoding="utf-8")
    wait_for(lambda: all("새 이름" in site.get("/").text for _ in range(4)), 5, "the site's name did not change")
    assert [path for path in LISTS if "뉴스다오" in site.get(path).text] == []
