"""The file of a report: refused in time, and whole or not there."""

from pathlib import Path

import pytest

from newsdao.adapters.report_file import ReportFile
from newsdao.errors import ConfigurationError


@pytest.mark.parametrize("name", ["report", "report.htm", "report.pdf", ".html", "report.html.gz"])
def test_a_form_nobody_knows_is_refused_with_the_forms_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"\*\.html or \*\.json"):
        ReportFile(tmp_path / name)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no folder .*nowhere"):
        ReportFile(tmp_path / "nowhere" / "report.html")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(ConfigurationError, match="is a folder"):
        ReportFile(tmp_path / "report.html")


def test_a_place_that_cannot_be_written_is_told_at_once() -> None:
    with pytest.raises(ConfigurationError, match="can't be written"):
        ReportFile(Path("/proc/report.html"))


def test_a_refused_report_leaves_nothing_behind_and_an_accepted_one_nothing_yet(tmp_path: Path) -> None:
    ReportFile(tmp_path / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_a_report_replaces_the_former_one_and_leaves_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "report.JSON").write_text("old", encoding="utf-8")
    file = ReportFile(tmp_path / "report.JSON")
    assert file.is_json
    file.write("새 보고서 \udcff")
    assert (tmp_path / "report.JSON").read_text(encoding="utf-8") == "새 보고서 \\udcff"
    assert [path.name for path in tmp_path.iterdir()] == ["report.JSON"]


def test_what_can_no_longer_be_written_leaves_the_former_report_whole(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    file = ReportFile(folder / "report.html")
    (folder / "report.html").mkdir()
    (folder / "report.html" / "kept").touch()
    with pytest.raises(ConfigurationError, match="can't be written"):
        file.write("new")
    assert [path.name for path in folder.iterdir()] == ["report.html"]
