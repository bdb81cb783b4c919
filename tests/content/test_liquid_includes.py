"""A site's own `_includes/` in its posts."""

import pytest

from newsdao.content.liquid import Scope, convert

INCLUDES = {
    "toc/short.html": "<b>{{ include.title }}</b>{% if include.more %}…{% endif %}",
    "outer.html": "[{% include toc/short.html %}|{% include toc/short.html title='안' %}|{{ include.title }}]",
    "sets.html": "{% assign from_include = '정해짐' %}",
    "stops.html": "{% break %}",
    "broken.html": "가{{ page.gone }}나\n{% if %}다{% endif %}{% nothing %}",
    "again.html": "{% include again.html %}.",
    "twice.html": "{% include twice.html %}{% include twice.html %}",
    "figure.html": "<img src={{ include.image }}>",
}
SCOPE = Scope(page={"name": "toc", "people": [{"name": "김나루"}]}, include_of=INCLUDES.get)


def converted(text: str) -> str:
    found, notices = convert(text, SCOPE, "_posts/a.md", 10)
    assert notices == ()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% include toc/short.html title="차례" more=true %}', "<b>차례</b>…"),
        ("{% include_cached toc/short.html title='차례' %}", "<b>차례</b>"),
        ("{% include toc/short.html title=page.people[0].name %}", "<b>김나루</b>"),
        ("{% include toc/short.html %}", "<b></b>"),
        ('{% include {{ page.name }}/short.html title="밖" %}', "<b>밖</b>"),
        ("{% include outer.html title='밖' %}", "[<b>밖</b>|<b>안</b>|밖]"),
        ("{% include sets.html %}{{ from_include }}", "정해짐"),
        ("{% for i in (1..3) %}{{ i }}{% include stops.html %}{% endfor %}", "1"),
        ('{%- include toc/short.html\n  title="두 줄"\n-%}', "<b>두 줄</b>"),
    ],
)
def test_an_include_is_what_its_file_says(text: str, expected: str) -> None:
    assert converted(text) == expected


def test_a_sites_own_file_goes_before_the_themes() -> None:
    assert converted('{% include figure.html image="/a.png" %}') == "<img src=/a.png>"


@pytest.mark.parametrize(
    "name",
    ["../secret.html", "/etc/passwd", "a/../../b", "..", ".", "a//b.html", "https://b.example/a", "~/a", "a b%00"],
)
def test_no_include_asks_for_a_file_elsewhere(name: str) -> None:
    asked: list[str] = []

    def include_of(wanted: str) -> str | None:
        asked.append(wanted)
        return None

    for text in (f"{{% include {name} %}}", f"{{% assign n = '{name}' %}}{{% include {{{{ n }}}} %}}"):
        found, notices = convert(text, Scope(include_of=include_of), "a.md", 1)
        assert (found, len(notices)) == ("", 1)
    assert not [one for one in asked if ".." in one or one.startswith("/") or ":" in one]


def test_what_goes_wrong_in_an_include_is_told_at_the_posts_line_with_the_includes_name() -> None:
    found, notices = convert("앞\n\n{% include broken.html %}뒤\n{% include broken.html %}", SCOPE, "_posts/a.md", 10)
    assert found == "앞\n\n가나\n다뒤\n가나\n다"
    assert all("in _includes/broken.html" in notice.what for notice in notices)
    assert [notice.line for notice in notices] == [12, 12, 12, 13, 13]


@pytest.mark.parametrize("name", ["again.html", "twice.html"])
def test_an_include_that_includes_itself_ends(name: str) -> None:
    _, notices = convert(f"{{% include {name} %}}", SCOPE, "a.md", 1)
    assert "includes too deep" in " ".join(notice.what for notice in notices)


def test_a_missing_include_is_told_with_the_file_it_needs() -> None:
    found, notices = convert("가{% include gone.html a='b' %}나", SCOPE, "a.md", 7)
    assert found == "가나"
    assert (notices[0].line, "needs the file _includes/gone.html" in notices[0].what) == (7, True)
