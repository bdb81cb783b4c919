"""RSS and Atom: what they say, read by real readers, and that nothing an author writes takes them down."""

import html
import json
import locale
import sqlite3
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from strict_feeds import ATOM, CONTENT, DC, MEDIA, check_atom, check_rss

from newsdao.content.post import Picture, Post, Term
from newsdao.content.site import Site
from newsdao.presenters import feeds
from newsdao.presenters.feed_text import absolute_html
from newsdao.presenters.feeds import Channel
from newsdao.presenters.json_feed import json_feed
from newsdao.presenters.urls import Urls

MakePost = Callable[..., Post]
BUILDERS = {"rss": feeds.rss, "atom": feeds.atom}
NAMESPACES = {"atom": ATOM[1:-1], "dc": DC[1:-1], "media": MEDIA[1:-1]}
WORDS = {"feed.term": "{name} | {site}", "feed.term_description": "{site}의 {name} 소식"}
CHANGED = datetime(2026, 11, 20, 3, 30, 15, 250_000, tzinfo=UTC)
CHANNEL = Channel("뉴스다오", "해온시에서 전하는 빠른 소식", "/", "/rss.xml", CHANGED)
# What has taken feeds down: the end of CDATA, markup, controls, a lone surrogate, noncharacters, overrides.
FRAGMENTS = ["]]>", "<![CDATA[", "</description>", "<script>x</script>", "&nbsp;", "&#0;", "\r\n", "\ud800", "\udfff"]
FRAGMENTS += '\r\x00\x0b\x1b\x85\ufffe\U0001ffff\u202e\u2067\u2028"한'
HOSTILE = st.lists(st.one_of(st.text(st.characters(exclude_categories=())), st.sampled_from(FRAGMENTS))).map("".join)


@pytest.fixture
def articles(make_post: MakePost) -> list[Post]:
    """Each shape once, newest first."""
    return [
        make_post(9),
        make_post(8, authors=(), title='라온 "AT&T와 <합병> 없다"', lead="3 < 5 & 적자", feature_text="", excerpt=""),
        make_post(7, picture=Picture("https://cdn.example.com/사진 1.jpg", "", 800, 600, "image/jpeg", 9000)),
        make_post(6, picture=Picture("/assets/img/못 읽은.jpg")),
        make_post(5, lang="fa", title="رود هائون بالا آمد", authors=(Term("author", "서린", "서린", "https://seorin.example.kr"),)),
        make_post(4, body_html="", feature_text="", excerpt="", lead="", picture=None, categories=(), tags=()),
        make_post(3, body_html="<p>끝 ]]&gt; 끝</p><table><tbody><tr><td>1,200명</td></tr></tbody></table>"),
    ]  # fmt: skip


def test_the_rss_keeps_every_rule(articles: list[Post], site: Site, urls: Urls) -> None:
    channel = check_rss(feeds.rss(CHANNEL, articles, site, urls))
    assert len(channel.findall("item")) == len(articles)
    assert channel.findtext("link") == "https://news.example.kr/", "the home page, not the feed"
    assert channel.findtext("language") == "ko-KR"
    assert channel.findtext("lastBuildDate") == "Fri, 20 Nov 2026 12:30:15 +0900"
    assert channel.findtext("generator") == "NewsDAO"
    assert channel.findtext("image/url") == "https://news.example.kr/assets/logo.png"
    (itself,) = channel.xpath("atom:link[@rel='self']/@href", namespaces=NAMESPACES)
    assert itself == "https://news.example.kr/rss.xml"


def test_the_atom_keeps_every_rule(articles: list[Post], site: Site, urls: Urls) -> None:
    feed = check_atom(feeds.atom(replace(CHANNEL, self_path="/feed.xml"), articles, site, urls))
    assert len(feed.findall(f"{ATOM}entry")) == len(articles)
    assert feed.findtext(f"{ATOM}id") == "https://news.example.kr/feed.xml"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-20T12:30:15+09:00"
    assert feed.findtext(f"{ATOM}subtitle") == "해온시에서 전하는 빠른 소식"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ko-KR"


