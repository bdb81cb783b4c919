"""The Nu HTML checker of the W3C over every kind of page, the style sheet and its rules."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from browsers import tool
from newsroom import Newsroom

pytestmark = pytest.mark.e2e


@pytest.fixture
def judged(program: Callable[[str], str]) -> Callable[..., list[str]]:
    """judged(*files, "--css") → one line for each error and warning."""
    command = [program("java"), "-Xss8m", "-jar", str(tool("vnu-jar/build/dist/vnu.jar")), "--format", "json"]

    def judge(*arguments: str | Path) -> list[str]:
        done = subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True, timeout=300)
        return [
            f"{Path(one.get('url', '')).name}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')!r}"
            for one in json.loads(done.stderr)["messages"]
        ]

    return judge


def test_every_kind_of_page_is_html_without_error_or_warning(site, judged, tmp_path: Path) -> None:
    for kind, path in site.kinds.items():
        (tmp_path / f"{kind}.html").write_bytes(site.served.get(path).body)
    faults = judged(*sorted(tmp_path.iterdir()))
    assert faults == [], "\n".join(faults)


def test_pages_of_errors_are_html_without_error_or_warning(newsroom: Newsroom, judged, tmp_path: Path) -> None:
    gone = newsroom.post("gone")
    newsroom.sync()
    gone.unlink()
    newsroom.sync(prune=True)

    @newsroom.app.route("/fails/")
    def fails() -> str:
        raise ZeroDivisionError

    wanted = {410: "/사회/2026/11/20/gone/", 404: "/none/", 500: "/fails/"}
    for code, path in wanted.items():
        answer = newsroom.reader.get(path)
        assert answer.status_code == code
        (tmp_path / f"{code}.html").write_bytes(answer.data)
    refused = newsroom.reader.post("/")
    assert refused.status_code == 405
    (tmp_path / "405.html").write_bytes(refused.data)
    assert judged(*tmp_path.glob("*.html")) == []


def test_the_style_sheet_is_css_without_error(newsroom: Newsroom, judged, tmp_path: Path) -> None:
    sheet = tmp_path / "site.css"
    # CSS Values 5, 7.7: what the checker doesn't know yet, and browsers that don't pass over.
    typed = r"background: color-mix\(in srgb, attr\(data-ground type\(<color>\), [^;]*;"
    styles, found = re.subn(typed, "", newsroom.reader.get("/static/css/site.css").get_data(as_text=True))
    assert found == 1
    sheet.write_text(styles, encoding="utf-8")
    assert judged("--css", sheet) == []
