"""What the publisher asks of robots: page, header, robots.txt and sitemaps say the same, whatever is asked."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import Newsroom

CONFIG = "title: 해온신문\nurl: https://news.example.kr\npermalink: pretty\nsections: [사회, 사설]\n"
STORIES = {"/사회/2026/11/20/river/": "사회", "/사설/2026/11/20/word/": "사설", "/사설/2026/11/20/old/": "사설"}
LISTS = ["/", "/latest/", "/archive/", "/feeds/", "/category/사회/", "/category/사설/", "/tag/강/", "/about/"]
PATTERNS = ["/", "/$", "/사설/", "/*/word/", "*old*", "/category/%EC%82%AC%EC%84%A4/", "/latest/", "/about/$", "/tag/"]
RULES = st.lists(st.sampled_from(PATTERNS), max_size=3, unique=True)


def robots_txt(text: str) -> dict[str, list[tuple[str, str]]]:
    """Agent → rules, as RFC 9309 §2.2.1 has them grouped."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    is_open = False
    for line in text.splitlines():
        name, _, value = line.partition("#")[0].partition(":")
        key = name.strip().lower()
        if key == "user-agent":
            agents = [*agents, value.strip().lower()] if is_open else [value.strip().lower()]
            is_open = True
            groups.setdefault(agents[-1], [])
        elif key in {"allow", "disallow"}:
            is_open = False
            for agent in agents:
                groups[agent].append((key, value.strip()))
        elif key == "content-signal":
            is_open = False
    return groups


def may_fetch(groups: dict[str, list[tuple[str, str]]], agent: str, path: str) -> bool:
    """The longest match decides (§2.2.2). path: encoded."""
    best = max(
        (
            (len(rule), kind == "allow")
            for kind, rule in groups.get(agent.lower(), groups["*"])
            if rule and re.match(re.escape(rule).replace(r"\*", ".*").replace(r"\$", r"\Z"), path)
        ),
        default=(0, True),
    )
    return best[1]


def fill(room: Newsroom) -> None:
    for path, section in STORIES.items():
        room.post(path.split("/")[-2], category=section, more="tags: [강]\n")
    room.write("about.md", "---\ntitle: 소개\n---\n우리는 쓴다.\n")


def listed(room: Newsroom) -> set[str]:
    maps = re.findall(r"<loc>https://news.example.kr(/[^<]+\.xml)</loc>", room.get("/sitemap.xml"))
    text = "".join(room.get(path) for path in maps)
    return set(re.findall(r"<loc>https://news.example.kr(/[^<]*)</loc>", text))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(noindex=RULES, disallow=RULES, section=st.sampled_from(["", "사설"]))
def test_all_four_voices_agree(open_newsroom, noindex: list[str], disallow: list[str], section: str) -> None:  # type: ignore[no-untyped-def]
    """seo-and-feeds §1 M: noindex by header and meta; what is noindexed is not Disallowed."""
    from urllib.parse import quote

    room: Newsroom = open_newsroom()
    asked = [*noindex, *([section] if section else [])]
    room.write("_config.yml", f"{CONFIG}robots: {{noindex: {json.dumps(asked)}, disallow: {json.dumps(disallow)}}}\n")
    fill(room)
    room.sync()
    groups, known = robots_txt(room.get("/robots.txt")), listed(room)
    for path in [*LISTS, *STORIES]:
        answer = room.reader.get(path)
        (meta,) = re.findall(r'<meta name="robots" content="([^"]+)"', answer.get_data(as_text=True))
        header = answer.headers.get("X-Robots-Tag", "")
        encoded = quote(path)
        assert ("noindex" in meta) == ("noindex" in header), path
        may = may_fetch(groups, "Googlebot", encoded)
        assert may or "noindex" not in meta, f"{path}: nobody would hear it"
        assert may_fetch(groups, "OAI-SearchBot", encoded) == may
        assert not may_fetch(groups, "GPTBot", encoded)
        assert (encoded in known) == (may and "noindex" not in meta), path