def test_an_item_says_all_that_is_known_of_its_story(make_post: MakePost, site: Site, urls: Urls) -> None:
    (item,) = check_rss(feeds.rss(CHANNEL, [make_post(9)], site, urls)).findall("item")
    address = "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-9"
    assert item.findtext("title") == "해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비"
    assert (item.findtext("link"), item.findtext("guid")) == (f"{address}/", address)
    assert item.findtext("description") == make_post().feature_text
    assert item.findtext(CONTENT).startswith("<p>해온시는 20일 <a href=")
    assert item.findtext("pubDate") == "Fri, 20 Nov 2026 09:09:00 +0900"
    assert item.findtext(f"{DC}creator") == "김나루"
    assert [category.text for category in item.iter("category")] == ["사회", "해온강", "홍수"]
    picture = "https://news.example.kr/assets/img/river.jpg"
    assert item.find("enclosure").attrib == {"url": picture, "length": "81234", "type": "image/jpeg"}
    known = {"url": picture, "medium": "image", "type": "image/jpeg", "width": "1600", "height": "900"}
    assert item.find(f"{MEDIA}content").attrib == known | {"fileSize": "81234"}
    assert item.find(f"{MEDIA}thumbnail").get("url") == picture


def test_an_entry_says_the_same_in_atom(make_post: MakePost, site: Site, urls: Urls) -> None:
    post = make_post(9, updated_at=CHANGED)
    (entry,) = check_atom(feeds.atom(CHANNEL, [post], site, urls)).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-9"
    assert entry.findtext(f"{ATOM}published") == "2026-11-20T09:09:00+09:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-11-20T12:30:15+09:00"
    assert entry.findtext(f"{ATOM}summary") == post.feature_text
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "김나루"
    assert entry.findtext(f"{ATOM}author/{ATOM}uri").startswith("https://news.example.kr/author/%EA%B9%80")
    assert entry.xpath("atom:category/@term", namespaces=NAMESPACES) == ["사회", "해온강", "홍수"]
    (enclosure,) = entry.xpath("atom:link[@rel='enclosure']", namespaces=NAMESPACES)
    assert (enclosure.get("length"), enclosure.get("type")) == ("81234", "image/jpeg")
    assert entry.find(f"{MEDIA}content").get("width") == "1600"


def test_feedparser_reads_every_entry_whole(articles: list[Post], site: Site, urls: Urls) -> None:
    for build in BUILDERS.values():
        read = feedparser.parse(build(CHANNEL, articles, site, urls))
        assert read.bozo == 0, read.get("bozo_exception")
        assert [entry.title for entry in read.entries] == [post.title for post in articles], "newest first, as given"
        assert [entry.link for entry in read.entries] == [urls.absolute(urls.article(post)) for post in articles]
        assert read.entries[0].summary == articles[0].feature_text
        assert html.unescape(read.entries[1].summary) == "3 < 5 & 적자"
        assert "대피</a>를 준비하라고" in read.entries[0].content[0].value
        assert "1,200명" in read.entries[6].content[0].value and "]]&gt;" in read.entries[6].content[0].value
        assert [entry.author for entry in read.entries] == [
            "김나루",
            "뉴스다오",
            "김나루",
            "김나루",
            "서린",
            "김나루",
            "김나루",
        ]
        assert read.entries[0].published_parsed[:5] == (2026, 11, 20, 0, 9)
        assert read.feed.language == "ko-KR"
        assert read.entries[0].media_content[0]["width"] == "1600"


