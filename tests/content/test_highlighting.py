"""Code in colours: what of it is marked, that no letter is lost, and that nobody can keep the reading busy."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from newsdao.content import highlighting, markup, sanitize

LOOKUP = markup.Lookup(lambda path: None)


def render(source: str, *, is_markdown: bool = True) -> str:
    return markup.render(source, is_markdown=is_markdown, path="_posts/a.md", first_line=1, lookup=LOOKUP).html


def code_of(html: str) -> str:
    return str(lxml_html.fragment_fromstring(html, create_parent="article").xpath("string(//pre/code)"))


def test_a_fenced_block_is_marked_with_pygments_short_names() -> None:
    html = render("```python\ndef tide(x):  # {{ x }} <b>\n    return 'ebb' + 1\n```")
    assert html == (
        '<pre><code class="language-python"><span class="k">def</span> <span class="nf">tide</span>(x):  '
        '<span class="c1"># {{ x }} &lt;b&gt;</span>\n    <span class="k">return</span> '
        '<span class="s1">\'ebb\'</span> <span class="o">+</span> <span class="mi">1</span>\n</code></pre>'
    )


@pytest.mark.parametrize(
    "block",
    [
        '<pre><code class="language-ruby">puts 1</code></pre>',
        '<pre class="lang-ruby"><code>puts 1</code></pre>',
        '<pre class="brush:ruby">puts 1</pre>',
        '<pre class="ruby" data-ke-language="ruby" data-ke-type="codeblock"><code>puts 1</code></pre>',
        '<figure class="highlight"><pre><code data-lang="ruby" class="language-ruby">puts 1</code></pre></figure>',
        '<div class="language-ruby highlighter-rouge"><pre><code>puts 1</code></pre></div>',
    ],
)
def test_the_language_is_read_from_every_editor_s_way_of_telling_it(block: str) -> None:
    for is_markdown in (True, False):
        assert '<span class="nb">puts</span> <span class="mi">1</span>' in render(block, is_markdown=is_markdown)


@pytest.mark.parametrize("language", ["", "nolang", "text", "brainfuck"])
def test_code_of_no_known_language_stays_plain(language: str) -> None:
    html = render(f"```{language}\nif x: <b>y</b> {{{{ z }}}}\n```")
    assert "<span" not in html
    assert code_of(html) == "if x: <b>y</b> {{ z }}\n"


def test_code_that_is_marked_already_keeps_its_marks() -> None:
    html = render('<pre><code class="language-ruby"><span class="nb">puts</span> 1</code></pre>')
    assert '<span class="nb">puts</span> 1' in html


def test_more_code_than_anyone_reads_stays_plain_but_whole() -> None:
    block = "x = 1\n" * (highlighting.MAX_POST // 12)
    html = render(f"```python\n{block}```\n\n글\n\n```python\n{block}```\n\n글\n\n```python\ny = 2\n```")
    blocks = lxml_html.fragment_fromstring(html, create_parent="article").xpath("//pre/code")
    assert [code.text_content() for code in blocks] == [block, block, "y = 2\n"]
    assert [bool(code.xpath("span")) for code in blocks] == [True, True, False]


SIGNS = ["(", '"', '\\"', "<", "/*", "{", "<<'A'", "a ", "$ ", " ", "_"]


@pytest.mark.parametrize("language", ["csharp", "java", "ruby", "markdown"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_no_text_keeps_a_language_s_patterns_busy(language: str, end: str) -> None:
    """Without a bound the first of these takes longer than a test may."""
    for sign in SIGNS:
        block = f"```{language}\n" + (sign + end) * (4_000 // len(sign + end)) + "\n```"
        began = time.monotonic()
        render(block)
        assert time.monotonic() - began < 30, sign


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["python", "js", "html", "yaml", "bash", "c", "php", "console", "jinja", "diff", "pycon", "tex"]),
    st.lists(
        st.sampled_from(['"', "'", "`", "#", "//", "/*", "*/", "\n", " ", "\t", "{", "}", "(", "<", ">", "</a>"])
        | st.sampled_from(["def ", "x", "=", "$", "0x1", "\\", "<?php ", "{%", ">>> ", "$ ", "@@", "---", "%"])
        | st.text(max_size=5),
        max_size=30,
    ).map("".join),
)
def test_no_letter_of_any_code_is_lost(language: str, code: str) -> None:
    # As a browser and the sanitiser have it: a line break right after <pre><code> stays, unfit characters go.
    body = sanitize.clean(f"<p>{code.replace('&', '&amp;').replace('<', '&lt;')}</p>")
    expected = str(lxml_html.fragment_fromstring(body).text_content())
    escaped = expected.replace("&", "&amp;").replace("<", "&lt;")
    html = render(f'<pre><code class="language-{language}">{escaped}</code></pre>', is_markdown=False)
    assert code_of(html) == expected or not expected.strip()
