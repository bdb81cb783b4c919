"""What a page adds to a sanitised text that a feed carries as it is."""

import re

from newsdao.presenters.players import with_players
from newsdao.presenters.times import Words

_BACK = re.compile(r'(<a class="footnote-backref"[^<>]*? title="([^"]*)"[^<>]*>)([^<>]*)</a>')
# The arrow for eyes, its words for ears.
_HEARD = r'\1<span aria-hidden="true">\3</span><span class="unseen">\2</span></a>'
# What a caption ends with when it names whose picture it is: "… 사진=해온시", "… 그림 뉴스다오", "… ⓒ 김나루".
_KINDS = "사진|그림|그래픽|영상|자료|일러스트"
_CREDIT = re.compile(
    rf"(?:(?:^|(?<=[\s.…”’>/|]))(?:(?:{_KINDS}|출처)(?:\s*제공)?\s*[=:/|]|사진제공|ⓒ|©|\(c\)|Photos?(?: by|:))"
    r"[^<>.]{1,60}"
    rf"|(?:^|(?<=[.…”’]\s))(?:{_KINDS}) [^\s<>]{{1,15}}(?: [^\s<>]{{1,10}})?(?<!다))\.?\s*$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(rf"{_KINDS}|출처|ⓒ|©|\(c\)|photo|image|illustration|graphic", re.IGNORECASE)
# A first paragraph's first sentence, when no tag stands in it and more follows.
_OPENING = re.compile(r"\A(<p[^<>]*>)([^<]{10,160}?[.?!…][”’\"')]*)(\s)")
_CAPTION = re.compile(r"(<figcaption[^<>]*>)([^<>]{1,1000})(</figcaption>)")


def prose(html: str, words: Words) -> str:
    """The text as an article's page shows it: players offered, ways back from notes named, credits set apart."""
    html = with_players(html, words)
    if "footnote-backref" in html:
        html = _BACK.sub(_HEARD, html)
    if "<figcaption" in html:
        html = _CAPTION.sub(lambda caption: caption[1] + _credited(caption[2]) + caption[3], html)
    return html


def opened(html: str) -> str:
    """A long lead band with its first sentence set apart: what is to be read first is seen first."""
    return _OPENING.sub(r"\1<b>\2</b>\3", html, count=1)


def credit_line(credit: str, words: Words) -> str:
    """Whose a picture is: "사진 김나루"; as the author wrote it where that says so by itself ("그래픽=김나루")."""
    return credit if _SAYS_SO.match(credit) else words("article.credit", name=credit)


def _credited(caption: str) -> str:
    return _CREDIT.sub(lambda credit: f'<span class="credit">{credit[0].strip()}</span>', caption)
