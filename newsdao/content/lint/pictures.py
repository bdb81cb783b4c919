"""Pictures, held against what previews and search engines take, and what those who don't see them are told."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from newsdao.content.cards import USABLE_FROM
from newsdao.content.characters import folded
from newsdao.content.fragment import elements
from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding, Rule, Service
from newsdao.content.post import Picture

_PREVIEWS: tuple[Service, ...] = ("kakao", "x", "facebook")

MISSING = Rule(
    "picture-missing", "warning",
    "Previews without a picture of their own are passed over; Google Discover takes no story without one.",
    "name one with `image:`, at least 1200 pixels wide",
    ("google", "naver", *_PREVIEWS, "feeds"),
)  # fmt: skip
FILE_MISSING = Rule(
    "picture-file-missing", "error",
    "A picture that isn't there is left out of the page, the feeds and the previews.",
    "add the file, or take the picture out",
    (*_PREVIEWS, "feeds"),
)  # fmt: skip
UNUSABLE = Rule(
    "picture-unusable", "error",
    "Facebook shows no picture below 200 × 200 pixels; Naver none below 150 × 150.",
    "give a larger one",
    ("naver", *_PREVIEWS),
)  # fmt: skip
SMALL = Rule(
    "picture-small", "warning",
    "Google Discover takes pictures from 1200 pixels of width; X and Facebook show large cards at their best then.",
    "give one at least 1200 pixels wide",
    ("google", "x", "facebook"),
)  # fmt: skip
LONG = Rule(
    "picture-too-long", "warning",
    "Naver takes no picture with one side more than three times the other.",
    "crop it",
    ("naver", *_PREVIEWS),
)  # fmt: skip
LIGHT = Rule(
    "picture-too-light", "warning",
    "Naver takes no picture of fewer than 5,000 bytes.",
    "give one of better quality",
    ("naver",),
)  # fmt: skip
ELSEWHERE = Rule(
    "picture-elsewhere", "warning",
    "Readers' browsers ask nobody else, so it is shown as a link; it may change or go without your knowing.",
    "keep a copy with `flask sync --fetch-images`, or save it among the site's own",
)  # fmt: skip
ALT_MISSING = Rule(
    "alt-missing", "warning",
    "Who doesn't see the picture hears nothing of it (WCAG 1.1.1); Naver and Google know pictures by these words.",
    "say in a few words what it shows",
    ("naver", "google"),
)  # fmt: skip
HERO_ALT_MISSING = Rule(
    "hero-alt-missing", "advice",
    "Previews then tell of the picture by the story's title.",
    "write `image: {path: …, alt: …}`",
    ("x", "facebook"),
)  # fmt: skip
ALT_BRAND = Rule(
    "alt-wrong-brand", "warning",
    "The words of a picture name another site: to engines the story looks copied.",
    "say what the picture shows",
    ("naver", "google"),
)  # fmt: skip
ALT_FILE = Rule(
    "alt-is-file-name", "warning",
    "A file's name is no description: screen readers spell it out.",
    "say what the picture shows",
)  # fmt: skip
RULES = (
    MISSING, FILE_MISSING, UNUSABLE, SMALL, LONG, LIGHT, ELSEWHERE, ALT_MISSING, HERO_ALT_MISSING, ALT_BRAND, ALT_FILE,
)  # fmt: skip

_BRANDED = re.compile(r"\s*([\w.&·-]+(?: [\w.&·-]+)?)\s+(?:실시간\s+)?(?:뉴스\s+)?속보\s*")
_FILE = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg)|(?:IMG|DSC|image|img|photo|KakaoTalk)[_-]?\d[\w-]*", re.IGNORECASE
)
# "정부 속보", "경제 속보" name a desk and no brand.
_DESKS = frozenset("경제 정치 사회 국제 문화 스포츠 연예 산업 증시 정부 지역 과학 날씨 긴급 실시간 오늘의 뉴스".split())  # noqa: SIM905


def check(proof: Proof) -> Iterator[Finding]:
    post, line = proof.post, proof.line("image")
    if not post.is_page:
        yield from _hero(proof, line)
    hosts = set()
    for picture in elements(proof.body, "img"):
        source = picture.get("src") or ""
        at = proof.line_of(source, unescape(source))
        if not source.startswith(("data:", "{{")):
            hosts.add((_elsewhere(source, proof), at))
        yield from _words(proof, picture.get("alt"), source, at)
    for host, at in sorted(hosts):
        if host:
            yield ELSEWHERE.at(proof.path, at, f"a picture of the text lies at {host}")


def _hero(proof: Proof, line: int) -> Iterator[Finding]:
    picture, path = proof.post.picture, proof.path
    if picture is None:
        if not proof.written("image") and not isinstance(proof.matter.values.get("image"), dict):
            yield MISSING.at(path, 1, "it has no picture of its own")
        return
    if not picture.is_own:
        yield ELSEWHERE.at(path, line, f"its picture lies at {_elsewhere(picture.src, proof) or proof.house.host}")
    yield from _measured(picture, path, line)
    if not picture.alt:
        yield HERO_ALT_MISSING.at(path, line, "no words say what its picture shows")
    else:
        yield from _words(proof, picture.alt, picture.src, line)


def _measured(picture: Picture, path: str, line: int) -> Iterator[Finding]:
    if not (picture.width and picture.height):
        return
    width, height = picture.width, picture.height
    if min(width, height) < USABLE_FROM:
        yield UNUSABLE.at(path, line, f"its picture is {width} × {height} pixels large")
    elif width < 1200:
        yield SMALL.at(path, line, f"its picture is {width} pixels wide")
    if max(width, height) > 3 * min(width, height):
        yield LONG.at(path, line, f"its picture is {width} × {height}")
    if picture.length and picture.length < 5_000:
        yield LIGHT.at(path, line, f"its picture has {picture.length} bytes")


def _words(proof: Proof, alt: str | None, source: str, line: int) -> Iterator[Finding]:
    said = folded(alt or "")
    if not said:
        yield ALT_MISSING.at(proof.path, line, f"no words say what this picture shows: `{source[-80:]}`")
    elif _FILE.fullmatch(said) or said == source.rsplit("/", 1)[-1]:
        yield ALT_FILE.at(proof.path, line, f"the picture's words are a file's name: “{said}”")
    elif (brand := foreign_brand(said, proof)) != "":
        yield ALT_BRAND.at(proof.path, line, f"the picture's words name “{brand}”: “{said}”")


def foreign_brand(said: str, proof: Proof) -> str:
    """The brand that a picture's words of the form "X 속보" name, when it isn't the site's; else ""."""
    found = _BRANDED.fullmatch(said)
    if found is None or found[1] in _DESKS:
        return ""
    name = found[1].casefold()
    is_own = any(name == brand or name.replace(" ", "") == brand for brand in proof.house.brands)
    # A keyword of the story itself is no brand: "태풍 속보".
    return "" if is_own or name in proof.post.title.casefold() else found[1]


def _elsewhere(source: str, proof: Proof) -> str:
    address = f"https:{source}" if source.startswith("//") else source
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host if host != proof.house.host else ""
