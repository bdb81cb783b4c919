"""`flask sync --from`: an export on the command line becomes a site."""

from pathlib import Path

import pytest
from test_first_steps import flask, one_line
from wordpress_export import Item
from wordpress_export import export as wordpress

pytestmark = pytest.mark.e2e


@pytest.fixture
def instance(tmp_path: Path) -> dict[str, str]:
    env = {"NEWSDAO_INSTANCE": str(tmp_path / "instance")}
    flask("db", "upgrade", **env)
    return env


def test_a_wordpress_export_is_a_site_by_one_command_and_again_changes_nothing(
    tmp_path: Path, instance: dict[str, str]
) -> None:
    (tmp_path / "export.xml").write_bytes(wordpress(Item(1), Item(2, title="둘째 소식", name="second")))
    command = ("sync", "--from", "wordpress", str(tmp_path / "export.xml"), "--into", str(tmp_path / "site"))
    tried = flask(*command, "--dry-run", **instance)
    assert "would be 2 inserted" in tried.stdout and not (tmp_path / "site").exists()
    first, second = flask(*command, **instance), flask(*command, **instance)
    assert first.returncode == second.returncode == 0, first.stderr
    assert "2 posts in the export" in first.stdout and "\n2 inserted" in first.stdout
    assert "0 files written" in second.stdout and "0 inserted, 0 updated" in second.stdout
    assert sorted(file.name for file in (tmp_path / "site/_posts").iterdir()) == [
        "2024-06-14-haeon-river.html", "2024-06-14-second.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "source", "why"),
    [
        ("wordpress", "absent.xml", "absent.xml"),
        ("ghost", "broken.json", "broken.json:1"),
        ("rss", "ftp://feeds.example/rss.xml", "ftp://feeds.example/rss.xml"),
    ],
)
def test_an_export_that_cannot_be_read_is_one_clear_line(
    tmp_path: Path, instance: dict[str, str], kind: str, source: str, why: str
) -> None:
    (tmp_path / "broken.json").write_text('{"db": [')
    path = source if "://" in source else str(tmp_path / source)
    said = one_line(flask("sync", "--from", kind, path, "--into", str(tmp_path / "site"), **instance))
    assert why in said
    assert not (tmp_path / "site").exists()
