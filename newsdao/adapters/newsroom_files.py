"""The sample newsroom's files: read where they lie, written as a Jekyll site that is the reader's to edit."""

import shutil
from collections.abc import Iterable
from pathlib import Path

# Stands in a newsroom that is whole: from then on it belongs to whoever edits it.
MARKER = ".sample"
_DATED = len("2026-11-23-")


def is_written(target: Path) -> bool:
    return (target / MARKER).exists()


def posts(source: Path) -> Iterable[tuple[str, str]]:
    """(file name, text) of every sample post."""
    for file in sorted((source / "_posts").iterdir()):
        if not file.name.startswith("."):
            yield file.name, file.read_text(encoding="utf-8")


def write(source: Path, target: Path, dated: Iterable[tuple[str, str]]) -> None:
    """Copy the site and write its dated posts; the marker comes last, so an interrupted copy is made again."""
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("_posts", "__pycache__", ".*"))
    folder = target / "_posts"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in dated:
        # A copy interrupted yesterday left the same post under yesterday's name.
        for older in folder.glob(f"????-??-??-{name[_DATED:]}"):
            older.unlink()
        (folder / name).write_text(text, encoding="utf-8")
    (target / MARKER).touch()
