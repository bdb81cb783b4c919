"""The text itself, and what reading it had to repair or leave out: whatever a sync would tell."""

import re
from collections.abc import Iterator
from dataclasses import replace

from newsdao.content.findings import Place
from newsdao.content.lint import pictures
from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding, Rule
from newsdao.content.post import Notice
from newsdao.errors import PostError

SHORT = Rule(
    "text-short", "advice",
    "Naver and Google pass over pages that say little of their own.",
    "tell more, or make it an update of another story",
    ("naver", "google"),
)  # fmt: skip
CLOSING = Rule(
    "closing-line", "advice",
    "The same line of advertising under every story is taken for spam; it is left out of pages and feeds.",
    "take it out of the post, and out of what writes it",
)  # fmt: skip
EMBED = Rule(
    "embed-unsupported", "warning",
    "Pages run no script and load nothing from elsewhere, so a link stands in its place, or nothing.",
    "say in words, or by a link, what it showed",
)  # fmt: skip
REJECTED = Rule(
    "post-rejected", "error",
    "A file that can't be read becomes no story; the others aren't stopped by it.",
    "put right what is named",
)  # fmt: skip
LOST = Rule(
    "reading-lost", "warning",
    "Something of the file can't be shown, and is left out.",
    "do what is named, or leave it if nothing is missed",
)  # fmt: skip
REPAIRED = Rule(
    "reading-repaired", "warning",
    "The file was read by guessing what is meant; Jekyll, or another reader, may guess otherwise.",
    "write what is named as it was taken",
)  # fmt: skip
NOTED = Rule(
    "reading-noted", "advice",
    "The file was read in another way than it may have been meant.",
    "do what is named, or leave it if it is well so",
)  # fmt: skip
RULES = (SHORT, CLOSING, EMBED, REJECTED, LOST, REPAIRED, NOTED)

_SHORTEST = 200
_OF_KIND = {"lost": LOST, "repaired": REPAIRED, "note": NOTED}
_NO_PICTURE = re.compile(r"the picture .+ is missing", re.DOTALL)
_EMBEDDED = re.compile(r"a script in the post|an embedded |an? \w+ is shown as a link|an? \w+ without an address")


def check(proof: Proof) -> Iterator[Finding]:
    post = proof.post
    if not (post.is_page or post.is_draft or post.redirects_to) and post.text_length < _SHORTEST:
        yield SHORT.at(proof.path, proof.matter.body_line, f"the text has {post.text_length} characters")
    for finding in map(of_notice, post.notices):
        # It is the very last block, while its link may stand further up as well.
        last = proof.matter.body_line + proof.matter.body.rstrip().count("\n")
        yield replace(finding, place=Place(proof.path, last)) if finding.rule is CLOSING else finding


def of_notice(notice: Notice) -> Finding:
    """What reading had to say, under the rule it belongs to."""
    place = Place(notice.path, notice.line)
    if _NO_PICTURE.fullmatch(notice.what):
        return Finding(pictures.FILE_MISSING, place, notice.what)
    if notice.what.startswith("the closing line"):
        return Finding(CLOSING, place, notice.what)
    if _EMBEDDED.match(notice.what):
        return Finding(EMBED, place, notice.what, notice.remedy)
    return Finding(_OF_KIND[notice.kind], place, notice.what, notice.remedy)


def of_error(error: PostError) -> Finding:
    return Finding(REJECTED, Place(error.path, error.line), error.why, error.remedy)
