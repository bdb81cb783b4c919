"""The sub-editor's rules: each is told where it is broken, and a good post is told nothing."""

import pytest
from desk import HOUSE, LEAD, broken, found, proof

from newsdao.content.lint import words
from newsdao.content.lint.crosswise import Together
from newsdao.content.lint.proof import House
from newsdao.content.post import Picture

TABLE = "<table><tr><td>날</td><td>수위</td></tr><tr><td>1</td><td>2</td></tr></table>"


def size(width: int, height: int, length: int = 90_000) -> dict[str, Picture]:
    return {"/assets/river.jpg": Picture("/assets/river.jpg", "", width, height, "image/jpeg", length)}


def test_a_good_post_is_told_nothing() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("rule", "front"),
    [
        ("title-missing", {"title": None}),
        ("title-too-long", {"title": "해온강 " * 11}),
        ("title-too-wide", {"title": "해온강수위사흘째상승해온강수위사흘째상승해온강수위사흘째상승해온강수위"}),
        ("title-repeats-words", {"title": "해온강 넘친다, 해온강이 넘쳤다, 해온강을 보라"}),
        ("title-spacing", {"title": "해온강  수위"}),
        ("title-spacing", {"title": "해온강\u200b 수위"}),
        ("description-is-title", {"description": "해온강 수위 사흘째 상승."}),
        ("description-missing", {"excerpt": None}),
        ("description-too-long", {"description": "해온강 물이 불어 시가 길을 막았다. " * 5}),
        ("description-too-long", {"excerpt": "물이 불어 " * 20 + "막았다."}),
        ("description-repeats-words", {"excerpt": "대피소를 열고, 대피소는 좁고, 대피소에 모여, 대피소로 갔다."}),
        ("summary-cut", {"feature_text": "해온강 물이 사흘째 불어 시가 강가의…"}),
        ("summary-cut", {"excerpt": "해온강 물이 사흘째 불어 시가 강가의..."}),
        ("character-count", {"feature_text": "해온강 물이 불었다. (글자 수: 294)"}),
        ("feature-text-heading", {"feature_text": '"## 해온일보 속보입니다.\\n\\n강물이 불었다."'}),
        ("picture-missing", {"image": None}),
        ("picture-file-missing", {"image": "/assets/none.jpg"}),
        ("picture-elsewhere", {"image": "https://elsewhere.example/a.jpg"}),
        ("hero-alt-missing", {"image": "/assets/river.jpg"}),
        ("alt-wrong-brand", {"image": "{path: /assets/river.jpg, alt: 다른신문 속보}"}),
        ("alt-is-file-name", {"image": "{path: /assets/river.jpg, alt: IMG_2031.jpg}"}),
        ("date-future", {"date": '"2027-01-01 09:00 +0900"'}),
        ("date-time-missing", {"date": "2026-11-20"}),
        ("date-too-old", {"date": '"1970-01-02 09:00 +0900"'}),
        ("changed-in-future", {"last_modified_at": '"2027-01-01 09:00 +0900"'}),
        ("category-missing", {"categories": None}),
        ("author-missing", {"author": None}),
        ("tags-too-many", {"tags": "[" + ", ".join(f"꼬리표{n}" for n in range(11)) + "]"}),
        ("reading-repaired", {"title": '"해온강" 수위 상승'}),
    ],
)
def test_a_rule_that_the_front_matter_breaks_is_told(rule: str, front: dict[str, str | None]) -> None:
    assert rule in broken(**front)


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("heading-first-level", f"# 큰 제목\n\n{LEAD * 8}"),
        ("heading-jump", f"## 둘\n\n{LEAD * 8}\n\n#### 넷\n\n{LEAD}"),
        ("heading-empty", f"<h2> </h2>\n\n{LEAD * 8}"),
        ("heading-in-bold", f"{LEAD * 8}\n\n**강가의 하루**\n\n{LEAD}"),
        ("table-without-header", f"{LEAD * 8}\n\n{TABLE}"),
        ("link-insecure", f"{LEAD * 8} [댐](http://haeon.example/dam/)"),
        ("link-dofollow", f'{LEAD * 8} <a href="https://a.example/b" rel="dofollow">보기</a>'),
        ("link-empty", f'{LEAD * 8} <a href="#">여기</a>'),
        ("link-empty", f"{LEAD * 8} [여기]()"),
        ("link-empty", f"{LEAD * 8} [](/강/)"),
        ("alt-missing", f"{LEAD * 8}\n\n![](/assets/river.jpg)"),
        ("alt-wrong-brand", f"{LEAD * 8}\n\n![cryptoinhaeon 속보](/assets/river.jpg)"),
        ("text-short", "강물이 불었다."),
        ("closing-line", f'{LEAD * 8}\n\n실시간 뉴스 속보는, <a href="https://haeon.example">https://haeon.example</a>'),
        ("embed-unsupported", f"{LEAD * 8}\n\n<script>alert(1)</script>"),
        ("reading-lost", f"{LEAD * 8}\n\n{{% weather %}}"),
        ("character-count", f"{LEAD * 8} (글자 수: 12)"),
    ],
)  # fmt: skip
def test_a_rule_that_the_text_breaks_is_told(rule: str, body: str) -> None:
    assert rule in broken(body)


