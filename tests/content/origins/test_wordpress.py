"""An export of WordPress becomes a Jekyll site: nothing of it is lost quietly, nothing hidden becomes public."""

import io
import re
import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from wordpress_export import SITE, Item, attachment, cdata, export, many

from newsdao.content.origins import wordpress
from newsdao.content.origins.document import Document, rendered
from newsdao.content.origins.told import Told
from newsdao.errors import ExportError


def convert(data: bytes) -> tuple[dict[str, Document], Told]:
    told = Told("export.xml")
    return {one.path: one for one in wordpress.documents(io.BytesIO(data), told)}, told


def one(item: Item, *others: Item, **options: str) -> tuple[Document, Told]:
    """The only story of an export."""
    found, told = convert(export(item, *others, **options))
    (document,) = [document for document in found.values() if document.kind != "data"]
    return document, told


def matter(document: Document) -> dict[str, Any]:
    """The front matter as it stands in the file."""
    return yaml.load(rendered(document).decode().split("---\n")[1], Loader=yaml.BaseLoader)


def said(told: Told) -> str:
    return "\n".join(map(str, [*told.notices, *told.rejected]))


def refusal(data: bytes) -> ExportError:
    with pytest.raises(ExportError) as refused:
        convert(data)
    assert refused.value.remedy and "\n" not in str(refused.value)
    return refused.value


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_a_story_keeps_its_address_its_moment_its_names_and_its_words(version: str) -> None:
    item = Item(
        11, excerpt="물이 불었다.", filings=[("category", "society", "사회"), ("post_tag", "%ea%b0%95", "강")],
        modified="2024-06-15 01:00:00",
    )  # fmt: skip
    document, told = one(item, version=version)
    assert document.path == "_posts/2024-06-14-haeon-river.html"
    assert matter(document) == {
        "title": "해온강 수위 사흘째 상승",
        "date": "2024-06-14 22:30:00 +0900",
        "last_modified_at": "2024-06-15 10:00:00 +0900",
        "categories": ["사회"],
        "tags": ["강"],
        "author": "naru",
        "excerpt": "물이 불었다.",
        "permalink": "/2024/06/14/haeon-river/",
        "feed_id": f"{SITE}/?p=11",
        "guid": f"{SITE}/?p=11",
        "wordpress_id": "11",
    }
    assert document.body == "<p>상류 댐이 물을 내보냈다.</p>\n<p>시는 대피소를 열었다.</p>"
    assert told.rejected == []


def test_the_site_s_own_facts_become_its_configuration() -> None:
    found, _ = convert(export(Item(1)))
    assert found["_config.yml"].values | {"logo": ""} == {
        "title": "해온 소식",
        "description": "해온강을 따라 사는 사람들의 소식",
        "url": SITE,
        "baseurl": "",
        "lang": "ko-KR",
        "timezone": "Asia/Seoul",
        "logo": "",
        "permalink": "pretty",
        "excerpt_separator": "<!--more-->",
    }
    assert found["_data/authors.yml"].values == {"naru": {"name": "김나루"}, "dami": {"name": "이다미 & 사진부"}}
    assert found["_data/categories.yml"].values["seoul"] == {"name": "서울", "parent": "region", "number": "4"}


def test_no_reader_s_or_author_s_mail_address_is_written() -> None:
    found, told = convert(export(Item(1, comments=3)))
    assert b"@example.kr" not in b"".join(map(rendered, found.values()))
    assert told.left_out["comments"] == 3


def test_a_blog_below_its_host_keeps_its_addresses_below_it() -> None:
    site = "https://haeon.example.kr/blog"
    found, _ = convert(export(Item(1, link=f"{site}/2024/06/river/"), site=site))
    assert found["_config.yml"].values["baseurl"] == "/blog"
    assert found["_posts/2024-06-14-haeon-river.html"].values["permalink"] == "/2024/06/river/"


