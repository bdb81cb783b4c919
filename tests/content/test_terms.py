"""Categories, tags and authors."""

import pytest
from authored import read

from newsdao.content.post import Term


@pytest.mark.parametrize(
    ("front_matter", "names"),
    [
        ("categories: 정치 사회", ["정치", "사회"]),
        ("category: 정치 사회", ["정치 사회"]),
        ("categories: [정치, 정치, Politics, politics]", ["정치", "Politics"]),
        ("categories: [정치]\ncategory: 사회", ["정치", "사회"]),
        ("categories: [{가: 나}, '', ~, [다]]", ["다"]),
        ("categories:", []),
        ("categories: 정치, 사회", ["정치", "사회"]),
    ],
)
def test_categories_follow_jekylls_rules(front_matter: str, names: list[str]) -> None:
    assert [term.name for term in read(front_matter).categories] == names


@pytest.mark.parametrize(
    ("front_matter", "names"),
    [
        ("tags: 다리 강", ["다리", "강"]),
        ("tag: 다리 강", ["다리 강"]),
        ("tag: 다리\ntags: [강]", ["다리"]),
        ("tag:\ntags: [강]", ["강"]),
        ("tags: {}", []),
        ("tags: false", []),
    ],
)
def test_tags_follow_jekylls_rules(front_matter: str, names: list[str]) -> None:
    assert [term.name for term in read(front_matter).tags] == names


@pytest.mark.parametrize(
    ("front_matter", "authors"),
    [
        ("author: kim", [Term("author", "kim", "김나루", "https://kim.example")]),
        ("author: 박서린 기자", [Term("author", "박서린-기자", "박서린 기자")]),
        (
            "authors: [kim, lee, kim]",
            [Term("author", "kim", "김나루", "https://kim.example"), Term("author", "lee", "이도하")],
        ),
        ("author: {name: 최다온, url: 'javascript:alert(1)'}", [Term("author", "최다온", "최다온")]),
        ("author: {twitter: x}", []),
        ("title: 가", []),
    ],
)
def test_authors_are_looked_up_named_or_described(front_matter: str, authors: list[Term]) -> None:
    assert list(read(front_matter).authors) == authors
