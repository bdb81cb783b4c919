"""The docs may not go stale: what they name must be there."""

import re

import pytest

from newsdao import locales
from newsdao.config import PROJECT
from newsdao.content.lint.catalogue import RULES

PAGES = [PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted((PROJECT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_into_the_repository_leads_somewhere(page: object) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def test_the_readme_names_only_targets_that_make_has() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (PROJECT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert named and named <= targets, f"make has no {named - targets}"


def test_the_readme_quotes_only_what_the_bench_printed() -> None:
    results = (PROJECT / "bench" / "RESULTS.md").read_text(encoding="utf-8")
    quoted = re.findall(
        r"^\| .* \| [\d.]+ \([^)]*\) \|$", (PROJECT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert quoted
    assert [row for row in quoted if row not in results] == []


def test_every_decision_stands_in_the_list_of_decisions() -> None:
    listed = (PROJECT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    for page in (PROJECT / "docs" / "adr").glob("0*.md"):
        assert page.name in listed, f"docs/adr/README.md should list {page.name}"


def test_nothing_in_the_repository_speaks_of_where_it_was_made() -> None:
    places = re.compile(r"/work/|/root/|/tmp/|pypi\.org|npmjs|files\.pythonhosted", re.IGNORECASE)
    for pattern in (
        "*.md",
        "Makefile",
        "*.txt",
        "*.toml",
        "newsdao/**/*.py",
        "docs/**/*.md",
        "tools/*",
        "templates/**/*",
    ):
        for page in PROJECT.glob(pattern):
            if page.is_file() and page.suffix not in {".png", ".jpg"}:
                found = places.search(page.read_text(encoding="utf-8"))
                assert found is None, f"{page.relative_to(PROJECT)} names {found and found[0]}"


def test_the_page_of_the_sub_editor_lists_every_rule_as_it_is_and_no_other() -> None:
    page = (PROJECT / "docs" / "check.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)`( · fixable)? \| (\w+) \| (.*) \| (.*) \|$", page, re.MULTILINE)
    listed = {name: (severity, why, remedy, bool(mark)) for name, mark, severity, why, remedy in rows}
    assert listed == {name: (one.severity, one.why, one.remedy, one.is_fixable) for name, one in RULES.items()}


def test_every_rule_of_the_sub_editor_is_told_in_korean_too() -> None:
    say = locales.notices("ko")
    assert [text for one in RULES.values() for text in (one.why, one.remedy) if say(text) == text] == []