@pytest.mark.parametrize(
    ("rule", "picture"),
    [
        ("picture-unusable", size(180, 400)),
        ("picture-small", size(720, 405)),
        ("picture-too-long", size(1600, 500)),
        ("picture-too-light", size(1600, 900, 4_000)),
    ],
)
def test_a_picture_that_engines_do_not_take_is_told(rule: str, picture: dict[str, Picture]) -> None:
    """seo-and-feeds §2 M: og:image > 150×150, ≥ 5,000 bytes, ratio ≤ 3:1; §1 M: Discover ≥ 1200 px."""
    assert rule in broken(pictures=picture)
    assert broken(pictures=size(1600, 900)) == set()


@pytest.mark.parametrize(
    "alt", ["해온일보 속보", "태풍 속보", "경제 속보", "물이 불어난 해온강", "속보를 보는 시민들", "HAEON 속보"]
)
def test_words_that_name_no_other_brand_are_left_alone(alt: str) -> None:
    assert "alt-wrong-brand" not in broken(title="태풍 해온에 상륙", image=f"{{path: /assets/river.jpg, alt: {alt}}}")


@pytest.mark.parametrize(
    "body",
    [
        f"{LEAD * 8}\n\n**시장은 “물이 곧 빠진다”고 말했다.**\n\n{LEAD}",  # a sentence
        f"{LEAD * 8}\n\n**(문의: 해온시 안전과)**\n\n{LEAD}",
        f"## 하나\n\n{LEAD * 8}\n\n### 둘\n\n{LEAD}\n\n## 셋\n\n{LEAD}",
        f"{LEAD * 8}\n\n| 날 | 수위 |\n|---|---|\n| 1 | 2 |\n",
        f"{LEAD * 8} [본문](https://other.example/http://haeon.example.org) <a id='top'></a>",
        f"{LEAD * 8} [대화](irc://irc.haeon.example/river) [파일](ftp://haeon.example/river.txt)",
        f"{LEAD * 8}\n\n**堤防は無事だった。**\n\n{LEAD}",
        f"{LEAD * 8} [각주](#fn:1) [위](/사회/)",
    ],
)
def test_what_is_well_is_left_alone(body: str) -> None:
    assert broken(body) == set()


def test_a_finding_names_the_line_that_is_to_blame() -> None:
    body = f"{LEAD * 8}\n\n## 하나\n\n#### 넷\n\n{LEAD}"
    [finding] = found(body)
    assert (finding.rule.id, str(finding.place)) == ("heading-jump", "_posts/2026-11-20-river.md:14")


def test_a_false_count_of_characters_is_told_with_the_true_one() -> None:
    [finding] = [
        one for one in found(excerpt="강물이 사흘째 불었다. (글자 수: 99)") if one.rule.id == "character-count"
    ]
    assert finding.what == "`(글자 수: 99)` stands in `excerpt`, and is false: it has 12"


def test_a_category_that_the_site_does_not_list_is_told_only_where_it_lists_any() -> None:
    listed = House(HOUSE.brands, HOUSE.host, frozenset({"경제"}), HOUSE.now)
    assert "category-unlisted" in broken(house=listed)
    assert "category-unlisted" not in broken()


def test_particles_of_korean_do_not_hide_that_a_word_repeats() -> None:
    assert words.repeated("푸틴이 왔다. 푸틴은 갔다. 푸틴에게 물었다. 2024 2024 2024", 3) == [("푸틴", 3)]


@pytest.mark.parametrize(
    "text", ["you said you and you", "به نام به نام به کار به", "the river, the dam, the town", "10 10 10 10"]
)
def test_the_small_change_of_grammar_is_no_keyword(text: str) -> None:
    assert words.repeated(text, 3) == []


def test_google_has_room_for_some_33_hangul() -> None:
    """seo-and-feeds §1 S: truncated ≈ 600 px ≈ 30–35 Hangul."""
    assert words.pixels("가" * 33) <= 600 < words.pixels("가" * 34)
    cut = words.fitting("가" * 50, 600)
    assert cut.endswith("…") and words.pixels(cut) <= 602


def test_what_several_posts_share_is_told_of_each_of_them() -> None:
    together = Together()
    for _ in range(3):
        together.take(proof())
    told = list(together.tell())
    assert {one.rule.id for one in told} == {"title-repeated", "description-repeated", "picture-shared"}
    assert len(told) == 9


def test_a_category_spelled_two_ways_is_told_at_the_rarer_spelling() -> None:
    together = Together()
    for name in ("News", "News", "news", "뉴스", "사회"):
        together.take(proof(categories=f"[{name}]", title=f"제목 {name}"))
    told = [one.what for one in together.tell() if one.rule.id == "category-spelled-twice"]
    assert told == ["the category “news” is also spelled “News”", "the category “뉴스” is also spelled “News”"]
