"""What a test says where the machine lacks what it needs."""

import os

import pytest

CI = os.environ.get("CI") == "true"


def absent(reason: str) -> None:
    """What this machine can't have is skipped, with the reason; where it must be there, that is a failure."""
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)
