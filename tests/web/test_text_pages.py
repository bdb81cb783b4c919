"""Pages beside the stories, documents of collections, and addresses that lead elsewhere."""

import pytest
from newsroom import Newsroom

from newsdao.cli import make_syncer

CONFIG = """title: 뉴스다오
url: https://news.example.kr
permalink: {permalink}
collections:
  staff: {{output: true, permalink: /people/:name/}}
  notes: {{output: true}}
  hidden: {{output: false}}
"""
PAGE = "---\ntitle: {title}\n{more}---\n{body}\n"


@pytest.fixture
def site(newsroom: Newsroom) -> Newsroom:
    newsroom.write("_config.yml", CONFIG.format(permalink="pretty"))
    newsroom.post("river")
    return newsroom


def page(title: str = "소개", more: str = "", body: str = "우리는 쓴다.") -> str:
    return PAGE.format(title=title, more=more, body=body)


def test_a_page_stands_at_its_address_and_in_no_list(site: Newsroom) -> None:
    site.write("rules.md", page("편집 원칙", body="## 첫째\n\n사실만 쓴다."))
    assert site.sync().inserted == 2
    text = site.get("/rules/")
    assert "<h1" in text and "편집 원칙" in text and "사실만 쓴다." in text
    assert 'property="og:type" content="website"' in text and '"@type":"WebPage"' in text
    assert "1970" not in text and "NewsArticle" not in text
    for other in ("/", "/latest/", "/rss.xml", "/atom.xml", "/feed.json", "/news-sitemap.xml", "/archive/"):
        assert "편집 원칙" not in site.get(other)
    assert "<loc>https://news.example.kr/rules/</loc>" in site.get("/sitemaps/pages.xml")
    assert "1970" not in site.get("/sitemaps/pages.xml") + site.get("/sitemap.xml") + site.get("/archive/")


@pytest.mark.parametrize(
    ("permalink", "file", "address"),
    [
        ("pretty", "about.md", "/about/"),
        ("date", "about.md", "/about.html"),
        ("none", "company/about.html", "/company/about.html"),
        ("/:categories/:title/", "company/about.md", "/company/about/"),
        ("/:categories/:title", "company/about.md", "/company/about"),
        ("/:categories/:title:output_ext", "about.md", "/about.html"),
        ("date", "company/index.md", "/company/"),
        ("pretty", "_notes/2026-11-01-day.md", "/notes/2026-11-01-day/"),
        ("date", "_notes/sub/first.md", "/notes/sub/first.html"),
        ("date", "_staff/Kim Naru.md", "/people/kim-naru/"),
    ],
)
def test_a_page_has_the_address_that_jekyll_gives_it(
    newsroom: Newsroom, permalink: str, file: str, address: str
) -> None:
    newsroom.write("_config.yml", CONFIG.format(permalink=permalink))
    newsroom.write(file, page())
    newsroom.sync()
    assert "우리는 쓴다." in newsroom.get(address)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("README.md", "# 읽어 주세요\n"),
        ("_hidden/secret.md", page()),
        ("_layouts/post.html", page()),
        ("vendor/x/about.md", page()),
        ("node_modules/x/about.md", page()),
        (".github/about.md", page()),
        ("about.md", page(more="published: false\n")),
        ("archive.md", page(more="layout: archive\n", body="{% for post in site.posts %}{{ post.title }}{% endfor %}")),
        ("index.html", page()),
        ("tags.md", page(more="permalink: /feeds/\n")),
    ],
)
def test_what_is_no_page_or_has_no_text_of_its_own_is_not_published(site: Newsroom, file: str, text: str) -> None:
    site.write(file, text)
    report = site.sync()
    assert (report.inserted, report.rejected) == (1, [])
    assert site.sync().changed == 0


def test_a_folder_that_the_site_includes_by_name_has_pages_too(site: Newsroom) -> None:
    site.write("_config.yml", CONFIG.format(permalink="pretty") + "include: [_pages]\n")
    site.write("_pages/about.md", page(more="permalink: /about/\n"))
    site.sync()
    assert "우리는 쓴다." in site.get("/about/")


def test_a_page_s_defaults_are_those_of_pages_and_a_document_s_those_of_its_collection(site: Newsroom) -> None:
    defaults = (
        "defaults:\n- {scope: {path: '', type: pages}, values: {description: 쪽의 설명}}\n"
        "- {scope: {path: '', type: notes}, values: {description: 쪽지의 설명}}\n"
    )
    site.write("_config.yml", CONFIG.format(permalink="pretty") + defaults)
    site.write("about.md", page())
    site.write("_notes/one.md", page())
    site.sync()
    assert 'content="쪽의 설명"' in site.get("/about/")
    assert 'content="쪽지의 설명"' in site.get("/notes/one/")


