"""The sub-editor's reading of one post: every rule that needs no other post."""

from collections.abc import Iterator

from newsdao.content.lint import body, dates, descriptions, filing, headlines, links, pictures, structure
from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding

_DESKS = (headlines, descriptions, pictures, structure, links, dates, filing, body)


def check(proof: Proof) -> Iterator[Finding]:
    """Findings in no order. A post that leads elsewhere has no page, and nothing but its reading to be told of."""
    if proof.post.redirects_to:
        yield from map(body.of_notice, proof.post.notices)
        return
    for desk in _DESKS:
        yield from desk.check(proof)
