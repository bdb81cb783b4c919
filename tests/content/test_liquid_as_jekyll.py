"""Liquid here and in Jekyll itself: the same snippets, carried out by both."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import absent

from newsdao.content import front_matter, liquid_scope, metadata, post_paths
from newsdao.content.identity import identify
from newsdao.content.jekyll_config import read_config
from newsdao.content.liquid import Scope, convert
from newsdao.content.places import POST
from newsdao.content.site_data import site_data

CONFIG = """
title: 해온신문
url: https://news.example.kr
baseurl: /blog
timezone: Asia/Seoul
email: desk@news.example.kr
shown: true
hidden: false
version: 3
sections: [사회, 경제, 문화]
desk: {name: 사회부, floor: 3}
"""
POST_PATH = "_posts/2026-03-02-해온강.md"
POST_TEXT = """---
title: '해온강 "수위" 상승 & 대피'
categories: [사회, 날씨]
tags: [강, 비]
rating: 4
is_long: false
nothing:
words: "하나, 둘, 셋"
points:
  - {name: 다리, height: 12, side: 남}
  - {name: 둑, height: 7, side: 북}
  - {name: 나루, height: 9, side: 남}
---
본문
"""
DATA = {
    "people.yml": "- {name: 김나루, desk: 사회, age: 41}\n- {name: 이해온, desk: 경제, age: 38}\n"
    "- {name: 박다리, desk: 사회, age: 29}\n",
    "rivers.csv": "name,length\n해온강,120\n마루천,14\n",
    "deep/lakes.json": '{"은호": {"depth": 12.5}, "달못": {"depth": 3}}',
}
INCLUDES = {
    "hello.html": "안녕 {{ include.name }}{% if include.loud %}!{% endif %}",
    "outer.html": "<{% include hello.html name=include.who %}>",
    "lists/each.html": "{% for one in include.of %}{{ one.name }};{% endfor %}",
}
SNIPPETS = r"""
{{ site.title }}|{{ site.desk.name }}|{{ site.desk["floor"] }}|{{ site.version | plus: 1 }}
{% if site.shown %}가{% endif %}{% if site.hidden %}나{% else %}다{% endif %}
{{ site.sections[1] }} {{ site.sections.first }} {{ site.sections.last }} {{ site.sections.size }}
{{ site.sections | join: ", " }} {{ site.sections }}
{{ page.title }}
{{ page.title | escape }} {{ page.title | xml_escape }} {{ "&lt;<" | escape_once }} {{ "it's" | escape }}
{{ page.url }} {{ page.slug }} {{ page.path }} {{ page.id }} {{ page.collection }}
{{ page.date }}
{{ page.categories | join: "/" }} {{ page.tags | array_to_sentence_string }}
{{ page.rating | times: 2 }} {{ page.is_long }} [{{ page.nothing }}] [{{ page.absent }}]
{% unless page.is_long %}짧다{% else %}길다{% endunless %}
{% if page.nothing == nil %}없음{% endif %}{% if page.words contains "둘" %}둘{% endif %}
{% if page.tags contains "비" and page.rating > 3 %}예{% else %}아니오{% endif %}
{% if true or false and false %}가{% else %}나{% endif %}{% if false and true or true %}가{% else %}나{% endif %}
{% if page.rating >= 4 and page.rating != 5 or page.absent %}가{% endif %}
{% if "" == empty %}빔{% endif %}{% if page.tags == empty %}빔{% else %}참{% endif %}
{% if page.rating == 3 %}셋{% elsif page.rating == 4 %}넷{% else %}딴{% endif %}
{% case page.rating %}{% when 1, 2 %}적다{% when 3 or 4 %}많다{% else %}모름{% endcase %}
{% case "x" %} {% when "y" %} 가 {% else %} 나 {% endcase %}
{% for one in page.points %}{{ forloop.index }}/{{ forloop.length }} {{ one.name }}{% unless forloop.last %}, {% endunless %}{% endfor %}
{% for one in page.points limit:2 offset:1 %}{{ one.name }}{% endfor %}
{% for one in page.points reversed %}{{ one.name }}{{ forloop.rindex0 }}{% endfor %}
{% for i in (1..5) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}
{% for i in (1..page.rating) %}{{ i }}{% endfor %}
{% for i in page.absent %}가{% else %}없음{% endfor %}
{% for pair in site.desk %}{{ pair[0] }}={{ pair[1] }};{% endfor %}
{% for a in (1..2) %}{% for b in (1..2) %}{{ forloop.parentloop.index }}{{ b }} {% endfor %}{% endfor %}
{% for i in (1..4) %}{% cycle "홀", "짝" %}{% endfor %}{% for i in (1..3) %}{% cycle "a": 1, 2 %}{% endfor %}
{% for i in (1..4) limit: 2 %}{{ i }}{% endfor %}{% for i in (1..4) offset: continue %}[{{ i }}]{% endfor %}
{% for c in "abc" %}{{ c }}.{% endfor %}
{% tablerow i in (1..3) cols:2 %}{{ i }}{% endtablerow %}
{% assign a = "가나다" %}{{ a }}{{ a.size }}{% assign b = a | append: "라" | upcase %}{{ b }}
{% assign list = "a,b,,c,," | split: "," %}{{ list.size }}{{ list | join: "-" }}{{ list | inspect }}
{% capture c %}{{ page.rating }}점{% endcapture %}[{{ c }}]
{% increment n %}{% increment n %}{% decrement m %}{% decrement m %}
{% comment %} 가 {{ x }} {% if x %} {% endif %} {% endcomment %}나
가 {%- comment -%} 나 {%- endcomment -%} 다
{% raw %}{{ site.title }}{% if %}{% endraw %}
가 {% raw %} {{- 나 -}} {% endraw %} 다
가 {{- " 나 " -}} 다
가 {%- if true -%} 나 {%- endif -%} 다
[{% if true %} {% endif %}][{% if true %} {{ "" }} {% endif %}][{% for i in (1..2) %}  {% endfor %}]
{% ifchanged %}가{% endifchanged %}{% ifchanged %}가{% endifchanged %}
{% include hello.html name="세상" %} {% include hello.html name=page.slug loud=true %}
{% include outer.html who="둘레" %} {% include lists/each.html of=page.points %}
{% assign file = "hello" %}{% include {{ file }}.html name="변수" %}
{% include hello.html name='작은 "따옴표"' %}{% include hello.html name="a \"b\"" %}
{{ "/a b.png" | relative_url }} {{ "a.png" | absolute_url }} {{ "https://b.example/x" | relative_url }}
{{ "" | relative_url }} {{ "/가.png" | relative_url }} {{ nil | relative_url }} {{ "/a/index.html" | strip_index }}
{{ "2026-03-02 09:05:07 +0900" | date: "%Y년 %-m월 %e일 %H:%M:%S %z %A %b %j %y %I %p %P %l %u %w" }}
{{ "2026-03-02 09:05:07 +0000" | date: "%H:%M %:z" }} {{ "2026-03-02" | date: "%s %F %T %D %R" }}
{{ page.date | date: "%B %d, %Y" }} {{ page.date | date_to_string }} {{ page.date | date_to_long_string }}
{{ page.date | date_to_xmlschema }} {{ page.date | date_to_rfc822 }}
{{ "2026-03-21" | date_to_string: "ordinal", "US" }} {{ "2026-03-12" | date_to_long_string: "ordinal" }}
{{ "2026-03-02 00:30:00 +0000" | date_to_xmlschema }} {{ 1772409600 | date: "%Y-%m-%d" }} {{ "그저께" | date: "%Y" }}
{{ "2026-03-02" | date: "%^a %^B %10d|%-d|%_m|%3N|%L|%%|%U|%V|%C|%k" }}
{{ "Hello World" | downcase }} {{ "hello world" | capitalize }} {{ "하나" | upcase }}
{{ " a " | strip }}|{{ " a " | lstrip }}|{{ " a " | rstrip }}|{{ "a  b" | normalize_whitespace }}
{{ "a-b-a" | replace: "a", "c" }} {{ "a-b-a" | replace_first: "a", "c" }} {{ "a-b-a" | remove: "a" }} {{ "a-b-a" | remove_first: "a" }}
{{ "a-b-a" | replace_last: "a", "c" }} {{ "a-b-a" | remove_last: "a" }}
{{ "abcdefgh" | truncate: 5 }} {{ "abcde" | truncate: 5 }} {{ "abcdefgh" | truncate: 6, "…" }} {{ "abc" | truncate: 1 }}
{{ "a b c d" | truncatewords: 2 }} {{ "a b" | truncatewords: 2 }} {{ "a  b c" | truncatewords: 2, "" }}
{{ "abcdef" | slice: 1, 3 }} {{ "abcdef" | slice: -2, 2 }} {{ "abc" | slice: 1 }} {{ "abc" | slice: 9 }}
{{ "a b" | split: " " | size }} {{ "abc" | split: "" | join: "." }} {{ "" | split: "," | size }}
{{ "<p>a <b>c</b></p><!-- d --><script>e</script>f" | strip_html }} {{ "a < b" | strip_html }}
{{ "a/b c?d=é&" | url_encode }} {{ "a%2Fb+c" | url_decode }} {{ "a b/c" | cgi_escape }} {{ "http://a.b/c d?e=f" | uri_escape }}
{{ "하나 둘 three" | number_of_words }} {{ "한국 abc def" | number_of_words: "cjk" }} {{ "ab c" | number_of_words: "auto" }}
{{ "a, b & c" | slugify }} {{ "한글 A.b_c" | slugify }} {{ "한글 A.b_c" | slugify: "pretty" }} {{ "한글 Ab" | slugify: "ascii" }} {{ "A b" | slugify: "raw" }}
{{ page.points | jsonify }} {{ 'a"b' | jsonify }} {{ nil | jsonify }} {{ site.shown | jsonify }} {{ 1.5 | jsonify }}
{{ page.points | where: "side", "남" | map: "name" | join: "," }} {{ page.points | where: "height", 7 | size }}
{{ page.points | where_exp: "one", "one.height > 8" | map: "name" | join: "," }}
{{ page.points | where_exp: "one", "one.side == '남' and one.height < 10" | map: "name" | join: "," }}
{% assign found = page.points | find: "name", "둑" %}{{ found.height }}{% assign gone = page.points | find: "name", "x" %}[{{ gone }}]
{% assign found = page.points | find_exp: "p", "p.height == 9" %}{{ found.name }}
{% assign groups = page.points | group_by: "side" %}{% for g in groups %}{{ g.name }}:{{ g.size }}:{{ g.items | map: "name" | join: "+" }};{% endfor %}
{% assign groups = page.points | group_by_exp: "p", "p.height | divided_by: 5" %}{% for g in groups %}{{ g.name }}{{ g.size }};{% endfor %}
{{ page.points | sort: "height" | map: "name" | join: "," }} {{ "b,a,C" | split: "," | sort | join: "," }} {{ "b,a,C" | split: "," | sort_natural | join: "," }}
{{ site.data.people | sort: "desk", "last" | map: "name" | join: "," }} {{ "10,9,1" | split: "," | sort | join: "," }}
{{ "a,b,a" | split: "," | uniq | join: "," }} {{ "a,b" | split: "," | reverse | join: "," }} {{ "a,b" | split: "," | first }}
{% assign l = "a,b" | split: "," %}{{ l | push: "c" | join: "" }}{{ l | unshift: "c" | join: "" }}{{ l | pop | join: "" }}{{ l | shift | join: "" }}{{ l | concat: l | join: "" }}
{{ "a" | append: "b" | prepend: "c" }} {{ 5 | append: "개" }} {{ "a\nb" | newline_to_br }} {{ "a" | base64_encode }} {{ "YQ==" | base64_decode }}
{{ 7 | plus: 2 }} {{ 7 | minus: 2.5 }} {{ 7 | times: 3 }} {{ 7 | divided_by: 2 }} {{ 7 | divided_by: 2.0 }} {{ 7 | modulo: 4 }} {{ "3" | plus: "4" }}
{{ -7 | abs }} {{ -7 | divided_by: 2 }} {{ -7 | modulo: 3 }} {{ 2.5 | round }} {{ 2.567 | round: 2 }} {{ 2.1 | ceil }} {{ 2.9 | floor }} {{ 4 | at_least: 5 }} {{ 4 | at_most: 3 }}
{{ "3.7" | to_integer }} {{ true | to_integer }} {{ "x" | plus: 1 }} {{ 1.0 | plus: 1 }} {{ 0.1 | plus: 0.2 }} {{ 3 | round: 1 }} {{ "1.25" | times: 2 }}
{{ page.absent | default: "대신" }} {{ "" | default: "대신" }} {{ false | default: "대신" }} {{ false | default: "대신", allow_false: true }} {{ 0 | default: 1 }}
{{ site.data.people[0].name }} {{ site.data.rivers[1].length | plus: 1 }} {{ site.data.deep.lakes["은호"].depth }} {{ site.data.people.size }}
{% for one in site.data.people %}{% if one.age > 30 %}{{ one.name }} {% endif %}{% endfor %}
{{ site.desk }} {{ page.points.first }} {{ page.points[9].name }} {{ page.points.first.name }}
{{ (1..3) | join: "," }} {{ (1..3) }} {{ "a" | size }} {{ 12345 | size }} {{ nil | size }}
{{ jekyll.environment }} {{ nil }}|{{ true }}|{{ 1.50 }}|{{ -3 }}|{{ 'single' }}
{{ "quote's" }} {{ "a" | h }} {{ "a  b" | split: "  " | last }}
{{ page["title"] | size }} {{ page.categories[-1] }} {% assign key = "rating" %}{{ page[key] }}
{% assign x = 1 %}{% for i in (1..2) %}{% assign x = x | plus: i %}{% endfor %}{{ x }}
{% if page.points[0].name == "다리" %}{{ page.points[0].height | minus: 2 | append: "미터" }}{% endif %}
{% if 1 == 1.0 %}같다{% endif %}{% if "1" == 1 %}같다{% else %}다르다{% endif %}{% if "a" < "b" %}앞{% endif %}
{% if page.absent %}가{% else %}나{% endif %}{% if page.absent.deeper.still == nil %}다{% endif %}
{% for i in (3..1) %}가{% else %}거꾸로는 없다{% endfor %}
{% for i in (1..3) reversed limit: 2 %}{{ i }}{% endfor %}
{{ "now is" | date: "" }} {{ nil | date: "%Y" }} {{ "<b>" | inspect }} {{ nil | inspect }} {{ site.sections | inspect }}
{% # a comment of one line %}가
{{ "하나,둘" | split: "," | array_to_sentence_string: "와" }} {{ "a,b,c" | split: "," | array_to_sentence_string }}
{{ "가" | url_encode }} {{ "a'b" | url_encode }} {{ "a*b~c" | cgi_escape }}
{{ "TITLE" | downcase | capitalize | append: "." | prepend: ">" | remove: "." }}
{{ "  " | strip | default: "빈" }} {{ "a\tb" | strip_newlines }} {{ page.words | split: ", " | last }}
{{ site.data.people | map: "age" | sort | first }} {{ site.data.people | map: "desk" | uniq | size }} {{ site.data.people | compact | size }}
{{ site.data.people | where: "desk", "사회" | sort: "age" | first | map: "name" }}
{{ "abc" | first }}|{{ "abc" | last }}|{{ "a.b" | split: "." | first }}
{{ "하나\n둘" | newline_to_br | strip_newlines }}
{% if\n page.rating == 4\n%}여러 줄{% endif %}
{% for one in site.data.people limit: page.rating offset: 1 %}{{ one.name }}{% if forloop.first %}첫{% endif %}{% endfor %}
{% for r in site.data.rivers %}{{ r.name }}={{ r["length"] | plus: 0 }}{% unless forloop.last %}|{% endunless %}{% endfor %}
{% assign long = site.data.rivers | where_exp: "r", "r.length contains '12'" %}{{ long.size }}{{ long[0].name }}
{% assign names = "" | split: "" %}{% for one in page.points %}{% assign names = names | push: one.name %}{% endfor %}{{ names | join: "·" }}
{% for group in site.data.people %}{% capture line %}{{ group.name }}({{ group.age }}){% endcapture %}{{ line | append: ";" }}{% endfor %}
{% assign day = "2026-03-02" | date: "%j" | plus: 0 %}{% if day > 60 %}봄{% endif %}
{% unless page.tags contains "눈" %}{% if page.tags.size > 1 %}둘 이상{% endif %}{% endunless %}
{% case page.tags[0] %}{% when "강" %}물{% when "산" %}돌{% endcase %}{% case 1 %}{% when 2 %}둘{% endcase %}
{{ page.title | split: " " | first | upcase | append: "!" | prepend: "¡" }}
{{ site.url }}{{ site.baseurl }}{{ page.url }} {{ page.url | absolute_url }} {{ page.url | relative_url }}
<a href="{{ '/소개/' | prepend: site.baseurl }}">{{ "소개" | escape }}</a>
{{ site.data.people | map: "name" | array_to_sentence_string: "그리고" }}
{% assign a = 5 %}{% assign b = 3 %}{{ a | minus: b | times: 2 | divided_by: 4 | modulo: 3 }}{% if a > b and b > 1 %}크다{% endif %}
{{ "1,2,3" | split: "," | map: "x" | size }} {{ page.points | map: "height" | join: "+" }} {{ page.points[0] | jsonify }}
{% tablerow one in page.points cols: 2 limit: 3 %}{{ one.name }}{{ tablerowloop.col }}{% endtablerow %}
{{ "<em>강</em> 물" | strip_html | truncatewords: 1, "…" }} {{ "가나다라마바사" | truncate: 5 }} {{ "가나다" | slice: 0, 2 }}
{% if page.rating %}{% if page.is_long == false %}짧고 별점 있음{% endif %}{% endif %}
{{ 3.0 }} {{ 1e3 }} {{ 10 | divided_by: 3.0 | round: 3 }} {{ 1.0 | times: 2 }}
"""
SCRIPT = """
require "jekyll"; require "json"
source, snippets = ARGV[0], JSON.parse(STDIN.read)
site = Jekyll::Site.new(Jekyll.configuration("source" => source, "destination" => source + "_out", "quiet" => true))
site.reset; site.read
post = site.posts.docs.first
payload = site.site_payload
payload["page"] = post.to_liquid
info = {:registers => {:site => site, :page => payload["page"]}}
out = snippets.each_with_index.map do |text, i|
  begin
    site.liquid_renderer.file("snippet#{i}").parse(text).render!(site.site_payload.merge({"page" => post.to_liquid}) , info)
  rescue StandardError, SyntaxError => e
    "ERROR #{e.class}: #{e.message}"
  end
end
puts JSON.generate(out)
"""


def scope() -> Scope:
    """What Jekyll's script sees, here."""
    config = read_config(CONFIG)
    matter = front_matter.split(POST_PATH, POST_TEXT.encode())
    path = post_paths.parse(POST_PATH)
    meta = metadata.metadata(POST_PATH, POST, matter, config)
    page = liquid_scope.page_values(meta, identify(meta, path, config), POST, path, config)
    data, _ = site_data(DATA)
    return Scope(page, config.typed_values, data, include_of=INCLUDES.get, timezone=config.timezone)


@pytest.fixture(scope="module")
def jekylls(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What Jekyll makes of the snippets."""
    ruby = shutil.which("ruby")
    if ruby is None or shutil.which("jekyll") is None:
        absent("jekyll is not installed; tools/test-machine installs it")
    folder = tmp_path_factory.mktemp("jekyll")
    files = {"_config.yml": CONFIG, POST_PATH: POST_TEXT}
    files |= {f"_data/{name}": text for name, text in DATA.items()}
    files |= {f"_includes/{name}": text for name, text in INCLUDES.items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    command = ["env", "JEKYLL_ENV=production", str(ruby), "-e", SCRIPT, str(folder)]
    done = subprocess.run(
        command, input=json.dumps(snippets()), capture_output=True, text=True, check=True, timeout=120
    )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def snippets() -> list[str]:
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in SNIPPETS.strip().splitlines()]


def test_what_authors_write_comes_out_as_from_jekyll(jekylls: list[str]) -> None:
    ours = scope()
    differing: dict[str, Any] = {}
    for text, theirs in zip(snippets(), jekylls, strict=True):
        found, _ = convert(text, ours, POST_PATH, 1)
        if found != theirs:
            differing[text] = (found, theirs)
    assert differing == {}
    assert len(jekylls) > 120
