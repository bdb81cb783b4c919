"""What a check found, as JSON that other programs can rely on (docs/check.md)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from newsdao.content.lint.rule import SEVERITIES, Finding

# Counted up when a name below changes its meaning or goes; new names may come without it.
VERSION = 1


def as_json(findings: Sequence[Finding], posts: int, pages: int) -> dict[str, Any]:
    """findings: in the order in which they are to be told."""
    severities = Counter(one.severity for one in findings)
    rules = {one.rule.id: one.rule for one in findings}
    counts = Counter(one.rule.id for one in findings)
    return {
        "version": VERSION,
        "posts": posts,
        "pages": pages,
        "counts": {severity: severities[severity] for severity in SEVERITIES},
        "rules": {
            name: {
                "severity": rule.severity, "count": counts[name], "why": rule.why, "remedy": rule.remedy,
                "fixable": rule.is_fixable,
            }
            for name, rule in sorted(rules.items())
        },
        "findings": [
            {
                "rule": one.rule.id, "severity": one.severity, "path": one.place.path, "line": one.place.line,
                "what": one.what, "remedy": one.remedy, "fixable": one.rule.is_fixable,
            }
            for one in findings
        ],
    }  # fmt: skip
