"""Texts for machines: there when asked for in the settings, absent otherwise, and the publisher's own file first."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from newsroom import Newsroom

from newsdao.extensions import cache
from newsdao.web import frame

CONFIG = "title: 해온신문\nurl: https://news.example.kr\npermalink: pretty\ndescription: 해온시 소식\n"
NAMES = ["/ads.txt", "/humans.txt", "/llms.txt", "/.well-known/security.txt", "/security.txt"]


def test_who_configures_nothing_has_none(newsroom: Newsroom) -> None:
    newsroom.sync()
    assert [newsroom.reader.get(path).status_code for path in NAMES] == [404] * 5


@pytest.mark.parametrize("site_url", ["https://news.example.kr", "https://a.example.kr/blog"])
def test_security_txt_says_where_to_report(open_newsroom, monkeypatch, site_url: str) -> None:  # type: ignore[no-untyped-def]
    """seo-and-feeds §5 S: security.txt of RFC 9116: Contact, and Expires within a year."""
    room: Newsroom = open_newsroom(config=CONFIG, site_url=site_url, security_contact="mailto:sec@news.example.kr")
    room.sync()
    first = room.reader.get("/.well-known/security.txt")
    assert first.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(re.findall(r"^([A-Za-z-]+): (.+)$", first.get_data(as_text=True), re.MULTILINE))
    assert fields["Contact"] == "mailto:sec@news.example.kr"
    assert fields["Canonical"] == f"{site_url}/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "ko, en"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=100) < left < timedelta(days=365)
    moved = room.reader.get("/security.txt")
    below = "/blog" if site_url.endswith("/blog") else ""
    assert (moved.status_code, moved.headers["Location"]) == (301, f"{below}/.well-known/security.txt")
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    monkeypatch.setattr(frame, "now", lambda: moment)
    begun = room.get("/.well-known/security.txt")
    moment = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    with room.app.app_context():
        cache.clear()
    assert room.get("/.well-known/security.txt") == begun and "Expires: 2027-06-01T00:00:00Z" in begun
    moment = datetime(2027, 1, 1, tzinfo=UTC)
    assert "Expires: 2027-07-01T00:00:00Z" in room.get("/.well-known/security.txt")


def test_ads_and_humans_are_served_as_they_are_configured(newsroom: Newsroom) -> None:
    ads = "ads_txt: ['ads.example, 1, DIRECT', 'OWNERDOMAIN=news.example.kr']\n"
    newsroom.write("_config.yml", f"{CONFIG}{ads}humans_txt: |\n  편집: 한바다\n  디자인: 우마루\n")
    newsroom.sync()
    assert newsroom.get("/ads.txt") == "ads.example, 1, DIRECT\nOWNERDOMAIN=news.example.kr\n"
    answer = newsroom.reader.get("/humans.txt")
    assert answer.get_data(as_text=True) == "편집: 한바다\n디자인: 우마루\n"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    newsroom.write("_config.yml", f"{CONFIG}ads_txt: [a]\n")
    newsroom.sync()
    assert newsroom.get("/ads.txt") == "a\n"
    assert newsroom.reader.get("/humans.txt").status_code == 404


def test_the_publisher_s_own_file_goes_before(newsroom: Newsroom) -> None:
    newsroom.write("_config.yml", f"{CONFIG}ads_txt: [configured]\nllms_txt: true\n")
    newsroom.write("ads.txt", "own\n")
    newsroom.write("llms.txt", "# own\n")
    newsroom.sync()
    assert newsroom.get("/ads.txt") == "own\n" and newsroom.get("/llms.txt") == "# own\n"
    assert newsroom.reader.get("/ads.txt").headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(("written", "status"), [("true", 200), ("false", 404), ("", 404), ("'# 우리'", 200)])
def test_llms_txt_is_off_until_asked_for(newsroom: Newsroom, written: str, status: int) -> None:
    """seo-and-feeds §5 N: llms.txt."""
    newsroom.write("_config.yml", f"{CONFIG}llms_txt: {written}\n")
    newsroom.write("about.md", "---\ntitle: 우리\n---\n글.\n")
    newsroom.post("river")
    newsroom.sync()
    answer = newsroom.reader.get("/llms.txt")
    assert answer.status_code == status
    if written == "true":
        text = answer.get_data(as_text=True)
        assert text.startswith(
            "# 해온신문\n\n> 해온시 소식\n\n## Sections\n\n- [사회](https://news.example.kr/category/"
        )
        for address in re.findall(r"\]\(https://news\.example\.kr([^)]+)\)", text):
            assert newsroom.reader.get(address).status_code == 200, address
        assert "/about/" in text and "/rss.xml" in text