def test_a_section_that_asks_not_to_be_found_is_gone_from_search_at_once_and_comes_back(newsroom: Newsroom) -> None:
    fill(newsroom)
    newsroom.write("_config.yml", CONFIG)
    newsroom.sync()
    before = listed(newsroom)
    newsroom.write("_config.yml", f"{CONFIG}robots:\n  noindex: [사설]\n")
    newsroom.sync()
    gone = before - listed(newsroom)
    assert len(gone) == 3, gone
    assert newsroom.reader.get("/사설/2026/11/20/word/").headers["X-Robots-Tag"] == "noindex,follow"
    assert "noindex" in newsroom.get("/category/사설/")
    newsroom.write("_config.yml", CONFIG)
    newsroom.sync()
    assert listed(newsroom) == before


def test_files_under_a_pattern_say_so_by_their_header(newsroom: Newsroom) -> None:
    newsroom.write("_config.yml", f"{CONFIG}robots: {{noindex: ['/*.pdf$']}}\n")
    newsroom.write("files/plan.pdf", b"%PDF-1.4")
    newsroom.write("files/plan.csv", "a,b\n")
    newsroom.sync()
    assert newsroom.reader.get("/files/plan.pdf").headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in newsroom.reader.get("/files/plan.csv").headers


@pytest.mark.parametrize("path", ["/nowhere/", "/%00", "/latest/?before=0", "/사회/2026/11/20/river/"])
def test_an_error_is_nothing_to_find(newsroom: Newsroom, path: str) -> None:
    """seo-and-feeds §1 M: errors are noindex, header and meta."""
    newsroom.post("river")
    newsroom.sync()
    (newsroom.folder / "_posts/2026-11-20-river.md").unlink()
    newsroom.sync(prune=True)
    answer = newsroom.reader.get(path)
    assert answer.status_code in {400, 404, 410}
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("written", "environment", "signal", "trains", "answers"),
    [
        ("", "", "search=yes, ai-input=yes, ai-train=no", False, True),
        ("robots: {training: allow}", "", "search=yes, ai-input=yes, ai-train=yes", True, True),
        ("robots: {training: allow}", "refuse", "search=yes, ai-input=yes, ai-train=no", False, True),
        ("robots: {training: refuse}", "allow", "search=yes, ai-input=yes, ai-train=yes", True, True),
        ("robots: {ai_input: refuse}", "", "search=yes, ai-input=no, ai-train=no", False, False),
        ("robots: {ai_input: refuse, disallow: [/x/]}", "", "search=yes, ai-input=no, ai-train=no", False, False),
    ],
)
def test_ai_agents_are_told_what_the_publisher_wants(  # type: ignore[no-untyped-def]
    open_newsroom, written: str, environment: str, signal: str, trains: bool, answers: bool
) -> None:  # fmt: skip
    """seo-and-feeds §5 M: AI agents by purpose; training by the owner's choice."""
    room: Newsroom = open_newsroom(config=f"{CONFIG}{written}\n", ai_training=environment)
    room.sync()
    text = room.get("/robots.txt")
    groups = robots_txt(text)
    assert f"Content-Signal: {signal}" in text
    assert may_fetch(groups, "GPTBot", "/a/") == may_fetch(groups, "CCBot", "/a/") == trains
    assert may_fetch(groups, "OAI-SearchBot", "/a/") == may_fetch(groups, "Claude-User", "/a/") == answers
    for agent in ("Googlebot", "bingbot", "Yeti", "Applebot", "kakaotalk-scrap", "facebookexternalhit"):
        assert may_fetch(groups, agent, "/a/"), agent
        assert may_fetch(groups, agent, "/x/") == ("/x/" not in written)
    assert not {"anthropic-ai", "claude-web"} & groups.keys(), "dead tokens"


def test_mistakes_are_told(newsroom: Newsroom) -> None:
    robots = "{noindex: [/a/, /b/], disallow: [b, /a/], training: vielleicht, index: no}"
    newsroom.write("_config.yml", f"{CONFIG}robots: {robots}\n")
    told = " ".join(str(one) for one in newsroom.sync().notices)
    for part in (
        "`robots.training` is neither",
        "`robots.index` means nothing",
        "`robots.disallow: b` begins",
        "`/a/` is asked",
    ):
        assert part in told, part
    assert "_config.yml:5" in told
