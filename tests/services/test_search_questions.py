"""The questions of search_questions.toml, asked of the real posts on each engine."""

import tomllib
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from newsroom import Newsroom

from newsdao.content import search_query
from newsdao.extensions import db
from newsdao.services.searching import Asked, Found, search_for

QUESTIONS = tomllib.loads(Path(__file__).with_name("search_questions.toml").read_text(encoding="utf-8"))
SEOUL = ZoneInfo("Asia/Seoul")

pytestmark = pytest.mark.corpus


def ask(app: Flask, text: str) -> tuple[Found, list[str]]:
    """What is found, and the names of the stories' files."""
    with app.app_context():
        found = search_for(db.session(), Asked(search_query.read(text)), datetime.now(UTC), SEOUL)
        names = sorted(Path(hit.article.source_path).stem for hit in found.hits)
        db.session.rollback()
        return found, names


@pytest.mark.parametrize("site", QUESTIONS)
def test_every_question_finds_its_stories_and_no_others(open_newsroom, engine: str, corpus: Path, site: str) -> None:
    room: Newsroom = open_newsroom(engine=engine)
    room.folder = corpus / site
    room.sync()
    wrong = {}
    for text, wanted in QUESTIONS[site].items():
        # As typed, and as a Mac's file names would have it.
        for typed in (text, unicodedata.normalize("NFD", text)):
            if (got := ask(room.app, typed)[1]) != wanted:
                wrong[typed] = got
    recall = 1 - len(wrong) / (2 * len(QUESTIONS[site]))
    print(f"{site}, {engine}: {len(QUESTIONS[site])} questions, recall {recall:.0%}")
    assert wrong == {}


def test_there_are_more_than_forty_questions() -> None:
    assert sum(map(len, QUESTIONS.values())) > 60


def test_a_question_typed_on_the_other_keyboard_layout_is_understood(open_newsroom, corpus: Path) -> None:
    room: Newsroom = open_newsroom()
    room.folder = corpus / "seed"
    room.sync()
    assert [ask(room.app, slip)[0].instead for slip in ("vnxls", "wndrnr", "ㅠ걏ㄴ")] == ["푸틴", "중국", "brics"]
    assert ask(room.app, "없는말")[0].instead == ""
