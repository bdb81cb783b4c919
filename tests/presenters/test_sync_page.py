"""The report of a sync as a value: nothing is left out of it, and like things stand together."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdao import locales
from newsdao.config import PROJECT
from newsdao.content.findings import DeadLink, Lacks, Place, SameTitle, SiteFindings
from newsdao.content.post import Notice
from newsdao.content.site import Site
from newsdao.errors import PostError
from newsdao.presenters import sync_page, sync_words
from newsdao.presenters.sync_page import Account, account, as_json, sort_of

SITE = Site(url="https://news.example.kr", name="해온일보")
NOW = datetime(2026, 11, 25, 7, tzinfo=UTC)
FINDINGS = SiteFindings(
    dead_links=(DeadLink("/없는/", (Place("a.md", 7), Place("b.md"))), DeadLink("/내린/", (Place("a.md", 8),), 410)),
    redirects_nowhere=(DeadLink("/갈곳/", (Place("r.md", 1),)),),
    remote_pictures={"img.example.org": 12, "cdn.example.com": 3},
    same_titles=(SameTitle("강", (Place("a.md", 0, "/a/"), Place("b.md", 0, "/b/"))),),
    lacks=Lacks(20, 3, 4, 5, 6),
)


@dataclass
class Facts:
    """What a sync tells of itself, made up."""

    rejected: list[PostError] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    ignored: int = 0
    withdrawn: int = 0
    missing: int = 0
    repaired: int = 0
    seen: int = 10
    seconds: float = 1.234


def told(facts: Facts, findings: SiteFindings | None = None) -> Account:
    return account(facts, findings, SITE, NOW, is_dry_run=findings is None)


def section(report: Account, key: str) -> sync_page.Section:
    return next(one for one in report.sections if one.key == key)


@pytest.mark.parametrize(
    ("what", "sort"),
    [
        ("`date: 2019-13-45` is no date; the file's own was taken", "`date: …` is no date; the file's own was taken"),
        ("`title` isn't valid YAML and was read as it stands", "`title` isn't valid YAML and was read as it stands"),
        ("`{% include toc.html a=1 %}` can't be carried out", "`{% include toc.html … %}` can't be carried out"),
        ("`{%- for a in b %}` can't be carried out", "`{% for … %}` can't be carried out"),
        ("`{{page.image}}` can't be carried out", "`{{ page.image }}` can't be carried out"),
        ("`{{ page.image | x }}` can't be carried out", "`{{ page.image }}` can't be carried out"),
        ('`{{ "maya" | team_photo }}` can\'t be carried out', "`{{ … | team_photo }}` can't be carried out"),
        ("the picture /assets/a b.jpg is missing", "the picture … is missing"),
        ("its address /a/ belongs to _posts/b c.md already", "its address … belongs to … already"),
        ("its redirect leads in a ring: /a → /b → /a", "its redirect leads in a ring: …"),
        ("the file's date 2026-13-45 is no day of any calendar", "the file's date … is no day of any calendar"),
        ("the closing line “뉴스 더 보기” was left out", "the closing line “…” was left out"),
        ("holds binary data", "holds binary data"),
    ],
)
def test_a_sort_is_what_is_said_without_whom_it_is_said_of(what: str, sort: str) -> None:
    assert sort_of(what) == sort


@given(st.text(st.sampled_from("`{}%|\"' a/:“”-0\n"), max_size=200))
def test_any_sentence_has_a_sort(what: str) -> None:
    assert sort_of(what) == sort_of(what)


notices = st.builds(
    Notice,
    path=st.sampled_from(["a.md", "b.md", "c.md"]),
    line=st.integers(0, 5),
    kind=st.sampled_from(["repaired", "lost", "note"]),
    what=st.sampled_from(
        ["the picture /a.jpg is missing", "the picture /b.jpg is missing", "`{% x a %}` can't be", "`title` isn't",
         "`{% x b %}` can't be", "its address /x/ is one of the site's own pages, which is shown instead", "강"]
    ),
    remedy=st.sampled_from(["", "mend it"]),
    before=st.sampled_from(["", "가"]),
)  # fmt: skip
errors = st.builds(
    PostError,
    st.sampled_from(["a.md", "b.md"]),
    st.integers(0, 3),
    st.sampled_from(["its address /a/ is", "no"]),
    st.just("x"),
)


@given(st.lists(notices, max_size=30), st.lists(errors, max_size=10))
def test_every_notice_and_every_rejected_file_stands_in_the_report_exactly_once(told_of, rejected) -> None:
    report = told(Facts(rejected=rejected, notices=told_of))
    places = [
        (str(place), item.what)
        for one in report.sections
        for group in one.groups
        for item in group.items
        for place in item.places
    ]
    expected = [(str(Place(one.path, one.line)), one.what) for one in told_of]
    expected += [(str(Place(one.path, one.line)), one.why) for one in rejected]
    names = {"/a.jpg": "the picture /a.jpg is missing", "/b.jpg": "the picture /b.jpg is missing"}
    assert sorted((place, names.get(what, what)) for place, what in places) == sorted(expected)
    assert sum(one.count for one in report.sections) == len(expected)


def test_what_is_said_in_the_same_words_is_told_once_with_all_of_its_places() -> None:
    lost = [Notice(f"{name}.md", 3, "lost", "`{% weather %}` can't be carried out", "say it") for name in "abc"]
    (group,) = section(told(Facts(notices=lost)), "losses").groups
    (item,) = group.items
    assert (group.what, group.count, group.remedy) == ("`{% weather %}` can't be carried out", 3, "say it")
    assert [str(place) for place in item.places] == ["a.md:3", "b.md:3", "c.md:3"]


def test_the_most_frequent_sort_comes_first() -> None:
    lost = [Notice("a.md", 1, "lost", what) for what in ("`{% a 1 %}` x", "`{% b 1 %}` x", "`{% b 2 %}` x")]
    groups = section(told(Facts(notices=lost)), "losses").groups
    assert [(group.what, group.count) for group in groups] == [("`{% b … %}` x", 2), ("`{% a 1 %}` x", 1)]


def test_a_repair_keeps_what_stood_there_and_what_was_taken() -> None:
    repairs = [Notice(f"{n}.md", 2, "repaired", "`title` isn't", "quote", f"title: [{n}]", f"[{n}]") for n in range(3)]
    (group,) = section(told(Facts(notices=repairs)), "repairs").groups
    assert [(one.before, one.after) for one in group.items] == [(f"title: [{n}]", f"[{n}]") for n in range(3)]


def test_a_taken_address_is_a_conflict_and_no_other_rejection() -> None:
    rejected = [PostError("b.md", 1, "its address /a/ belongs to a.md already", "x"), PostError("c.md", 2, "no", "y")]
    report = told(Facts(rejected=rejected))
    assert [section(report, key).count for key in ("rejected", "address_conflicts")] == [1, 1]
    assert report.counts["rejected"] == 2


def test_the_json_is_versioned_and_holds_every_row() -> None:
    lost = [Notice(f"{number}.md", 1, "lost", "the picture /a.jpg is missing") for number in range(1000)]
    facts = Facts(notices=lost, moved=[("/a/", "/b/")], gone=["/내린/"], absent=["x.md"])
    data = json.loads(json.dumps(as_json(told(facts, FINDINGS))))
    assert data["version"] == 1
    assert (data["site"]["name"], data["finished_at"]) == ("해온일보", "2026-11-25T07:00:00+00:00")
    (item,) = data["sections"]["missing_pictures"]["groups"][0]["items"]
    assert (item["what"], len(item["places"])) == ("/a.jpg", 1000)
    assert (
        data["sections"]["moved"]["groups"][0]["items"][0] | {"before": "/a/", "after": "/b/"}
        == data["sections"]["moved"]["groups"][0]["items"][0]
    )
    dead = data["sections"]["dead_links"]["groups"][0]["items"]
    assert [(one["what"], one["after"], one["count"]) for one in dead] == [("/없는/", "404", 2), ("/내린/", "410", 1)]
    assert data["sections"]["same_titles"]["groups"][0]["items"][0]["places"][1]["address"] == "/b/"
    hosts = data["sections"]["remote_pictures"]["groups"][0]["items"]
    assert {one["what"]: one["count"] for one in hosts} == FINDINGS.remote_pictures
    assert data["lacks"] == {"articles": 20, "time": 3, "category": 4, "picture": 5, "description": 6}


def test_a_site_nobody_looked_at_has_no_sections_about_it() -> None:
    data = as_json(told(Facts()))
    assert not {"dead_links", "redirects_nowhere", "same_titles", "remote_pictures"} & data["sections"].keys()
    assert (data["lacks"], data["dry_run"]) == ({}, True)


def test_every_section_has_a_name_and_an_explanation_in_every_language() -> None:
    for words in map(locales.load, ("ko", "en")):
        for one in told(Facts(), FINDINGS).sections:
            assert words(f"sync_section.{one.key}") and words(f"sync_about.{one.key}")
        for name in told(Facts()).counts:
            assert words(f"sync_count.{name}")


@pytest.mark.parametrize(
    ("facts", "korean", "english"),
    [
        (Facts(seen=18_268), "18,268건을 읽었고, 손볼 곳이 없습니다", "18,268 read, nothing to mend"),
        (Facts(seen=0), "읽을 글이 없었습니다", "There was nothing to read"),
        (Facts(rejected=[PostError("a.md", 1, "no", "x")]), "10건을 읽어 1건을 싣지 못했습니다", "10 read, 1 rejected"),
        (
            Facts(notices=[Notice("a.md", 1, "lost", "gone"), Notice("a.md", 1, "note", "fine")]),
            "10건을 읽었고, 손볼 곳이 1군데 있습니다", "10 read, 1 to look at",
        ),
    ],
)  # fmt: skip
def test_the_first_sentence_says_how_it_went(facts: Facts, korean: str, english: str) -> None:
    said = [sync_words.verdict(told(facts), locales.load(lang)).headline.replace("\xa0", " ") for lang in ("ko", "en")]
    assert said == [korean, english]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.04, "0.0 s"), (9.94, "9.9 s"), (59.6, "1 min 0 s"), (12, "12 s"), (192, "3 min 12 s")]
)
def test_how_long_it_took_is_told_in_minutes_and_seconds(seconds: float, text: str) -> None:
    assert sync_words.duration(seconds, locales.load("en")) == text


@given(st.integers(0, 1000))
def test_a_list_is_cut_at_two_hundred_rows_and_says_how_many_are_missing(length: int) -> None:
    first, rest, hidden = sync_words.cut(list(range(length)))
    assert [*first, *rest] == list(range(min(length, 200)))
    assert len(first) + len(rest) + hidden == length
    assert len(rest) != 1


def test_within_a_sort_a_row_says_only_whom_it_is_said_of() -> None:
    assert sync_words.particular("`{% x 1 %}` can't be carried out and was left out") == "`{% x 1 %}`"
    assert sync_words.particular("the closing line “뉴스” was left out") == "“뉴스”"
    assert sync_words.particular("its address /a/ belongs to b.md already") == "its address /a/ belongs to b.md already"


@given(st.text(st.sampled_from("`가a ")))
def test_a_sentence_in_parts_is_the_sentence(text: str) -> None:
    assert "".join(part for _, part in sync_words.code(text)) == text.replace("`", "")


def test_the_documentation_names_every_section_and_every_count() -> None:
    page = (PROJECT / "docs" / "sync-report.md").read_text(encoding="utf-8")
    data = as_json(told(Facts(), FINDINGS))
    for name in data["sections"]:
        assert f"| `{name}`" in page
    for name in (*data, *data["counts"], *data["lacks"]):
        assert f'"{name}":' in page
    assert f'"version": {sync_page.VERSION},' in page
