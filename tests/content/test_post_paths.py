"""Which files are posts."""

import pytest

from newsdao.content.post_paths import parse
from newsdao.content.reading import is_post_path


@pytest.mark.parametrize(
    ("path", "drafts", "is_bare", "expected"),
    [
        ("_posts/2026-03-02-a.md", False, False, True),
        ("_posts/2026-3-2-a.markdown", False, False, True),
        ("_posts/26-03-02-a.html", False, False, True),
        ("politics/seoul/_posts/en/2026-03-02-a.md", False, False, True),
        ("_posts/a.md", False, False, False),
        ("_posts/2026-03-02-a.md_bak", False, False, False),
        ("_posts/2026-03-02-a.py", False, False, False),
        ("_posts/2026-03-02-a", False, False, False),
        ("_posts/.2026-03-02-a.md.swp", False, False, False),
        ("_posts/2026-03-02-a.md~", False, False, False),
        ("_site/_posts/2026-03-02-a.md", False, False, False),
        ("node_modules/x/_posts/2026-03-02-a.md", False, False, False),
        ("_drafts/a.md", False, False, False),
        ("_drafts/a.md", True, False, True),
        ("2026-03-02-a.md", False, False, False),
        ("2026-03-02-a.md", False, True, True),
        ("2026/03/2026-03-02-a.md", False, True, True),
        ("README.md", False, True, False),
        (".git/2026-03-02-a.md", False, True, False),
    ],
)
def test_a_post_is_known_by_its_place_and_name(path: str, drafts: bool, is_bare: bool, expected: bool) -> None:
    assert is_post_path(path, drafts=drafts, is_bare=is_bare) == expected


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("_posts/en/2026-03-02-a.md", "en/2026-03-02-a"),
        ("islands/far/_posts/2026-03-02-a.md", "islands/far/2026-03-02-a"),
        ("_drafts/a.md", "_drafts/a"),
        ("2026/2026-03-02-a.md", "2026/2026-03-02-a"),
    ],
)
def test_the_path_in_an_address_keeps_every_folder_but_the_posts_own(path: str, inner: str) -> None:
    assert parse(path).inner == inner
