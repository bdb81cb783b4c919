"""Style sheets and scripts, each served as one file."""

import gzip

from newsroom import Newsroom

CSS, JS = "/static/css/site.css", "/static/js/site.js"


def test_what_only_its_writers_need_is_not_sent(newsroom: Newsroom) -> None:
    for path in (CSS, JS):
        sent = newsroom.get(path)
        assert "/*" not in sent
        assert not any(line.startswith((" ", "//")) for line in sent.splitlines())


def test_both_stay_within_what_a_reader_underground_is_asked_for(newsroom: Newsroom) -> None:
    assert len(gzip.compress(newsroom.reader.get(CSS).data, 9)) <= 10_000
    assert len(gzip.compress(newsroom.reader.get(JS).data, 9)) <= 3_000