def test_a_page_that_goes_answers_410_and_its_old_address_leads_to_it_while_it_stands(site: Newsroom) -> None:
    file = site.write("about.md", page(more="redirect_from: [/us/, /company.html]\n"))
    site.sync()
    assert site.reader.get("/us/").location == "/about/"
    assert site.reader.get("/company.html").location == "/about/"
    file.unlink()
    assert site.sync(prune=True).withdrawn == 1
    assert site.reader.get("/about/").status_code == 410


def test_a_saved_page_alone_is_read_alone(site: Newsroom) -> None:
    site.write("about.md", page())
    site.sync()
    file = site.write("about.md", page(body="새로 쓴다."))
    with site.app.app_context():
        syncer = make_syncer(site.folder)
        assert syncer.are_read_alone([file]) and not syncer.are_read_alone([site.folder / "_config.yml"])
        assert syncer.sync_paths([file]).updated == 1
    assert "새로 쓴다." in site.get("/about/")


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/사회/2026/11/20/river/", "/%EC%82%AC%ED%9A%8C/2026/11/20/river/"),
        ("https://news.example.kr/about/", "/about/"),
        ("https://elsewhere.example/a?b=1#c", "https://elsewhere.example/a?b=1#c"),
        ("[/about/]", "/about/"),
    ],
)
def test_redirect_to_leads_there_for_good(site: Newsroom, target: str, location: str) -> None:
    site.write("about.md", page())
    site.write("go.md", page(more=f"redirect_to: {target}\n", body=""))
    site.sync()
    answer = site.reader.get("/go/")
    assert (answer.status_code, answer.location) == (301, location)
    assert "/go/" not in site.get("/sitemaps/pages.xml")


def test_a_chain_of_redirects_is_one_redirect_and_a_ring_is_reported_and_leads_nowhere(site: Newsroom) -> None:
    site.write("about.md", page(more="redirect_from: /us/\n"))
    site.write("a.md", page(more="redirect_to: /b/\n"))
    site.write("b.md", page(more="redirect_to: /us/\n"))
    site.write("x.md", page(more="redirect_to: /y/\nredirect_from: /to-x/\n"))
    site.write("y.md", page(more="redirect_to: /x/\n"))
    (notice,) = site.sync().notices
    assert notice.kind == "lost" and "/x/ → /y/ → /x/" in notice.what
    assert site.reader.get("/a/").location == "/about/"
    assert site.reader.get("/x/").status_code == site.reader.get("/y/").status_code == 404


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example/", "ftp://a.example/"]
)
def test_redirect_to_leads_to_the_web_and_nowhere_else(site: Newsroom, target: str) -> None:
    site.write("go.md", page(more=f"redirect_to: '{target}'\n"))
    (notice,) = site.sync().notices
    assert "is no address" in notice.what
    assert site.reader.get("/go/").status_code == 200


def test_an_old_address_of_a_page_that_leads_elsewhere_leads_to_the_end_at_once(site: Newsroom) -> None:
    site.write("about.md", page())
    site.write("go.md", page(more="redirect_to: /about/\nredirect_from: /went/\n"))
    site.sync()
    assert site.reader.get("/went/").location == "/about/"


def test_files_that_jekyll_would_copy_are_served_and_others_are_not(site: Newsroom) -> None:
    site.write("files/plan.hwp", b"hwp")
    site.write("ads.txt", "example.com, 1, DIRECT")
    site.write("script.js", "alert(1)")
    site.write("_secret/plan.txt", "secret")
    site.sync()
    assert site.reader.get("/files/plan.hwp").data == b"hwp"
    assert site.reader.get("/ads.txt").mimetype == "text/plain"
    assert site.reader.get("/script.js").status_code == 404
    assert site.reader.get("/_secret/plan.txt").status_code == 404


def test_an_author_who_takes_another_name_has_it_under_every_story(site: Newsroom) -> None:
    site.write("_data/authors.yml", "kim: {name: 김나루}\n")
    site.post("signed", more="author: kim\n")
    site.sync()
    assert "김나루" in site.get("/사회/2026/11/20/signed/")
    site.write("_data/authors.yml", "kim: {name: 김여울}\n")
    site.sync()
    for path in ("/사회/2026/11/20/signed/", "/author/kim/"):
        assert "김여울" in site.get(path) and "김나루" not in site.get(path)


def test_a_collection_of_authors_names_them_and_its_addresses_lead_to_their_pages(site: Newsroom) -> None:
    site.write("_config.yml", "url: https://news.example.kr\ncollections: {authors: {output: true}}\n")
    site.write("_authors/kim.md", "---\nname: kim\nfull_name: 김나루\nredirect_from: /team/kim/\n---\n")
    site.write("_authors/lee.md", "---\nname: 이도하\n---\n사회부 기자다.\n")
    site.post("signed", more="author: kim\n")
    site.sync()
    assert site.sync().changed == 0
    assert "김나루" in site.get("/author/kim/")
    assert site.reader.get("/team/kim/").location == "/author/kim/"
    assert site.reader.get("/authors/kim.html").location == "/author/kim/"
    assert "사회부 기자다." in site.get("/authors/lee.html")
