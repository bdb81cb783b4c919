"""What a link looks like where it is shared."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsdao.adapters import media_files
from newsdao.content.jekyll_config import read_config
from newsdao.content.post import Picture, Post, Term
from newsdao.content.reading import ReadingContext, SourceFile, read_post
from newsdao.content.site import Site
from newsdao.presenters import opengraph
from newsdao.presenters.urls import Urls

MakePost = Callable[..., Post]
HERE = "https://news.example.kr/%EC%82%AC%ED%9A%8C/2026/11/20/haeon-river-9/"
SENTENCES = ["상류 댐이 초당 3,200톤을 내보내면서 해온대교 수위가 주의 단계를 넘었다.", "시는 학교 여섯 곳을 열었다."]


def shown(post: Post, site: Site, urls: Urls) -> dict[str, str]:
    preview = opengraph.article_preview(post, HERE, site, urls)
    return dict([*preview.og, *preview.twitter])


def test_an_article_shows_its_words_and_its_picture(make_post: MakePost, site: Site, urls: Urls) -> None:
    changed = datetime(2026, 11, 20, 3, 30, 15, 250_000, tzinfo=UTC)
    post = make_post(9, updated_at=changed, lang="ko")
    preview = opengraph.article_preview(post, HERE, replace(site, twitter="newsdao"), urls)
    assert preview.og == (
        ("og:type", "article"),
        ("og:title", "해온강 수위 사흘째 상승, 저지대 2천 가구 대피 준비"),
        ("og:description", " ".join(SENTENCES)),
        ("og:url", HERE),
        ("og:site_name", "뉴스다오"),
        ("og:locale", "ko_KR"),
        ("og:image", "https://news.example.kr/assets/img/river.jpg"),
        ("og:image:type", "image/jpeg"),
        ("og:image:width", "1600"),
        ("og:image:height", "900"),
        ("og:image:alt", "불어난 해온강"),
        ("article:published_time", "2026-11-20T09:09:00+09:00"),
        ("article:modified_time", "2026-11-20T12:30:15+09:00"),
        ("article:section", "사회"),
        ("article:tag", "해온강"),
        ("article:tag", "홍수"),
        ("article:author", "https://news.example.kr/author/%EA%B9%80%EB%82%98%EB%A3%A8/"),
    )
    assert preview.twitter == (
        ("twitter:card", "summary_large_image"),
        ("twitter:site", "@newsdao"),
        ("twitter:image:alt", "불어난 해온강"),
    )


def test_the_words_are_feature_text_then_excerpt_description_and_first_paragraph(make_post: MakePost) -> None:
    post = make_post(description="시장이 말했다.")
    for name in ("feature_text", "excerpt", "description", "lead"):
        assert opengraph.preview_description(post) == getattr(post, name)
        post = replace(post, **{name: "\u200b\x00 "})
    assert opengraph.preview_description(post) == ""


def test_an_article_without_a_word_of_its_own_shows_its_title(make_post: MakePost, site: Site, urls: Urls) -> None:
    post = make_post(feature_text="", excerpt="", lead="")
    assert shown(post, site, urls)["og:description"] == post.title


def test_a_text_of_300_characters_is_shown_whole_and_a_longer_one_ends_with_a_sentence(make_post: MakePost) -> None:
    whole = " ".join(SENTENCES * 5)[:299].rpartition(".")[0]
    whole += "가" * (299 - len(whole)) + "."
    assert opengraph.preview_description(make_post(feature_text=whole)) == whole
    longer = " ".join(SENTENCES * 8)
    found = opengraph.preview_description(make_post(feature_text=longer))
    assert 240 < len(found) <= 300
    assert found.endswith(".") and longer.startswith(f"{found} ")


@given(st.text(max_size=700))
def test_no_text_is_shown_longer_than_300_characters(make_post: MakePost, text: str) -> None:
    found = opengraph.preview_description(make_post(feature_text=text, excerpt="강이 불었다."))
    assert 0 < len(found) <= 300


@pytest.mark.parametrize(
    "picture",
    [
        None,
        Picture("/assets/unreadable.jpg"),
        Picture("/assets/icon.png", "", 199, 800, "image/png"),
        Picture("https://cdn.example.com/dot.png", "", 40, 40),
        Picture("/assets/logo.svg", "", 800, 600, "image/svg+xml"),
        Picture("https://cdn.example.com/logo.SVG?v=2"),
    ],
)
def test_the_story_s_card_takes_the_place_of_a_picture_no_preview_can_show(
    picture: Picture | None, make_post: MakePost, site: Site, urls: Urls
) -> None:
    """seo-and-feeds, Decisions: without a usable picture (none, unreadable, < 200×200) the generated card."""
    post = make_post(id=7, picture=picture)
    tags = shown(post, site, urls)
    assert re.fullmatch(r"https://news\.example\.kr/og/7-[0-9a-f]{10,}\.jpg", tags["og:image"])
    assert (tags["og:image:width"], tags["og:image:height"], tags["og:image:type"]) == ("1200", "630", "image/jpeg")
    assert tags["og:image:alt"] == tags["twitter:image:alt"] == post.title
    assert tags["twitter:card"] == "summary_large_image"


def test_a_picture_many_stories_share_is_still_the_author_s_word(make_post: MakePost, site: Site, urls: Urls) -> None:
    tags = shown(make_post(picture=Picture("/assets/banner.jpg", "", 720, 405, "image/jpeg", 9, True)), site, urls)
    assert tags["og:image"] == "https://news.example.kr/assets/banner.jpg"
    assert tags["og:image:alt"] == make_post().title


def test_only_what_is_known_of_a_foreign_picture_is_said(make_post: MakePost, site: Site, urls: Urls) -> None:
    tags = shown(make_post(picture=Picture("https://cdn.example.com/해온강 1.jpg")), site, urls)
    assert tags["og:image"] == "https://cdn.example.com/%ED%95%B4%EC%98%A8%EA%B0%95%201.jpg"
    assert not {"og:image:type", "og:image:width", "og:image:height"} & tags.keys()
    assert tags["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize(
    ("size", "card"), [((599, 400), "summary"), ((600, 314), "summary"), ((600, 315), "summary_large_image")]
)
def test_a_small_picture_gets_the_small_card(
    size: tuple[int, int], card: str, make_post: MakePost, site: Site, urls: Urls
) -> None:
    picture = Picture("/a.jpg", "", *size, "image/jpeg")
    assert shown(make_post(picture=picture), site, urls)["twitter:card"] == card


def test_a_story_not_yet_stored_has_no_card(make_post: MakePost, site: Site, urls: Urls) -> None:
    tags = shown(make_post(picture=None), site, urls)
    assert not any("image" in name for name in tags)
    assert tags["twitter:card"] == "summary"


def test_an_author_is_known_by_the_page_here(make_post: MakePost, site: Site, urls: Urls) -> None:
    post = make_post(authors=(Term("author", "서린", "서린", "https://seorin.example.kr"),))
    assert shown(post, site, urls)["article:author"] == urls.absolute(urls.term(post.authors[0]))
    assert "article:author" not in shown(make_post(authors=()), site, urls)


def test_another_page_shows_the_site(site: Site, urls: Urls) -> None:
    preview = opengraph.page_preview("사회", "해온시의 사회 소식", "https://news.example.kr/category/a/", site, urls)
    tags = dict(preview.og)
    assert (tags["og:type"], tags["og:title"], tags["og:description"]) == ("website", "사회", "해온시의 사회 소식")
    assert tags["og:image"] == "https://news.example.kr/assets/site.jpg"
    bare = opengraph.page_preview("사회", "", "https://a.example/", replace(site, social_picture=None), urls)
    assert dict(bare.og)["og:image"].startswith("https://news.example.kr/og/site-")
    assert "og:description" not in dict(opengraph.page_preview("사회", "", "https://a.example/", site, urls).og)


@pytest.mark.parametrize(
    ("lang", "locale"),
    [
        ("ko", "ko_KR"), ("ko-KR", "ko_KR"), ("ko-KO", "ko_KR"), ("en", "en_US"), ("en-GB", "en_GB"), ("fa", "fa_IR"),
        ("ja", "ja_JP"), ("de", "de_DE"), ("sv", "sv_SE"), ("zh-Hans-CN", "zh_CN"), ("zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh_HK"), ("KO-kr", "ko_KR"), ("ko-u-ca-gregory", "ko_KR"), ("es-419", "es_ES"),
    ],
)  # fmt: skip
def test_a_language_has_a_territory(lang: str, locale: str) -> None:
    assert opengraph.locale(lang) == locale


def test_the_seed_is_shown_by_its_feature_text_and_its_picture(corpus: Path, urls: Urls) -> None:
    seed = corpus / "seed"
    (path,) = seed.glob("_posts/*.md")
    matter = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
    config = read_config((seed / "_config.yml").read_text(encoding="utf-8"))
    context = ReadingContext(picture_of=lambda src: media_files.measure(seed / src.lstrip("/"), src))
    post = read_post(SourceFile(f"_posts/{path.name}", path.read_bytes()), config, context)
    tags = shown(post, config.site(), Urls("https://newsdao.kr"))

    lead = matter["feature_text"].strip().removesuffix("(글자 수: 294)").strip()
    assert len(lead) == 321 and tags["og:title"] == matter["title"]
    assert lead.startswith(tags["og:description"] + " ")
    assert tags["og:description"].endswith(".") and len(tags["og:description"]) == 238, "four of its five sentences"
    assert tags["og:image"] == f"https://newsdao.kr{matter['image']}"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("720", "405")
    assert tags["article:published_time"] == "2024-07-01T00:00:00+09:00"
    assert tags["og:locale"] == "ko_KR"
