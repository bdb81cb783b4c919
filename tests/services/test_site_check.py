"""A look at the whole site: every link within it that leads nowhere, and none that leads somewhere."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from lxml import html as markup
from newsroom import Newsroom

from newsdao.content.findings import DeadLink, Lacks, Place, SiteFindings
from newsdao.content.references import path_on_site
from newsdao.extensions import db
from newsdao.services import site_check
from newsdao.store import audit
from newsdao.store.models import Article, ArticleBody

NOW = datetime(2026, 11, 25, 7, tzinfo=UTC)
HERE = "/사회/2026/11/20"


def look(room: Newsroom, asked: list[str] | None = None) -> SiteFindings:
    reader, media = room.reader, room.app.extensions["newsdao"].settings.media_folder

    def status_of(path: str) -> int:
        if asked is not None:
            asked.append(path)
        return reader.get(quote(path)).status_code

    with room.app.app_context():
        return site_check.examine(db.session(), media, status_of, NOW)


def test_a_link_that_leads_nowhere_is_told_with_the_line_it_stands_on(newsroom: Newsroom) -> None:
    newsroom.post("river", body=f"첫 줄\n\n[댐]({HERE}/dam/)과 [다리]({HERE}/다리/)를 보라.")
    newsroom.post(
        "dam",
        body=f"<p>[강]</p>\n\n[강]({HERE}/river/) [다리](https://news.example.kr{quote(HERE)}/%EB%8B%A4%EB%A6%AC/)",
    )
    newsroom.sync()
    assert look(newsroom).dead_links == (
        DeadLink(f"{HERE}/다리/", (Place("_posts/2026-11-20-dam.md", 9), Place("_posts/2026-11-20-river.md", 9)), 404),
    )


@pytest.mark.parametrize(
    "address",
    [
        "/", "/latest/", "/archive/", "/archive/2026/11/20/", "/category/사회/", "/category/사회", "/tag/댐/",
        "/feeds/", "/rss.xml", "/category/사회/feed.json", "/sitemap.xml", "/robots.txt", f"{HERE}/dam/", f"{HERE}/dam",
        "../dam/", f"{HERE}/dam.html", f"{HERE}/dam/index.html", f"{HERE}/dam/?from=here#top", "/old-dam/",
        "/assets/dam.pdf",
        "#top", "mailto:desk@example.kr", "https://example.org/none/", "/static/icons/favicon.ico", "/about/",
        "/사회/2027/01/01/later/",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_not_told(newsroom: Newsroom, address: str) -> None:
    newsroom.post("dam", more="tags: [댐]\nredirect_from: /old-dam/\n")
    newsroom.post("later", date='"2027-01-01 09:00:00 +0900"')
    newsroom.write("about.md", "---\ntitle: 소개\n---\n우리는 해온일보다.\n")
    newsroom.write("assets/dam.pdf", b"%PDF-1.4")
    newsroom.post("river", body=f"[보기](<{address}>)")
    newsroom.sync()
    assert look(newsroom).dead_links == ()


@pytest.mark.parametrize(
    "address",
    ["/tag/없음/", "/archive/2020/01/01/", "/category/경제/feed.json", "/assets/none.pdf", "/static/none.css", "none"],
)
def test_an_address_in_the_form_of_one_of_our_pages_is_none_as_long_as_nothing_is_there(newsroom, address: str) -> None:
    newsroom.post("river", body=f"[보기]({address})")
    newsroom.sync()
    assert len(look(newsroom).dead_links) == 1


def test_what_was_withdrawn_is_told_apart(newsroom: Newsroom) -> None:
    newsroom.post("river", body=f"[댐]({HERE}/dam/)")
    file = newsroom.post("dam", body=f"[내려가면 아무도 묻지 않는다]({HERE}/none/)")
    newsroom.sync()
    file.unlink()
    newsroom.sync(prune=True)
    assert [(one.address, one.status) for one in look(newsroom).dead_links] == [(f"{HERE}/dam/", 410)]


def test_a_redirect_to_a_place_that_is_not_there_is_told(newsroom: Newsroom) -> None:
    newsroom.post("river", more="redirect_to: /none/\n")
    newsroom.post("dam", more=f"redirect_to: {HERE}/river/\n")
    newsroom.post("bridge", more="redirect_to: https://example.org/\n")
    newsroom.sync()
    places = (Place("_posts/2026-11-20-river.md", 1),)
    assert look(newsroom).redirects_nowhere == (DeadLink("/none/", places, 404),)


def test_below_a_base_path_addresses_are_told_without_it(open_newsroom) -> None:
    room = open_newsroom(config="title: 해온\nurl: https://news.example.kr\nbaseurl: /blog\npermalink: pretty\n")
    room.post(
        "river",
        body=f"[댐]({{{{ site.baseurl }}}}{HERE}/dam/) [분야](/blog/category/사회/) [남의 것](https://news.example.kr/none/)",
    )
    room.sync()
    assert [(one.address, one.places[0].line) for one in look(room).dead_links] == [(f"{HERE}/dam/", 7)]


def test_a_line_that_liquid_made_is_told_without_a_number(newsroom: Newsroom) -> None:
    newsroom.post("river", body="[댐]({% link _posts/2026-11-20-dam.md %})")
    file = newsroom.post("dam")
    newsroom.sync()
    file.unlink()
    newsroom.sync(prune=True)
    assert [str(place) for place in look(newsroom).dead_links[0].places] == ["_posts/2026-11-20-river.md"]


def test_the_site_is_asked_once_for_an_address_and_never_for_an_articles_own(newsroom: Newsroom) -> None:
    for number in range(5):
        newsroom.post(f"s{number}", body=f"[가]({HERE}/s0/) [나](/none/) [다](/latest/) [라](/none/#x)")
    newsroom.sync()
    asked: list[str] = []
    assert len(look(newsroom, asked).dead_links[0].places) == 5
    assert sorted(asked) == ["/latest/", "/none/"]


def test_a_site_of_dead_links_alone_ends_and_says_what_was_not_looked_at(newsroom: Newsroom, monkeypatch) -> None:
    monkeypatch.setattr(site_check, "MOST_ASKED", 3)
    newsroom.post("river", body=" ".join(f"[{number}](/none-{number}/)" for number in range(8)))
    newsroom.sync()
    found = look(newsroom)
    assert (len(found.dead_links), found.unasked) == (3, 5)


def test_bodies_are_read_a_few_at_a_time_and_none_is_missed(newsroom: Newsroom) -> None:
    count = audit.AT_ONCE + 5
    for number in range(count):
        newsroom.post(f"s{number}", body=f"[가](/none-{number % 2}/)")
    newsroom.sync()
    assert sum(len(one.places) for one in look(newsroom).dead_links) == count
    with newsroom.app.app_context():
        assert [len(batch) for batch in audit.examined(db.session())] == [audit.AT_ONCE, 5]


def test_same_titles_are_told_with_their_files_and_addresses(newsroom: Newsroom) -> None:
    newsroom.post("a", title="같은 제목")
    newsroom.post("b", title="같은 제목")
    newsroom.post("c", title="다른 제목")
    newsroom.post("later", title="다른 제목", date='"2027-01-01 09:00:00 +0900"')
    newsroom.write("about.md", "---\ntitle: 다른 제목\n---\n소개\n")
    newsroom.sync()
    (alike,) = look(newsroom).same_titles
    assert alike.title == "같은 제목"
    assert alike.places == (
        Place("_posts/2026-11-20-a.md", 0, f"{HERE}/a/"), Place("_posts/2026-11-20-b.md", 0, f"{HERE}/b/"),
    )  # fmt: skip


def test_what_articles_lack_is_counted_and_pages_are_no_articles(newsroom: Newsroom) -> None:
    newsroom.post("whole", more="image: https://img.example.org/a.jpg\ndescription: 강물이 불었다.\n")
    newsroom.post("told", more="excerpt: 강물이 불었다.\n")
    newsroom.write("_posts/2026-11-20-bare.md", "---\ntitle: 다리\n---\n글\n")
    newsroom.write("about.md", "---\ntitle: 소개\n---\n소개\n")
    newsroom.sync()
    assert look(newsroom).lacks == Lacks(articles=3, time=1, category=1, picture=2, description=1)


def test_pictures_elsewhere_are_counted_by_host_most_first(newsroom: Newsroom) -> None:
    newsroom.post("a", more="image: https://img.example.org/a.jpg\n", body="![강](https://cdn.example.com/b.png)")
    newsroom.post("b", body="![강](https://cdn.example.com/c.png) [사진](https://example.net/)")
    newsroom.sync()
    assert list(look(newsroom).remote_pictures.items()) == [("cdn.example.com", 2), ("img.example.org", 1)]


def test_an_empty_store_has_nothing_to_tell(newsroom: Newsroom) -> None:
    assert look(newsroom) == SiteFindings()


@pytest.mark.corpus
@pytest.mark.parametrize(
    "site",
    [
        "seed", "seedlike/koreanews", "seedlike/frowth-official", "seedlike/whereispost", "jekyll-sites/18f",
        "jekyll-sites/bitcoincore", "jekyll-sites/mehdix-ir", "jekyll-sites/mzlogin", "jekyll-sites/jekyll-docs",
        "adversarial/jekyll-tests/test/source", "adversarial/alembic-demo",
    ],
)  # fmt: skip
def test_of_every_link_in_a_real_site_it_is_told_exactly_what_the_site_itself_answers(
    open_newsroom, corpus, site: str
) -> None:
    room = open_newsroom()
    room.folder = corpus / site
    room.sync()
    found = look(room)
    told = {one.address: one.status for one in found.dead_links}
    with room.app.app_context():
        base_path = audit.site_url(db.session()).partition("://")[2].partition("/")[2].rstrip("/")
        base_path = f"/{base_path}" if base_path else ""
        rows = db.session.execute(
            db.select(Article.permalink, ArticleBody.body_html, ArticleBody.feature_html).join(
                ArticleBody, ArticleBody.article_id == Article.id
            )
        ).all()
    linked = {
        path
        for permalink, *texts in rows
        for href in markup.fromstring(f"<div>{' '.join(texts)}</div>").xpath("//a/@href")
        if (path := path_on_site(href, permalink, base_path)) is not None
    }
    answers = {path: room.reader.get(quote(base_path + path)).status_code for path in linked}
    assert told == {path: status for path, status in answers.items() if status >= 400}
    assert found.unasked == 0