@pytest.mark.parametrize(
    ("link", "permalink"),
    [
        (f"{SITE}/archives/12", "/archives/12"),
        (f"{SITE}/2024/06/river.html", "/2024/06/river.html"),
        (f"{SITE}/index.php/2024/06/river/", "/index.php/2024/06/river/"),
        (f"{SITE}/%ed%95%b4%ec%98%a8%ea%b0%95/", "/해온강/"),
        (f"{SITE}/a%3atitle/", "/a%3Atitle/"),
        (f"{SITE}/50%25/", "/50%25/"),
        (f"{SITE}/a%3fb/", "/a%3fb/"),
        ("http://www.haeon.example.kr/river/", "/river/"),
        (f"{SITE}/?p=11", None),
        ("https://elsewhere.example/river/", None),
        ("", None),
        ("http://[", None),
    ],
)
def test_the_path_of_the_old_address_is_the_new_one(link: str, permalink: str | None) -> None:
    document, told = one(Item(11, link=link))
    assert matter(document).get("permalink") == permalink
    assert ("/?p=12" in said(told)) == ("?p=" in link)


@pytest.mark.parametrize(
    ("local", "gmt", "date", "zone"),
    [
        ("2024-06-14 22:30:00", "2024-06-14 13:30:00", "2024-06-14 22:30:00 +0900", "Asia/Seoul"),
        ("2024-06-14 08:00:00", "2024-06-14 13:30:00", "2024-06-14 08:00:00 -0530", "UTC"),
        ("2024-06-14 16:30:00", "2024-06-14 13:30:00", "2024-06-14 16:30:00 +0300", "Europe/Istanbul"),
        ("2024-06-14 09:30:00", "2024-06-14 13:30:00", "2024-06-14 09:30:00 -0400", "Etc/GMT+4"),
        ("2024-06-14 23:30:00", "2024-06-14 13:30:00", "2024-06-14 23:30:00 +1000", "Etc/GMT-10"),
    ],
)
def test_the_zone_of_a_date_is_what_parts_its_local_time_from_utc(local: str, gmt: str, date: str, zone: str) -> None:
    found, _ = convert(export(Item(1, local=local, gmt=gmt)))
    assert found[f"_posts/{local[:10]}-haeon-river.html"].values["date"] == date
    assert found["_config.yml"].values["timezone"] == zone


def test_a_site_that_turns_its_clocks_is_given_the_zone_that_does() -> None:
    summer = Item(1, local="2024-06-14 15:30:00", gmt="2024-06-14 13:30:00")
    winter = Item(2, name="winter", local="2024-12-14 14:30:00", gmt="2024-12-14 13:30:00")
    found, _ = convert(export(summer, winter))
    assert found["_config.yml"].values["timezone"] == "Europe/Berlin"
    assert found["_posts/2024-12-14-winter.html"].values["date"] == "2024-12-14 14:30:00 +0100"


