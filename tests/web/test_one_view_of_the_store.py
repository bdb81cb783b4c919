"""What is kept was read after its stamps were taken, also where a request had read something before."""

from newsroom import Newsroom

from newsdao.extensions import db
from newsdao.store import queries
from newsdao.web import frame
from newsdao.web.page_cache import Page, kept


def begin_reading() -> None:
    """SQLite shows a transaction the store as it was at its first question."""
    queries.latest(db.session(), frame.now(), 1)


def titles() -> Page:
    return Page("\n".join(one.title for one in queries.latest(db.session(), frame.now(), 9)).encode())


def test_a_site_renamed_while_a_page_is_made_has_its_new_name_on_the_next(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    with newsroom.app.test_request_context("/"):
        assert frame.current().site.name == "뉴스다오"
        begin_reading()
        newsroom.write("_config.yml", "title: 새 이름\nurl: https://news.example.kr\npermalink: pretty\n")
        newsroom.sync()
        frame.current()
    assert "새 이름" in newsroom.get("/")


def test_a_page_made_late_in_a_request_knows_what_was_published_since_it_began(newsroom: Newsroom) -> None:
    newsroom.post("river")
    newsroom.sync()
    with newsroom.app.test_request_context("/"):
        begin_reading()
        newsroom.post("bridge", title="해온대교 통제", date='"2026-11-20 10:00:00 +0900"')
        newsroom.sync()
        assert "해온대교 통제" in kept("titles", titles).get_data(as_text=True)
