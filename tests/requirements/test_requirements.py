"""The list of requirements and the tests that hold them are one."""

import re
from pathlib import Path

from newsdao.config import PROJECT

HERE = Path(__file__).parent


def test_every_line_has_a_test_and_every_test_a_line() -> None:
    told = re.findall(
        r"^\| (\d\.\d\d) \|", (PROJECT / "docs" / "requirements.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    tests = "\n".join(file.read_text(encoding="utf-8") for file in HERE.glob("test_requirements_*.py"))
    held = {f"{section}.{line}" for section, line in re.findall(r"^def test_(\d)_(\d\d)_", tests, re.MULTILINE)}
    assert len(told) == len(set(told)) and held == set(told)
