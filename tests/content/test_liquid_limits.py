"""Hostile Liquid: refused at little cost, told, and the rest of the post stands."""

import time

import pytest

from newsdao.content.liquid import Scope, convert

BIG = "가" * 200_000
LIST = "{% assign l = '1,2,3,4,5,6,7,8' | split: ',' %}"
SCOPE = Scope(
    page={"big": BIG, "many": [{"n": n} for n in range(5000)], "far": "1e20", "huge": 10**18},
    site={"data_size": 3},
    include_of={"a.html": "{% include b.html %}{% include b.html %}", "b.html": "{{ page.big }}" * 5}.get,
)


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in (1..1000000000) %}{{ i }}{% endfor %}",
        "{% for i in (1..1000000000) reversed %}{% break %}{% endfor %}",
        "{% for i in (1..page.huge) %}{% endfor %}",
        "{% for i in (-999999999..page.far) limit: 2 %}{{ i }}{% endfor %}",
        "{{ (1..1000000000) | join: ',' | size }}",
        "{% if (1..1000000000) contains 'a' %}{% endif %}",
        "{% assign r = (1..1000000000) %}{{ r | reverse | first }}",
        "{% tablerow i in (1..1000000000) cols:1 %}{% endtablerow %}",
        "{% for a in (1..2000) %}{% for b in (1..2000) %}{% for c in (1..2000) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% assign s = 'ab' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}",
        "{% assign s = page.big %}{{ s | replace: '가', s | size }}",
        LIST + "{% for i in (1..60) %}{% assign l = l | concat: l %}{% endfor %}",
        LIST
        + "{% for i in (1..60) %}{% assign n = '' | split: '' | push: l | push: l %}{% assign l = n %}{% endfor %}",
        "{% assign n = 9 %}{% for i in (1..60) %}{% assign n = n | times: n %}{% endfor %}",
        "{{ page.many | map: 'n' | join: page.big }}",
        "{% for i in (1..5000) %}{{ page.big }}{% endfor %}",
        "{% for i in (1..5000) %}{{ page.big | upcase | strip_html | split: '' | size }}{% endfor %}",
        "{% for i in (1..5000) %}{{ page.many | sort: 'n' | group_by: 'n' | size }}{% endfor %}",
        "{% for i in (1..100000) %}{% case i %}" + "{% when 'a' %}" * 3000 + "{% endcase %}{% endfor %}",
        "{% for i in (1..100000) %}{% if " + "page.big == i or " * 500 + "false %}{% endif %}{% endfor %}",
        "{% for i in (1..9000) %}{% capture x %}{{ x }}{{ page.big }}{% endcapture %}{% endfor %}",
        "{% for i in (1..9000) %}{% include a.html %}{% endfor %}",
        "{{ page.big | markdownify }}",
        "{{ page.many | where_exp: 'x', '" + "(" * 1000 + "' }}",
        "{{ " + "a[" * 3000 + "b" + "]" * 3000 + " }}",
        "{{ " + "(" * 30_000 + " }}",
        "{{ 'x" + '"' * 30_000 + " }}",
        "{% if " + "a and " * 3000 + "b %}{% endif %}",
        "{{ a" + " | upcase" * 2000 + " }}",
        "{% if true %}" * 2000 + "가" + "{% endif %}" * 2000,
        "{% for i in (1..3) %}" * 30 + "가" + "{% endfor %}" * 30,
        "{{ '%99999999d %-^0_9d' | date: '%99999999Y' }}" * 100,
        "{{ 1 | round: 999999999999 }}{{ '1" + "0" * 5000 + "' | plus: 1 }}{{ 1e999 | times: 2 }}",
        "{% assign a = page.many %}" + "".join(f"{{% assign a{n} = a | push: a %}}" for n in range(3000)),
    ],
    ids=lambda text: text[:50],
)
def test_a_post_that_asks_for_too_much_costs_little(text: str) -> None:
    start = time.perf_counter()  # a guard against working for hours, no measure of speed
    found, _ = convert(f"앞 {text} 뒤", SCOPE, "a.md", 1)
    assert time.perf_counter() - start < 15
    assert len(found) < 5_100_000
    assert found.startswith("앞") and found.endswith("뒤")


@pytest.mark.parametrize(
    "text", ["{% for i in (1..1000000000) %}{{ i }}{% endfor %}", "{% for i in (1..5000) %}{{ page.big }}{% endfor %}"]
)
def test_what_is_refused_is_left_out_whole_and_told(text: str) -> None:
    found, notices = convert(f"앞\n{text}\n뒤", SCOPE, "a.md", 1)
    assert found == "앞\n\n뒤"
    assert [(notice.line, notice.kind) for notice in notices] == [(2, "lost")]


@pytest.mark.parametrize(
    "name", ["__class__", "__init__", "upper", "keys", "format", "__globals__", "__dict__", "items", "pop", "mro"]
)
@pytest.mark.parametrize("value", ["page", "page.title", "page.many", "site", "forloop", "'a'", "page.number"])
def test_no_path_and_no_filter_reaches_into_python(name: str, value: str) -> None:
    scope = Scope(page={"title": "가", "many": [1], "number": 3})
    for text in (
        f"{{{{ {value}.{name} }}}}",
        f'{{% assign v = {value} %}}{{{{ v["{name}"] }}}}',
        f'{{{{ {value} | map: "{name}" | join: "" }}}}',
        f'{{% assign v = {value} | where_exp: "x", "x.{name}" %}}{{{{ v | size }}}}',
        f'{{{{ {value} | sort: "{name}" | size }}}}',
    ):
        found, _ = convert(f"{{% for i in (1..1) %}}{text}{{% endfor %}}", scope, "a.md", 1)
        assert "<" not in found and "0x" not in found and "function" not in found


def test_there_is_no_clock() -> None:
    for text in ("{{ now }}", "{{ today }}", "{{ 'today' | date: '%Y' }}", "{{ 'now' | date_to_string }}"):
        found, notices = convert(text, SCOPE, "a.md", 1)
        assert (found, len(notices)) == ("", 1)
