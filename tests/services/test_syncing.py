"""Sync: what a publisher sees in the store after it, on both engines."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from newsroom import Newsroom
from sqlalchemy import select
from stored import snapshot

from newsdao.cli import make_syncer
from newsdao.errors import ConfigurationError, StoreError
from newsdao.extensions import db
from newsdao.store.models import Article, Filing, PublishDay, Redirect, Term

KST_NINE = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)


def rows(room: Newsroom, model: type) -> list:
    with room.app.app_context():
        return list(db.session.scalars(select(model)))


def test_a_post_becomes_an_article_at_its_permalink(newsroom: Newsroom) -> None:
    newsroom.post("haeon-river", title="해온강 수위 사흘째 상승")
    report = newsroom.sync()
    assert (report.inserted, report.updated, report.unchanged, report.rejected) == (1, 0, 0, [])
    (article,) = rows(newsroom, Article)
    assert article.permalink == "/사회/2026/11/20/haeon-river/"
    assert article.title == "해온강 수위 사흘째 상승"
    assert article.published_at == KST_NINE


def test_a_second_sync_changes_nothing(newsroom: Newsroom) -> None:
    for number in range(5):
        newsroom.post(f"story-{number}")
    newsroom.sync()
    before = {one.id: (one.stream_key, one.updated_at, one.digest) for one in rows(newsroom, Article)}
    report = newsroom.sync()
    assert (report.unchanged, report.changed) == (5, 0)
    assert {one.id: (one.stream_key, one.updated_at, one.digest) for one in rows(newsroom, Article)} == before


def test_a_touched_file_whose_words_are_the_same_is_unchanged(newsroom: Newsroom) -> None:
    file = newsroom.post("river")
    newsroom.sync()
    file.write_bytes(file.read_bytes() + b"\n\n")
    report = newsroom.sync()
    assert (report.updated, report.unchanged) == (0, 1)


def test_a_changed_text_moves_the_time_of_change_and_a_changed_tag_does_not(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync(now=KST_NINE + timedelta(hours=1))
    assert rows(newsroom, Article)[0].updated_at == KST_NINE
    newsroom.post("river", more="tags: [해온강]\n")
    newsroom.sync(now=KST_NINE + timedelta(hours=2))
    assert rows(newsroom, Article)[0].updated_at == KST_NINE
    newsroom.post("river", more="tags: [해온강]\n", body="둑이 무너졌다.")
    newsroom.sync(now=KST_NINE + timedelta(hours=3))
    assert rows(newsroom, Article)[0].updated_at == KST_NINE + timedelta(hours=3)


def test_the_author_s_own_time_of_change_is_kept(newsroom: Newsroom) -> None:
    newsroom.post("river", more='last_modified_at: "2026-11-20 09:41:00 +0900"\n')
    newsroom.sync()
    assert rows(newsroom, Article)[0].updated_at == KST_NINE + timedelta(minutes=41)


def test_one_bad_file_stops_no_other(newsroom: Newsroom) -> None:
    newsroom.post("good")
    newsroom.write("_posts/2026-11-20-bad.md", b"---\ntitle: &a [*a, *a]\n---\nx")
    report = newsroom.sync()
    assert report.inserted == 1
    (error,) = report.rejected
    assert error.path == "_posts/2026-11-20-bad.md"
    assert error.line == 2 and error.remedy


def test_of_two_posts_with_one_address_the_second_is_reported_and_nothing_is_overwritten(newsroom: Newsroom) -> None:
    newsroom.post("a-first", title="먼저", more="permalink: /same/\n")
    newsroom.post("b-second", title="나중", more="permalink: /same/\n")
    for _ in range(2):
        report = newsroom.sync()
        assert [error.path for error in report.rejected] == ["_posts/2026-11-20-b-second.md"]
        assert "_posts/2026-11-20-a-first.md" in report.rejected[0].why
        assert [one.title for one in rows(newsroom, Article)] == ["먼저"]


def test_the_same_slug_on_two_days_is_two_articles(newsroom: Newsroom) -> None:
    newsroom.post("362", date='"2026-11-20 09:00:00 +0900"')
    newsroom.post("362", date='"2026-11-21 09:00:00 +0900"')
    assert newsroom.sync().inserted == 2
    assert {one.permalink for one in rows(newsroom, Article)} == {"/사회/2026/11/20/362/", "/사회/2026/11/21/362/"}


def test_no_post_may_take_the_home_page_s_place(newsroom: Newsroom) -> None:
    newsroom.post("greedy", more="permalink: /\n")
    (error,) = newsroom.sync().rejected
    assert error.line == 5 and "home page" in error.why


@pytest.mark.parametrize("permalink", ["/rss.xml", "/category/사회/", "/feeds", "/archive/2026/11/20/"])
def test_no_post_may_stand_where_one_of_our_own_pages_does(newsroom: Newsroom, permalink: str) -> None:
    newsroom.post("greedy", more=f"permalink: {permalink}\n")
    report = newsroom.sync()
    assert report.inserted == 0
    assert "one of the site's own pages" in report.rejected[0].why


def test_a_post_whose_file_is_gone_stays_until_it_is_pruned(newsroom: Newsroom) -> None:
    newsroom.post("stays")
    file = newsroom.post("goes")
    newsroom.sync()
    file.unlink()
    assert (report := newsroom.sync()).missing == 1 and report.changed == 0
    assert newsroom.sync(prune=True).withdrawn == 1
    assert newsroom.sync(prune=True).changed == 0
    assert {one.permalink.split("/")[-2]: one.withdrawn_at is None for one in rows(newsroom, Article)} == {
        "stays": True,
        "goes": False,
    }


def test_a_withdrawn_post_that_comes_back_is_the_same_article(newsroom: Newsroom) -> None:
    newsroom.post("other")
    file = newsroom.post("back")
    newsroom.sync()
    ids = {one.permalink: one.id for one in rows(newsroom, Article)}
    text = file.read_bytes()
    file.unlink()
    newsroom.sync(prune=True)
    file.write_bytes(text)
    assert newsroom.sync().updated == 1
    assert {one.permalink: one.id for one in rows(newsroom, Article) if one.withdrawn_at is None} == ids


def test_a_renamed_file_with_the_same_address_is_the_same_article(newsroom: Newsroom) -> None:
    file = newsroom.post("river", more="permalink: /river/\n")
    newsroom.post("other")
    newsroom.sync()
    file.rename(file.with_name("2026-11-20-renamed.md"))
    report = newsroom.sync(prune=True)
    assert (report.inserted, report.updated, report.withdrawn, report.rejected) == (0, 1, 0, [])


def test_published_false_withdraws_what_was_published(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    newsroom.post("river", more="published: false\n")
    assert newsroom.sync().withdrawn == 1
    assert newsroom.sync().changed == 0


def test_a_post_whose_date_cannot_be_is_told_and_not_dated_by_guess(newsroom: Newsroom) -> None:
    newsroom.write("_posts/2026-13-45-river.md", "---\ntitle: 강\n---\n물.\n")
    (error,) = newsroom.sync().rejected
    assert error.path == "_posts/2026-13-45-river.md" and "date" in error.why + error.remedy


def test_drafts_are_published_only_when_asked_for(newsroom: Newsroom) -> None:
    newsroom.write("_drafts/idea.md", "---\ntitle: 초안\n---\n아직 아니다.\n")
    assert newsroom.sync().inserted == 0
    assert newsroom.sync(drafts=True).inserted == 1


def test_a_dry_run_tells_and_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.post("river")
    report = newsroom.sync(dry_run=True)
    assert report.inserted == 1
    assert rows(newsroom, Article) == [] and rows(newsroom, PublishDay) == []


def test_a_moved_post_leaves_a_redirect_and_true_counts(newsroom: Newsroom) -> None:
    newsroom.post("river", category="사회")
    newsroom.sync()
    newsroom.post("river", category="정치")
    newsroom.sync()
    assert [one.path for one in rows(newsroom, Redirect)] == ["/사회/2026/11/20/river/"]
    counts = {term.slug: term.article_count for term in rows(newsroom, Term) if term.kind == "category"}
    assert counts == {"사회": 0, "정치": 1}


def test_stored_counts_equal_counted_rows_after_any_history(newsroom: Newsroom) -> None:
    for number in range(6):
        newsroom.post(f"s{number}", category="사회", more="tags: [가, 나]\n")
    newsroom.sync()
    newsroom.post("s1", category="정치", date='"2026-11-19 09:00:00 +0900"')
    newsroom.post("s2", category="정치", more="tags: [나]\n")
    (newsroom.folder / "_posts/2026-11-20-s3.md").unlink()
    newsroom.sync(prune=True)
    live = {one.id: one for one in rows(newsroom, Article) if one.withdrawn_at is None}
    filed: dict[int, int] = {}
    for filing in rows(newsroom, Filing):
        if filing.article_id in live:
            assert filing.stream_key == live[filing.article_id].stream_key
            filed[filing.term_id] = filed.get(filing.term_id, 0) + 1
    assert {term.id: term.article_count for term in rows(newsroom, Term) if term.article_count} == filed
    days: dict = {}
    for one in live.values():
        days[one.local_day] = days.get(one.local_day, 0) + 1
    assert {day.day: day.article_count for day in rows(newsroom, PublishDay)} == days


def test_another_site_s_folder_is_refused_with_the_remedy(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    newsroom.folder = newsroom.folder.with_name("elsewhere")
    newsroom.post("unrelated")
    with pytest.raises(StoreError, match="NEWSDAO_INSTANCE=dir"):
        newsroom.sync()


@pytest.mark.parametrize("prune", [False, True])
def test_an_empty_folder_given_by_mistake_changes_nothing(newsroom: Newsroom, tmp_path: Path, prune: bool) -> None:
    newsroom.post("river")
    newsroom.sync()
    before = snapshot(newsroom)
    (tmp_path / "unmounted").mkdir()
    with pytest.raises(StoreError, match=r"holds no posts and no _config.yml, and .* holds 1 articles"):
        Newsroom(tmp_path / "unmounted", newsroom.app).sync(prune=prune)
    assert snapshot(newsroom) == before


def test_a_folder_that_is_not_there_is_one_clear_line(newsroom: Newsroom) -> None:
    newsroom.folder = newsroom.folder.with_name("nowhere")
    with pytest.raises(ConfigurationError, match="is not a folder"):
        newsroom.sync()


def test_a_bare_folder_of_posts_is_a_site(open_newsroom) -> None:
    room = open_newsroom()
    room.write("2026-11-20-river.md", "---\ntitle: 강\ncategories: [사회]\n---\n물이 불었다.\n")
    room.write("README.md", "# not a post\n")
    assert room.sync().inserted == 1
    assert rows(room, Article)[0].permalink == "/사회/2026/11/20/river/"


@pytest.mark.parametrize("name", ["_config.yml", "_config.yaml"])
def test_a_site_whose_posts_lie_below_source_and_collections_dir_keeps_its_pages(open_newsroom, name: str) -> None:
    room = open_newsroom()
    room.write(name, "source: src\ncollections_dir: all\ncollections:\n  guides:\n    output: true\n")
    room.write("src/all/_posts/2026-11-20-river.md", "---\ntitle: 강\n---\n물이 불었다.\n")
    room.write("src/all/_guides/boats.md", "---\ntitle: 배\n---\n배를 타는 법.\n")
    room.write("src/about.md", "---\ntitle: 소개\n---\n우리는 누구인가.\n")
    assert room.sync().inserted == 3
    assert {one.permalink for one in rows(room, Article)} == {
        "/2026/11/20/river.html",
        "/guides/boats.html",
        "/about.html",
    }


def test_authors_who_are_documents_are_found_below_collections_dir(open_newsroom) -> None:
    room = open_newsroom(config="collections_dir: all\ncollections: {authors: {output: true}}\n")
    room.write("all/_authors/kim.md", "---\nname: 김가온\n---\n")
    room.write("all/_posts/2026-11-20-river.md", "---\ntitle: 강\nauthor: kim\n---\n물이 불었다.\n")
    room.sync()
    assert {one.name for one in rows(room, Term) if one.kind == "author"} == {"김가온"}


def test_a_picture_that_comes_later_is_found_by_the_next_sync(newsroom: Newsroom) -> None:
    from PIL import Image

    newsroom.post("river", body="![강](/assets/river.png)\n\n물이 불었다.")
    assert "/assets/river.png" in str(newsroom.sync().notices[0])
    assert newsroom.sync().changed == 0
    (newsroom.folder / "assets").mkdir()
    Image.new("RGB", (640, 360)).save(newsroom.folder / "assets" / "river.png")
    assert newsroom.sync().updated == 1
    assert 'width="640"' in newsroom.get("/사회/2026/11/20/river/")


@pytest.mark.corpus
@pytest.mark.parametrize(
    "site",
    [
        "seed", "seedlike/koreanews", "seedlike/frowth-official", "seedlike/whereispost", "jekyll-sites/18f",
        "jekyll-sites/bitcoincore", "jekyll-sites/mehdix-ir", "jekyll-sites/mzlogin", "jekyll-sites/jekyll-docs",
        "adversarial/jekyll-tests/test/source", "adversarial/jekyll-feed/spec/fixtures", "adversarial/alembic-demo",
        "adversarial/jekyll-sitemap/spec/fixtures", "adversarial/jekyll-seo-tag/spec/fixtures",
        "adversarial/wild-history/mehdix-ir", "adversarial/gray-matter", "adversarial/front-matter-npm",
        "adversarial/python-frontmatter/tests/yaml",
    ],
)  # fmt: skip
def test_every_real_site_syncs_and_a_second_run_changes_nothing(open_newsroom, corpus, site: str) -> None:
    room = open_newsroom()
    room.folder = corpus / site
    first = room.sync()
    assert all(error.path and error.why and error.remedy for error in first.rejected)
    second = room.sync()
    assert second.changed == 0
    assert [str(error) for error in second.rejected] == [str(error) for error in first.rejected]
    assert second.unchanged == first.inserted


def test_two_stories_of_one_old_address_are_told_of_and_the_first_keeps_it(newsroom: Newsroom) -> None:
    newsroom.post("a-first", more="redirect_from: /old/\n")
    newsroom.post("b-second", more="redirect_from: [/old/, /older/]\n")
    (notice,) = newsroom.sync().notices
    assert "/old/ leads to _posts/2026-11-20-a-first.md" in notice.what
    assert newsroom.sync().changed == 0
    assert newsroom.reader.get("/old/").location.endswith("/a-first/")
    assert newsroom.reader.get("/older/").location.endswith("/b-second/")


def test_a_story_written_anew_takes_over_the_old_addresses_once_the_former_one_is_pruned(newsroom: Newsroom) -> None:
    newsroom.post("first")
    former = newsroom.post("second", more="redirect_from: /old/\n")
    newsroom.sync()
    former.rename(former.with_name("2026-11-20-anew.md"))
    newsroom.sync()
    assert unquote(newsroom.reader.get("/old/").location) == "/사회/2026/11/20/second/"
    newsroom.sync(prune=True)
    newsroom.sync()
    assert unquote(newsroom.reader.get("/old/").location) == "/사회/2026/11/20/anew/"
    assert newsroom.sync().changed == 0


def test_an_old_address_of_a_withdrawn_story_is_free_for_the_next(newsroom: Newsroom) -> None:
    file = newsroom.post("first", more="redirect_from: /old/\n")
    newsroom.sync()
    file.unlink()
    newsroom.sync(prune=True)
    newsroom.post("second", more="redirect_from: /old/\n")
    assert newsroom.sync().notices == []
    assert newsroom.reader.get("/old/").location.endswith("/second/")


def test_links_that_lead_out_of_the_folder_or_to_folders_are_told_and_not_followed(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    (outside / "_posts").mkdir(parents=True)
    (outside / "_posts" / "2026-11-20-secret.md").write_text("---\ntitle: 남의 글\n---\n비밀이다.\n")
    newsroom.post("river")
    newsroom.post("same").with_name("2026-11-20-twin.md").symlink_to("2026-11-20-same.md")
    (newsroom.folder / "_posts" / "2026-11-20-out.md").symlink_to(outside / "_posts" / "2026-11-20-secret.md")
    (newsroom.folder / "_posts" / "2026-11-20-nowhere.md").symlink_to("none.md")
    (newsroom.folder / "town").symlink_to(outside)
    (newsroom.folder / "round").symlink_to(".")
    report = newsroom.sync()
    told = {one.path for one in report.notices if one.kind == "lost" and "is a link" in one.what and one.remedy}
    assert told == {"_posts/2026-11-20-out.md", "_posts/2026-11-20-nowhere.md", "town", "round"}
    assert report.inserted == 3


@pytest.mark.parametrize("name", [b"_posts/2026-11-20-\xff.md", b"_drafts/\xff.md", b"\xff.md", b"assets/\xff.png"])
def test_a_file_whose_name_is_no_text_is_told_and_stops_no_other(newsroom: Newsroom, name: bytes) -> None:
    newsroom.post("good")
    file = Path(os.fsdecode(bytes(newsroom.folder) + b"/" + name))
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"---\ntitle: \xeb\xb0\xb0\n---\nx")
    report = newsroom.sync()
    assert report.inserted == 1
    (error,) = report.rejected
    assert error.path == name.decode("utf-8", "backslashreplace") and "rename" in error.remedy
    assert newsroom.sync().changed == 0


def test_files_among_the_posts_that_are_none_by_their_names_are_told(newsroom: Newsroom) -> None:
    newsroom.post("good")
    for name in (
        "notes.md",
        "2026-11-20-draft.md_bak",
        "2026-11-20-plain.text",
        "tool.py",
        ".hidden",
        "2026-11-20-a.md~",
    ):
        newsroom.write(f"_posts/{name}", "---\ntitle: 강\n---\nx")
    report = newsroom.sync()
    assert report.inserted == 1
    assert {notice.path for notice in report.notices} == {
        "_posts/notes.md", "_posts/2026-11-20-draft.md_bak", "_posts/2026-11-20-plain.text", "_posts/tool.py",
    }  # fmt: skip


def test_a_file_that_takes_another_name_keeps_its_story_and_its_old_addresses(newsroom: Newsroom) -> None:
    newsroom.post("other")
    file = newsroom.post("first", more="permalink: /same/\nredirect_from: /old/\n")
    newsroom.sync()
    before = {one.permalink: one.id for one in rows(newsroom, Article)}
    file.rename(file.with_name("2026-11-20-second.md"))
    report = newsroom.sync()
    assert (report.updated, report.missing, report.notices) == (1, 0, [])
    assert {one.permalink: one.id for one in rows(newsroom, Article)} == before
    assert newsroom.reader.get("/old/").location == "/same/"
    assert newsroom.sync().changed == 0


def test_a_ring_of_redirects_is_told_by_a_whole_sync_and_not_by_every_save(newsroom: Newsroom) -> None:
    newsroom.post("good")
    newsroom.write("x.md", "---\nredirect_to: /y/\n---\n")
    newsroom.write("y.md", "---\nredirect_to: /x/\n---\n")
    assert len(newsroom.sync().notices) == 1
    with newsroom.app.app_context():
        assert make_syncer(newsroom.folder).sync_paths([newsroom.post("saved")]).notices == []
