"""Telling search engines: docs/requirements.md, 4. What hubs and subscribers hear: tests/services/, tests/faults."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from newsroom import Newsroom
from on_a_page import CONFIG, ORIGIN
from pushed import Heard, listening

from newsdao.config import read_settings
from newsdao.errors import ConfigurationError

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def engine() -> Iterator[Heard]:
    with listening() as heard:
        yield heard


@pytest.fixture
def telling(open_newsroom, engine: Heard) -> Newsroom:
    """A site of one story of last year, on the air and told to an engine."""
    room = open_newsroom(
        config=CONFIG, indexnow_key=KEY, indexnow_endpoints=(f"{engine.origin}/indexnow",), private_targets="allow"
    )
    room.post("old", date='"2025-03-02 08:00:00 +0900"')
    room.sync()
    return room


def drain(room: Newsroom) -> None:
    ran = room.app.test_cli_runner().invoke(args=["drain"])
    assert ran.exit_code == 0, ran.output


def today(room: Newsroom, slug: str, **changes: str) -> str:
    """Save a story of an hour ago; its address."""
    at = datetime.now(UTC) - timedelta(hours=1)
    category = changes.get("category", "사회")
    room.post(slug, date=f'"{at:%Y-%m-%d %H:%M:%S} +0000"', **changes)
    local = at + timedelta(hours=9)
    return f"/{category}/{local:%Y/%m/%d}/{slug}/"


def test_4_01_an_engine_hears_of_a_new_a_changed_a_moved_and_a_withdrawn_story(
    telling: Newsroom, engine: Heard
) -> None:
    address = today(telling, "river")
    telling.sync()
    drain(telling)
    assert engine.told == [
        {
            "host": "news.example.kr",
            "key": KEY,
            "keyLocation": f"{ORIGIN}/{KEY}.txt",
            "urlList": engine.told[0]["urlList"],
        }
    ]
    assert engine.addresses == [address]
    today(telling, "river", body="해온강이 둑을 넘었다. 시는 다리를 모두 막았다.\n")
    telling.sync()
    drain(telling)
    assert engine.addresses == [address] * 2
    (file,) = (telling.folder / "_posts").glob("*-river.md")
    file.write_text(file.read_text(encoding="utf-8").replace("---\ntitle", "---\nslug: flood\ntitle"), encoding="utf-8")
    telling.sync()
    drain(telling)
    moved = address.replace("river", "flood")
    assert sorted(engine.addresses[2:]) == [moved, address]
    file.unlink()
    telling.sync(prune=True)
    drain(telling)
    assert moved in engine.addresses[4:] and telling.reader.get(moved).status_code == 410
    assert all(len(one["urlList"]) <= 10_000 for one in engine.told)


def test_4_02_the_key_file_holds_the_key_alone_and_no_other_file_is_one(telling: Newsroom) -> None:
    answer = telling.reader.get(f"/{KEY}.txt")
    assert (answer.status_code, answer.mimetype, answer.get_data(as_text=True)) == (200, "text/plain", KEY)
    assert telling.reader.get(f"/{KEY[:-1]}0.txt").status_code == 404
    for wrong in ["short", "0123456789ghijkl", "한글한글한글한글"]:
        with pytest.raises(ConfigurationError, match="NEWSDAO_INDEXNOW_KEY"):
            read_settings({"NEWSDAO_INDEXNOW_KEY": wrong})


def test_4_03_nothing_is_told_that_is_old_unchanged_or_not_to_be_found_and_nothing_twice(
    telling: Newsroom, engine: Heard
) -> None:
    telling.post("older", title="묵은 소식", date='"2025-03-01 08:00:00 +0900"')
    today(telling, "hidden", title="찾지 말 것", more="indexing: false\n")
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    telling.post("tomorrow", title="모레", date=f'"{tomorrow:%Y-%m-%d %H:%M:%S} +0000"')
    telling.sync()
    drain(telling)
    assert engine.told == []
    address = today(telling, "river")
    telling.sync()
    telling.sync(thorough=True)
    drain(telling)
    drain(telling)
    today(telling, "river", more="tags: [강]\n")
    telling.sync()
    drain(telling)
    assert engine.addresses == [address]


def test_4_03_a_site_that_names_nobody_tells_nobody(open_newsroom, engine: Heard) -> None:
    room = open_newsroom(config=CONFIG, private_targets="allow", indexnow_endpoints=(f"{engine.origin}/indexnow",))
    room.sync()
    today(room, "river")
    room.sync()
    drain(room)
    assert engine.told == []


@pytest.mark.parametrize("status", [400, 403, 422])
def test_4_04_what_an_engine_refuses_is_not_tried_again_but_listed(
    telling: Newsroom, engine: Heard, status: int
) -> None:
    engine.moods["/indexnow"] = [status, 200]
    today(telling, "river")
    telling.sync()
    drain(telling)
    drain(telling)
    assert engine.told == []
    listed = telling.app.test_cli_runner().invoke(args=["outbox"])
    assert listed.exit_code == 1 and str(status) in listed.output


def test_4_04_an_engine_that_asks_for_time_gets_it(telling: Newsroom, engine: Heard) -> None:
    engine.moods["/indexnow"] = [429, 200]
    engine.headers["Retry-After"] = "3600"
    address = today(telling, "river")
    telling.sync()
    drain(telling)
    drain(telling)
    assert engine.told == []
    telling.app.test_cli_runner().invoke(args=["outbox", "--retry", "all"])
    drain(telling)
    assert engine.addresses == [address]
