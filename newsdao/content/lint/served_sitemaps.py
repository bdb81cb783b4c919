"""Sitemaps and robots.txt as they are served, held against sitemaps.org, Google News, Naver and RFC 9309."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from lxml import etree

from newsdao.content.lint.rule import Finding, Rule
from newsdao.content.lint.served import Served, is_absolute

INVALID = Rule(
    "sitemap-invalid", "error",
    "A sitemap that can't be parsed, or whose addresses are not this site's, is thrown away whole.",
    "tell the maintainers: no post can cause this",
    ("google", "naver"),
)  # fmt: skip
LARGE = Rule(
    "sitemap-too-large", "error",
    "Naver takes fewer than 10 MB of a sitemap, and refuses slow ones: 5,000 addresses are the house's limit.",
    "tell the maintainers",
    ("naver",),
)  # fmt: skip
DEAD = Rule(
    "sitemap-dead", "error",
    "An address in a sitemap that doesn't answer, or asks not to be found, costs the trust of all the others.",
    "sync again; if it stays, tell the maintainers",
    ("google", "naver"),
)  # fmt: skip
OLD_NEWS = Rule(
    "news-sitemap", "error",
    "Google takes the last two days in a news sitemap, at most 1,000 of them.",
    "tell the maintainers",
    ("google",),
)  # fmt: skip
ROBOTS = Rule(
    "robots-txt", "error",
    "Answered by 5xx the whole site is closed to crawlers; answered as HTML it may count as no rules.",
    "look at the server's log",
    ("google", "naver"),
)  # fmt: skip
RULES = (INVALID, LARGE, DEAD, OLD_NEWS, ROBOTS)

_MOST, _MOST_BYTES, _MOST_NEWS = 5_000, 10_000_000, 1_000
_NEWS_AGE = timedelta(days=2, minutes=5)
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def locations(found: Served, origin: str) -> tuple[list[str], list[Finding]]:
    """The addresses in a sitemap or an index, and what is wrong with it."""
    if found.status != 200:
        return [], [INVALID.at(found.path, 0, f"answers {found.status}")]
    try:
        root = etree.fromstring(found.body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [], [INVALID.at(found.path, 0, f"can't be parsed: {error}")]
    findings = []
    addresses = [(one.text or "").strip() for one in root.iter(f"{_MAP}loc")]
    if len(addresses) > _MOST or len(found.body) > _MOST_BYTES:
        findings.append(LARGE.at(found.path, 0, f"it has {len(addresses):,} addresses in {len(found.body):,} bytes"))
    findings += [
        INVALID.at(found.path, 0, f"an address is not one of this site's, encoded: {address}")
        for address in addresses
        if not is_absolute(address) or not f"{address}/".startswith(f"{origin}/") or not address.isascii()
    ]
    if len(set(addresses)) < len(addresses):
        findings.append(INVALID.at(found.path, 0, "an address stands in it twice"))
    return addresses, findings


def news(found: Served, now: datetime) -> Iterator[Finding]:
    """found: a sitemap that `locations` could read."""
    root = etree.fromstring(found.body, etree.XMLParser(resolve_entities=False, no_network=True))
    dates = [datetime.fromisoformat((one.text or "").strip()) for one in root.iter(f"{_NEWS}publication_date")]
    if len(dates) > _MOST_NEWS:
        yield OLD_NEWS.at(found.path, 0, f"it has {len(dates):,} stories")
    old = [one for one in dates if one.tzinfo and now - one > _NEWS_AGE]
    if old:
        yield OLD_NEWS.at(found.path, 0, f"{len(old)} of its stories are older than two days")


def page(answer: Served, sitemap: str) -> Iterator[Finding]:
    """An address that a sitemap names."""
    if answer.status != 200:
        yield DEAD.at(sitemap, 0, f"{answer.path} answers {answer.status}")
    elif answer.is_page and "noindex" in answer.meta("robots"):
        yield DEAD.at(sitemap, 0, f"{answer.path} asks not to be found")


def robots(answer: Served) -> tuple[list[str], list[Finding]]:
    """The sitemaps that robots.txt names, and what is wrong with it (RFC 9309)."""
    if answer.status != 200 or answer.type != "text/plain":
        return [], [ROBOTS.at(answer.path, 0, f"answers {answer.status} as {answer.type}")]
    sitemaps, findings, has_agent = [], [], False
    for number, line in enumerate(answer.body.decode("utf-8", "replace").splitlines(), 1):
        name, colon, value = line.partition("#")[0].partition(":")
        key = name.strip().lower()
        if key == "sitemap":
            sitemaps.append(value.strip())
        elif key == "user-agent":
            has_agent = True
        elif key in {"allow", "disallow"} and not has_agent:
            findings.append(ROBOTS.at(answer.path, number, "a rule stands before any user-agent"))
        elif key and not colon:
            findings.append(ROBOTS.at(answer.path, number, f"a line is no rule: {line[:80]}"))
    return sitemaps, findings
