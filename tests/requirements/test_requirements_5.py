"""robots.txt and its neighbours: docs/requirements.md, 5."""

from datetime import UTC, datetime, timedelta

import pytest
from newsroom import Newsroom
from on_a_page import CONFIG, NOW, ORIGIN, read

WELCOME = ["OAI-SearchBot", "Claude-SearchBot", "Claude-User", "PerplexityBot", "Applebot", "meta-webindexer",
           "DuckAssistBot", "bingbot", "Googlebot", "Yeti", "Daumoa", "kakaotalk-scrap", "facebookexternalhit",
           "Twitterbot"]  # fmt: skip
TRAINING = ["GPTBot", "ClaudeBot", "Google-Extended", "Applebot-Extended", "CCBot", "meta-externalagent", "Amazonbot",
            "Bytespider"]  # fmt: skip


def groups(text: str) -> dict[str, list[tuple[str, str]]]:
    """Agent → its rules, as RFC 9309 §2.2 groups them."""
    found: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    is_open = False
    for line in text.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            agents = [*agents, value] if is_open else [value]
            is_open = True
            found.setdefault(value, [])
        elif name in {"allow", "disallow"}:
            is_open = False
            for agent in agents:
                found[agent].append((name, value))
    return found


def test_5_01_what_is_closed_is_closed_to_every_group(open_newsroom) -> None:
    room = open_newsroom(config=CONFIG + "robots:\n  disallow: [/internal/]\n")
    room.post("river")
    room.sync(NOW)
    found = groups(room.get("/robots.txt"))
    assert len(found) > 1 and all(("disallow", "/internal/") in rules for rules in found.values())


def test_5_01_what_asks_not_to_be_found_may_be_asked_for_or_nobody_would_know(open_newsroom) -> None:
    room = open_newsroom(config=CONFIG + "robots:\n  noindex: [문화, /사회/2026/11/20/p*]\n")
    room.post("river")
    room.post("press", title="보도자료")
    room.post("snow", title="첫눈", category="문화")
    room.sync(NOW)
    assert "Disallow: /사회" not in room.get("/robots.txt") and "Disallow: /문화" not in room.get("/robots.txt")
    sitemap = room.get("/sitemaps/2026-11-1.xml") + room.get("/sitemaps/pages.xml") + room.get("/news-sitemap.xml")
    for place, mark in [("/사회/2026/11/20/press/", "/press/"), ("/문화/2026/11/20/snow/", "/snow/"),
                        ("/category/문화/", "/category/%EB%AC%B8%ED%99%94/")]:  # fmt: skip
        answer = room.reader.get(place)
        assert "noindex" in answer.headers["X-Robots-Tag"], place
        assert "noindex" in read(answer.get_data(as_text=True)).meta("robots"), place
        assert mark not in sitemap
    answer = room.reader.get("/사회/2026/11/20/river/")
    assert "noindex" not in answer.headers.get("X-Robots-Tag", "") and "/river/" in sitemap


def test_5_02_who_searches_or_cites_may_come_in_and_who_trains_may_not_unless_the_owner_wishes(open_newsroom) -> None:
    closed = groups(open_newsroom(config=CONFIG).get("/robots.txt"))
    assert all(("disallow", "/") in closed[agent] for agent in TRAINING)
    assert ("disallow", "/") not in closed["*"] and not set(WELCOME) & closed.keys()
    allowed = open_newsroom(config=CONFIG, ai_training="allow").get("/robots.txt")
    assert not [agent for agent, rules in groups(allowed).items() if ("disallow", "/") in rules]
    assert "Content-Signal: search=yes, ai-input=yes, ai-train=yes" in allowed


def test_5_03_dead_names_and_whole_block_lists_are_not_pasted(air: Newsroom) -> None:
    text = air.get("/robots.txt")
    assert not [name for name in ("anthropic-ai", "Claude-Web", *WELCOME) if f"User-agent: {name}\n" in text]
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in text.splitlines()


@pytest.mark.parametrize("file", ["/.well-known/security.txt", "/ads.txt", "/humans.txt", "/llms.txt"])
def test_5_04_a_file_that_nobody_asked_for_is_not_there(air: Newsroom, file: str) -> None:
    assert air.reader.get(file).status_code == 404


def test_5_04_security_txt_names_whom_to_tell_and_ends_within_a_year(open_newsroom) -> None:
    room = open_newsroom(config=CONFIG, security_contact="mailto:security@news.example.kr")
    answer = room.reader.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.get_data(as_text=True).splitlines() if ": " in line)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:security@news.example.kr"
    ends = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < ends - datetime.now(UTC) < timedelta(days=366)
