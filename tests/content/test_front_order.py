"""The editor's order of the home page, as it is written."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsdao.content.front_order import FrontOrder, Named, front_order

SEOUL = ZoneInfo("Asia/Seoul")
PATH = "_data/front.yml"


def read(text: str) -> tuple[FrontOrder, list[str]]:
    order, notices = front_order(text, PATH, SEOUL)
    return order, [f"{one.line}: {one.what}" for one in notices]


def test_a_whole_order_is_read_with_the_line_of_every_story() -> None:
    order, notices = read(
        "lead: flood\nseconds:\n  - budget.md\n  - /경제/q3/\nbanner: bridge\nuntil: 2026-11-23 20:00\n"
    )
    assert order.named == (
        Named("lead", "flood", 1), Named("second", "budget.md", 3), Named("second", "/경제/q3/", 4),
        Named("banner", "bridge", 5),
    )  # fmt: skip
    assert order.until == datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
    assert notices == []


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "lead:\n", "seconds: []\n", "lead: ~\nseconds:\n", "~\n"])
def test_what_is_left_empty_asks_for_nothing_and_is_no_mistake(text: str) -> None:
    assert read(text) == (FrontOrder(), [])


@pytest.mark.parametrize("word", ["none", "false", "없음", "off"])
def test_a_banner_can_be_kept_empty(word: str) -> None:
    order, notices = read(f"banner: {word}\n")
    assert order.is_banner_empty and order.named == () and notices == []


def test_a_day_alone_lasts_to_its_end() -> None:
    order, _ = read("lead: a\nuntil: 2026-11-23\n")
    assert order.until == datetime(2026, 11, 23, 15, 0, tzinfo=UTC), "midnight in Seoul"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lead: [\n", "is no YAML"),
        ("- a\n- b\n", "1: holds no keys"),
        ("just words\n", "1: holds no keys"),
        ("lead: a\nheadline: b\n", "2: `headline` is no place on the front page"),
        ("lead: {a: b}\n", "1: `lead` names no story"),
        ("lead: [a, b]\n", "1: `lead` holds more than 1"),
        ("seconds:\n - a\n - b\n - c\n", "4: `seconds` holds more than 2"),
        ("until: soon\n", "1: `until: soon` is no moment"),
        ("until: [1]\n", "1: `until` is no moment"),
        ("until: 9999-12-31\n", "1: `until: 9999-12-31` is no moment"),
    ],
)
def test_what_cannot_be_followed_is_told_with_its_line(text: str, told: str) -> None:
    _, notices = read(text)
    assert len(notices) == 1 and told in notices[0]


@pytest.mark.parametrize(
    ("text", "names", "told"),
    [
        ("&a [*a]", [], ["1: holds no keys"]),
        ("lead: *a", [], ["1: is no YAML"]),
        ("\x00", [], []),
        ("lead: !!python/object:os.system x\n", ["x"], []),
        ("[" * 3000, [], ["2: is no YAML"]),
        ("? {a: b}\n: c\n", [], ["1: a key of the front page is no word"]),
    ],
)
def test_what_would_stop_a_reader_of_yaml_stops_no_sync(text: str, names: list[str], told: list[str]) -> None:
    order, notices = read(text)
    assert [one.name for one in order.named] == names
    assert notices == told
