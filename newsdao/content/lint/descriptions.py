"""What stands under a title in results and previews: description, excerpt, feature_text."""

import re
from collections.abc import Iterator

from newsdao.content import kramdown
from newsdao.content.characters import fit, folded
from newsdao.content.fragment import HEADINGS, lines_of_text, parse
from newsdao.content.lint import words
from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding, Rule
from newsdao.content.summary import DESCRIPTION_LIMIT, plain

_KEYS = ("description", "excerpt", "feature_text")

IS_TITLE = Rule(
    "description-is-title", "warning",
    "Naver marks down a description that only says the title again.",
    "say what the title leaves open: who, where, since when",
    ("naver", "google"),
)  # fmt: skip
MISSING = Rule(
    "description-missing", "advice",
    "Without one the first paragraph is shown, whether it sums the story up or not.",
    "write an `excerpt` or a `description` of one or two sentences",
    ("google", "naver", "kakao", "x", "facebook", "feeds"),
)  # fmt: skip
TOO_LONG = Rule(
    "description-too-long", "advice",
    "Naver shows 80 characters of a description; of a longer one only the sentences that fit are given.",
    "let the first sentence end within 80 characters",
    ("naver", "google"),
)  # fmt: skip
REPEATS = Rule(
    "description-repeats-words", "warning",
    "Naver marks down descriptions in which keywords repeat, or that are heaped up of them.",
    "say it once, and write sentences",
    ("naver",),
)  # fmt: skip
CUT = Rule(
    "summary-cut", "warning",
    "A text that breaks off tells a reader of a preview nothing more, and can't be mended by a machine.",
    "write whole sentences; what is too long is cut where a sentence ends",
    ("kakao", "x", "facebook", "feeds"),
)  # fmt: skip
COUNTED = Rule(
    "character-count", "warning",
    "A writing tool's count is no part of the story; it is left out of pages, and stays in the file.",
    "take it out",
    is_fixable=True,
)  # fmt: skip
HEADED = Rule(
    "feature-text-heading", "advice",
    "The same heading over every story says nothing in a preview, and is left out of it.",
    "begin `feature_text` with the story",
)  # fmt: skip
RULES = (IS_TITLE, MISSING, TOO_LONG, REPEATS, CUT, COUNTED, HEADED)

ARTEFACT = re.compile(r"[ \t]*\(글자[ \t]*수[ \t]*:[ \t]*(\d+)[ \t]*자?[ \t]*\)")
_CUT_OFF = re.compile(r"(?:…|\.{3,})\s*$")


def check(proof: Proof) -> Iterator[Finding]:
    yield from _meta(proof)
    if not proof.post.is_page:
        for key in _KEYS:
            yield from _text(proof, key)
        yield from _heading(proof)
    for found in ARTEFACT.finditer(proof.matter.body):
        yield COUNTED.at(proof.path, proof.line_of(found[0]), f"`{found[0].strip()}` stands in the text")


def _meta(proof: Proof) -> Iterator[Finding]:
    path, title = proof.path, _bare(proof.post.title)
    own = {key: folded(proof.written(key)) for key in ("description", "excerpt")}
    for key, text in own.items():
        if text and _bare(text) == title:
            yield IS_TITLE.at(path, proof.line(key), f"`{key}` says the title again")
    if not any(own.values()) and not (proof.post.description or proof.post.excerpt):
        yield MISSING.at(path, 1, "it has neither `description` nor `excerpt`")
    if len(plain(own["description"])) > DESCRIPTION_LIMIT:
        yield TOO_LONG.at(path, proof.line("description"), f"`description` has {len(own['description'])} characters")
    elif proof.description.endswith("…") and not any(_CUT_OFF.search(text) for text in own.values()):
        key = next((key for key, text in own.items() if text), "title")
        yield TOO_LONG.at(path, proof.line(key), f"its first sentence is longer than {DESCRIPTION_LIMIT} characters")
    key = "feature_text" if proof.written("feature_text") else "excerpt"
    for word, count in words.repeated(max(proof.preview, proof.description, key=len), 4)[:1]:
        yield REPEATS.at(path, proof.line(key), f"the summary says “{word}” {count} times")


def _text(proof: Proof, key: str) -> Iterator[Finding]:
    written, line = proof.written(key), proof.line(key)
    if found := ARTEFACT.search(written):
        true = len(folded(ARTEFACT.sub("", written)))
        said = f"`{found[0].strip()}` stands in `{key}`"
        yield COUNTED.at(proof.path, line, said if int(found[1]) == true else f"{said}, and is false: it has {true}")
    if _CUT_OFF.search(folded(written)):
        yield CUT.at(proof.path, line, f"`{key}` breaks off: “{folded(written)[-20:]}”")


def _heading(proof: Proof) -> Iterator[Finding]:
    written = fit(proof.written("feature_text"))
    if not written.lstrip().startswith(("#", "<h")):
        return
    root = parse(kramdown.to_html(written, smart=False))
    first = root[0] if len(root) else None
    if first is not None and first.tag in HEADINGS and len(root) > 1:
        words_of_it = folded(lines_of_text(first))
        yield HEADED.at(
            proof.path, proof.line("feature_text"), f"`feature_text` begins with a heading: “{words_of_it}”"
        )


def _bare(text: str) -> str:
    return folded(text).rstrip(".!?…")