@pytest.mark.parametrize("name", BUILDERS)
def test_newsboat_reads_every_entry_without_an_error(
    name: str, articles: list[Post], site: Site, urls: Urls, program: Callable[[str], str], tmp_path: Path
) -> None:
    (tmp_path / "feed.xml").write_bytes(BUILDERS[name](CHANNEL, articles, site, urls))
    (tmp_path / "urls").write_text(f"file://{tmp_path}/feed.xml\n")
    (tmp_path / "config").write_text(f'error-log "{tmp_path}/errors"\n')
    answer = subprocess.run(
        [program("newsboat"), "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload", "print-unread"],
        cwd=tmp_path, env={"HOME": str(tmp_path), "LANG": "C.UTF-8"}, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    assert answer.stdout.decode().startswith(f"{len(articles)} unread")
    errors = tmp_path / "errors"
    assert not errors.exists() or errors.read_text() == ""
    with sqlite3.connect(tmp_path / "cache.db") as cache:
        rows = cache.execute("SELECT url, title, author, content FROM rss_item").fetchall()
    read = {url: (title, author, text) for url, title, author, text in rows}
    for post in articles:
        title, author, text = read[urls.absolute(urls.article(post))]
        assert title == post.title
        assert author == (post.authors[0].name if post.authors else "뉴스다오")
        assert "대피" in text or "1,200명" in text or not post.body_html


def test_xmllint_accepts_them(
    articles: list[Post], site: Site, urls: Urls, program: Callable[[str], str], tmp_path: Path
) -> None:
    for name, build in BUILDERS.items():
        file = tmp_path / f"{name}.xml"
        file.write_bytes(build(CHANNEL, articles, site, urls))
        subprocess.run([program("xmllint"), "--noout", str(file)], check=True, capture_output=True)


def test_a_story_without_an_author_is_the_newsrooms(articles: list[Post], site: Site, urls: Urls) -> None:
    item = check_rss(feeds.rss(CHANNEL, articles, site, urls)).findall("item")[1]
    entry = check_atom(feeds.atom(CHANNEL, articles, site, urls)).findall(f"{ATOM}entry")[1]
    assert item.findtext(f"{DC}creator") == entry.findtext(f"{ATOM}author/{ATOM}name") == "뉴스다오"
    assert entry.findtext(f"{ATOM}author/{ATOM}uri") == "https://news.example.kr/", "a page that is there"


def test_an_authors_own_page_stands_before_ours(articles: list[Post], site: Site, urls: Urls) -> None:
    entry = check_atom(feeds.atom(CHANNEL, articles, site, urls)).findall(f"{ATOM}entry")[4]
    assert entry.findtext(f"{ATOM}author/{ATOM}uri") == "https://seorin.example.kr"


def test_a_picture_elsewhere_or_unread_has_an_address_and_no_enclosure(
    articles: list[Post], site: Site, urls: Urls
) -> None:
    items = check_rss(feeds.rss(CHANNEL, articles, site, urls)).findall("item")
    assert items[2].find(f"{MEDIA}content").attrib == {
        "url": "https://cdn.example.com/%EC%82%AC%EC%A7%84%201.jpg",
        "medium": "image",
    }
    assert items[3].find(f"{MEDIA}content") is None, "nobody can show what nobody could read"
    assert [len(item.findall("enclosure")) for item in items] == [1, 1, 0, 0, 1, 0, 1]
    assert items[5].find(f"{MEDIA}content") is None


def test_a_card_stands_for_a_story_without_a_picture_and_is_no_enclosure_as_its_bytes_are_not_counted(
    make_post: MakePost, site: Site, urls: Urls
) -> None:
    post = make_post(3, id=7, picture=None)
    item = check_rss(feeds.rss(CHANNEL, [post], site, urls)).find("item")
    content = dict(item.find(f"{MEDIA}content").attrib)
    assert content.pop("url").startswith("https://news.example.kr/og/7-")
    assert content == {"medium": "image", "type": "image/jpeg", "width": "1200", "height": "630"}
    assert item.find("enclosure") is None
    (item,) = json.loads(json_feed(CHANNEL, [post], site, urls))["items"]
    assert item["image"].startswith("https://news.example.kr/og/7-")


def test_the_summary_is_the_first_of_the_ladder_that_says_something(
    make_post: MakePost, site: Site, urls: Urls
) -> None:
    steps = {"feature_text": "첫째", "excerpt": "둘째", "description": "셋째", "lead": "넷째"}
    for name, text in steps.items():
        item = check_rss(feeds.rss(CHANNEL, [make_post(**steps)], site, urls)).find("item")
        entry = check_atom(feeds.atom(CHANNEL, [make_post(**steps)], site, urls)).find(f"{ATOM}entry")
        assert item.findtext("description") == entry.findtext(f"{ATOM}summary") == text
        steps[name] = " \x00"
    item = check_rss(feeds.rss(CHANNEL, [make_post(**steps)], site, urls)).find("item")
    assert item.findtext("description").startswith("<p>"), "without a lead the text itself describes the story"


def test_a_description_means_what_the_author_wrote_where_it_is_read_as_html(
    make_post: MakePost, site: Site, urls: Urls
) -> None:
    post = make_post(feature_text="A&B의 <b>태그</b>는 3 < 5")
    description = check_rss(feeds.rss(CHANNEL, [post], site, urls)).findtext("item/description")
    assert description == "A&amp;B의 &lt;b&gt;태그&lt;/b&gt;는 3 &lt; 5"


def test_a_story_in_another_language_says_so(articles: list[Post], site: Site, urls: Urls) -> None:
    items = check_rss(feeds.rss(CHANNEL, articles, site, urls)).findall("item")
    entries = check_atom(feeds.atom(CHANNEL, articles, site, urls)).findall(f"{ATOM}entry")
    assert [item.findtext(f"{DC}language") for item in items] == [None, None, None, None, "fa", None, None]
    assert entries[4].get("{http://www.w3.org/XML/1998/namespace}lang") == "fa"
    assert feedparser.parse(feeds.atom(CHANNEL, articles, site, urls)).entries[4].title_detail.language == "fa"


def test_after_the_newest_come_summaries_only(make_post: MakePost, site: Site, urls: Urls) -> None:
    posts = [make_post(number) for number in range(12, 0, -1)]
    items = check_rss(feeds.rss(CHANNEL, posts, site, urls, full=5)).findall("item")
    entries = check_atom(feeds.atom(CHANNEL, posts, site, urls, full=5)).findall(f"{ATOM}entry")
    assert [item.find(CONTENT) is not None for item in items] == [True] * 5 + [False] * 7
    assert [entry.find(f"{ATOM}content") is not None for entry in entries] == [True] * 5 + [False] * 7
    assert all(item.findtext("description") for item in items)
    assert all(entry.findtext(f"{ATOM}summary") for entry in entries)
    for build in BUILDERS.values():
        read = feedparser.parse(build(CHANNEL, posts, site, urls, full=5)).entries
        assert ["content" in entry for entry in read] == [True] * 5 + [False] * 7, "no caption is taken for a text"


def test_the_busiest_day_stays_below_two_megabytes(make_post: MakePost, site: Site, urls: Urls) -> None:
    long = "<p>해온강이 사흘째 불어 <b>저지대</b> 주민이 대피를 준비하고 있다.</p>" * 1000
    posts = [make_post(number, body_html=long, feature_text="상류 댐이 물을 내보냈다. " * 25) for number in range(300)]
    posts[2] = make_post(2)
    for build in BUILDERS.values():
        document = build(CHANNEL, posts, site, urls)
        assert len(document) <= 2_000_000
        texts = [entry.get("content") is not None for entry in feedparser.parse(document).entries]
        assert len(texts) == 300 and 5 <= sum(texts) < 50
        assert texts[:3] == [True] * 3


def test_one_endless_story_takes_no_other_storys_text(make_post: MakePost, site: Site, urls: Urls) -> None:
    posts = [make_post(3), make_post(2, body_html="<p>표</p>" * 200_000), make_post(1)]
    items = check_rss(feeds.rss(CHANNEL, posts, site, urls)).findall("item")
    assert [item.find(CONTENT) is not None for item in items] == [True, False, True]


def test_every_address_of_the_text_is_absolute(make_post: MakePost) -> None:
    urls = Urls("https://a.example.kr/blog")
    post = make_post(1)
    page = "https://a.example.kr/blog/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-1/"
    expected = {
        "/blog/%EC%A0%95%EC%B9%98/": "https://a.example.kr/blog/%EC%A0%95%EC%B9%98/",
        "/blog/x?a=1&amp;b=2": "https://a.example.kr/blog/x?a=1&amp;b=2",
        "#s-fn1": f"{page}#s-fn1",
        "other/": f"{page}other/",
        "?q=1": f"{page}?q=1",
        "//cdn.example.com/a.png": "https://cdn.example.com/a.png",
        "//[broken": "https://[broken",
        "http://[broken": "http://[broken",
        "https://example.com/가?b=&quot;": "https://example.com/가?b=&quot;",
        "mailto:desk@example.kr": "mailto:desk@example.kr",
    }
    for written, absolute in expected.items():
        mended = absolute_html(f'<p class="x"><a title="a=b" href="{written}">href="/x"</a></p>', post, urls)
        assert mended == f'<p class="x"><a title="a=b" href="{absolute}">href="/x"</a></p>'


def test_the_text_stays_as_it_is_but_for_its_addresses(make_post: MakePost, urls: Urls) -> None:
    body = '<figure><img src="https://a.kr/b.png" alt="&gt;"><figcaption>“해온”&nbsp;₩1,200</figcaption></figure>\n<br>'
    assert absolute_html(body, make_post(), urls) == body


@pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS)
def test_hubs_are_named_in_the_feed(build: Callable[..., bytes], site: Site, urls: Urls) -> None:
    hubs = ("https://hub.example.com/", "https://push.example.org/")
    channel = replace(CHANNEL, hubs=hubs)
    root = etree.fromstring(build(channel, [], site, urls))
    assert root.xpath("//atom:link[@rel='hub']/@href", namespaces=NAMESPACES) == list(hubs)
    (check_rss if root.tag == "rss" else check_atom)(build(channel, [], site, urls))
    read = feedparser.parse(build(channel, [], site, urls))
    assert [link.href for link in read.feed.links if link.rel == "hub"] == list(hubs)
    assert read.feed.link == "https://news.example.kr/"


@pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS)
def test_an_empty_feed_is_valid_and_always_the_same(build: Callable[..., bytes], site: Site, urls: Urls) -> None:
    empty = build(replace(CHANNEL, updated_at=None), [], site, urls)
    (check_rss if b"<rss" in empty else check_atom)(empty)
    read = feedparser.parse(empty)
    assert (read.bozo, read.entries, read.feed.updated_parsed[0]) == (0, [], 1970), "not now: nothing was ever said"
    assert build(replace(CHANNEL, updated_at=None), [], site, urls) == empty


@pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS)
def test_the_same_stories_give_the_same_bytes(
    build: Callable[..., bytes], articles: list[Post], site: Site, urls: Urls
) -> None:
    first = build(CHANNEL, articles, site, urls)
    assert build(CHANNEL, list(articles), site, Urls(site.url)) == first
    assert b".250" not in first, "no fraction of a second"


def test_dates_are_on_the_sites_clock(make_post: MakePost, site: Site, urls: Urls) -> None:
    at = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    for post in (make_post(published_at=at, updated_at=at), make_post(published_at=at.astimezone(), updated_at=at)):
        item = check_rss(feeds.rss(CHANNEL, [post], site, urls)).find("item")
        assert item.findtext("pubDate") == "Sat, 21 Nov 2026 00:30:00 +0900"


