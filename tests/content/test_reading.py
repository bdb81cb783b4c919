"""An authored file as a Post."""

from datetime import UTC, datetime

import pytest
from authored import CONFIG, CONTEXT, PICTURES, read, read_file

from newsdao.content.jekyll_config import read_config
from newsdao.content.post import Correction, Term
from newsdao.content.reading import SourceFile, permalink_of, read_post
from newsdao.errors import PostError


def test_a_post_of_the_familys_form_is_all_there() -> None:
    post = read_file("seed_form")
    assert post.title == "해온시, 강변 산책로 4월에 다시 연다"
    assert post.permalink == "/news/2026/03/02/seed_form/"
    assert post.feed_id == "/news/2026/03/02/seed_form"
    assert (post.published_at, post.is_time_known) == (datetime(2026, 3, 1, 15, tzinfo=UTC), False)
    assert post.updated_at == post.published_at
    assert post.categories == (Term("category", "news", "News"),)
    assert post.excerpt == post.feature_text
    assert post.excerpt.endswith("자전거길은 따로 뗐다.")
    assert "강변이 돌아온다" in post.feature_html
    assert post.picture == PICTURES["/assets/img/haeon_riverside.jpg"]
    assert (post.lang, post.authors, post.notices) == ("ko-KR", (), ())


def test_a_date_that_is_none_is_told_as_it_stands_with_the_day_that_was_taken() -> None:
    (notice,) = read("layout: post\ndate:   2026-02-30  # 내일", path="_posts/2026-03-02-bridge.md").notices
    assert (notice.kind, notice.line) == ("repaired", 3)
    assert (notice.before, notice.after) == ("date:   2026-02-30  # 내일", "2026-03-02")


def test_its_body_is_clean_and_does_not_repeat_the_picture() -> None:
    html = read_file("seed_form").body_html
    assert "<table" in html
    assert not [mark for mark in ("data-ke", "style=", "<img", "<h1") if mark in html]


@pytest.mark.parametrize(
    ("trait", "title"),
    [("bracketed_title", '[예산 다시 보기] 해온시 도서관 "문 닫는 날" 줄인다'), ("utf16", "메모장에서 쓴 글")],
)
def test_a_file_that_needed_care_says_so(trait: str, title: str) -> None:
    post = read_file(trait)
    assert post.title == title
    assert len(post.notices) >= 1


@pytest.mark.parametrize(
    ("path", "front_matter", "permalink"),
    [
        ("_posts/2026-03-02-bridge.md", "categories: News", "/news/2026/03/02/bridge/"),
        ("_posts/2026-3-2-bridge.md", "", "/2026/03/02/bridge/"),
        ("politics/_posts/2026-03-02-bridge.md", "categories: Seoul", "/politics/seoul/2026/03/02/bridge/"),
        ("_posts/en/2026-03-02-bridge.md", "", "/2026/03/02/bridge/"),
        ("_posts/2026-03-02-다리 개통!.md", "", "/2026/03/02/다리-개통!/"),
        ("_posts/2026-03-02-bridge.md", "slug: Other One", "/2026/03/02/Other-One/"),
        ("_posts/2026-03-02-bridge.md", "permalink: /:year/:title.html", "/2026/bridge.html"),
        ("_posts/2026-03-02-bridge.md", "date: 2026-03-02 22:30:00", "/2026/03/03/bridge/"),
        ("_posts/2026-03-02-bridge.md", "date: '2026-03-02 22:30:00'", "/2026/03/02/bridge/"),
        ("_posts/2026-03-02-bridge.md", "date: 2026-03-05", "/2026/03/05/bridge/"),
        ("_posts/2026-03-02-bridge.html", "category: 사회 면", "/사회 면/2026/03/02/bridge/"),
    ],
)
def test_the_address_follows_path_front_matter_and_the_sites_clock(
    path: str, front_matter: str, permalink: str
) -> None:
    assert read(front_matter, path=path).permalink == permalink
    assert permalink_of(SourceFile(path, f"---\n{front_matter}\n---\n".encode()), CONFIG) == permalink


