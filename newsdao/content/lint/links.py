"""Links: where they lead, and what they say of it."""

import re
from collections.abc import Iterator

from newsdao.content.fragment import elements, text_of
from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding, Rule

DEAD = Rule(
    "link-dead", "error",
    "It leads to a page of this site that isn't there: readers turn back, and crawlers waste their visits.",
    "name an address that answers, or take the link out",
)  # fmt: skip
INSECURE = Rule(
    "link-insecure", "warning",
    "A link to the own site by http takes a redirect each time, and is another site to Naver.",
    "write https://, or the path alone",
    ("naver",),
    is_fixable=True,
)  # fmt: skip
DOFOLLOW = Rule(
    "link-dofollow", "advice",
    "There is no such token as dofollow; it marks a text as made for engines.",
    "take `rel` out",
    is_fixable=True,
)  # fmt: skip
EMPTY = Rule(
    "link-empty", "warning",
    "A link without an address or without words leads nobody anywhere (WCAG 2.4.4).",
    "give it both, or take it out",
)  # fmt: skip
RULES = (DEAD, INSECURE, DOFOLLOW, EMPTY)

DOFOLLOW_REL = re.compile(r"""(?<=\s)rel\s*=\s*(["'])[^"'<>]*\bdofollow\b[^"'<>]*\1""", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"""\]\(\s*(?:<>)?\s*\)|<a(?![^>]*\bhref\s*=\s*["']?[^"'\s>])[^>]*>""", re.IGNORECASE)


def insecure(host: str) -> re.Pattern[str]:
    """Where a text links to the own host by http; the group is the scheme. host: without "www."."""
    return re.compile(rf"""(?:(?<=["'(])|(?<=<))(http)(?=://(?:www\.)?{re.escape(host)}(?![\w.-]))""", re.IGNORECASE)


def check(proof: Proof) -> Iterator[Finding]:
    body, path = proof.matter.body, proof.path
    for found in DOFOLLOW_REL.finditer(body):
        yield DOFOLLOW.at(path, _line(proof, found.start()), f"a link says `{found[0]}`")
    if proof.house.host:
        for found in insecure(proof.house.host).finditer(body):
            address = re.split(r"[\s\"'<>)]", body[found.start() : found.start() + 100], maxsplit=1)[0]
            yield INSECURE.at(path, _line(proof, found.start()), f"a link to the own site goes by http: `{address}`")
    for link in elements(proof.body, "a"):
        address, words = (link.get("href") or "").strip(), text_of(link)
        is_mark = link.get("id") or link.get("name") or address.startswith(("#fn", "{{"))
        has_picture = any(True for _ in link.iter("img"))
        # Reading drops an address of a kind that pages don't link to (ftp:, irc:): no fault of the link's.
        is_led_nowhere = address == "#" or (not address and _NO_ADDRESS.search(proof.matter.body) is not None)
        if not is_mark and (is_led_nowhere or (address and not (words or has_picture))):
            shown = words or address
            yield EMPTY.at(path, proof.line_of(shown), f"a link has no {'words' if address else 'address'}: “{shown}”")


def _line(proof: Proof, at: int) -> int:
    return proof.matter.body_line + proof.matter.body.count("\n", 0, at)