def test_a_category_is_named_once_though_a_tag_bears_its_name(make_post: MakePost, site: Site, urls: Urls) -> None:
    post = make_post(tags=(Term("tag", "사회", "사회"), Term("tag", "x", " \x00"), Term("tag", "댐", "댐")))
    (item,) = check_rss(feeds.rss(CHANNEL, [post], site, urls)).findall("item")
    assert [category.text for category in item.iter("category")] == ["사회", "댐"]


def test_a_term_has_a_channel_of_its_own(articles: list[Post], site: Site, urls: Urls) -> None:
    def words(key: str, **values: str) -> str:
        return WORDS[key].format(**values)

    newest = replace(articles[3], updated_at=CHANGED + timedelta(days=1))
    term = Term("category", "사회", "사회")
    channel = feeds.channel("atom.xml", term, [*articles, newest], site, urls, words)
    assert (channel.title, channel.description) == ("사회 | 뉴스다오", "뉴스다오의 사회 소식")
    assert channel.updated_at == newest.updated_at
    feed = check_atom(feeds.atom(channel, articles, site, urls))
    assert feed.findtext(f"{ATOM}id") == "https://news.example.kr/category/%EC%82%AC%ED%9A%8C/atom.xml"
    whole = feeds.channel("rss.xml", None, [], site, urls, words)
    assert (whole.title, whole.page_path, whole.self_path, whole.updated_at) == ("뉴스다오", "/", "/rss.xml", None)