def test_defaults_lie_under_the_front_matter() -> None:
    config = read_config(
        "permalink: /:categories/:title/\ndefaults: [{scope: {path: ''}, values: {categories: [가], lang: fa_IR, "
        "image: /assets/img/lighthouse.jpg, permalink: '/d/:categories/:title/'}}]"
    )
    plain = read("categories: [나]\nimage:", config=config)
    assert (plain.permalink, plain.lang) == ("/d/가/나/bridge/", "fa-IR")
    assert plain.picture == PICTURES["/assets/img/lighthouse.jpg"]
    assert read("image: false", config=config).picture is None


def test_alembics_includes_show_in_the_page() -> None:
    post = read_file("alembic_includes")
    assert post.picture is not None
    assert (post.picture.alt, post.picture.width) == ("서린 등대", 600)
    assert "관람 신청" in post.body_html
    assert "/blog/assets/img/old.jpg" in post.body_html
    assert "{{ site.title }}" in post.body_html
    assert "편집자에게" not in post.body_html
    assert "불이 켜졌다" in post.text
    assert [notice.line for notice in post.notices if "unknown-widget" in notice.what] == [22]


def test_corrections_are_dated_plain_text() -> None:
    assert read_file("corrections").corrections == (
        Correction("결승골 시각을 후반 41분에서 후반 44분으로 바로잡습니다.", datetime(2026, 3, 2, 12, 10, tzinfo=UTC)),
        Correction("관중 수를 바로잡습니다."),
    )
    assert read("correction: 이름을 바로잡습니다.").corrections == (Correction("이름을 바로잡습니다."),)


def test_old_addresses_lead_here() -> None:
    post = read_file("breaking_title")
    assert post.permalink == "/breaking/bridge/"
    assert post.redirects_from == ("/old/bridge.html", "/older/다리/")


@pytest.mark.parametrize(
    "written", ["https://evil.example/x", "//evil.example/x", "/", "/2026/03/02/bridge/", "//[", ""]
)
def test_what_is_no_other_path_of_this_site_is_no_old_address(written: str) -> None:
    assert read(f"redirect_from: '{written}'").redirects_from == ()


@pytest.mark.parametrize("key", ["tags", "redirect_from"])
def test_a_post_has_no_more_than_a_hundred_tags_or_old_addresses(key: str) -> None:
    post = read(f"{key}: [{', '.join(f'n{number}' for number in range(5000))}]")
    assert len(post.tags) + len(post.redirects_from) == 100
    assert [(notice.kind, notice.line) for notice in post.notices] == [("lost", 2)]


@pytest.mark.parametrize(("key", "value"), [("indexing", "false"), ("sitemap", "false"), ("sitemap", "'no'")])
def test_a_post_may_keep_out_of_search_engines(key: str, value: str) -> None:
    assert not read(f"{key}: {value}").is_indexable


def test_a_post_may_be_held_back() -> None:
    assert read("published: false").is_unpublished
    assert not read("published: true").is_unpublished


def test_the_page_that_counts_may_be_another() -> None:
    assert read("canonical_url: https://other.example/a").canonical_url == "https://other.example/a"
    assert read("canonical_url: https://news.example.kr/blog/2026/03/02/bridge/").canonical_url == ""
    assert read("canonical_url: /a").canonical_url == ""


def test_a_change_is_never_older_than_the_post() -> None:
    assert read("last_modified_at: 2026-03-04 10:00").updated_at == datetime(2026, 3, 4, 1, tzinfo=UTC)
    assert read("last_modified_at: 2020-01-01").updated_at == datetime(2026, 3, 1, 15, tzinfo=UTC)
    assert [notice.line for notice in read("last_modified_at: 어제").notices] == [2]


@pytest.mark.parametrize(
    ("front_matter", "body", "excerpt"),
    [
        ("excerpt: '**굵은** 요약'", "가 <!-- more --> 나", "굵은 요약"),
        ("title: 가", "요약이다.\n<!-- more -->\n나", "요약이다."),
        ("excerpt: ''", "요약이다.\n<!-- more -->\n나", ""),
        ("title: 가", "표시가 없다.", ""),
        ("excerpt_separator: '~~'", "요약이다.\n\n~~\n\n나", "요약이다."),
    ],
)
def test_an_excerpt_is_the_authors_or_stands_before_the_mark(front_matter: str, body: str, excerpt: str) -> None:
    config = read_config("excerpt_separator: <!-- more -->")
    assert read(front_matter, body, config=config).excerpt == excerpt