@pytest.mark.parametrize("status", ["draft", "pending"])
def test_what_waits_is_a_draft_without_an_address(status: str) -> None:
    zero = "0000-00-00 00:00:00"
    document, _ = one(Item(5, status=status, gmt=zero, name=""), Item(6, status="auto-draft", gmt=zero))
    assert (document.kind, document.path) == ("draft", "_drafts/해온강-수위-사흘째-상승.html")
    assert "permalink" not in matter(document) and "feed_id" not in matter(document)
    assert matter(document)["wordpress_status"] == status


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (Item(1, status="private"), "is private"),
        (Item(1, status="trash", name="river__trashed"), "bin"),
        (Item(1, password="열려라"), "password"),
        (Item(1, status="draft", password="열려라"), "password"),
        (Item(1, status="archived-by-plugin"), "archived-by-plugin"),
        (Item(1, kind="page", password="열려라"), "password"),
        (Item(1, kind="page", status="private"), "is private"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_not_everybody_could_see_stays_hidden_and_is_told(item: Item, why: str) -> None:
    document, told = one(item)
    assert matter(document)["published"] == "false"
    assert why in said(told) and "해온강" in said(told)
    assert "열려라".encode() not in rendered(document)


def test_a_draft_of_a_page_stays_hidden() -> None:
    document, _ = one(Item(1, kind="page", status="draft", gmt="0000-00-00 00:00:00", link=f"{SITE}/?page_id=1"))
    assert document.kind == "page" and matter(document)["published"] == "false"


def test_a_story_to_come_keeps_its_minute_and_is_no_draft() -> None:
    document, _ = one(Item(1, status="future", local="2030-01-01 09:00:00", gmt="2030-01-01 00:00:00"))
    assert document.kind == "post" and matter(document)["date"] == "2030-01-01 09:00:00 +0900"


def test_a_story_without_any_date_is_told_and_not_dated_by_guess() -> None:
    zero = "0000-00-00 00:00:00"
    found, told = convert(export(Item(1, local=zero, gmt=zero), Item(2, name="other")))
    assert [path for path in found if path.startswith("_posts")] == ["_posts/2024-06-14-other.html"]
    (error,) = told.rejected
    assert "no date" in error.why and error.line > 30


def test_pages_stand_at_their_addresses_and_in_no_category() -> None:
    found, _ = convert(
        export(
            Item(1, "소개", kind="page", name="about", link=f"{SITE}/about/"),
            Item(2, "사람들", kind="page", name="people", link=f"{SITE}/about/people/", parent=1),
            Item(3, "첫 화면", kind="page", name="front", link=f"{SITE}/"),
            Item(4, "비밀", kind="page", name="_x", link=f"{SITE}/vendor/_x/"),
        )
    )
    pages = {path: one.values["permalink"] for path, one in found.items() if one.kind == "page"}
    assert pages == {
        "about.html": "/about/",
        "about/people.html": "/about/people/",
        "front.html": "/front/",
        "page/x.html": "/vendor/_x/",
    }
    assert not found["about.html"].values["categories"]


def test_a_story_is_filed_as_wordpress_shows_it_with_the_primary_category_first() -> None:
    filings = [("category", "society", "사회"), ("category", "seoul", "서울"), ("post_tag", "%ea%b0%95", "강"),
               ("post_format", "post-format-video", "Video"), ("genre", "report", "R&amp;D")]  # fmt: skip
    document, told = one(Item(1, filings=filings, meta=[("_yoast_wpseo_primary_category", "4")]))
    assert matter(document)["categories"] == ["서울", "사회", "지역"]
    assert matter(document)["wordpress_terms"] == {"post_format": ["Video"], "genre": ["R&D"]}
    assert "“society” is “사회” now" in said(told)


def test_categories_above_each_other_in_a_ring_end() -> None:
    data = export(Item(1, filings=[("category", "seoul", "서울")]))
    ring = data.replace(
        f"<wp:category_nicename>{cdata('region')}</wp:category_nicename>\n\t\t<wp:category_parent>{cdata('')}".encode(),
        f"<wp:category_nicename>{cdata('region')}</wp:category_nicename>\n\t\t<wp:category_parent>{cdata('seoul')}".encode(),
    )
    assert ring != data
    assert convert(ring)[0]["_posts/2024-06-14-haeon-river.html"].values["categories"] == ["서울", "지역"]


def test_several_authors_are_all_named() -> None:
    people = [("author", "cap-naru", "김나루"), ("author", "cap-dami", "이다미")]
    assert matter(one(Item(1, filings=people))[0])["authors"] == ["김나루", "이다미"]


def test_the_picture_over_a_story_comes_with_its_words_wherever_in_the_export_it_stands() -> None:
    url = f"{SITE}/wp-content/uploads/2024/06/river.jpg"
    document, told = one(Item(1, meta=[("_thumbnail_id", "90")]), attachment(90, url, "불어난 강"))
    assert matter(document)["image"] == {"path": url, "alt": "불어난 강"}
    assert "wp-content/uploads" in said(told)
    document, told = one(Item(1, meta=[("_thumbnail_id", "91")]))
    assert "image" not in matter(document) and "is not in the export" in said(told)


def test_what_plugins_know_for_search_engines_is_kept() -> None:
    meta = [("_yoast_wpseo_metadesc", "강이 &quot;불었다&quot;"), ("_yoast_wpseo_canonical", "https://a.example/x"),
            ("_yoast_wpseo_meta-robots-noindex", "1")]  # fmt: skip
    found = matter(one(Item(1, meta=meta))[0])
    assert (found["description"], found["canonical_url"]) == ('강이 "불었다"', "https://a.example/x")
    assert found["indexing"] == "false"
    meta = [("rank_math_description", "둘"), ("rank_math_robots", 'a:1:{i:0;s:7:"noindex";}')]
    found = matter(one(Item(1, meta=meta))[0])
    assert (found["description"], found["indexing"]) == ("둘", "false")
    document, told = one(Item(1, meta=[("_yoast_wpseo_metadesc", "%%excerpt%%")]))
    assert "description" not in matter(document) and "pattern" in said(told)


def test_old_slugs_lead_to_the_story() -> None:
    meta = [
        ("_wp_old_slug", "%ec%98%9b-%ec%9d%b4%eb%a6%84"),
        ("_wp_old_slug", "older"),
        ("_wp_old_slug", "haeon-river"),
    ]
    assert matter(one(Item(1, meta=meta))[0])["redirect_from"] == ["/2024/06/14/옛-이름/", "/2024/06/14/older/"]


def test_a_sticky_story_says_so() -> None:
    assert matter(one(Item(1, is_sticky=True))[0])["sticky"] == "true"


def test_what_plugins_made_is_told_by_its_kind_and_counted() -> None:
    items = [Item(number, kind="event") for number in (2, 3)]
    _, told = one(Item(1), *items, Item(4, kind="nav_menu_item"), Item(5, kind="revision", status="inherit"))
    assert dict(+told.left_out) == {"of the kind event": 2, "menu entries": 1, "revisions": 1}
    assert said(told).count("“event”") == 1


def test_the_reader_s_cut_is_where_the_author_set_it() -> None:
    body = one(Item(1, content="앞 문단\n둘째 줄<!--more 더 읽기-->뒤 문단<!--nextpage-->끝"))[0].body
    assert body == "<p>앞 문단<br />\n둘째 줄</p>\n<!--more-->\n<p>뒤 문단</p>\n<p>끝</p>"


def test_blocks_lose_their_marks_and_keep_what_they_hold() -> None:
    content = (
        "<!-- wp:paragraph {\"align\":\"left\"} -->\n<p>첫 문단</p>\n<!-- /wp:paragraph -->\n\n"
        "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\n자유로운\n\n글\n\n"
        "<!-- wp:embed {\"url\":\"https://youtu.be/abcdefghijk\"} -->\n<figure class=\"wp-block-embed\">"
        '<div class="wp-block-embed__wrapper">\nhttps://youtu.be/abcdefghijk\n</div></figure>\n<!-- /wp:embed -->\n'
        '<!-- wp:block {"ref":77} /-->\n<!-- wp:latest-posts {"postsToShow":3} /-->'
    )  # fmt: skip
    shared = Item(77, kind="wp_block", content="<!-- wp:paragraph -->\n<p>모든 글 아래</p>\n<!-- /wp:paragraph -->")
    document, told = one(Item(1, content=content), shared)
    assert "wp:" not in document.body and document.body.count("<!--more-->") == 1
    assert "<p>자유로운</p>\n<p>글</p>" in document.body and "<p>모든 글 아래</p>" in document.body
    assert '<iframe src="https://youtu.be/abcdefghijk">' in document.body
    assert "latest-posts" in said(told)


def test_shortcodes_become_what_they_showed() -> None:
    url = f"{SITE}/wp-content/uploads/2024/06"
    content = (
        f'[caption id="attachment_9" align="alignright" width="300"]<a href="x">'
        f'<img src="{url}/a.jpg" /></a> 강가[/caption]\n[gallery ids="8,9"]\n'
        "[youtube https://www.youtube.com/watch?v=abcdefghijk&t=3]\n[embed]https://vimeo.com/12345[/embed]\n"
        f'https://youtu.be/lmnopqrstuv\n\n[audio mp3="{url}/a.mp3"][/audio]\n[[gallery]] [속보] [1]'
    )
    document, told = one(
        Item(1, content=content),
        attachment(8, f"{url}/b.jpg", "둑"),
        attachment(9, f"{url}/c.png", caption="물<b>결</b>"),
    )
    body = document.body
    assert (
        f'<figure class="alignright"><a href="x"><img src="{url}/a.jpg" /></a><figcaption>강가</figcaption></figure>'
        in body
    )
    assert f'<img src="{url}/b.jpg" alt="둑">' in body and "<figcaption>물<b>결</b></figcaption>" in body
    for frame in ("www.youtube.com/embed/abcdefghijk", "vimeo.com/12345", "youtu.be/lmnopqrstuv"):
        assert f'<iframe src="https://{frame}">' in body
    assert f'<audio src="{url}/a.mp3">' in body
    assert "[gallery] [속보] [1]" in body
    assert not [notice for notice in told.notices if notice.kind == "lost"]


def test_a_shortcode_nobody_knows_is_told_by_its_line_and_what_it_held_stays() -> None:
    content = '첫 줄\n\n[vc_row width="2"]\n\n안의 글\n\n[/vc_row]\n\n[contact-form-7 id="5"]'
    data = export(Item(1, content=content))
    (document, told) = one(Item(1, content=content))
    assert "안의 글" in document.body and "[" not in document.body
    lines = data.decode().split("\n")
    told_lines = [notice.line for notice in told.notices if notice.kind == "lost"]
    assert [lines[line - 1] for line in told_lines] == [
        '[vc_row width="2"]',
        '[contact-form-7 id="5"]]]></content:encoded>',
    ]


def test_lines_are_true_beyond_the_65_535th(monkeypatch: pytest.MonkeyPatch) -> None:
    data = export(Item(1, content="줄\n" * 70_000, name="long"), Item(2, content='글\n\n[a_b c="d"]', kind="post"))
    told = convert(data)[1]
    (notice,) = [notice for notice in told.notices if notice.kind == "lost"]
    assert data.decode().split("\n")[notice.line - 1].startswith('[a_b c="d"]')


def test_links_by_number_lead_to_the_story_s_address() -> None:
    item = Item(
        1, content=f'<a href="{SITE}/?p=2">둘</a> <a href="{SITE}/?p=9">아홉</a> <a href="https://b.example/?p=2">b</a>'
    )
    found, _ = convert(export(item, Item(2, name="second")))
    body = found["_posts/2024-06-14-haeon-river.html"].body
    assert f'href="{SITE}/2024/06/14/second/"' in body
    assert f'href="{SITE}/?p=9"' in body and 'href="https://b.example/?p=2"' in body


def test_stories_of_one_name_and_day_get_files_of_their_own() -> None:
    found, _ = convert(export(Item(1), Item(2), Item(3, name="HAEON-River")))
    assert [path for path in found if path.startswith("_posts")] == [
        "_posts/2024-06-14-haeon-river.html",
        "_posts/2024-06-14-haeon-river-2.html",
        "_posts/2024-06-14-haeon-river-3.html",
    ]


@pytest.mark.parametrize(
    "name", ["%ed%95%b4%ec", "../../etc/passwd", "a/b\\c", "가" * 300, ".", "-", "CON", "\x00", " "]
)
def test_no_slug_leads_a_file_out_of_its_folder(name: str) -> None:
    document, _ = one(Item(1, name=name))
    file_name = document.path.removeprefix("_posts/")
    assert re.fullmatch(r"2024-06-14-[^/\\]+\.html", file_name)
    assert len(file_name.encode()) < 255


def test_control_characters_that_plugins_let_in_are_left_out_and_counted() -> None:
    document, told = one(Item(1, title="해\x0b온\x08강", content="물\x00결"))
    assert document.values["title"] == "해온강" and document.body == "<p>물결</p>"
    assert "3 control characters" in said(told)


def test_text_in_braces_stays_text() -> None:
    assert b"render_with_liquid: false" in rendered(one(Item(1, content="{{ x }} {% y %}"))[0])


def test_a_story_larger_than_a_file_may_be_is_told_and_the_rest_goes_on() -> None:
    found, told = convert(export(Item(1, title="긴 글", content="x" * 6_000_000), Item(2, name="other")))
    assert "_posts/2024-06-14-other.html" in found
    assert "긴 글" in said(told) and "5 MB" in said(told)


BOMB = b'<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol">' + b"".join(
    b'<!ENTITY lol%d "%s">' % (number, b"&lol%d;" % (number - 1) * 10 if number > 1 else b"&lol;" * 10)
    for number in range(1, 10)
) + b']>\n<rss><channel><title>&lol9;</title></channel></rss>'  # fmt: skip


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        (b"", 0, "empty"),
        (b"hello", 1, "no XML"),
        (b"\x00\x01\x02\x03" * 100, 0, ""),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, 1, ""),
        (b"<html><body><p>x</p></body></html>", 1, "<html>"),
        (b"<rss version='2.0'><channel><title>x</title><item/></channel></rss>", 1, "nothing of WordPress's"),
        (export(Item(1))[:-200], None, "not whole"),
        (export(Item(1))[:2000], None, ""),
        (export(Item(1)).replace("해온강".encode(), b"\xc7\xd8\xbf\xc2"), 17, "encoding"),
        (BOMB, 1, "entities"),
        (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', 1, "entities"),
        (b"<rss><channel>" + b"<a>" * 300, 1, "deeper"),
        (b"<rss><channel><item>" + b"<a/>" * 200_000 + b"</item></channel></rss>", 1, "larger than any post"),
        (export(Item(1, content="x" * 10_500_000)), None, "10 MB"),
        (b'<?xml version="1.0" encoding="nonsense"?><rss/>', 1, "encoding"),
    ],
    ids=["empty", "text", "zeros", "picture", "page", "feed", "cut", "cut early", "encoding", "bomb", "file", "deep",
         "wide", "10 MB", "unknown encoding"],
)  # fmt: skip
def test_what_is_no_whole_export_is_one_line_with_its_remedy(data: bytes, line: int | None, why: str) -> None:
    began = time.process_time()
    error = refusal(data)
    assert time.process_time() - began < 30  # what isn't linear takes minutes
    assert error.path == "export.xml" and why in error.why
    assert line is None or error.line == line


