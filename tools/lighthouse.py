"""What Lighthouse gives the pages one lands on, on a phone and a desk: the middle of three runs, as a table.

`make lighthouse` asks the sample newsroom, `make lighthouse SITE=http://127.0.0.1:8000` any site that runs. Timings are
the machine's as much as the site's: the table is for reading, tests/e2e/test_lighthouse.py holds what does not vary.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from page_kinds import page_kinds
from shown_site import FLAGS, PROJECT, chromium, shown

CLI = PROJECT / "tests" / "browser" / "node_modules" / "lighthouse" / "cli" / "index.js"
KINDS = ("home", "article", "category", "search-found")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMINGS = {"largest-contentful-paint": "LCP", "total-blocking-time": "TBT", "cumulative-layout-shift": "CLS"}
RUNS = 3


def report(url: str, *, on_a_desk: bool) -> dict[str, Any]:
    command = ["node", str(CLI), url, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--chrome-flags=--headless=new {' '.join(FLAGS)}", *(["--preset=desktop"] if on_a_desk else [])]
    environment = os.environ | {"CHROME_PATH": chromium()}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def row(url: str, *, on_a_desk: bool) -> Iterator[str]:
    """Marks of 100, then timings as Lighthouse writes them, each the middle of the runs."""
    runs = [report(url, on_a_desk=on_a_desk) for _ in range(RUNS)]
    for name in CATEGORIES:
        yield str(round(100 * statistics.median(run["categories"][name]["score"] for run in runs)))
    for audit, name in TIMINGS.items():
        value = statistics.median(run["audits"][audit]["numericValue"] for run in runs)
        yield f"{name} {value:.3f}" if name == "CLS" else f"{name} {value:.0f} ms"


def main(address: str = "") -> None:
    if not CLI.exists():
        sys.exit("Lighthouse is not here; tools/test-machine installs it with npm")
    print("| page | on | performance | accessibility | best practices | SEO | | | |\n" + "|---" * 9 + "|")
    with shown(address) as site:
        kinds = page_kinds(site)
        for kind in KINDS:
            for on_a_desk in (False, True):
                if kind in kinds:
                    marks = row(site + kinds[kind], on_a_desk=on_a_desk)
                    print("|", " | ".join([kind, "desk" if on_a_desk else "phone", *marks]), "|", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
