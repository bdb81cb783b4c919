"""Debian's Jekyll reads the same sites as we do, and we agree, but for what differences.toml lists.

The agreement of words: all words of a site's posts as a reader sees them, Jekyll's and ours aligned by difflib;
1 − differing/total, where of a place that differs the longer side counts. White space and the shape of quotes are
folded.
"""

import pytest
import wanted
from comparing import FACTS, agreement, counted
from differences import DIFFERENCES, REASONS, RULES
from sites import NAMES, Sites

LEAST_AGREEMENT = 0.995

of_every_site = pytest.mark.parametrize("name", NAMES)


def listed(site: str) -> set[tuple[str, str]]:
    return {(one.path, one.field) for one in DIFFERENCES if one.site == site}


@of_every_site
def test_addresses_dates_and_names_are_jekylls_but_for_the_differences_we_want(site: str, sites: Sites) -> None:
    found = {(pair.path, field): what for pair in sites.pairs(site) for field, what in pair.differing()}
    unlisted = {key: what for key, what in found.items() if key not in listed(site)}
    assert {key: what for key, what in unlisted.items() if key[1] in {"post", *FACTS}} == {}
    assert listed(site) - found.keys() == set(), "these no longer differ; take them out of differences.toml"


@of_every_site
def test_the_words_are_jekylls_but_for_the_differences_we_want(site: str, sites: Sites) -> None:
    pairs = sites.pairs(site)
    apart = {path for path, field in listed(site) if field == "text"}
    found, as_they_stand = counted(pairs), agreement(pairs)[0]
    but_for_the_wanted = agreement([pair for pair in pairs if pair.path not in apart])[1]
    shown = f"{found['posts']} posts, {found['words']} equal word for word; {as_they_stand:.3%} of the words agree as"
    print(f"{site}: {shown} they stand, {but_for_the_wanted:.3%} but for the differences we want")
    assert but_for_the_wanted >= LEAST_AGREEMENT, [what for pair in pairs for what in pair.differing()]


@of_every_site
def test_lists_code_quotations_definitions_and_headings_are_jekylls(site: str, sites: Sites) -> None:
    found = {(pair.path, "blocks"): pair.blocks for pair in sites.pairs(site) if pair.blocks}
    assert {key: blocks for key, blocks in found.items() if key not in listed(site)} == {}


@of_every_site
def test_every_rule_by_which_a_site_differs_is_listed_for_it_and_no_other_is(site: str, sites: Sites) -> None:
    met = {rule for pair in sites.pairs(site) for rule in pair.rules}
    assert met == {rule.name for rule in RULES if site in rule.sites}


def test_every_rule_has_a_reason_and_every_reason_a_rule() -> None:
    assert sorted(rule.name for rule in RULES) == sorted({*wanted.PLACES, *wanted.READINGS})
    assert all(rule.reason and rule.sites for rule in RULES)
    assert all(REASONS)
    assert {one.site for one in DIFFERENCES} | {name for rule in RULES for name in rule.sites} <= {*NAMES}
    assert {one.field for one in DIFFERENCES} <= {"post", "text", "blocks", *FACTS}
