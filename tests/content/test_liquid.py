"""Liquid in a body: carried out where its meaning is certain, else left out and told."""

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
        '{{ "a" | upcase }}',
        "{% include toc.html %}",
        '{% include video.html id="\'><script>" %}',
        "{% assign a = 1 %}",
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


def test_the_text_of_unknown_blocks_and_of_the_first_choice_stays() -> None:
    assert convert_all("{% note %}가{% endnote %}")[0] == "가"
    assert convert_all("{% if a %}가{% if b %}나{% endif %}{% else %}다{{ x }}{% endif %}라")[0] == "가나라"


def test_a_block_that_is_never_closed_loses_no_text() -> None:
    found, notices = convert_all("{% for a in b %}가\n\n{% raw %}나 {{ x }}")
    assert found == "가\n\n나 {{ x }}"
    assert "never closed" in " ".join(notice.what for notice in notices)


def test_a_body_of_nothing_but_liquid_does_not_fill_the_report() -> None:
    _, notices = convert_all("{{ a }}\n" * 1000)
    assert len(notices) == 51


@pytest.mark.parametrize(
    "piece", ["{{", "{%", "{{ a }}", "{% raw %}", "{% if a %}", "{% highlight %}", "{% endif %}", "{%-"]
)
def test_a_megabyte_of_liquid_is_read_in_a_moment(piece: str) -> None:
    start = time.perf_counter()  # a guard against reading for hours, no measure of speed
    convert_all(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - start < 3


BRACKETS = ["{{", "}}", "{%", "%}", "|", '"', "-", "\n", "가"]
WORDS = ["raw", "endraw", "if", "else", "endif", "for", "endfor", "highlight", "endhighlight", "include", "figure.html"]
PIECES = st.sampled_from([*BRACKETS, *(f" {word} " for word in WORDS)])


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_mixture_of_liquid_is_read(text: str) -> None:
    found, _ = convert_all(text)
    assert isinstance(found, str)


@given(st.text().filter(lambda text: "{" not in text))
def test_text_without_liquid_is_untouched(text: str) -> None:
    assert converted(text) == text
