"""The sample newsroom: what a newcomer sees first, so every page and component has its case in it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Newsroom

from newsdao.config import PROJECT
from newsdao.content import relative_dates
from newsdao.services.sampling import write_newsroom

SAMPLE = PROJECT / "sample"
SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    assert write_newsroom(SAMPLE, tmp_path / "newsroom", NOW) >= 30
    return tmp_path / "newsroom"


def texts(folder: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in (folder / "_posts").iterdir()]


def test_every_component_has_its_case(written: Path) -> None:
    posts = texts(written)
    assert len(posts) >= 36
    wanted = {
        r"^image:\n": 9, r"^breaking: true": 1, r"^corrections:": 2, r"^last_modified_at:": 2, r"^redirect_from:": 1,
        r"^lang: en": 1, r"^> ": 2, r"^\| ": 3, r"<iframe": 1, r"^\[\^1\]": 1, r"<figure>": 1, r"^tags: ": 30,
        r"<table>": 2, r"^excerpt: ": 30, r"^feature_text: ": 25,
    }  # fmt: skip
    for pattern, least in wanted.items():
        having = sum(bool(re.search(pattern, text, re.MULTILINE)) for text in posts)
        assert having >= least, f"{pattern}: {having} of {least}"
    for section in ("정치", "경제", "사회", "국제", "문화", "스포츠"):
        assert sum(f"categories: [{section}]" in text for text in posts) >= 4, section


def test_it_syncs_without_a_word_of_complaint(newsroom: Newsroom) -> None:
    folder = newsroom.folder.with_name("sample")
    count = write_newsroom(SAMPLE, folder, NOW)
    newsroom.folder = folder
    report = newsroom.sync()
    assert (report.inserted, report.rejected) == (count, [])
    assert [str(notice) for notice in report.notices] == []


def test_its_stories_reach_from_now_back_over_days_and_one_is_yet_to_come(written: Path) -> None:
    dates = [
        datetime.fromisoformat(found[1])
        for text in texts(written)
        if (found := re.search(r"^date: (.+)$", text, re.MULTILINE))
    ]
    assert len(dates) == len(texts(written))
    assert sum(date > NOW for date in dates) == 1
    assert sum(NOW - date < timedelta(hours=12) for date in dates) >= 14
    assert len({date.astimezone(SEOUL).date() for date in dates}) >= 5


def test_its_pictures_are_there_and_described(written: Path) -> None:
    for text in texts(written):
        for path in re.findall(r"^  path: (\S+)$", text, re.MULTILINE):
            file = written / path.lstrip("/")
            assert file.is_file() and file.stat().st_size < 150_000, path
            assert re.search(r'^  alt: "[^"]{2,}"$', text, re.MULTILINE), path


def test_a_second_start_leaves_the_reader_s_edits_alone(written: Path) -> None:
    edited = next((written / "_posts").iterdir())
    edited.write_text("mine", encoding="utf-8")
    assert write_newsroom(SAMPLE, written, NOW + timedelta(days=1)) == 0
    assert edited.read_text(encoding="utf-8") == "mine"


def test_no_placeholder_is_left(written: Path) -> None:
    assert not [text for text in texts(written) if "@{" in text]


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, st.integers(-99999, 99999))
def test_minutes_count_from_the_moment(now: datetime, minutes: int) -> None:
    written = relative_dates.resolve(f"date: @{{{minutes:+d}m}}", now, SEOUL).removeprefix("date: ")
    expected = now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    assert datetime.fromisoformat(written) == expected


@given(MOMENTS, st.integers(-999, 999), st.integers(0, 23), st.integers(0, 59))
def test_days_count_on_the_site_s_calendar(now: datetime, days: int, hour: int, minute: int) -> None:
    written = relative_dates.resolve(f"@{{{days:+d}d {hour:02d}:{minute:02d}}}", now, SEOUL)
    local = datetime.fromisoformat(written).astimezone(SEOUL)
    assert local.date() - now.astimezone(SEOUL).date() == timedelta(days=days)
    assert (local.hour, local.minute) == (hour, minute)


@given(st.text())
def test_text_without_placeholders_stays_as_it_is(text: str) -> None:
    if "@{" not in text:
        assert relative_dates.resolve(text, NOW, SEOUL) == text
