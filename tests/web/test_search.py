"""The search page, its suggestions and its description, as readers and browsers get them."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from lxml import etree, html
from newsroom import Newsroom

from newsdao.extensions import cache
from newsdao.web import frame

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def fill(room: Newsroom) -> None:
    room.post("river", more="tags: [홍수]\nexcerpt: 강이 불었다.\n")
    room.post(
        "talks",
        "의회, 예산 합의",
        "정치",
        '"2026-11-21 10:00:00 +0900"',
        "둑을 고칠 돈이다. <b>강물</b> 걱정은 남았다.",
    )
    room.post("script", "<script>alert(1)</script> 강변", "사회", '"2026-11-19 10:00:00 +0900"', "A&B <강> 이야기")
    room.write("about.md", "---\ntitle: 소개\n---\n강을 다루는 신문.\n")
    room.sync(NOW)


def page(room: Newsroom, address: str) -> html.HtmlElement:
    return html.fromstring(room.get(address))


def titles(room: Newsroom, address: str) -> list[str]:
    return [one.text_content() for one in page(room, address).xpath("//li[@class='hit']//h3")]


def test_a_question_asked_with_a_slash_is_led_to_its_answer(newsroom: Newsroom) -> None:
    fill(newsroom)
    led = newsroom.reader.get("/search/?q=강%26변&evil=1")
    assert (led.status_code, led.headers["Location"]) == (301, f"/search?q={quote('강&변')}")


def test_a_question_finds_stories_newest_first_and_marks_its_words(newsroom: Newsroom) -> None:
    fill(newsroom)
    assert titles(newsroom, "/search?q=강") == [
        "의회, 예산 합의",
        "해온강 수위 사흘째 상승",
        "alert(1) 강변",
    ]
    found = page(newsroom, "/search?q=강")
    assert [one.text for one in found.xpath("//li[@class='hit'][1]//mark")] == ["강"]
    assert "기사 3건" in found.xpath("//h2")[0].text_content()
    assert not found.xpath("//main//script"), "what stories say is text"


def test_filters_narrow_and_order(newsroom: Newsroom) -> None:
    fill(newsroom)
    assert titles(newsroom, "/search?q=강&section=정치") == ["의회, 예산 합의"]
    assert titles(newsroom, "/search?q=강&from=2026-11-20&to=2026-11-20") == ["해온강 수위 사흘째 상승"]
    assert titles(newsroom, "/search?q=해온강 강&sort=relevance")[0] == "해온강 수위 사흘째 상승"
    assert len(titles(newsroom, "/search?q=강&section=none&from=yesterday&to=9999-99-99&before=x&page=-1")) == 3


def test_pages_go_on_by_key_and_hold_every_story_once(newsroom: Newsroom) -> None:
    for number in range(45):
        newsroom.post(
            f"s{number}", f"강 소식 {number}", date=f'"2026-11-{number // 3 + 1:02d} 0{number % 3}:00:00 +0900"'
        )
    newsroom.sync(NOW)
    for sort in ("", "&sort=relevance"):
        address, seen = f"/search?q=소식{sort}", []
        while address:
            found = page(newsroom, address)
            seen += [one.text_content() for one in found.xpath("//li[@class='hit']//h3")]
            address = next(iter(found.xpath("//a[contains(@rel, 'next')]/@href")), "")
        assert seen == [f"강 소식 {number}" for number in reversed(range(45))]


def test_nothing_found_helps_on(newsroom: Newsroom) -> None:
    fill(newsroom)
    slip = page(newsroom, "/search?q=godhsrkd")
    assert "혹시 찾으시는 말이 ‘해온강’인가요?" in slip.text_content()
    assert slip.xpath(f"//a[@href='/search?q={quote('해온강')}']")
    assert slip.xpath("//section[@class='more']//a"), "the newest stories"
    start = page(newsroom, "/search")
    assert start.xpath("//a[@href='/category/%EC%82%AC%ED%9A%8C/']") and start.xpath("//a[contains(text(), '#홍수')]")
    assert start.xpath("//form[@role='search']//input[@name='q']")


def test_the_form_says_what_was_asked_and_needs_no_script(newsroom: Newsroom) -> None:
    fill(newsroom)
    form = page(newsroom, '/search?q="강변" -둑&section=사회&sort=relevance').xpath("//form[@role='search']")[0]
    assert form.get("action") == "/search" and form.get("method") in {None, "get"}
    assert form.xpath(".//input[@name='q']/@value") == ['"강변" -둑']
    assert form.xpath(".//option[@selected]/@value") == ["사회", "relevance"]
    for other in ("/", "/nothing/"):
        found = html.fromstring(newsroom.reader.get(other).text)
        assert found.xpath("//header//a[@href='/search#q']")
        assert found.xpath("//link[@rel='search']/@href") == ["/opensearch.xml"]
    assert html.fromstring(newsroom.reader.get("/nothing/").text).xpath("//main//form[@role='search']")


def test_results_are_for_one_reader_alone(newsroom: Newsroom) -> None:
    fill(newsroom)
    with newsroom.app.app_context():
        cache.clear()
        kept = len(cache.cache._cache)
        for number in range(30):
            answer = newsroom.reader.get(f"/search?q=강{number}", headers={"Accept-Encoding": "gzip"})
            assert answer.status_code == 200
        assert len(cache.cache._cache) == kept, "no question drives out a page that is kept"
    answer = newsroom.reader.get("/search?q=강")
    assert answer.headers["Cache-Control"].startswith("private") and "noindex" in answer.headers["X-Robots-Tag"]
    assert 'content="noindex,follow"' in answer.text
    assert newsroom.reader.get("/search?q=강", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "/search" not in newsroom.get("/robots.txt"), "who mustn't read can't see that it mustn't be kept"
    assert "/search" not in newsroom.get("/sitemaps/pages.xml")


@pytest.mark.parametrize(
    "typed", ["", "-", '"', "*", "NEAR(", "a" * 5000, "%00", "%ff%fe", "%ED%A0%80", "‮강", "' OR 1=1 --", "강 AND 강*"]
)
def test_whatever_is_typed_gets_a_page(newsroom: Newsroom, typed: str) -> None:
    fill(newsroom)
    for place in ("/search", "/search/suggest"):
        answer = newsroom.reader.get(f"{place}?q={quote(typed, safe='%')}&section={quote(typed, safe='%')}")
        assert answer.status_code == 200, (place, typed)


def test_a_page_of_results_asks_four_queries_and_one_of_none_eight(newsroom: Newsroom) -> None:
    from test_cache_truth import Queries

    fill(newsroom)
    queries = Queries(newsroom)
    # With none found: other spaces, the other keyboard layout, and the newest stories.
    for address, most in (
        ("/search?q=강", 4),
        ("/search?q=해온 없는말", 8),
        ("/search", 2),
        ("/search/suggest?q=강", 4),
    ):
        newsroom.app.extensions["newsdao"].frame = None
        queries.count = 0
        newsroom.get(address)
        assert queries.count <= most, (address, queries.count)


def test_suggestions_have_the_form_browsers_take(newsroom: Newsroom) -> None:
    fill(newsroom)

    def offered(typed: str) -> list[list[str]]:
        answer = newsroom.reader.get(f"/search/suggest?q={quote(typed)}")
        assert answer.mimetype == "application/x-suggestions+json"
        typed_back, *columns = json.loads(answer.data)
        assert typed_back == typed and len({len(one) for one in columns}) == 1
        return columns

    assert offered("홍")[0] == ["홍수"] and offered("홍")[2] == ["https://news.example.kr/tag/%ED%99%8D%EC%88%98/"]
    assert offered("해온")[0] == ["해온강 수위 사흘째 상승"]
    assert offered("해온강 ㅅ")[0] == offered("ㅎㅇㄱ")[0] == offered("godhs")[0] == ["해온강 수위 사흘째 상승"]
    assert offered("")[0] == offered("없는말")[0] == []


def test_browsers_learn_how_to_ask(newsroom: Newsroom) -> None:
    fill(newsroom)
    answer = newsroom.reader.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    root = etree.fromstring(answer.data)
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.findtext("o:ShortName", namespaces=names) == "뉴스다오"
    templates = {one.get("type"): one.get("template") for one in root.findall("o:Url", names) if not one.get("rel")}
    assert templates == {
        "text/html": "https://news.example.kr/search?q={searchTerms}",
        "application/x-suggestions+json": "https://news.example.kr/search/suggest?q={searchTerms}",
    }


def test_a_publisher_keeps_a_search_page_and_a_description_of_their_own(newsroom: Newsroom) -> None:
    fill(newsroom)
    assert newsroom.reader.get("/search/").location == "/search"
    newsroom.write("search.md", "---\ntitle: 옛 검색\npermalink: /search/\n---\n우리 검색.\n")
    newsroom.write("opensearch.html", "---\npermalink: /opensearch.xml\nlayout: null\n---\n우리 것\n")
    newsroom.sync(NOW)
    assert "우리 검색." in newsroom.get("/search/")
    assert newsroom.reader.get("/search?q=강").status_code == 200


def test_what_is_to_come_and_what_was_withdrawn_is_not_found(newsroom: Newsroom, monkeypatch) -> None:
    moment = NOW
    monkeypatch.setattr(frame, "now", lambda: moment)
    soon = NOW + timedelta(hours=2)
    updates = f"updates:\n  - {{at: '{soon:%Y-%m-%d %H:%M:%S} +0000', title: 사퇴, text: 시장이 깜짝사퇴했다}}\n"
    newsroom.post("later", "예고된 소식", date=f'"{soon:%Y-%m-%d %H:%M:%S} +0000"')
    newsroom.post("live", "생중계", more=updates)
    newsroom.post("gone", "내려질 소식")
    newsroom.sync(NOW)
    assert titles(newsroom, "/search?q=내려질") == ["내려질 소식"]
    (newsroom.folder / "_posts/2026-11-20-gone.md").unlink()
    newsroom.sync(NOW, prune=True)
    for words in ("예고된", "깜짝사퇴", "내려질"):
        assert titles(newsroom, f"/search?q={words}") == [], words
    assert "깜짝사퇴" not in newsroom.get("/search?q=생중계") and "예고된" not in newsroom.get("/search/suggest?q=예고")
    moment = soon
    assert titles(newsroom, "/search?q=예고된") == ["예고된 소식"]
    assert titles(newsroom, "/search?q=깜짝사퇴") == ["생중계"]
    assert "깜짝사퇴" in newsroom.get("/search?q=깜짝사퇴").split("hits-head")[1]
    assert titles(newsroom, "/search?q=생중계 -사퇴") == []
    newsroom.sync(soon)
    assert titles(newsroom, "/search?q=깜짝사퇴") == ["생중계"]


def test_pages_beside_the_stories_are_not_found_and_hidden_stories_are(newsroom: Newsroom) -> None:
    fill(newsroom)
    newsroom.post("hidden", "숨은 이야기", more="noindex: true\n")
    newsroom.sync(NOW)
    assert titles(newsroom, "/search?q=신문") == []
    assert titles(newsroom, "/search?q=숨은") == ["숨은 이야기"], (
        "noindex is said to engines, not to the site's readers"
    )
