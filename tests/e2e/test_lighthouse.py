"""Lighthouse, as on a phone: accessibility, best practices and SEO. Its timings are read from tools/lighthouse.py."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from browsers import FLAGS, node, tool

pytestmark = pytest.mark.e2e

CATEGORIES = "accessibility,best-practices,seo"
# A page of results asks not to be indexed, as search engines want it: the one audit that can't hold there.
UNFIT = {"search-found": "is-crawlable"}


@pytest.mark.parametrize("kind", ["home", "article", "category", "search-found"])
def test_lighthouse_gives_full_marks(open_site, program: Callable[[str], str], tmp_path: Path, kind: str) -> None:
    site = open_site("sample", None)
    if kind not in site.kinds:
        pytest.skip(f"there is no {kind} page")
    report = tmp_path / "report.json"
    command = [node(program), str(tool("lighthouse/cli/index.js")), site.url(site.kinds[kind])]
    command += ["--quiet", "--output=json", f"--output-path={report}", f"--only-categories={CATEGORIES}"]
    command += [f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    command += [f"--skip-audits={UNFIT[kind]}"] if kind in UNFIT else []
    environment = os.environ | {"CHROME_PATH": program("chromium")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    told = json.loads(report.read_text(encoding="utf-8"))
    faults = [audit["title"] for audit in told["audits"].values() if audit["score"] not in {None, 1}]
    marks = {name: category["score"] for name, category in told["categories"].items()}
    assert marks == dict.fromkeys(CATEGORIES.split(","), 1), faults
