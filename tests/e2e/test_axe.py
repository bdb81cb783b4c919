"""axe-core, in Chromium, over every kind of page: phone and desk, light and dark."""

from typing import Any

import pytest
from browsers import tool

pytestmark = pytest.mark.e2e

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations', 'incomplete']})"


# What axe can't judge for itself. Colours: cells scrolled out of their box or on its shade, and signs that are no
# letters, whose contrast is held by tests/test_styles.py, token by token. Names: those of signs ("↩"), without letters
# to compare.
UNSEEN = {"elmPartiallyObscured", "nonBmp", "shortTextContent", "bgGradient"}


def is_unseen(rule: dict[str, Any], node: dict[str, Any]) -> bool:
    if rule["id"] == "label-content-name-mismatch":
        return True
    reasons = {(check["data"] or {}).get("messageKey") for check in node["any"]}
    return rule["id"] == "color-contrast" and reasons <= UNSEEN


def told(result: dict[str, Any], kind: str) -> list[str]:
    """One line for each element that a rule finds fault with."""
    return [
        f"{kind}: {rule['id']}: {node['target']}: {' '.join(node['failureSummary'].split())}"
        for outcome in ("violations", "incomplete")
        for rule in result[outcome]
        for node in rule["nodes"]
        if outcome == "violations" or not is_unseen(rule, node)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_fault_and_nothing_it_could_not_judge(site, browser, width: int, scheme: str) -> None:
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    faults = []
    for kind, path in site.kinds.items():
        page.goto(site.url(path))
        page.evaluate(axe)
        faults += told(page.evaluate(RUN, TAGS), kind)
    page.close()
    assert faults == [], "\n".join(faults)
