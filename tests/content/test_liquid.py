"""Liquid in a body: carried out where its meaning can be known, else left out and told."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao.content.liquid import Scope, convert
from newsdao.content.post import Notice

SITE = {
    "baseurl": "/blog",
    "url": "https://news.example.kr",
    "title": "해온신문",
    "github": {"repo": "r"},
    "tags": ["가"],
}
POSTS = {"2026-03-02-1": "/사회/2026/03/02/1/", "_posts/2026-03-02-1.md": "/사회/2026/03/02/1/"}
SCOPE = Scope(site=SITE, find_post=POSTS.get)


def convert_all(text: str, *, is_markdown: bool = True) -> tuple[str, tuple[Notice, ...]]:
    return convert(text, SCOPE, "_posts/a.md", 10, is_markdown=is_markdown)


def converted(text: str, *, is_markdown: bool = True) -> str:
    found, notices = convert_all(text, is_markdown=is_markdown)
    assert notices == ()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ site.baseurl }}/a", "/blog/a"),
        ("{{site.url}}{{site.baseurl}}/a", "https://news.example.kr/blog/a"),
        ("{{ site.title }} {{ site.github.repo }}", "해온신문 r"),
        ('{{ "/a.png" | relative_url }}', "/blog/a.png"),
        ("{{ 'a.png' | absolute_url }}", "https://news.example.kr/blog/a.png"),
        ('{{ "https://b.example/a.png" | relative_url }}', "https://b.example/a.png"),
        ('{{ "/a.png" | prepend: site.baseurl | prepend: site.url }}', "https://news.example.kr/blog/a.png"),
        ('{{ site.baseurl | append: "/a.png" }}', "/blog/a.png"),
        ("{% post_url 2026-03-02-1 %}", "/blog/%EC%82%AC%ED%9A%8C/2026/03/02/1/"),
        ("{% link _posts/2026-03-02-1.md %}", "/blog/%EC%82%AC%ED%9A%8C/2026/03/02/1/"),
        ("{% link assets/a%20(1).pdf %}", "/blog/assets/a%2520%281%29.pdf"),
        ("가 {%- comment -%} 나 {%- endcomment -%} 다", "가다"),
        ("{% raw %}{{ site.title }} {% endif %}{% endraw %}", "{{ site.title }} {% endif %}"),
        ("가{%- raw -%} 나 {%- endraw -%}다", "가 나 다"),
        ("한 줄에 {{ 만 있고 닫지 않음", "한 줄에 {{ 만 있고 닫지 않음"),
        ("{{ 다음 문단에서야\n\n닫힌다 }}", "{{ 다음 문단에서야\n\n닫힌다 }}"),
        ("{%", "{%"),
    ],
)
def test_liquid_of_certain_meaning_is_carried_out(text: str, expected: str) -> None:
    assert converted(text) == expected


def test_highlighted_code_becomes_a_fence() -> None:
    text = "앞\n\n{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n\n뒤"
    assert converted(text) == "앞\n\n```ruby\nputs 1\n```\n\n\n뒤"


def test_a_fence_is_longer_than_any_in_the_code() -> None:
    assert converted("{% highlight md %}\n```\n{% endhighlight %}").startswith("````md\n")


def test_raw_code_inside_highlighted_code_is_kept_as_it_is() -> None:
    text = "{%\n  highlight\n  ruby\n%}\n{% raw\n%}{{ x }}{%\n  endraw\n%}\n{% endhighlight %}"
    assert "{{ x }}" in converted(text)


def test_highlighted_code_of_an_html_post_is_html() -> None:
    text = "{% highlight html %}\n<b>\n{% endhighlight %}"
    assert converted(text, is_markdown=False) == '<pre><code class="language-html">&lt;b&gt;</code></pre>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{% include figure.html image="/a.jpg" caption="\'빛\' & 물" width="600" height="x" %}',
            (
                '<figure><img src="/blog/a.jpg" alt="&#x27;빛&#x27; &amp; 물" width="600">'
                "<figcaption>&#x27;빛&#x27; &amp; 물</figcaption></figure>"
            ),
        ),
        ('{% include button.html text="신청" link="/apply/" %}', '<a href="/blog/apply/" class="button">신청</a>'),
        (
            '{% include video.html id="abcDEF12345" title="영상" %}',
            '<iframe src="https://www.youtube.com/embed/abcDEF12345" title="영상"></iframe>',
        ),
        (
            '{% include map.html id="abc" title="약도" %}',
            '<a href="https://www.google.com/maps/d/viewer?mid=abc">약도</a>',
        ),
        ('{% include icon.html id="star" title="별" %}', "별"),
    ],
)
def test_alembics_includes_become_html(text: str, expected: str) -> None:
    assert converted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title }}",
        "{{ site.tags }}",
        "{% include toc.html %}",
        '{% include video.html id="\'><script>" %}',
        "{% oembed https://video.example/1 %}",
        "{% include_relative beside.md %}",
        "{{ site.posts[0].title }}",
        "{{ paginator.page }}",
        "{{ page.next.url }}",
        '{{ "now" | date: "%Y" }}',
        "{{ | }}",
        "{{ 다음 문장 }}",
        "{% assign = 1 %}",
        "{% cycle %}",
        "{% break %}",
        "{% else %}",
        '{{ "a" | divided_by: 0 }}',
        "{% post_url 2020-01-01-nothing %}",
        "{% link _posts/nothing.md %}",
        "{% for a in b %}가{% endfor %}",
        "{% capture a %}가 {{ b }}{% endcapture %}",
    ],
)
def test_any_other_liquid_is_left_out_and_told_with_its_line(text: str) -> None:
    found, notices = convert_all(f"앞\n{text}\n뒤")
    assert found == "앞\n\n뒤"
    assert [(notice.kind, notice.path, notice.line) for notice in notices] == [("lost", "_posts/a.md", 11)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% note %}가{% endnote %}", "가"),
        ("{% if ! %}가{% if b %}나{% else %}다{% endif %}{% else %}라{% endif %}마", "가다마"),
        ("{% if true %}가{% elsif ! %}나{% else %}다{% endif %}라", "가라"),
        ("{% if false %}가{% elsif ! %}나{% else %}다{% endif %}라", "다라"),
        ("{% if false %}가{% else %}나{% else %}다{% endif %}라", "나라"),
        ("{% case ! %}{% when 1 %}가{% when 2 %}나{% endcase %}다", "가다"),
        ("{% case 2 %}{% when ! %}가{% when 2 %}나{% endcase %}다", "나다"),
        ("{% for ! %}가{% else %}나{% endfor %}다", "가다"),
        ("{% capture %}가{% endcapture %}나", "가나"),
        ("{% if true %}{% for i in (1..2) %}가{% endif %}나", "가나"),
        ("가{% endif %}{% endfor %}나", "가나"),
        ("{{ 가 {{ page.x }}나", "{{ 가 나"),
    ],
)
def test_a_tag_that_cannot_be_read_loses_itself_and_no_text(text: str, expected: str) -> None:
    assert convert_all(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "{% if site.posts.size > 3 %}가{% endif %}",
        "{% for post in site.posts limit:3 %}{{ post.title }}{% endfor %}",
        '{% assign near = site.related_posts | where: "a", "b" %}',
        '{% for i in (1..3) %}{{ site.time | date: "%Y" }}{% endfor %}',
    ],
)
def test_what_only_a_build_of_the_whole_site_knows_is_told_once(text: str) -> None:
    found, notices = convert_all(text)
    assert found == ""
    assert [notice.kind for notice in notices] == ["lost"]
    assert "only to a build of the whole site" in notices[0].what


def test_a_variable_that_is_nothing_is_told_once_with_its_name() -> None:
    _, notices = convert_all("{{ page.a }}{{ page.a }}\n{% for i in (1..3) %}{{ page.b.c[2] }}{% endfor %}")
    assert [(notice.line, notice.what.split()[0]) for notice in notices] == [(10, "`page.a`"), (11, "`page.b.c[2]`")]


def test_what_is_meant_to_be_nothing_is_not_told() -> None:
    assert (
        converted('{{ page.a | default: "나" }}{% if page.a %}가{% endif %}{% unless page.b %}다{% endunless %}')
        == "나다"
    )


def test_a_filter_that_is_not_known_leaves_the_words_and_is_told() -> None:
    found, notices = convert_all('{{ "김나루" | team_photo | upcase }}')
    assert found == "김나루"
    assert "team_photo" in notices[0].what


def test_words_in_braces_stay_words() -> None:
    assert converted("{{ '{% x %}' }}|{{ \"{{\" }}") == "{% x %}|{{"
    code = "표기: {{ 와 {% 는 여는 표, }} 와 %} 는 닫는 표"
    assert converted(code) == code


def test_a_tag_may_stand_over_several_lines_and_is_told_with_its_first() -> None:
    found, notices = convert_all("앞\n{{\n  page.a\n}}\n{%\n  if true\n%}가{% endif %}")
    assert (found, notices[0].line) == ("앞\n\n가", 11)


def test_a_block_that_is_never_closed_loses_no_text() -> None:
    found, notices = convert_all("{% for a in b %}가\n\n{% raw %}나 {{ x }}")
    assert found == "가\n\n나 {{ x }}"
    assert "never closed" in " ".join(notice.what for notice in notices)


def test_a_body_of_nothing_but_liquid_does_not_fill_the_report() -> None:
    _, notices = convert_all("".join(f"{{{{ a{count} }}}}\n" for count in range(1000)))
    assert len(notices) == 51


@pytest.mark.parametrize(
    "piece",
    [
        "{{",
        "{{ a\n\n",
        '{{ {{ "',
        "{{'{{",
        "{%",
        "{{ a }}",
        "{% raw %}",
        "{% if a %}",
        "{% highlight %}",
        "{% endif %}",
        "{%-",
    ],
)
def test_a_megabyte_of_liquid_is_read_in_a_moment(piece: str) -> None:
    start = time.perf_counter()  # a guard against reading for hours, no measure of speed
    convert_all(piece * (1_000_000 // len(piece)) + "}}")
    assert time.perf_counter() - start < 10


BRACKETS = ["{{", "}}", "{%", "%}", "|", '"', "-", "\n", "가"]
WORDS = """
    raw endraw if elsif else endif unless endunless case when endcase for endfor tablerow endtablerow capture endcapture
    highlight endhighlight ifchanged endifchanged include figure.html assign cycle increment break continue comment
    endcomment x x[0] x.y page.title site.posts = == contains and or in (1..3) (1..999999999) limit: reversed nil 'a'
    1 -1.5 split: join: append: times: date: where_exp: sort first size jsonify default:
"""
PIECES = st.sampled_from([*BRACKETS, *(f" {word} " for word in WORDS.split())])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_liquid_is_read(text: str) -> None:
    found, _ = convert_all(text)
    assert isinstance(found, str)


@given(st.text().filter(lambda text: "{" not in text))
def test_text_without_liquid_is_untouched(text: str) -> None:
    assert converted(text) == text
