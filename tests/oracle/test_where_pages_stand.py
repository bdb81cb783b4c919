"""Pages and documents of collections stand where Jekyll puts them."""

import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest
from sites import NAMES, Sites

from newsdao.content.post_paths import HTML, MARKDOWN

# Whose build shows each rule; of the real sites those that have any pages at all.
WITH_PAGES = {"pages-pretty": 20, "pages-date": 20, "pages-none": 20, "pages-custom": 20, "jekyll-sites/18f": 300}


@pytest.mark.parametrize("name", NAMES)
def test_pages_and_documents_stand_where_jekyll_puts_them(site: str, sites: Sites) -> None:
    theirs = {
        path: unicodedata.normalize("NFC", unquote(url))
        for path, url in sites.pages(site).items()
        if PurePosixPath(path).suffix in MARKDOWN | HTML
    }
    ours = sites.our_pages(site)
    assert {path: (url, ours.get(path)) for path, url in theirs.items() if ours.get(path) != url} == {}
    assert sorted(ours.keys() - theirs.keys()) == []
    assert len(theirs) >= WITH_PAGES.get(site, 0)