@given(text=HOSTILE)
@settings(max_examples=60, deadline=None)
def test_no_text_takes_a_feed_down(text: str, make_post: MakePost, site: Site, urls: Urls) -> None:
    said = f"해온 {text} 끝"
    post = make_post(
        title=said, feature_text=said, body_html=f"<p>{said}</p>", picture=Picture("/a.png", said),
        authors=(Term("author", "x", said),), tags=(Term("tag", "x", said),),
    )  # fmt: skip
    blank = make_post(
        1, title=text, feature_text=text, excerpt=text, body_html=text, authors=(Term("author", "x", text),)
    )
    named = replace(site, name=said, author=Term("author", "x", text))
    channel = replace(CHANNEL, title=text, description=text)
    for build in BUILDERS.values():
        document = build(channel, [post, blank], named, urls)
        read = feedparser.parse(document)
        assert read.bozo == 0, read.get("bozo_exception")
        assert len(read.entries) == 2
        titles = etree.fromstring(document).xpath("//item/title | //atom:entry/atom:title", namespaces=NAMESPACES)
        assert titles[0].text.startswith("해온") and titles[0].text.endswith("끝") and titles[1].text


def test_feeds_built_in_threads_leave_the_locale_alone(
    articles: list[Post], site: Site, urls: Urls, tmp_path: Path
) -> None:
    file = tmp_path / "기사.txt"
    file.touch()

    def ambience() -> tuple[str, tuple[str | None, str | None], str]:
        with file.open() as opened:  # no encoding given: what is sampled is the default
            return locale.setlocale(locale.LC_ALL), locale.getlocale(), opened.encoding

    before = ambience()
    with ThreadPoolExecutor(4) as pool:
        builds = [
            pool.submit(build, CHANNEL, articles * 20, site, urls) for _ in range(4) for build in BUILDERS.values()
        ]
        during = set()
        while not all(build.done() for build in builds):
            during.add(ambience())
    assert all(build.result() for build in builds)
    assert during | {ambience()} == {before}


@pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS)
def test_no_date_is_written_by_way_of_the_process_locale(
    build: Callable[..., bytes], articles: list[Post], site: Site, urls: Urls, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"setlocale{arguments}: it changes every thread's")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert feedparser.parse(build(CHANNEL, articles, site, urls)).bozo == 0
