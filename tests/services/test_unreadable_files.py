"""Files and folders that the server may not read: each is told, and nothing else suffers."""

from pathlib import Path

import pytest
from newsroom import Newsroom
from PIL import Image
from privileges import closed
from sqlalchemy import select

from newsdao.errors import ConfigurationError
from newsdao.extensions import db
from newsdao.store import sources
from newsdao.store.models import Article


@pytest.fixture
def site(open_newsroom) -> Newsroom:
    room = open_newsroom(config="title: 가온일보\nlang: ko\n")
    room.post("river", more="image: /assets/river.png\n")
    room.write("town/_posts/2026-11-20-market.md", "---\ntitle: 장날\n---\n장이 섰다.\n")
    room.write("about.md", "---\ntitle: 소개\n---\n우리는 누구인가.\n")
    room.write("_drafts/idea.md", "---\ntitle: 생각\n---\n아직 쓰는 중이다.\n")
    room.write("_includes/box.html", "상자")
    (room.folder / "assets").mkdir()
    Image.new("RGB", (40, 30), "#356").save(room.folder / "assets" / "river.png")
    return room


def shown(room: Newsroom) -> int:
    with room.app.app_context():
        return len(db.session.scalars(select(Article.id).where(Article.withdrawn_at.is_(None))).all())


@pytest.mark.parametrize(
    ("path", "mode", "inserted"),
    [
        ("_posts/2026-11-20-river.md", 0, 2), ("about.md", 0, 2), ("_drafts/idea.md", 0, 3),
        ("assets/river.png", 0, 3), ("town", 0, 2), ("_posts", 0o600, 2),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_the_rest_is_published(
    site: Newsroom, path: str, mode: int, inserted: int
) -> None:
    with closed(site.folder / path, mode):
        report = site.sync()
    (error,) = report.rejected
    assert (error.path, error.remedy) == (path, "check its permissions")
    assert report.inserted == inserted
    assert site.sync().rejected == [] and shown(site) == 3


@pytest.mark.parametrize(("path", "mode"), [("town", 0), ("town/_posts", 0o600), ("_posts", 0), ("about.md", 0)])
def test_a_story_is_never_withdrawn_because_nobody_could_look(site: Newsroom, path: str, mode: int) -> None:
    site.sync()
    with closed(site.folder / path, mode):
        report = site.sync(prune=True)
    assert (report.withdrawn, report.missing, [one.path for one in report.rejected]) == (0, 0, [path])
    assert shown(site) == 3


def test_drafts_in_a_closed_folder_are_kept_for_the_export(site: Newsroom) -> None:
    site.sync()
    with closed(site.folder / "_drafts"):
        site.sync()
    with site.app.app_context():
        assert sources.one(db.session(), "_drafts/idea.md") is not None


@pytest.mark.parametrize("path", ["_config.yml", "_includes/box.html", "."])
def test_what_every_story_needs_stops_the_sync_with_its_name_and_the_remedy(site: Newsroom, path: str) -> None:
    file: Path = site.folder / path
    with closed(file), pytest.raises(ConfigurationError, match=r"can't be read: .*; check its permissions") as caught:
        site.sync()
    assert str(file) in str(caught.value)