def test_a_date_that_is_none_is_replaced_by_the_files_and_told() -> None:
    post = read("title: 가\ndate: 내일쯤")
    assert post.published_at == datetime(2026, 3, 1, 15, tzinfo=UTC)
    assert [(notice.kind, notice.line) for notice in post.notices] == [("repaired", 3)]


@pytest.mark.parametrize(
    ("path", "front_matter", "why"),
    [
        ("_drafts/bridge.md", "", "no date"),
        ("_posts/2026-02-30-bridge.md", "", "2026-02-30 is no day"),
        ("_drafts/bridge.md", "date: 내일", "is no date"),
        ("_posts/2026-03-02-bridge.md", "permalink: /", "home page"),
        ("_posts/2026-03-02-bridge.md", f"slug: {'가' * 100}", "too long"),
    ],
)
def test_a_post_that_cannot_stand_anywhere_is_refused_with_a_remedy(path: str, front_matter: str, why: str) -> None:
    with pytest.raises(PostError, match=why) as refused:
        read(front_matter, path=path)
    assert refused.value.path == path
    assert refused.value.remedy


def test_a_draft_without_a_date_has_that_of_its_file() -> None:
    saved = datetime(2026, 3, 5, 1, 2, tzinfo=UTC)
    post = read_post(SourceFile("_drafts/bridge.md", b"---\ntitle: a\n---\n", saved), CONFIG, CONTEXT)
    assert (post.is_draft, post.published_at, post.permalink) == (True, saved, "/2026/03/05/bridge/")


def test_an_html_post_is_no_markdown() -> None:
    assert "**" in read(body="<p>**가**</p>", path="_posts/2026-03-02-a.html").body_html


def test_liquid_may_be_switched_off() -> None:
    assert "{{ x }}" in read("render_with_liquid: false", "{{ x }}").body_html


def test_a_draft_has_the_defaults_of_posts_and_none_of_its_own() -> None:
    sets = "defaults: [{scope: {type: posts}, values: {tags: [강]}}, {scope: {type: drafts}, values: {tags: [초안]}}]"
    post = read("date: 2026-03-02", path="_drafts/bridge.md", config=read_config(sets))
    assert [tag.name for tag in post.tags] == ["강"]


def test_liquid_knows_the_page_as_jekyll_does() -> None:
    front_matter = "title: '\"다리\" 열려'\ntags: [강, 비]\nlevel: 3\nis_open: no\nquoted: 'no'\ncategory: 사회"
    body = (
        "{{ page.title }}|{{ page.date | date: '%Y-%m-%d' }}|{{ page.tags | join: '+' }}|{{ page.url | absolute_url }}|"
        "{% if page.is_open %}열림{% else %}닫힘{% endif %}|{% if page.level > 2 %}높음{% endif %}|{{ page.quoted }}|"
        "{{ site.title }}|{{ page.categories[0] }}|{{ page.path }}|{{ page.level }}"
    )
    post = read(front_matter, body)
    assert post.notices == ()
    assert post.text == (
        "“다리” 열려|2026-03-02|강+비|https://news.example.kr/blog/%EC%82%AC%ED%9A%8C/2026/03/02/bridge/|"
        "닫힘|높음|no|해온신문|사회|_posts/2026-03-02-bridge.md|3"
    )


def test_markdown_made_by_liquid_is_read_as_markdown_and_made_safe() -> None:
    body = "{% for i in (1..2) %}\n- **{{ i }}**<script>x</script>\n{% endfor %}"
    html = read("", body).body_html
    assert html.count("<strong>") == 2
    assert "<script" not in html


def test_a_lost_tag_is_told_with_the_line_of_the_file() -> None:
    (notice,) = read("title: a\nexcerpt: b", "가\n\n{{ page.gone }}").notices
    assert (notice.path, notice.line, notice.kind) == ("_posts/2026-03-02-bridge.md", 7, "lost")
