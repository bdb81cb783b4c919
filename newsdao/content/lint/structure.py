"""Headings and tables: the outline that engines and screen readers find their way by."""

from collections.abc import Iterator

from newsdao.content.fragment import HEADINGS, Element, ancestors, elements, sole_child, text_of
from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding, Rule

FIRST = Rule(
    "heading-first-level", "warning",
    "A page has one h1, its title; one in the text is made an h2, and all below it move.",
    "begin with an h2 (`##`)",
    is_fixable=True,
)  # fmt: skip
JUMP = Rule(
    "heading-jump", "advice",
    "A level left out looks like a missing part to screen readers (WCAG 1.3.1) and to engines.",
    "go down one level at a time",
)  # fmt: skip
EMPTY = Rule(
    "heading-empty", "warning",
    "A heading without words is announced all the same.",
    "take it out",
)  # fmt: skip
BOLD = Rule(
    "heading-in-bold", "advice",
    "A bold line looks like a heading and isn't one: no engine and no screen reader finds it.",
    "write it as a heading (`##`)",
)  # fmt: skip
NO_HEADER = Rule(
    "table-without-header", "advice",
    "Without header cells a screen reader reads figures and not what they are of; the first row is taken for one.",
    "write the first row with `<th>`, or as a Markdown table",
)  # fmt: skip
RULES = (FIRST, JUMP, EMPTY, BOLD, NO_HEADER)

_LONGEST_HEADING = 40
_MOST = 3


def check(proof: Proof) -> Iterator[Finding]:
    yield from _headings(proof)
    yield from _bold(proof)
    for table in elements(proof.body, "table"):
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
        if len(rows) > 1 and max(map(len, rows)) > 1 and not any(True for _ in table.iter("th")):
            words = text_of(rows[0][0]) if rows[0] else ""
            yield NO_HEADER.at(
                proof.path, proof.line_of(f">{words}<", words), f"a table of {len(rows)} rows has no header"
            )


def _headings(proof: Proof) -> Iterator[Finding]:
    level = 0
    for heading in elements(proof.body, *HEADINGS):
        words, its = text_of(heading), int(str(heading.tag)[1])
        line = proof.line_of(words)
        if not words and not any(True for _ in heading.iter("img")):
            yield EMPTY.at(proof.path, proof.line_of(f"<{heading.tag}"), f"an {heading.tag} has no words")
            continue
        if its == 1:
            yield FIRST.at(proof.path, line, f"an h1 stands in the text: “{words}”")
        if level and its > level + 1:
            yield JUMP.at(proof.path, line, f"an h{its} follows an h{level}: “{words}”")
        level = its


def _bold(proof: Proof) -> Iterator[Finding]:
    found = [one for one in elements(proof.body, "p") if _is_heading_in_bold(one)]
    for paragraph in found[:_MOST]:
        words = text_of(paragraph)
        yield BOLD.at(proof.path, proof.line_of(words), f"a bold line stands for a heading: “{words}”")


def _is_heading_in_bold(paragraph: Element) -> bool:
    """A short bold line by itself, not a sentence, with a paragraph right after it."""
    child, words = sole_child(paragraph), text_of(paragraph)
    if child is None or child.tag not in {"b", "strong"} or not 1 < len(words) <= _LONGEST_HEADING:
        return False
    if words.endswith((".", "!", "?", "。", "！", "？", "…", ",", ")", "”", "다", "요")) or words.startswith(
        ("(", "※", "*", "▶")
    ):
        return False
    after = paragraph.getnext()
    if (
        after is None
        or after.tag not in {"p", "ul", "ol", "table"}
        or any(one.tag == "td" for one in ancestors(paragraph))
    ):
        return False
    following = sole_child(after)
    return following is None or following.tag not in {"b", "strong"}
