"""A site that was synced before there was an index, or by another version of it, is indexed by its next sync."""

from datetime import UTC, datetime

import pytest
from newsroom import Newsroom
from sqlalchemy import text

from newsdao.content import search_query
from newsdao.extensions import db
from newsdao.services import indexing
from newsdao.store import search, search_index

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def found(room: Newsroom, word: str) -> int:
    with room.app.app_context():
        count = len(search.found(db.session(), search_query.read(word), search.Among(NOW)))
        db.session.rollback()
        return count


def forget_all(room: Newsroom) -> None:
    """As a database is that has just been migrated."""
    with room.app.app_context(), db.engine.begin() as connection:
        is_sqlite = db.engine.dialect.name == "sqlite"
        clear = (
            "INSERT INTO search_index (search_index) VALUES ('delete-all')" if is_sqlite else "DELETE FROM search_index"
        )
        connection.execute(text(clear))
        connection.execute(text("DELETE FROM search_entry"))


def fill(room: Newsroom, count: int = 7) -> None:
    for number in range(count):
        room.post(f"s{number}", f"해온강 소식 {number}")
    room.write("about.md", "---\ntitle: 소개\n---\n해온강 신문.\n")
    room.sync(NOW)


def doctor(room: Newsroom) -> str:
    with room.app.app_context():
        return "\n".join(one.text for one in indexing.examine(db.engine))


def test_the_next_sync_indexes_what_is_missing_and_doctor_says_how_much(newsroom: Newsroom) -> None:
    fill(newsroom)
    assert "finds every story" in doctor(newsroom)
    forget_all(newsroom)
    assert found(newsroom, "해온강") == 0 and "does not know 7 stories yet: flask sync DIR" in doctor(newsroom)
    assert newsroom.sync(NOW).unchanged == 8
    assert found(newsroom, "해온강") == 7 and "finds every story" in doctor(newsroom)


def test_an_indexing_that_is_killed_goes_on_where_it_was(newsroom: Newsroom, monkeypatch) -> None:
    fill(newsroom)
    forget_all(newsroom)
    monkeypatch.setattr(indexing, "_BATCH", 2)
    batches = []
    whole = search_index.fill

    def dies_in_the_third_batch(*args: object) -> int | None:
        batches.append(args)
        if len(batches) == 3:
            whole(*args)
            raise KeyboardInterrupt  # written, and not committed
        return whole(*args)

    monkeypatch.setattr(search_index, "fill", dies_in_the_third_batch)
    with newsroom.app.app_context():
        with pytest.raises(KeyboardInterrupt):
            indexing.fill(db.session, NOW)
        db.session.rollback()
    assert found(newsroom, "해온강") == 4
    monkeypatch.setattr(search_index, "fill", whole)
    newsroom.sync(NOW)
    assert found(newsroom, "해온강") == 7


def test_an_index_of_another_version_is_made_anew(newsroom: Newsroom) -> None:
    fill(newsroom)
    with newsroom.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE search_entry SET version = 0, title = ' 딴것'"))
    assert "does not know 7 stories" in doctor(newsroom)
    newsroom.sync(NOW)
    assert found(newsroom, "해온강") == 7 and found(newsroom, "딴것") == 0


def test_an_authors_new_name_finds_their_stories_and_the_old_one_no_more(newsroom: Newsroom) -> None:
    newsroom.write("_data/authors.yml", "kim:\n  name: 김나루\n")
    newsroom.post("river", more="author: kim\n")
    newsroom.sync(NOW)
    assert found(newsroom, "김나루") == 1
    newsroom.write("_data/authors.yml", "kim:\n  name: 김바다\n")
    newsroom.sync(NOW)
    assert (found(newsroom, "김바다"), found(newsroom, "김나루")) == (1, 0)


def test_a_dry_run_and_a_site_that_is_whole_write_nothing(newsroom: Newsroom) -> None:
    fill(newsroom)
    forget_all(newsroom)
    newsroom.sync(NOW, dry_run=True)
    assert found(newsroom, "해온강") == 0
