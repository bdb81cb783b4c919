"""Google: docs/requirements.md, 1."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree
from newsroom import Newsroom
from on_a_page import NOW, ORIGIN, RIVER, read

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00")
LISTS = [
    "/",
    "/latest/",
    "/category/사회/",
    "/tag/해온강/",
    "/author/김나루/",
    "/archive/",
    "/archive/2026/11/20/",
    "/feeds/",
]
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


def local(address: str) -> str:
    """A path of the site out of an absolute address of it."""
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == ORIGIN, address
    return unquote(parts.path) + (f"?{parts.query}" if parts.query else "")


def xml(room: Newsroom, path: str) -> etree._Element:
    return etree.fromstring(room.reader.get(path).data)


def test_1_01_the_story_is_a_news_article_in_the_html_with_all_that_google_recommends(air: Newsroom) -> None:
    story = read(air.get(RIVER)).node("NewsArticle")
    wanted = {"author", "datePublished", "dateModified", "headline", "image", "publisher", "mainEntityOfPage",
              "inLanguage", "articleSection", "isAccessibleForFree", "description"}  # fmt: skip
    assert wanted <= story.keys()
    assert story["headline"] == "해온강 수위 사흘째 상승"


@pytest.mark.parametrize("place", [RIVER, "/문화/2026/11/22/snow/"])
def test_1_02_the_story_s_pictures_are_there_in_three_shapes_and_large_enough(air: Newsroom, place: str) -> None:
    images = read(air.get(place)).node("NewsArticle")["image"]
    ratios = set()
    for image in images:
        answer = air.reader.get(local(image["url"]))
        assert answer.status_code == 200 and answer.content_type.startswith("image/")
        assert image["width"] * image["height"] >= 50_000
        ratios.add(round(image["width"] / image["height"], 2))
    assert {1.78, 1.33, 1.0} <= ratios


def test_1_03_an_author_is_one_object_with_the_name_alone_and_a_page(air: Newsroom) -> None:
    (author,) = read(air.get(RIVER)).node("NewsArticle")["author"]
    assert (author["@type"], author["name"]) == ("Person", "김나루")
    assert air.reader.get(local(author["url"])).status_code == 200


def test_1_04_dates_carry_the_offset_and_only_a_real_change_is_one(air: Newsroom) -> None:
    before = read(air.get(RIVER)).node("NewsArticle")
    assert MOMENT.fullmatch(before["datePublished"]) and before["dateModified"] == before["datePublished"]
    file = air.folder / "_posts" / "2026-11-20-river.md"
    file.write_text(file.read_text(encoding="utf-8").replace("tags: [해온강]", "tags: [해온강, 비]"), encoding="utf-8")
    air.sync(NOW + timedelta(hours=1))
    assert read(air.get(RIVER)).node("NewsArticle")["dateModified"] == before["dateModified"]
    file.write_text(file.read_text(encoding="utf-8").replace("비는 이어진다.", "비가 그쳤다."), encoding="utf-8")
    air.sync(NOW + timedelta(hours=2))
    assert read(air.get(RIVER)).node("NewsArticle")["dateModified"] == "2026-11-23T20:00:00+09:00"


def test_1_05_the_breadcrumbs_begin_at_the_section_and_are_those_one_sees(air: Newsroom) -> None:
    page = read(air.get(RIVER))
    crumbs = page.node("BreadcrumbList")["itemListElement"]
    assert [one["name"] for one in crumbs] == ["사회", "해온강 수위 사흘째 상승"]
    seen = page.tree.xpath("//p[starts-with(@class, 'kicker')]/a")[0]
    assert seen.text == "사회" and local(crumbs[0]["item"]) == unquote(seen.get("href")) == "/category/사회/"


def test_1_06_the_home_page_alone_introduces_site_and_publisher(air: Newsroom) -> None:
    home = read(air.get("/"))
    website, publisher = home.node("WebSite"), home.node("NewsMediaOrganization")
    assert (website["name"], website["url"]) == ("뉴스다오", f"{ORIGIN}/")
    assert (publisher["name"], publisher["url"]) == ("뉴스다오", f"{ORIGIN}/")
    assert publisher["sameAs"] == ["https://social.example/newsdao"]
    assert publisher["logo"]["width"] >= 112 and publisher["logo"]["height"] >= 112
    assert "WebSite" not in {node["@type"] for node in read(air.get(RIVER)).graph}


def test_1_07_the_footer_leads_to_who_answers_for_the_paper(air: Newsroom) -> None:
    pages = {
        "about": "소개",
        "editorial-policy": "편집 원칙",
        "corrections": "정정 보도",
        "contact": "문의",
        "masthead": "발행 정보",
    }
    for name, title in pages.items():
        air.write(f"{name}.md", f"---\ntitle: {title}\npermalink: /{name}/\n---\n\n해온시의 뉴스다오다.\n")
    air.sync(NOW)
    for place in ["/", RIVER, "/category/사회/"]:
        led = {unquote(one) for one in read(air.get(place)).tree.xpath("//footer//a/@href")}
        assert {f"/{name}/" for name in pages} <= led, place
    publisher = read(air.get("/")).node("NewsMediaOrganization")
    assert publisher["publishingPrinciples"] == f"{ORIGIN}/editorial-policy/"
    assert publisher["correctionsPolicy"] == f"{ORIGIN}/corrections/"
    assert publisher["masthead"] == f"{ORIGIN}/masthead/"


def test_1_08_one_labelled_date_stands_between_headline_and_text_and_is_that_of_the_data(air: Newsroom) -> None:
    page = read(air.get(RIVER))
    head = page.tree.xpath("//article//div[@class='byline']")[0]
    assert "입력 2026년 11월 20일 09:00" in " ".join(head.text_content().split())
    (time,) = head.xpath(".//time")
    assert time.get("datetime") == page.node("NewsArticle")["datePublished"] == page.meta("article:published_time")
    order = [
        one.tag for one in page.tree.xpath("//article//h1 | //article//time | //article//p[contains(., '알렸다')]")
    ]
    assert order[:2] == ["h1", "time"]


@pytest.mark.parametrize("place", [RIVER, *LISTS])
def test_1_09_pages_ask_to_be_shown_at_full_length(air: Newsroom, place: str) -> None:
    assert read(air.get(place)).metas("robots") == [
        "index,follow,max-image-preview:large,max-snippet:-1,max-video-preview:-1"
    ]


def test_1_09_an_error_asks_by_header_and_by_tag_not_to_be_kept(air: Newsroom) -> None:
    (air.folder / "_posts" / "2025-03-02-old.md").unlink()
    air.sync(NOW, prune=True)
    for place, status in [("/nothing/", 404), ("/사회/2025/03/02/old/", 410)]:
        answer = air.reader.get(place)
        assert answer.status_code == status and "noindex" in answer.headers["X-Robots-Tag"]
        assert "noindex" in read(answer.get_data(as_text=True)).meta("robots")


@pytest.mark.parametrize("place", [RIVER, *LISTS])
def test_1_10_each_page_is_its_own_original(air: Newsroom, place: str) -> None:
    assert local(read(air.get(place)).link("canonical")) == place


def test_1_10_a_later_page_is_its_own_original_the_first_has_one_address_and_the_last_an_end(air: Newsroom) -> None:
    for number in range(70):
        air.post(f"n{number}", title=f"소식 {number}", date=f'"2026-11-19 09:{number % 60:02d}:00 +0900"')
    air.sync(NOW)
    older = unquote(read(air.get("/latest/")).tree.xpath("//a[@rel='next']/@href")[0])
    assert local(read(air.get(older)).link("canonical")) == older
    first = air.reader.get("/latest/?page=1")
    assert (first.status_code, first.location) == (301, "/latest/")
    assert air.reader.get("/latest/?before=999999").status_code == 404


def test_1_11_discover_may_show_a_large_picture(air: Newsroom) -> None:
    for place in [RIVER, "/문화/2026/11/22/snow/"]:
        page = read(air.get(place))
        assert int(page.meta("og:image:width")) >= 1200 and "max-image-preview:large" in page.meta("robots")


def test_1_12_the_index_leads_to_small_files_whose_addresses_are_encoded_and_answer(air: Newsroom) -> None:
    files = xml(air, "/sitemap.xml").xpath("//s:loc/text()", namespaces=SITEMAP)
    assert {local(one) for one in files} == {
        "/sitemaps/pages.xml", "/news-sitemap.xml", "/sitemaps/2026-11-1.xml", "/sitemaps/2025-03-1.xml"
    }  # fmt: skip
    for file in files:
        answer = air.reader.get(local(file))
        assert answer.status_code == 200 and len(answer.data) < 10_000_000
        addresses = etree.fromstring(answer.data).xpath("//s:url/s:loc/text()", namespaces=SITEMAP)
        assert addresses or file.endswith("news-sitemap.xml")
        assert len(addresses) <= 5000 and all(one.isascii() for one in addresses)
        assert all(air.reader.get(local(one)).status_code == 200 for one in addresses)


def test_1_13_the_last_change_is_the_story_s_and_nothing_stands_there_that_engines_ignore(air: Newsroom) -> None:
    month = xml(air, "/sitemaps/2026-11-1.xml")
    told = dict(zip(*(month.xpath(f"//s:url/s:{name}/text()", namespaces=SITEMAP) for name in ("loc", "lastmod")),
                    strict=True))  # fmt: skip
    assert {local(address): at for address, at in told.items()} == {
        RIVER: "2026-11-20T09:00:00+09:00", "/문화/2026/11/22/snow/": "2026-11-22T08:00:00+09:00"
    }  # fmt: skip
    assert not month.xpath("//s:priority | //s:changefreq", namespaces=SITEMAP)


def test_1_14_the_news_sitemap_holds_the_stories_of_two_days(newsroom: Newsroom) -> None:
    now = datetime.now(UTC)
    for name, age in [("new", timedelta(hours=1)), ("edge", timedelta(hours=47)), ("gone", timedelta(hours=49))]:
        newsroom.post(name, title=f"소식 {name}", date=f'"{now - age:%Y-%m-%d %H:%M:%S} +0000"')
    newsroom.sync()
    news = xml(newsroom, "/news-sitemap.xml")
    assert news.xpath("//n:title/text()", namespaces=SITEMAP) == ["소식 new", "소식 edge"]
    assert set(news.xpath("//n:language/text()", namespaces=SITEMAP)) == {"ko"}
    assert set(news.xpath("//n:name/text()", namespaces=SITEMAP)) == {"뉴스다오"}
