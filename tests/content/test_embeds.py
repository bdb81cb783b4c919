"""What posts embed becomes a link of our own, and no request to anyone else."""

import re

import pytest

from newsdao.content import markup

LOOKUP = markup.Lookup(lambda _path: None)

FRAMES = [
    ("https://www.youtube.com/embed/aBcDeFgHiJk?rel=0", "https://www.youtube.com/watch?v=aBcDeFgHiJk", "youtube"),
    ("//www.youtube-nocookie.com/embed/aBcDeFgHiJk", "https://www.youtube.com/watch?v=aBcDeFgHiJk", "youtube"),
    (
        "https://www.youtube.com/embed/videoseries?list=PL12_3",
        "https://www.youtube.com/playlist?list=PL12_3",
        "youtube",
    ),
    ("https://player.vimeo.com/video/12345", "https://vimeo.com/12345", "vimeo"),
    ("https://tv.naver.com/embed/12345?autoPlay=true", "https://tv.naver.com/v/12345", "navertv"),
    ("https://play-tv.kakao.com/embed/player/cliplink/4321", "https://tv.kakao.com/v/4321", "kakaotv"),
    ("https://map.kakao.com/?urlX=1&urlY=2", "https://map.kakao.com/?urlX=1&amp;urlY=2", "kakaomap"),
    ("https://www.instagram.com/p/AbC-1/embed", "https://www.instagram.com/p/AbC-1/", "instagram"),
]


def render(source: str) -> markup.Rendered:
    return markup.render(source, is_markdown=True, path="a.md", first_line=1, lookup=LOOKUP)


@pytest.mark.parametrize(("source", "page", "slug"), FRAMES)
def test_a_known_player_becomes_a_link_to_its_page(source: str, page: str, slug: str) -> None:
    rendered = render(f'<p>앞 <iframe src="{source}" allowfullscreen></iframe> 뒤</p>')
    assert "<iframe" not in rendered.html
    assert f'<a class="embed-link embed-{slug}" href="{page}" rel="noopener">' in rendered.html
    assert rendered.notices == ()


def test_the_title_of_a_player_is_kept() -> None:
    html = render('<iframe src="https://youtu.be/aBcDeFgHiJk" title="해온항의 아침"></iframe>').html
    assert html == (
        '<figure class="embed"><a class="embed-link embed-youtube" '
        'href="https://www.youtube.com/watch?v=aBcDeFgHiJk" rel="noopener">YouTube: 해온항의 아침</a></figure>'
    )


def test_an_embed_stands_beside_its_paragraph_not_in_it() -> None:
    html = render('<p>앞 <b>굵게 <iframe src="https://youtu.be/aBcDeFgHiJk"></iframe></b> 뒤</p>').html
    assert re.fullmatch(r"<p>앞 <b>굵게\s*</b> 뒤</p>\s*<figure class=\"embed\">.*</figure>", html)


def test_a_quoted_post_keeps_its_words_and_loses_its_script() -> None:
    rendered = render(
        '<blockquote class="twitter-tweet" data-lang="ko"><p>배가 왔다</p>'
        '<a href="https://twitter.com/haeon/status/123?ref_src=x">7월 1일</a></blockquote>\n'
        '<script async src="https://platform.twitter.com/widgets.js"></script>'
    )
    assert "script" not in rendered.html
    assert "<blockquote><p>배가 왔다</p>" in rendered.html
    assert '<a class="embed-link embed-x" href="https://x.com/haeon/status/123" rel="noopener">X</a>' in rendered.html
    assert rendered.notices == ()


def test_an_instagram_post_is_known_by_its_permalink() -> None:
    html = render(
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/reel/AbC/?x=1"></blockquote>'
    ).html
    assert html == (
        '<figure class="embed"><a class="embed-link embed-instagram" href="https://www.instagram.com/reel/AbC/" '
        'rel="noopener">Instagram</a></figure>'
    )


def test_an_ordinary_quotation_stays_one() -> None:
    html = render('> 서린 시장의 말 <a href="https://x.com/haeon/status/1">X</a>').html
    assert "embed" not in html


def test_any_other_frame_is_a_plain_link_and_told() -> None:
    rendered = render('글\n\n<iframe src="https://maps.example/embed?q=1" title="약도"></iframe>')
    assert ">maps.example: 약도</a>" in rendered.html
    assert [(notice.kind, notice.line) for notice in rendered.notices] == [("note", 3)]


@pytest.mark.parametrize("source", ["javascript:alert(1)", "data:text/html,x", "", "about:blank", "file:///etc/passwd"])
def test_a_frame_without_a_web_address_is_left_out_and_told(source: str) -> None:
    rendered = render(f'<iframe src="{source}"></iframe>')
    assert rendered.html == ""
    assert [notice.kind for notice in rendered.notices] == ["lost"]


def test_a_film_of_our_own_is_a_link() -> None:
    rendered = render(
        '<video controls><source src="/assets/harbour.mp4" type="video/mp4">지원하지 않는 브라우저</video>'
    )
    assert 'href="/assets/harbour.mp4"' in rendered.html
    assert ">harbour.mp4</a>" in rendered.html


def test_scripts_and_styles_vanish_whole_and_a_lost_script_is_told() -> None:
    rendered = render("글\n\n<script>document.write('표')</script>\n\n<style>p { color: red }</style>\n\n끝")
    assert rendered.text == "글\n끝"
    assert [(notice.kind, notice.line) for notice in rendered.notices] == [("lost", 3)]