def test_an_export_in_another_declared_encoding_is_read() -> None:
    data = export(Item(1)).decode().replace('encoding="UTF-8"', 'encoding="EUC-KR"').encode("euc-kr")
    assert convert(data)[0]["_posts/2024-06-14-haeon-river.html"].values["title"] == "해온강 수위 사흘째 상승"


def test_the_memory_a_conversion_takes_does_not_grow_with_the_export() -> None:
    import tracemalloc

    def peak(count: int) -> int:
        item = Item(1, content="긴 문단입니다. " * 2000).xml()
        data = export(*many(1)).replace(b"</channel>", (item * count + "</channel>").encode())
        told = Told("export.xml")
        tracemalloc.start()
        for _ in wordpress.documents(io.BytesIO(data), told):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(400) < peak(40) * 1.5 + 2_000_000


HOSTILE = st.text("[]<>/=\"' \n-!ap:w{}&;gcaptionembdusl\u0000\ue000\ue0010123", max_size=200)


@settings(max_examples=300, deadline=2000)
@given(HOSTILE, HOSTILE)
def test_no_body_and_no_title_breaks_a_conversion(title: str, content: str) -> None:
    found, _ = convert(export(Item(1, title=title, content=content, excerpt=content, name=title)))
    for document in found.values():
        text = rendered(document).decode()
        assert document.kind == "data" or text.startswith(("---\ntitle:", "---\ndate:"))


@pytest.mark.parametrize(
    "piece",
    ["<p ", "<", "[", "[a ", "[a]", "[a_b]", "[caption]", "[embed]x", "[gallery]", "<pre>", "<code>[a]", "<!-- wp:a ",
     "<!-- wp:a -->", "<!-- wp:a /-->", "<!--more", "<br>", "<p><li", " <figcaption", "\n \n", " ", "https://a.kr/\n",
     'href="https://a/?p=', "<div class=\"wp-block-embed__wrapper\"> "],
)  # fmt: skip
def test_no_body_takes_long(piece: str) -> None:
    content = piece * (1_000_000 // len(piece))
    began = time.process_time()
    one(Item(1, content=content))
    assert time.process_time() - began < 30  # what isn't linear takes minutes
